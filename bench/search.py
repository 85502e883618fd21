"""Full text of many pages in our index, in SQLite FTS5 and in PostgreSQL: the same pages, questions and marked lines.

All three get the same three keys of every word (so that all of them find across scripts) and the same stored page, and
answer each question with the number of pages, the ten best, and their lines marked by our marker.  FTS5 and PostgreSQL
know no fuzzy search: there the words one letter away are taken from a word list by rapidfuzz first.

Without ``--input`` the pages are made: words of the Uzbek spelling list by Zipf's law, function words in front, half
the pages in Latin, half in Cyrillic.  With it, every .txt below DIR is a work; a form feed or 40 lines end a page.
"""

from __future__ import annotations

import json
import random
import sqlite3
import tempfile
import time
from array import array
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, product
from pathlib import Path
from statistics import median
from typing import Any, Protocol

import psycopg
from rapidfuzz import process
from rapidfuzz.distance import OSA
from rich.console import Console
from rich.table import Table
from tests.cluster import Cluster

from javon.cli.bench import add_number, bench_parser
from javon.config.words import gettext as _
from javon.engines.index import IndexLine, IndexPage, IndexWork, PageIndex, Query, make_plan
from javon.engines.index.marks import excerpt, find
from javon.engines.index.plan import SHORTEST_WRONG, Plan, WordPlan
from javon.engines.index.stored import make_keys, read_page, write_page
from javon.engines.index.tokens import read_tokens
from javon.engines.language import to_cyrillic, to_latin

SPELLING = Path("/usr/share/hunspell/uz_UZ.dic")
_FRONT = (
    "va bu bilan uchun ham u edi bir shu deb esa emas kerak ular men biz siz bor yoki lekin ammo chunki agar hamda "
    "keyin endi faqat juda yangi har hech barcha boshqa uning uni menga"
)
WORDS, LINE, WORK_PAGES = 250, 8, 200
SPACES = ("exact", "loose", "stem")
TOP = 10
KINDS = ("word", "across scripts", "two words", "phrase", "prefix", "one letter wrong")


@dataclass(frozen=True, slots=True)
class Question:
    """One question and the kind it belongs to."""

    kind: str
    text: str


class Engine(Protocol):
    """One way to search: build once, then answer."""

    name: str

    def build(self, pages: Iterator[IndexPage]) -> None: ...
    def size(self) -> int: ...
    def ask(self, question: Question) -> int: ...


class OurIndex:
    """The index of Javon, through the door that the search page uses."""

    name = "Javon (Tantivy)"

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "index"
        self._index = PageIndex(self._folder)

    def build(self, pages: Iterator[IndexPage]) -> None:
        with self._index.rebuild() as writer:
            for number in range(10**9):
                part = list(islice(pages, WORK_PAGES))
                if not part:
                    return
                work = IndexWork(f"jv{number:09}", "", (), "uz", "book", 1900 + number % 120, True)
                writer.replace_object(work, part)

    def size(self) -> int:
        return sum(file.stat().st_size for file in self._folder.rglob("*") if file.is_file())

    def ask(self, question: Question) -> int:
        wrong = question.kind == KINDS[5]
        return self._index.search(Query(question.text, limit=TOP, facets=False, fuzzy=wrong)).total


class Peer:
    """What FTS5 and PostgreSQL share: keys of the question, the fuzzy word list, the marking."""

    words: list[str]

    def ask(self, question: Question) -> int:
        plan = make_plan(Query(question.text))
        total, bodies = self._found(plan)
        if not total and question.kind == KINDS[5]:
            plan = make_plan(Query(question.text), fuzzy=SHORTEST_WRONG)
            key = next(iter(plan.clauses[0][0].keys["loose"]))
            near = process.extract(key, self.words, scorer=OSA.distance, score_cutoff=1, limit=20)
            total, bodies = self._near([word for word, _distance, _at in near]) if near else (0, [])
        for body in bodies:
            page = read_page(body)
            excerpt(page, find(page, plan))
        return total

    _found: Callable[[Plan], tuple[int, list[bytes]]]
    _near: Callable[[Sequence[str]], tuple[int, list[bytes]]]


