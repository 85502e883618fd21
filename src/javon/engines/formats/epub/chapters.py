"""Running text as XHTML chapters with the places of the printed pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from javon.engines.formats.flow import Paragraph, paragraphs
from javon.engines.formats.sound import language_tag, one_line
from javon.engines.formats.xml import attribute, clean
from javon.engines.page import Box, Document, RegionKind

#: Signs after which a chapter goes on in a second file: reading systems lay out a file as a whole.
_LONGEST = 250_000
_DEEPEST = 6


@dataclass(slots=True)
class Chapter:
    """One XHTML file: its body, the headings in it, the pages that begin in it."""

    name: str
    body: list[str] = field(default_factory=list)
    #: (level, title, identifier)
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    #: indexes of pages
    pages: list[int] = field(default_factory=list)
    length: int = 0

    def add(self, markup: str) -> None:
        self.body.append(markup)
        self.length += len(markup)


#: Gives the markup of a picture on a page, or "" where it cannot be shown.
Picture = Callable[[int, Box, str], str]


def chapters(document: Document, picture: Picture) -> Iterator[Chapter]:
    """The chapters in order; every page is marked exactly once, in order."""
    yield from _Builder(document, picture).chapters()


class _Builder:
    """Goes through the paragraphs with the chapter that is open and the next page to mark."""

    def __init__(self, document: Document, picture: Picture) -> None:
        self._document = document
        self._picture = picture
        self._top = min(
            (
                region.level or 1
                for page in document.pages
                for region in page.page.regions
                if region.kind is RegionKind.HEADING
            ),
            default=1,
        )
        self._number = 0
        self._page = 0
        self._heading = 0
        self._chapter = self._next()

    def chapters(self) -> Iterator[Chapter]:
        for paragraph in paragraphs(self._document):
            if self._chapter.body and self._begins(paragraph):
                yield self._chapter
                self._chapter = self._next()
            self._paragraph(paragraph)
        self._mark(len(self._document.pages) - 1)
        yield self._chapter

    def _next(self) -> Chapter:
        self._number += 1
        return Chapter(f"c{self._number:04d}.xhtml")

    def _begins(self, paragraph: Paragraph) -> bool:
        if paragraph.kind is RegionKind.HEADING and (paragraph.level or 1) <= self._top:
            # a heading of several lines is one heading
            return not self._chapter.headings or self._chapter.length > self._chapter_start()
        return self._chapter.length > _LONGEST

    def _chapter_start(self) -> int:
        """The length of a chapter that so far holds headings only."""
        return sum(len(part) for part in self._chapter.body if part.startswith(("<h", "<div")))

    def _paragraph(self, paragraph: Paragraph) -> None:
        first = paragraph.pieces[0][0]
        self._mark(first)
        if paragraph.kind is RegionKind.PICTURE:
            self._chapter.add(self._figure(paragraph))
            return
        text = self._text(paragraph)
        if not text:
            return
        language = self._language(paragraph)
        if paragraph.kind is RegionKind.HEADING and one_line(paragraph.text):
            self._add_heading(paragraph, text, language)
        elif paragraph.kind is RegionKind.FOOTNOTE:
            self._chapter.add(f'<aside epub:type="footnote" role="doc-footnote"{language}><p>{text}</p></aside>\n')
        elif paragraph.kind is RegionKind.MARGIN:
            self._chapter.add(f'<aside class="margin"{language}><p>{text}</p></aside>\n')
        else:
            # Rows of a table stay rows.
            text = text.replace("\n", "<br/>")
            kind = "" if paragraph.kind is RegionKind.TEXT else f' class="{paragraph.kind.value}"'
            self._chapter.add(f"<p{kind}{language}>{text}</p>\n")

    def _add_heading(self, paragraph: Paragraph, text: str, language: str) -> None:
        self._heading += 1
        name = f"h{self._heading}"
        level = min(max((paragraph.level or 1) - self._top + 1, 1), _DEEPEST)
        self._chapter.headings.append((level, one_line(paragraph.text), name))
        self._chapter.add(f'<h{level} id="{name}"{language}>{text}</h{level}>\n')

    def _figure(self, paragraph: Paragraph) -> str:
        index, caption = paragraph.pieces[0]
        box = paragraph.box
        return self._picture(index, box, caption) if box is not None else ""

    def _text(self, paragraph: Paragraph) -> str:
        """The pieces with a mark where the printed page turns."""
        parts = []
        for index, text in paragraph.pieces:
            marks = ""
            while self._page <= index:
                marks += self._break("span")
            parts.append(marks + escape(clean(text)))
        return " ".join(part for part in parts if part)

    def _mark(self, last: int) -> None:
        """Mark all pages up to ``last`` that have not been marked."""
        while self._page <= last:
            self._chapter.add(self._break("div") + "\n")

    def _break(self, element: str) -> str:
        page = self._document.pages[self._page]
        self._chapter.pages.append(self._page)
        self._page += 1
        label = attribute(one_line(page.label) or f"[{self._page}]")
        return (
            f'<{element} epub:type="pagebreak" role="doc-pagebreak" id="{page.key}" '
            f"aria-label={label} title={label}></{element}>"
        )

    def _language(self, paragraph: Paragraph) -> str:
        tag = language_tag(paragraph.language)
        if tag in ("und", self._document.metadata.language):
            return ""
        tag = attribute(tag)
        return f" lang={tag} xml:lang={tag}"
