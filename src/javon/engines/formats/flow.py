"""The running text of a document: paragraphs put together over lines, columns and pages.

A page breaks text at places the author never chose.  Here a word parted by a line end is one word again
(``engines.language.join_hyphens``), a paragraph goes on over the page, and what belongs to the page and not to the
work (page numbers, running heads) stands aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from javon.engines import language
from javon.engines.page import FURNITURE, Box, Document, Line, Region, RegionKind, begins_note

#: A line that starts this many line heights right of its region is an indented first line.
_INDENT = 0.7
#: An indent beyond this share of the region's width is centred or set right, not a first line.
_WIDEST_INDENT = 0.4
#: A line that ends this share of the width before the right edge is the last of its paragraph.
_SHORT = 0.12
#: A stanza has at least so many lines, this share of them begins with a capital, and a line is full that ends this
#: share of the width before the right edge or nearer.
_STANZA, _CAPITALS, _FULL = 3, 0.8, 0.04
_OPENING = "«“„\"'(—–- "
_CLOSING = "»”’\"')]"
_ENDINGS = (".", "!", "?", "…", ":")


@dataclass(slots=True)
class Paragraph:
    """A piece of running text.  ``pieces`` are (page index, text); more than one where it goes on over a page."""

    kind: RegionKind
    pieces: list[tuple[int, str]] = field(default_factory=list)
    level: int = 0
    language: str = "und"
    #: Where a picture or a table stands on its page.
    box: Box | None = None

    @property
    def text(self) -> str:
        return " ".join(text for _, text in self.pieces if text)


def paragraphs(document: Document, *, furniture: bool = False) -> Iterator[Paragraph]:
    """All paragraphs in reading order; pictures and tables come as paragraphs of their kind.

    Args:
        document: the pages.
        furniture: also give page numbers and running heads.
    """
    flow = _Flow()
    notes = _Notes(document)
    for index, page in enumerate(document.pages):
        for region in page.page.regions:
            if region.kind is RegionKind.FOOTNOTE:
                flow.aside(notes.whole(index, region))
            elif region.kind is RegionKind.TEXT:
                yield from flow.text(index, region)
            elif furniture or region.kind not in FURNITURE:
                yield from flow.other(index, region)
    yield from flow.close()


class _Flow:
    """The paragraph that is open, and what was met beside it: notes and pictures do not break a paragraph."""

    def __init__(self) -> None:
        self._open: Paragraph | None = None
        self._aside: list[Paragraph] = []

    def text(self, index: int, region: Region) -> Iterator[Paragraph]:
        if is_verse([line for line in region.lines if line.words]):
            yield from self.close()
            yield Paragraph(RegionKind.TEXT, [(index, region_text(region))], language=region.lines[0].language)
            return
        for lines, starts in _split(region):
            if self._open is not None and not starts and _goes_on(self._open, lines[0]):
                _continue(self._open, index, lines)
                continue
            yield from self.close()
            self._open = Paragraph(RegionKind.TEXT, [(index, join_lines(lines))], language=lines[0].language)

    def other(self, index: int, region: Region) -> Iterator[Paragraph]:
        lines = [line for line in region.lines if line.words]
        tag = lines[0].language if lines else "und"
        found = Paragraph(region.kind, [(index, region_text(region))], region.level, tag, region.box)
        if region.kind is RegionKind.HEADING:
            yield from self.close()
            yield found
        else:
            self._aside.append(found)

    def aside(self, found: Sequence[Paragraph]) -> None:
        """What is given after the paragraph that is open."""
        self._aside += found

    def close(self) -> Iterator[Paragraph]:
        """Give out the open paragraph, then what was met while it ran."""
        if self._open is not None:
            yield self._open
        yield from self._aside
        self._open = None
        self._aside.clear()


class _Notes:
    """Footnotes with what stands of them on the next pages; it belongs to the page on which the note begins."""

    def __init__(self, document: Document) -> None:
        self._pages = [[one for one in page.page.regions if _is_note(one)] for page in document.pages]
        #: How many lines of the first note of a page were given with the page before.
        self._given: dict[int, int] = {}

    def whole(self, index: int, region: Region) -> list[Paragraph]:
        """The note of a region of a page, or nothing where it was given before."""
        notes = self._pages[index]
        first = self._given.get(index, 0) if notes and region is notes[0] else 0
        lines = [line for line in region.lines if line.words][first:]
        if not lines:
            return []
        note = Paragraph(region.kind, [(index, join_lines(lines))], language=lines[0].language, box=region.box)
        after = index + 1
        while region is notes[-1] and after < len(self._pages) and self._pages[after]:
            rest = _rest(note, self._pages[after][0])
            if not rest:
                break
            _continue(note, index, rest)
            self._given[after] = len(rest)
            region, notes = self._pages[after][0], self._pages[after]
            if len(rest) < sum(bool(line.words) for line in region.lines):
                break
            after += 1
        return [note]


def _is_note(region: Region) -> bool:
    return region.kind is RegionKind.FOOTNOTE and any(line.words for line in region.lines)


def _rest(note: Paragraph, region: Region) -> list[Line]:
    """The lines at the head of the next page's notes that go on with a note: up to the first mark."""
    lines = [line for line in region.lines if line.words]
    marked = next((place for place, line in enumerate(lines) if begins_note(line.text)), len(lines))
    return lines[:marked] if marked and _goes_on(note, lines[0]) else []