def rows(pages: Iterator[IndexPage]) -> Iterator[tuple[str, str, str, bytes]]:
    """Three columns of keys and the stored page."""
    for page in pages:
        keys = make_keys(read_tokens(page.lines))
        head = ["", page.key, page.position, page.label, page.language, page.script]
        yield keys.exact, keys.loose, keys.stem, write_page(head, (line.text for line in page.lines), keys)


def readings(clause: tuple[WordPlan, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every key space with every row of keys that a clause may be read as."""
    for space in SPACES:
        if all(space in word.keys for word in clause):
            yield from ((space, row) for row in product(*(sorted(word.keys[space]) for word in clause)))


class Fts5(Peer):
    """SQLite with three indexed columns and no copy of the text in the full-text table."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        self._file = folder / "fts5.sqlite3"
        self._base = sqlite3.connect(self._file)
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA cache_size = -200000")

    def build(self, pages: Iterator[IndexPage]) -> None:
        self._base.executescript(
            "CREATE VIRTUAL TABLE found USING fts5(exact, loose, stem, content='', prefix='3 5',"
            " tokenize=\"unicode61 remove_diacritics 0 tokenchars 'ʻʼ'\");"
            "CREATE TABLE page (id INTEGER PRIMARY KEY, body BLOB);"
        )
        with self._base:
            for number, (exact, loose, stem, body) in enumerate(rows(pages), start=1):
                self._base.execute(
                    "INSERT INTO found(rowid, exact, loose, stem) VALUES (?, ?, ?, ?)", (number, exact, loose, stem)
                )
                self._base.execute("INSERT INTO page VALUES (?, ?)", (number, body))
        self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._base.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(found, col)")
        self.words = [row[0] for row in self._base.execute("SELECT term FROM vocabulary WHERE col = 'loose'")]

    def size(self) -> int:
        return self._file.stat().st_size

    def _found(self, plan: Plan) -> tuple[int, list[bytes]]:
        clauses = []
        for clause in plan.clauses:
            asked = []
            for space, row in readings(clause):
                asked.append(f'{{{space}}} : "{" ".join(row)}"' + ("*" if clause[-1].prefix else ""))
            clauses.append(f"({' OR '.join(asked)})")
        return self._run(" AND ".join(clauses))

    def _near(self, words: Sequence[str]) -> tuple[int, list[bytes]]:
        return self._run(" OR ".join(f'{{loose}} : "{word}"' for word in words))

    def _run(self, asked: str) -> tuple[int, list[bytes]]:
        total = self._base.execute("SELECT count(*) FROM found WHERE found MATCH ?", (asked,)).fetchone()[0]
        best = self._base.execute(
            "SELECT body FROM (SELECT rowid FROM found WHERE found MATCH ? ORDER BY bm25(found, 8.0, 4.0, 1.0) LIMIT ?)"
            " AS best JOIN page ON page.id = best.rowid",
            (asked, TOP),
        )
        return total, [row[0] for row in best]


class PostgreSQL(Peer):
    """Three tsvector columns with a GIN index each; made by hand, so that its parser cannot split oʻzbek."""

    name = "PostgreSQL"

    def __init__(self, folder: Path) -> None:
        self._cluster = Cluster()
        self._base = psycopg.connect(self._cluster.url, autocommit=True)

    def build(self, pages: Iterator[IndexPage]) -> None:
        self._base.execute("CREATE TABLE page (id serial, exact tsvector, loose tsvector, stem tsvector, body bytea)")
        with self._base.cursor().copy("COPY page (exact, loose, stem, body) FROM STDIN") as copy:
            for exact, loose, stem, body in rows(pages):
                copy.write_row((_vector(exact), _vector(loose), _vector(stem), body))
        for space in SPACES:
            self._base.execute(f"CREATE INDEX page_{space} ON page USING gin ({space})")
        self._base.execute("VACUUM ANALYZE page")
        found = self._base.execute("SELECT word FROM ts_stat('SELECT loose FROM page')")
        self.words = [row[0] for row in found]

    def size(self) -> int:
        return int(next(self._base.execute("SELECT pg_total_relation_size('page')"))[0])

    def close(self) -> None:
        self._base.close()
        self._cluster.stop()

    def _found(self, plan: Plan) -> tuple[int, list[bytes]]:
        clauses, values = [], []
        for clause in plan.clauses:
            asked = []
            for space, row in readings(clause):
                asked.append(f"{space} @@ %s::tsquery")
                values.append(" <-> ".join(map(_quoted, row)) + (":*" if clause[-1].prefix else ""))
            clauses.append(f"({' OR '.join(asked)})")
        return self._run(" AND ".join(clauses), values, values[0])

    def _near(self, words: Sequence[str]) -> tuple[int, list[bytes]]:
        asked = " | ".join(map(_quoted, words))
        return self._run("loose @@ %s::tsquery", [asked], asked)

    def _run(self, where: str, values: list[str], ranked: str) -> tuple[int, list[bytes]]:
        (count,) = next(self._base.execute(f"SELECT count(*) FROM page WHERE {where}", values))
        best = self._base.execute(
            f"SELECT body FROM page WHERE {where} ORDER BY ts_rank(exact, %s::tsquery) DESC LIMIT {TOP}",
            [*values, ranked],
        )
        return int(count), [bytes(row[0]) for row in best]


def _vector(keys: str) -> str:
    return " ".join(f"{_quoted(key)}:{min(at, 16383)}" for at, key in enumerate(keys.split(), start=1))


def _quoted(key: str) -> str:
    return "'" + key.replace("\\", "\\\\").replace("'", "''") + "'"


# --- pages and questions -------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by frequency, in both scripts."""

    latin: tuple[str, ...]
    cyrillic: tuple[str, ...]
    sums: array[float]

    def pick(self, chance: random.Random) -> int:
        return bisect(self.sums, chance.random() * self.sums[-1])


def lexicon() -> Lexicon:
    """The spelling list in an order of our own, function words in front."""
    listed = SPELLING.read_text(encoding="utf-8-sig").split()[1:]
    chance = random.Random(1)
    chance.shuffle(listed)
    cyrillic = [*map(to_cyrillic, _FRONT.split()), *(word.lower() for word in listed)]
    sums = array("d", accumulate(1 / (rank + 2) for rank in range(len(cyrillic))))
    return Lexicon(tuple(map(to_latin, cyrillic)), tuple(cyrillic), sums)


def made_pages(words: Lexicon, number: int) -> Iterator[IndexPage]:
    """Pages of independent words: phrases in them are chance neighbours."""
    chance = random.Random(2)
    for at in range(number):
        tongue, script, source = ("uz-Latn", "Latn", words.latin) if at % 2 else ("uz-Cyrl", "Cyrl", words.cyrillic)
        text = [source[words.pick(chance)] for _word in range(WORDS)]
        lines = tuple(IndexLine(" ".join(text[start : start + LINE]), tongue) for start in range(0, WORDS, LINE))
        yield IndexPage(f"p{at:07}", at % WORK_PAGES + 1, str(at), lines, tongue, script)


def given_pages(folder: Path) -> Iterator[IndexPage]:
    """Pages of anybody's own texts."""
    number = 0
    for file in sorted(folder.rglob("*.txt")):
        for sheet in file.read_text(encoding="utf-8", errors="replace").split("\f"):
            lines = [" ".join(line.split()) for line in sheet.splitlines() if line.strip()]
            for start in range(0, len(lines), 40):
                number += 1
                part = tuple(IndexLine(line, "uz") for line in lines[start : start + 40])
                yield IndexPage(f"p{number:07}", number, str(number), part, "uz", "Zyyy")


def questions(sample: Sequence[IndexPage], each: int) -> list[Question]:
    """Words and pairs as they stand in the pages, so every question but the mistyped has an answer."""
    chance = random.Random(3)
    asked = []
    for kind in KINDS:
        while sum(question.kind == kind for question in asked) < each:
            words = chance.choice(chance.choice(sample).lines).text.split()
            at = chance.randrange(max(1, len(words) - 1))
            text = _question(kind, words[at : at + 2], chance)
            if text:
                asked.append(Question(kind, text))
    return asked


def _question(kind: str, words: Sequence[str], chance: random.Random) -> str:
    if len(words) < 2 or not all(word.isalpha() or "ʻ" in word or "ʼ" in word for word in words):
        return ""
    first, second = words
    other = to_latin(first) if any(letter >= "\u0400" for letter in first) else to_cyrillic(first)
    place = chance.randrange(1, max(2, len(first) - 1))
    return {
        "word": first,
        "across scripts": other,
        "two words": f"{first} {second}",
        "phrase": f'"{first} {second}"',
        "prefix": f"{first[:5]}*" if len(first) > 5 else "",
        "one letter wrong": f"{first[:place]}w{first[place + 1 :]}" if len(first) > 5 else "",
    }[kind]


# --- measuring -----------------------------------------------------------------------------------------------------
def measure(engine: Engine, pages: Callable[[], Iterator[IndexPage]], asked: Sequence[Question]) -> dict[str, Any]:
    """Build, ask everything once to warm up, then ask again by the clock."""
    start, cpu = time.perf_counter(), time.process_time()
    engine.build(pages())
    built = time.perf_counter() - start
    result: dict[str, Any] = {"build_s": built, "build_cpu_s": time.process_time() - cpu, "bytes": engine.size()}
    for question in asked:
        engine.ask(question)
    for kind in KINDS:
        times, work, hits = [], [], []
        for question in asked:
            if question.kind == kind:
                begun, burnt = time.perf_counter(), time.process_time()
                hits.append(engine.ask(question))
                times.append(1000 * (time.perf_counter() - begun))
                work.append(1000 * (time.process_time() - burnt))
        result[kind] = {
            "p50_ms": median(times),
            "p99_ms": sorted(times)[int(0.99 * (len(times) - 1))],
            # Without the time that other programs took; PostgreSQL's own processes are not in it.
            "cpu_p50_ms": median(work),
            "cpu_p99_ms": sorted(work)[int(0.99 * (len(work) - 1))],
            "hits": hits,
        }
    return result


def show(results: dict[str, dict[str, Any]], number: int) -> None:
    """The table: every engine a column."""
    table = Table(title=f"{number:,} pages: pages/s, MB, then p50 / p99 in ms of an answer with ten marked lines")
    for name in ("", *results):
        table.add_column(name, justify="right" if name else "left")
    table.add_row("index pages/s", *(f"{number / one['build_s']:,.0f}" for one in results.values()))
    table.add_row("index MB", *(f"{one['bytes'] / 1e6:,.0f}" for one in results.values()))
    first = next(iter(results.values()))
    for kind in KINDS:
        cells = [f"{one[kind]['p50_ms']:.1f} / {one[kind]['p99_ms']:.1f}" for one in results.values()]
        table.add_row(kind, *cells)
    for kind in KINDS:
        same = [
            f"{sum(a == b for a, b in zip(one[kind]['hits'], first[kind]['hits'], strict=True))}"
            f" of {len(first[kind]['hits'])}"
            for one in results.values()
        ]
        table.add_row(f"same hits: {kind}", *same)
    Console(width=120).print(table)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; with ``--json`` also write every figure."""
    parser = bench_parser("search")
    add_number(parser, "--pages", 300_000, _("nechta sahifa yasaladi (odatda: %(default)s)"))
    add_number(parser, "--questions", 100, _("har turdan nechta savol (odatda: %(default)s)"))
    parser.add_argument("--only", choices=["javon", "fts5", "postgresql"], action="append", help=_("faqat shu dastur"))
    options = parser.parse_args(argv)
    words = None if options.input else lexicon()

    def pages() -> Iterator[IndexPage]:
        return made_pages(words, options.pages) if words else given_pages(options.input)

    number = options.pages if words else sum(1 for _page in pages())
    if not number:
        parser.error(f"no .txt below {options.input}")
    sample = list(islice(pages(), 2000))
    asked = questions(sample, options.questions)
    results, _warm = {}, [read_tokens(page.lines) for page in sample]  # every engine begins with the same words at hand
    with tempfile.TemporaryDirectory(prefix="javon-bench-") as folder:
        for name, kind in (("javon", OurIndex), ("fts5", Fts5), ("postgresql", PostgreSQL)):
            if options.only and name not in options.only:
                continue
            engine = kind(Path(folder))
            try:
                results[engine.name] = measure(engine, pages, asked)
            finally:
                getattr(engine, "close", lambda: None)()
            if options.json:  # after each engine: the last may take an hour
                options.json.write_text(json.dumps({"pages": number, "results": results}, ensure_ascii=False, indent=1))
    show(results, number)
    return 0
