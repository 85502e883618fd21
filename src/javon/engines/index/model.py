"""What goes into the index and what comes out of it: plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from javon.engines.page import ASIDE, FURNITURE, Page

_FURNITURE = frozenset(kind.value for kind in FURNITURE)
_ASIDE = {kind.value: kind.value for kind in ASIDE}


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One printed line: its words parted by single spaces, and its BCP 47 language.

    ``aside`` is the kind of region for a line that stands beside the running text ("footnote"), else empty.
    """

    text: str
    language: str = "und"
    aside: str = ""


@dataclass(frozen=True, slots=True)
class IndexPage:
    """One page of a work.  ``position`` counts from 1; ``label`` is what a person calls the page.

    ``following`` is the first word of the running text of the next page, for a word that is broken over the page's
    end; ``following_note`` that of its footnotes.  ``stamp`` says what the page was made from; with ``body``, as
    ``IndexWriter.known`` gave it, nothing is worked out anew.
    """

    key: str
    position: int
    label: str
    lines: tuple[IndexLine, ...]
    language: str = "und"
    script: str = "Zyyy"
    following: str = ""
    following_note: str = ""
    stamp: str = ""
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page as the index has it: what it was made from, and itself."""

    stamp: str
    body: bytes


@dataclass(frozen=True, slots=True)
class IndexWork:
    """What is known of the whole object.  ``public``: anybody may read it; the default is closed."""

    object_id: str
    title: str
    creators: tuple[str, ...] = ()
    language: str = "und"
    kind: str = ""
    year: int | None = None
    public: bool = False


class Why(IntEnum):
    """Why a word was found, the best first when sorted downward."""

    NONE = 0
    FUZZY = 1
    SOUNDING = 2
    STEM = 3
    PREFIX = 4
    LOOSE = 5
    EXACT = 6


@dataclass(frozen=True, slots=True)
class Query:
    """A search.  Empty tuples mean "any"; ``exact`` is the switch "exactly this word".

    ``text`` takes words, "phrases in quotes" and prefix*.  ``staff`` lifts the limit to what is public.
    ``object_id`` searches inside one object, hits in page order.  ``without`` are objects that are passed over whatever
    the index knows of them: they were closed a moment ago.  ``opened`` count as public though the index
    still calls them closed: they were opened a moment ago.
    """

    text: str
    exact: bool = False
    staff: bool = False
    without: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    object_id: str = ""
    languages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    limit: int = 10
    offset: int = 0
    facets: bool = True
    fuzzy: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an excerpt; ``mark`` where it is what was searched for."""

    text: str
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that holds what was searched for.

    ``words`` are the numbers of the marked words in the order of ``running_words(page)``, ``anchor`` the first word
    of the line that ``excerpt`` shows.  A word broken over a line end counts as two words.  ``guessed`` are the printed
    words that stand for a mistyped one; ``stamp`` is that of the ``IndexPage``.
    """

    object_id: str
    page_key: str
    position: int
    label: str
    language: str
    script: str
    score: float
    why: Why
    excerpt: tuple[Part, ...]
    words: tuple[int, ...]
    anchor: int
    guessed: tuple[str, ...] = ()
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class WorkHit:
    """A work whose title or author holds every word of the query; ``names`` are title and authors as indexed."""

    object_id: str
    title: tuple[Part, ...]
    creators: tuple[Part, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A value of a facet and how many pages have it."""

    value: str
    pages: int


@dataclass(frozen=True, slots=True)
class Results:
    """What a search gave.

    ``total`` counts pages, ``objects`` the objects they stand in (approximate above some thousands).  ``facets`` has
    the keys language, kind, year, script.  ``near`` says that nothing was found as typed, and other
    spellings and one-letter mistakes were let in; ``meant`` are then the words that stand in the books.
    """

    hits: tuple[Hit, ...]
    total: int
    works: tuple[WorkHit, ...] = ()
    objects: int = 0
    facets: Mapping[str, tuple[Count, ...]] = field(default_factory=dict)
    near: bool = False
    meant: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word that begins as typed, in both scripts (equal where the word has one script only), and its pages."""

    latin: str
    cyrillic: str
    pages: int


def running_words(page: Page) -> list[tuple[int, int, int, int, str]]:
    """The words of a page that the index counts, in reading order: left, top, right, bottom, text.

    Page numbers and running heads are left out: they would make every page of a book a hit for its title.
    """
    return [
        (word.box.left, word.box.top, word.box.right, word.box.bottom, word.text)
        for region in page.regions
        if region.kind not in FURNITURE
        for line in region.lines
        for word in line.words
    ]


def words_of_json(data: Mapping[str, Any]) -> list[tuple[int, int, int, int, str]]:
    """``running_words`` of what ``page_to_json`` wrote, without building the page."""
    return [
        (word[1], word[2], word[3], word[4], word[0])
        for region in data["regions"]
        if region["kind"] not in _FURNITURE
        for line in region["lines"]
        for word in line["words"]
    ]


def lines_of_json(data: Mapping[str, Any]) -> tuple[IndexLine, ...]:
    """``index_lines`` of what ``page_to_json`` wrote, without building the page: many times as quick."""
    return tuple(
        IndexLine(
            " ".join(["".join(word[0].split()) or "·" for word in line["words"]]),
            line["language"] if line["language"] != "und" else data["language"],
            _ASIDE.get(region["kind"], ""),
        )
        for region in data["regions"]
        if region["kind"] not in _FURNITURE
        for line in region["lines"]
        if line["words"]
    )


def index_lines(page: Page) -> tuple[IndexLine, ...]:
    """The lines of a page as the index takes them; word for word the order of ``running_words``."""
    return tuple(
        IndexLine(
            text=" ".join("".join(word.text.split()) or "·" for word in line.words),
            language=line.language if line.language != "und" else page.language,
            aside=_ASIDE.get(region.kind.value, ""),
        )
        for region in page.regions
        if region.kind not in FURNITURE
        for line in region.lines
        if line.words
    )