def region_text(region: Region) -> str:
    """The lines of a region as running text; the rows of a table and lines of verse stay lines."""
    lines = [line for line in region.lines if line.words]
    kept = region.kind is RegionKind.TABLE or is_verse(lines)
    return "\n".join(line.text for line in lines) if kept else join_lines(lines)


def region_paragraphs(region: Region) -> list[str]:
    """The paragraphs that a region holds on its page, each as running text; of what is no prose, the region as one."""
    if region.kind is not RegionKind.TEXT or is_verse([line for line in region.lines if line.words]):
        text = region_text(region)
        return [text] if text else []
    return [join_lines(lines) for lines, _ in _split(region)]


def is_verse(lines: Sequence[Line]) -> bool:
    """Whether lines are a stanza: nearly all begin with a capital, none parts a word, few reach the right edge."""
    if len(lines) < _STANZA or any(_parted(line.text) for line in lines):
        return False
    capitals = sum(line.text.lstrip(_OPENING)[:1].isupper() for line in lines)
    left, right = min(line.box.left for line in lines), max(line.box.right for line in lines)
    full = sum(right - line.box.right < _FULL * (right - left) for line in lines)
    return capitals >= _CAPITALS * len(lines) and full <= len(lines) / 2


def join_lines(lines: Sequence[Line]) -> str:
    """Printed lines as one running text, parted words put together by the rules of their language."""
    return join_texts([line.text for line in lines], lines[0].language) if lines else ""


def join_texts(texts: list[str], tag: str) -> str:
    """The same for bare texts, in the language of a BCP 47 tag."""
    main = tag.partition("-")[0]
    return language.join_hyphens(texts, "uz" if main in ("", "und") else main)


def _split(region: Region) -> Iterator[tuple[list[Line], bool]]:
    """The paragraphs of a region, each with the answer whether its first line shows a beginning."""
    lines = [line for line in region.lines if line.words]
    if not lines:
        return
    indented, short = _shapes(lines)
    current, starts = [lines[0]], indented[0]
    for index in range(1, len(lines)):
        before = lines[index - 1].text
        ended = short[index - 1] and before.rstrip(_CLOSING).endswith(_ENDINGS)
        if not _parted(before) and ((indented[index] and not indented[index - 1]) or ended):
            yield current, starts
            current, starts = [], True
        current.append(lines[index])
    yield current, starts


def _shapes(lines: list[Line]) -> tuple[list[bool], list[bool]]:
    """Which lines are indented, which end early; measured from where most lines begin and end, not from one stray."""
    height = median(line.box.height for line in lines) or 1
    stray = len(lines) // 8
    left = sorted(line.box.left for line in lines)[stray]
    right = sorted(line.box.right for line in lines)[-1 - stray]
    width = max(right - left, 1)
    indented = [_INDENT * height < line.box.left - left < _WIDEST_INDENT * width for line in lines]
    return indented, [right - line.box.right > _SHORT * width for line in lines]


def _goes_on(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line at the head of a region carries on the paragraph before it."""
    before = paragraph.pieces[-1][1]
    first = line.text[:1]
    if "und" not in (paragraph.language, line.language) and paragraph.language != line.language:
        return False
    if first.islower() or _parted(before):
        return True
    return not before.rstrip(_CLOSING).endswith(_ENDINGS) and not first.isupper()


def _parted(text: str) -> bool:
    return len(text) > 1 and text[-1] in "-\u00ad\u2010¬" and text[-2].isalpha()


def _continue(paragraph: Paragraph, index: int, lines: list[Line]) -> None:
    """Add lines to a paragraph; a word parted by the break stays whole on the page where it began."""
    page, before = paragraph.pieces[-1]
    text = join_lines(lines)
    if _parted(before):
        head, _, last = before.rpartition(" ")
        first, _, rest = text.partition(" ")
        joined = join_texts([last, first], paragraph.language)
        if " " not in joined:
            before, text = f"{head} {joined}".strip(), rest
    if page == index:
        paragraph.pieces[-1] = (page, f"{before} {text}".strip())
        return
    paragraph.pieces[-1] = (page, before)
    paragraph.pieces.append((index, text))
