"""The index as everybody else sees it: write works, search pages, complete words."""

from __future__ import annotations

import json
import logging
import threading
import zlib
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import tantivy

from javon.engines.index.asking import Asking
from javon.engines.index.damage import damage_of
from javon.engines.index.marks import excerpt, find, guessed, mark_text
from javon.engines.index.model import Count, Hit, Part, Query, Results, Suggestion, WorkHit
from javon.engines.index.places import Places
from javon.engines.index.plan import SHORTEST_DOUBTED, SHORTEST_WRONG, Hear, Plan, make_plan
from javon.engines.index.schema import STAMP, body_of, prepare
from javon.engines.index.stored import read_page
from javon.engines.index.suggest import Completer
from javon.engines.index.writer import IndexWriter, rebuilding, writing

logger = logging.getLogger(__name__)
#: With fewer hits than this, one-letter mistakes are let in.
FEW = 3
MOST_WORKS = 5
FACETS = ("language", "kind", "year", "script")
FACET_VALUES = 50
#: What reading damaged files ends in.
FAILURES = (ValueError, LookupError, OSError, zlib.error)
#: Inode and time of the list of files, and the generation.
State = tuple[int, int, int]
Answer = TypeVar("Answer")


class PageIndex:
    """A full-text index of pages under one folder.  Safe for many threads and processes.

    Readers see a commit at the next search; a missing index, or one of another format, is empty (``is_current``).
    """

    def __init__(self, path: Path) -> None:
        self._places = Places(path)
        self._lock = threading.Lock()
        self._seen: State | None = None
        self._known_whole: State | None = None
        self._index: tantivy.Index | None = None

    # --- writing ---------------------------------------------------------------------------------------------
    def writer(self, *, wait_s: float = 30.0) -> AbstractContextManager[IndexWriter]:
        """Write works: ``with index.writer() as writer: writer.replace_object(work, pages)``; commits at the end.

        Raises:
            IndexBusyError: another process wrote for longer than ``wait_s`` seconds.
        """
        return writing(self._places, wait_s=wait_s)

    def rebuild(self, *, wait_s: float = 30.0) -> AbstractContextManager[IndexWriter]:
        """Build everything anew aside and swap at the end; readers go on in the old one meanwhile."""
        return rebuilding(self._places, wait_s=wait_s)

    # --- state -----------------------------------------------------------------------------------------------
    def is_current(self) -> bool:
        """Whether there is a whole index of today's format; if not, it has to be built."""
        folder = self._places.current()
        if folder is None or self._places.stamp(folder) != STAMP or self._places.damage(folder):
            return False
        return (folder / "meta.json").is_file()

    def check(self) -> str:
        """What is wrong with the index, every byte read: about a second a gigabyte; "" when all is well.

        A damaged index is from then on as good as none.
        """
        folder = self._places.current()
        damage = damage_of(folder) if folder is not None else ""
        if folder is not None and damage:
            self._places.note_damage(folder, damage)
        return damage

    def count(self) -> int:
        """Documents in the index: pages and works together."""
        return self._whole(self._count, 0)

    # --- reading ---------------------------------------------------------------------------------------------
    def search(self, query: Query) -> Results:
        """Pages that answer to the query, the best first (inside one object: in page order).

        A damaged index answers with nothing; ``is_current`` then says that it has to be built anew.
        """
        return self._whole(partial(self._search, query), Results((), 0))

    def works(self, query: Query) -> tuple[WorkHit, ...]:
        """Works whose title and authors hold every word of the query, and no pages."""
        return self._whole(partial(self._works, query), ())

    def suggest(self, query: Query) -> list[Suggestion]:
        """Words of the books that begin with the last typed word, the most frequent first; Uzbek in both scripts.

        Of the query only the text counts, the limit, and what says which objects the person may know of.
        """
        return self._whole(partial(self._suggest, query), [])

    def _whole(self, ask: Callable[[], Answer], nothing: Answer) -> Answer:
        """The answer; nothing from a damaged index.  A reader overtaken by a rebuild asks once more."""
        try:
            return ask()
        except FAILURES as error:
            folder = self._places.current()
            overtaken = folder is not None and self._seen is not None and self._seen[2] != hash(folder.name)
            if not overtaken and (folder is None or self._found_damaged(folder)):
                logger.error("the index cannot be read and has to be built anew: %s", error)
                return nothing
        with self._lock:
            self._seen = self._index = None
        return ask()

    def _found_damaged(self, folder: Path) -> bool:
        """Look through the files of one state once only: a question that fails for another reason must cost little."""
        state = _state_of(folder)
        if self._places.damage(folder) or (state is None and self._places.stamp(folder) == STAMP):
            return True
        if state == self._known_whole:
            return False
        if self.check():
            return True
        self._known_whole = state
        return False

    def _count(self) -> int:
        searcher = self._searcher()
        return int(searcher.num_docs) if searcher else 0

    def _search(self, query: Query) -> Results:
        searcher, index, plan = self._searcher(), self._index, make_plan(query)
        if searcher is None or index is None or plan.empty:
            return Results((), 0)
        return Asking(index.schema, searcher.doc_freq).narrower(partial(_answer, searcher, query, plan))

    def _works(self, query: Query) -> tuple[WorkHit, ...]:
        hear = Hear.ALL if query.fuzzy else Hear.NONE
        searcher, index, plan = self._searcher(), self._index, make_plan(query, hear=hear)
        if searcher is None or index is None or plan.empty:
            return ()
        asking = Asking(index.schema, searcher.doc_freq)
        return asking.narrower(lambda asking: _works(searcher, asking.works(plan, query), plan))

    def _suggest(self, query: Query) -> list[Suggestion]:
        searcher, index = self._searcher(), self._index
        if searcher is None or index is None:
            return []
        completer = Completer(searcher, index.schema, query.staff, query.without, query.opened)
        return completer.complete(query.text, query.limit)

    def _searcher(self) -> tantivy.Searcher | None:
        """A searcher that sees the last commit: one ``stat`` a search tells whether anything changed."""
        folder = self._places.current()
        seen = _state_of(folder) if folder is not None else None
        if folder is None or seen is None or self._places.damage(folder):
            return None
        with self._lock:
            if seen != self._seen:
                self._open(folder, seen)
            return self._index.searcher() if self._index else None

    def _open(self, folder: Path, seen: State) -> None:
        if self._index is not None and self._seen is not None and self._seen[2] == seen[2]:
            self._index.reload()
        elif self._places.stamp(folder) == STAMP:
            self._index = prepare(tantivy.Index.open(str(folder)))
            self._index.reload()
        else:
            logger.warning("%s is of another format and has to be built anew", folder)
            self._index = None
        self._seen = seen


