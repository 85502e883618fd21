"""The index of this installation, and objects as it takes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.conf import settings

from javon.apps.digitization.queries.editions import edition_shown
from javon.apps.digitization.queries.texts import ReadPage, read_pages, texts_json
from javon.engines.index import Hit, IndexLine, IndexPage, IndexWork, KnownPage, PageIndex, lines_of_json
from javon.engines.page import RegionKind

if TYPE_CHECKING:
    from javon.apps.digitization.models import DigitalObject

UNKNOWN = ("", "und")
#: Texts that are read at a time: memory does not grow with the book.
AT_ONCE = 50
NOTHING: Mapping[str, KnownPage] = MappingProxyType({})


def page_index() -> PageIndex:
    """The index under the data folder; one reader a process."""
    return _page_index(Path(settings.JAVON_INDEX))


@lru_cache(maxsize=4)
def _page_index(path: Path) -> PageIndex:
    return PageIndex(path)


def index_work(object: DigitalObject) -> IndexWork:
    """Title, authors and facets of an object as readers see it; everybody may find it once it is published."""
    edition = edition_shown(object)
    record = edition.record
    language = record.language if record.language not in UNKNOWN else edition.language()
    return IndexWork(
        object_id=object.identifier,
        title=record.title,
        creators=tuple(record.creators),
        language=language,
        kind=record.kind,
        year=record.year,
        public=object.is_published,
    )


def index_pages(object: DigitalObject, known: Mapping[str, KnownPage] = NOTHING) -> Iterator[IndexPage]:
    """The read pages of an object in order, as readers see them: what was not released is not found.

    ``known`` are the pages that the index has (``IndexWriter.known``): those that would be made from the same come back
    as they are, so that opening a book of 2,000 pages to readers reads none of its texts.
    """
    pages = read_pages(edition_shown(object))
    # A word may go on on the next page, so what a page is made from is its own text and the next one's.
    stamps = [f"{own}/{following}" for own, following in pairwise([*(page.stamp for page in pages), ""])]
    for start in range(0, len(pages), AT_ONCE):
        part = range(start, min(start + AT_ONCE, len(pages)))
        bodies = {at: _body(known.get(pages[at].key), stamps[at]) for at in part}
        fresh = [at for at in part if not bodies[at]]
        lines = _lines(pages[at] for at in {*fresh, *(at + 1 for at in fresh if at + 1 < len(pages))})
        for at in part:
            following = lines.get(pages[at + 1].text, ()) if at + 1 < len(pages) else ()
            yield _page(pages[at], stamps[at], bodies[at], lines.get(pages[at].text, ()), following)


def is_of(hit: Hit, stamp: str) -> bool:
    """Whether the index shows the text of this stamp (``ReadPage.stamp``) at the hit, and not one from before."""
    return hit.stamp.partition("/")[0] == stamp


def _body(known: KnownPage | None, stamp: str) -> bytes:
    return known.body if known is not None and known.stamp == stamp else b""


def _lines(pages: Iterator[ReadPage]) -> dict[int, tuple[IndexLine, ...]]:
    """The lines of pages by the key of their text; a page that a person called blank has none."""
    return {key: lines_of_json(data) for key, data in texts_json(page.text for page in pages if not page.blank).items()}


def _page(
    page: ReadPage, stamp: str, body: bytes, lines: tuple[IndexLine, ...], following: tuple[IndexLine, ...]
) -> IndexPage:
    return IndexPage(
        key=page.key,
        position=page.position,
        label=page.label,
        lines=lines,
        language=page.language,
        script=page.script,
        following=_first_word(following, ""),
        following_note=_first_word(following, RegionKind.FOOTNOTE.value),
        stamp=stamp,
        body=body,
    )


def _first_word(lines: tuple[IndexLine, ...], aside: str) -> str:
    """The word that the running text, or what stands aside, goes on with."""
    return next((line.text.split(" ")[0] for line in lines if line.aside == aside), "")
