"""Uzbek transliteration: words a second and word accuracy of Javon beside the packages of PyPI and npm.

Material: pairs of UTF-8 files ``NAME_cyr.txt`` and ``NAME_lat.txt`` with the same words on the same lines.  Every
program converts the same words in the same run; a peer that is not installed is shown as skipped.
"""

from __future__ import annotations

import difflib
import importlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from javon.cli.bench import bench_parser
from javon.engines.language import to_cyrillic, to_latin
from javon.engines.language.apostrophes import FOLD
from javon.engines.language.convert import forget_words

ROOT = Path(__file__).resolve().parents[1]
RUNS = 5
#: A slow peer is timed on as many words as fit into about this many seconds a run.
SECONDS = 2.0

Convert = Callable[[str], str]
#: The words of one line: what is converted, what is wanted.
Line = tuple[list[str], list[str]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One program in one direction; shares are per cent of the words, ``per_second`` is a median of ``RUNS``."""

    program: str
    direction: str
    folded: float | None = None
    strict: float | None = None
    lost: int | None = None
    per_second: int | None = None
    skipped: str = ""


class MissingError(Exception):
    """A peer is not installed; the message says how to get it."""


def main(argv: Sequence[str]) -> int:
    """Run the bench; 0 when it ran, 1 when there is no material."""
    parser = bench_parser("language")
    options = parser.parse_args(argv)
    folder = options.input or _test_data() / "text" / "uz-pairs"
    lines = list(_lines(folder))
    if not lines:
        print(f"no NAME_cyr.txt with a NAME_lat.txt in {folder}; give a folder with --input", file=sys.stderr)
        return 1
    figures = [figure for program in PROGRAMS for figure in _program(program, lines)]
    words = sum(len(source) for source, _ in lines)
    _print(figures, words, folder)
    if options.json:
        data = {"words": words, "runs": RUNS, "figures": [asdict(figure) for figure in figures]}
        options.json.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return 0


def _test_data() -> Path:
    return Path(os.environ.get("JAVON_TEST_DATA") or ROOT.parent / "shared" / "data")


def _lines(folder: Path) -> Iterator[Line]:
    """(Cyrillic, Latin) words of the lines that have the same number of words in both files."""
    for cyrillic in sorted([*folder.glob("*_cyr.txt"), *folder.glob("cyrillicText.txt")]):
        latin = folder / cyrillic.name.replace("_cyr", "_lat").replace("cyrillicText", "latinText")
        if not latin.is_file():
            continue
        both = (path.read_text("utf-8-sig").splitlines() for path in (cyrillic, latin))
        for left, right in zip(*both, strict=False):
            line = left.split(), right.split()
            if line[0] and len(line[0]) == len(line[1]):
                yield line


def _program(program: str, lines: list[Line]) -> list[Figure]:
    """Both directions of one program."""
    found = []
    for direction, source, target in (("cyrl to latn", 0, 1), ("latn to cyrl", 1, 0)):
        try:
            measure = _node if program.startswith("lotin-kirill") else _python
            found.append(measure(program, direction, [(line[source], line[target]) for line in lines]))
        except MissingError as error:
            found.append(Figure(program, direction, skipped=str(error)))
    return found


def _python(program: str, direction: str, lines: list[Line]) -> Figure:
    convert, before = _converter(program, direction)
    text = _text(lines)
    results = convert(text).split("\n")
    if len(results) != len(lines):
        results = [convert(" ".join(source)) for source, _ in lines]
    return _figure(program, direction, lines, results, _speed(convert, text.split(), before))


def _text(lines: list[Line]) -> str:
    return "\n".join(" ".join(source) for source, _ in lines)


def _figure(program: str, direction: str, lines: list[Line], results: list[str], speed: float) -> Figure:
    total = strict = folded = lost = 0
    for (_, wanted), result in zip(lines, results, strict=True):
        words = result.split()
        total += len(wanted)
        strict += _matching(words, wanted)
        folded += _matching([word.translate(FOLD) for word in words], [word.translate(FOLD) for word in wanted])
        lost += max(0, len(wanted) - len(words))
    share = 100.0 / total
    return Figure(
        program, direction, round(folded * share, 3), round(strict * share, 3), lost, round(speed or 0)
    )  # node says null where its clock saw no time pass


def _matching(words: list[str], wanted: list[str]) -> int:
    """How many words are right, in order; a line that lost words is aligned first."""
    if len(words) == len(wanted):
        return sum(map(str.__eq__, words, wanted))
    matcher = difflib.SequenceMatcher(None, words, wanted, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def _speed(convert: Convert, words: list[str], before: Callable[[], None]) -> float:
    """Words of running text a second of CPU time, median of ``RUNS``; ``before`` is called before each run."""
    text = " ".join(words[:500])
    started = time.process_time()
    convert(text)
    rate = 500 / max(time.process_time() - started, 1e-6)
    words = words[: max(500, int(rate * SECONDS))]
    text = " ".join(words)
    times = []
    for _ in range(RUNS):
        before()
        started = time.process_time()
        convert(text)
        times.append(time.process_time() - started)
    return len(words) / statistics.median(times)


def _nothing() -> None:
    """Between the runs of a program without a memory of its own."""


def _converter(program: str, direction: str) -> tuple[Convert, Callable[[], None]]:
    """The function that converts a text, and what to do before each timed run."""
    latin = direction == "cyrl to latn"
    if program.startswith("javon"):
        return (to_latin if latin else to_cyrillic), forget_words if program.endswith("cold") else _nothing
    name = program.split()[0]
    try:
        module = importlib.import_module({"latinuzconverter": "latinUzConverter.core"}.get(name, name))
    except ImportError:
        raise MissingError(f"not installed: pip install {name} (requirements/bench.lock)") from None
    if name == "latinuzconverter":
        peer = module.LatinUzConverter()
        return (peer.to_latin if latin else peer.to_cyrillic), _nothing
    peer = importlib.import_module(f"{name}.{name}").UzTransliterator()
    ends = {"from_": "cyr", "to": "lat"} if latin else {"from_": "lat", "to": "cyr"}
    return (lambda text: str(peer.transliterate(text, **ends))), _nothing


#: Reads {text, direction, runs} as JSON, answers {results, speed}.
_SCRIPT = """
const Transliterator = require('lotin-kirill').default;
const peer = new Transliterator();
const { text, direction, runs } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const convert = (each) => (direction === 'cyrl to latn' ? peer.textToLatin(each) : peer.textToCyrillic(each));
const results = convert(text).split('\\n');
const words = text.split(/\\s+/);
const times = [];
for (let run = 0; run < runs; run += 1) {
  const started = process.cpuUsage();
  convert(text);
  times.push(process.cpuUsage(started).user / 1e6);
}
times.sort((a, b) => a - b);
process.stdout.write(JSON.stringify({ results, speed: words.length / times[Math.floor(runs / 2)] }));
"""


def _node(program: str, direction: str, lines: list[Line]) -> Figure:
    node = shutil.which("node")
    if not node or not (ROOT / "node_modules" / "lotin-kirill").is_dir():
        raise MissingError("not installed: npm ci in the project folder (development packages)")
    asked = json.dumps({"text": _text(lines), "direction": direction, "runs": RUNS})
    try:
        done = subprocess.run(
            [node, "-e", _SCRIPT], input=asked, capture_output=True, text=True, cwd=ROOT, timeout=300, check=True
        )
    except subprocess.TimeoutExpired:
        raise MissingError("took more than five minutes") from None
    except subprocess.CalledProcessError as error:
        raise MissingError(f"could not be run: {error.stderr.strip().splitlines()[-1:]}") from None
    answer = json.loads(done.stdout)
    return _figure(program, direction, lines, answer["results"], answer["speed"])


def _print(figures: list[Figure], words: int, folder: Path) -> None:
    print(f"{words} words of {folder}, median of {RUNS} runs, CPU time of one core\n")
    heads = ("program", "direction", "right %", "strict %", "lost", "words/s")
    print("{:<24}{:<14}{:>9}{:>10}{:>9}{:>12}".format(*heads))
    for figure in figures:
        if figure.skipped:
            print(f"{figure.program:<24}{figure.direction:<14}skipped, {figure.skipped}")
            continue
        print(
            f"{figure.program:<24}{figure.direction:<14}{figure.folded:>9.3f}{figure.strict:>10.3f}"
            f"{figure.lost:>9}{figure.per_second:>12,}"
        )
    print("\nright: apostrophe signs taken as one; strict: code point for code point; lost: words that became empty")


PROGRAMS = ("javon, cold", "javon, warm", "latinuzconverter", "UzTransliterator", "lotin-kirill (npm)")