def _state_of(folder: Path) -> State | None:
    """Changes with every commit."""
    try:
        state = (folder / "meta.json").stat()
    except OSError:
        return None
    return state.st_ino, state.st_mtime_ns, hash(folder.name)


def _answer(searcher: tantivy.Searcher, query: Query, plan: Plan, asking: Asking) -> Results:
    """Pages, works and facets; other spellings come below, one-letter mistakes are let in where little is found."""
    asked = asking.pages(plan, query)
    typed, found = _found(searcher, asked, query)
    total = typed
    for widen in (_heard, _mistyped) if query.fuzzy and not query.exact else ():
        wide = widen(query, total)
        if wide is None or wide == plan:
            continue
        wide_asked = asking.pages(wide, query)
        wide_total, wide_found = _found(searcher, wide_asked, query)
        if wide_total > total:
            plan, asked, total, found = wide, wide_asked, wide_total, wide_found
    near = total > typed == 0
    hits = tuple(_hit(searcher, address, score, plan) for score, address in found)
    objects, facets = _facets(searcher, asked) if query.facets and total else (0, {})
    works = () if query.object_id or query.offset else _works(searcher, asking.works(plan, query), plan)
    return Results(hits, total, works, objects, facets, near, _meant(hits) if near else ())


def _heard(query: Query, total: int) -> Plan | None:
    """With the Uzbek spelling of words that others write otherwise; inside one object, in page order, only for want."""
    if total < FEW:
        return make_plan(query, hear=Hear.ALL)
    return None if query.object_id else make_plan(query, hear=Hear.STRANGE)


def _mistyped(query: Query, total: int) -> Plan | None:
    """With words one letter away, where little is found."""
    fuzzy = SHORTEST_DOUBTED if total else SHORTEST_WRONG
    return make_plan(query, fuzzy=fuzzy, hear=Hear.ALL) if total < FEW else None


def _found(
    searcher: tantivy.Searcher, asked: tantivy.Query, query: Query
) -> tuple[int, list[tuple[Any, tantivy.DocAddress]]]:
    """How many pages there are, and those of the asked window."""
    order: dict[str, Any] = {"order_by_field": "position", "order": tantivy.Order.Asc} if query.object_id else {}
    found: Any = searcher.search(asked, query.limit, True, offset=query.offset, **order)
    return int(found.count or 0), found.hits


def _hit(searcher: tantivy.Searcher, address: tantivy.DocAddress, score: Any, plan: Plan) -> Hit:
    page = read_page(body_of(searcher.doc(address)))
    object_id, key, position, label, language, script, *_of_work, stamp = page.head
    found = find(page, plan)
    return Hit(
        object_id=object_id,
        page_key=key,
        position=position,
        label=label,
        language=language,
        script=script,
        score=float(score or 0.0),
        why=found.why,
        excerpt=excerpt(page, found),
        words=found.words,
        anchor=found.anchor,
        guessed=guessed(page, found),
        stamp=stamp,
    )


def _works(searcher: tantivy.Searcher, asked: tantivy.Query, plan: Plan) -> tuple[WorkHit, ...]:
    found = searcher.search(asked, MOST_WORKS, False)
    works = []
    for _, address in found.hits:
        object_id, title, creators, language = json.loads(body_of(searcher.doc(address)))
        marked = [mark_text(name, plan, language) for name in creators]
        joined = [part for number, name in enumerate(marked) for part in ((Part(", "),) if number else ()) + name]
        names = (title, *creators)
        works.append(WorkHit(object_id, mark_text(title, plan, language), tuple(joined), names))
    return tuple(works)


def _facets(searcher: tantivy.Searcher, asked: tantivy.Query) -> tuple[int, Mapping[str, tuple[Count, ...]]]:
    """The number of objects (by HyperLogLog) and the facets, in one walk over the hits."""
    request: dict[str, Any] = {name: {"terms": {"field": name, "size": FACET_VALUES}} for name in FACETS}
    request["objects"] = {"cardinality": {"field": "object"}}
    answer = searcher.aggregate(asked, request)
    facets = {
        name: tuple(
            Count(_value(bucket["key"]), int(bucket["doc_count"]))
            for bucket in answer[name]["buckets"]
            if bucket["key"] != ""
        )
        for name in FACETS
    }
    return round(answer["objects"]["value"]), facets


def _value(key: object) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)


def _meant(hits: tuple[Hit, ...]) -> tuple[str, ...]:
    """The words that the books have instead of the mistyped one, most frequent on this result page first."""
    counts = Counter(word.casefold() for hit in hits for word in hit.guessed)
    return tuple(sorted(counts, key=lambda word: (-counts[word], word)))[:3]
