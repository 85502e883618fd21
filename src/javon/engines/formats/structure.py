"""Chapters of a document, from its headings: one tree for the contents, the PDF's outline, METS and IIIF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from javon.engines.language import join_hyphens
from javon.engines.page import FURNITURE, Document, Page, Region, RegionKind

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
    """The headings as a tree: each hangs below the nearest earlier one of a smaller level."""
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
    """What begins a chapter, in the order of the book, each with its level (1 is the highest)."""
    for index, page in enumerate(document.pages):
        found = list(_headings(index, page.page))
        if _is_title_page(page.page):
            # The largest line names the book or the part; author, year and place beside it are no chapters.
            yield from found and [min(found, key=lambda section: section.level)]
        else:
            yield from found


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
