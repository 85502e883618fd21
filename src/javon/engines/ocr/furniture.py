"""Furniture of a page: the running head and the page number, which stand outside the columns."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from statistics import median

from javon.engines.ocr.measures import APART, Measures, Sized, capitals
from javon.engines.page import Box, Line, Region, RegionKind

_FOLIO = re.compile(r"[^\w]*(\d{1,4}|[ivxlcIVXLC]{1,7})[^\w]*")
_FOLIO_WORD = re.compile(r"[^\w]*(\d{1,4})[^\w]*")

#: A column has at least so many lines; a title is in the middle of it if both middles, doubled, differ by less than
#: this share of its width.
COLUMN, CENTRED = 4, 0.12


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line of the head (``top``) or the foot, and the regions that it becomes."""

    line: Line
    regions: tuple[Region, ...]
    top: bool


def find_furniture(
    lines: Sequence[Sized], measures: Measures, pictures: Sequence[Box], may_be: Container[int]
) -> tuple[list[Furniture], str | None]:
    """The running head and the page number: the outermost lines, if they are such by shape and place.

    ``may_be``: the identity of the lines that can be furniture; what stands in a table is not.
    """
    found: list[Furniture] = []
    number: str | None = None
    by_height = sorted((sized.line for sized in lines), key=lambda line: line.box.top + line.box.bottom)
    for top in (True, False):
        row = _row(by_height, 0 if top else -1)
        rest = [line for line in by_height if line not in row]
        apart = _apart(row, rest, measures)
        below_picture = any(picture.top < row[0].box.top for picture in pictures)
        # What stands alone over a table is its title.
        head = top and not below_picture and not _over_table(row, rest, may_be) and not _over_columns(row, rest)
        for line in row:
            # The head and the foot of a page of one line are the same.
            if id(line) not in may_be or any(line is part.line for part in found):
                continue
            part, folio = _as_furniture(line, rest, measures, apart=apart, top=top, head=head)
            if part:
                found.append(part)
                number = number or folio
    return found, number


def _row(lines: Sequence[Line], index: int) -> list[Line]:
    """All lines at the height of the outermost one: head and number may be two blocks."""
    outer = lines[index]
    return [line for line in lines if min(line.box.bottom, outer.box.bottom) - max(line.box.top, outer.box.top) > 0][:4]


def _over_table(row: Sequence[Line], rest: Sequence[Line], may_be: Container[int]) -> bool:
    below = [line for line in rest if line.box.top >= row[0].box.top]
    return bool(below) and id(min(below, key=lambda line: line.box.top)) not in may_be


def _over_columns(row: Sequence[Line], rest: Sequence[Line]) -> bool:
    """Whether several titles stand side by side, each in the middle over a column of its own."""
    if len(row) < 2:
        return False
    for title in row:
        below = [other.box for other in rest if other.box.left <= title.box.left and title.box.right <= other.box.right]
        others = [other.box.left for other in row if other is not title]
        if len(below) < COLUMN or any(box.left <= left < box.right for box in below for left in others):
            return False
        off = median(box.left + box.right for box in below) - (title.box.left + title.box.right)
        if abs(off) > CENTRED * median(box.width for box in below):
            return False
    return True


def _apart(row: Sequence[Line], rest: Sequence[Line], measures: Measures) -> bool:
    if not rest or not row:
        return False
    near = min(max(other.box.top - line.box.bottom, line.box.top - other.box.bottom) for line in row for other in rest)
    return near > (APART - 1) * measures.step


def _as_furniture(
    line: Line, rest: Sequence[Line], measures: Measures, *, apart: bool, top: bool, head: bool
) -> tuple[Furniture | None, str | None]:
    text = line.text
    if match := _FOLIO.fullmatch(text):
        if _in_column_of_numbers(line, rest, measures):
            return None, None
        if apart or line.box.width < 0.12 * measures.text.width or not rest:
            return Furniture(line, (Region(RegionKind.PAGE_NUMBER, line.box, (line,)),), top), match.group(1)
        return None, None
    if not head or not rest:
        return None, None
    words, folio = _split_folio(line)
    short = line.box.width < 0.72 * measures.text.width
    if folio and (apart or capitals(text)):
        number = folio.words[0].text.strip("-–—.[]() ")
        parts = (
            Region(RegionKind.RUNNING_HEAD, words.box, (words,)),
            Region(RegionKind.PAGE_NUMBER, folio.box, (folio,)),
        )
        return Furniture(line, parts, top), number
    if apart and short and len(line.words) <= 9 and len(rest) > 8 and _small(line, rest):
        return Furniture(line, (Region(RegionKind.RUNNING_HEAD, line.box, (line,)),), top), None
    return None, None


def _in_column_of_numbers(line: Line, rest: Sequence[Line], measures: Measures) -> bool:
    """Whether another number stands next above or below: a year in a table, not the number of the page."""
    box = line.box
    return any(
        _FOLIO.fullmatch(other.text)
        and min(box.right, other.box.right) - max(box.left, other.box.left) > 0.5 * min(box.width, other.box.width)
        and abs(box.top - other.box.top) < 3 * measures.step
        for other in rest
    )


def _small(line: Line, rest: Sequence[Line]) -> bool:
    """A running head is not set larger than the text; a title is."""
    return line.box.height <= 1.25 * median(other.box.height for other in rest)


def _split_folio(line: Line) -> tuple[Line, Line | None]:
    """Part a number at either end of a running head from its words."""
    words = line.words
    if len(words) < 2:
        return line, None
    for folio, head in ((words[:1], words[1:]), (words[-1:], words[:-1])):
        if _FOLIO_WORD.fullmatch(folio[0].text):
            return _with_words(line, head), _with_words(line, folio)
    return line, None


def _with_words(line: Line, words: Sequence[object]) -> Line:
    chosen = tuple(word for word in line.words if word in words)
    box = chosen[0].box
    for word in chosen[1:]:
        box = box.union(word.box)
    return replace(line, words=chosen, box=box)


def at(furniture: Sequence[Furniture], *, top: bool) -> list[Region]:
    """The regions of the head or of the foot from left to right; they stand outside the columns."""
    regions = [region for part in furniture if part.top == top for region in part.regions]
    return sorted(regions, key=lambda region: region.box.left)
