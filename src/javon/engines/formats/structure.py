"""Chapters of a document, as its contents or its headings give them: one tree for PDF, METS, IIIF and EPUB."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from javon.engines.language import join_hyphens
from javon.engines.page import FURNITURE, ContentsEntry, Document, Page, Region, RegionKind

_TITLE_LENGTH = 200


@dataclass(slots=True)
class Section:
    """A chapter: where it begins (page index and height in pixels), the last page it reaches, what it holds.

    ``opens_page`` says that nothing of the text stands above the heading on its page.
    """

    title: str
    level: int
    page: int
    top: int
    opens_page: bool
    end: int = 0
    below: list[Section] = field(default_factory=list)

    @property
    def pages(self) -> range:
        """The page indexes the section covers, the last included."""
        return range(self.page, self.end + 1)


def sections(document: Document) -> list[Section]:
    """The chapters as a tree: each hangs below the nearest earlier one of a smaller level."""
    top: list[Section] = []
    path: list[Section] = []
    for section in headings(document):
        while path and path[-1].level >= section.level:
            closed = path.pop()
            closed.end = max(closed.page, section.page - 1 if section.opens_page else section.page)
        (path[-1].below if path else top).append(section)
        path.append(section)
    for section in path:
        section.end = len(document.pages) - 1
    return top


def headings(document: Document) -> Iterator[Section]:
    """What begins a chapter, in the order of the book, each with its level (1 is the highest).

    The contents that a file or a person gives stand for all headings that were found; so does that there are none.
    """
    if document.without_contents:
        return
    if document.contents:
        yield from (_entry(entry, document.pages[entry.page].page) for entry in document.contents)
        return
    for index, page in enumerate(document.pages):
        found = list(_headings(index, page.page))
        if _is_title_page(page.page):
            # The largest line names the book or the part; author, year and place beside it are no chapters.
            yield from found and [min(found, key=lambda section: section.level)]
        else:
            yield from found


def _entry(entry: ContentsEntry, page: Page) -> Section:
    """An entry of the contents with the place of its title on the page; at the top where that is not found."""
    wanted = _letters(entry.title)
    opens = True
    for region in page.regions:
        if region.kind in FURNITURE or not region.lines:
            continue
        if wanted and _letters(_title(region)).startswith(wanted):
            return Section(entry.title, entry.level, entry.page, region.box.top, opens)
        opens = False
    return Section(entry.title, entry.level, entry.page, 0, opens_page=True)


def _letters(text: str) -> str:
    """What two spellings of a title have in common: letters and figures, all small."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _is_title_page(page: Page) -> bool:
    """Whether nothing but headings stands on the page."""
    return not any(
        region.lines and region.kind is not RegionKind.HEADING and region.kind not in FURNITURE
        for region in page.regions
    )


def _headings(index: int, page: Page) -> Iterator[Section]:
    """Headings in order; those that follow one another without text between are lines of one title."""
    last: Section | None = None
    opens = True
    for region in page.regions:
        if region.kind is RegionKind.HEADING and region.text.strip():
            if last is not None and last.level == (region.level or 1):
                last.title = f"{last.title} {_title(region)}"[:_TITLE_LENGTH]
                continue
            if last is not None:
                yield last
            last = Section(_title(region), region.level or 1, index, region.box.top, opens)
            opens = False
        elif region.lines and region.kind not in FURNITURE:
            opens = False
            if last is not None:
                yield last
            last = None
    if last is not None:
        yield last


def _title(region: Region) -> str:
    return " ".join(join_hyphens([line.text for line in region.lines]).split())[:_TITLE_LENGTH]
