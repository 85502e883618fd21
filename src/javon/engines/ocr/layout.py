"""From Tesseract's blocks to the regions of a page: what is text, heading, footnote, furniture, picture.

The rules are those of a printer: furniture stands alone at the head or the foot, a heading is larger or in capitals or
centred between spaces, a footnote is smaller type at the foot.  All measures are relative to the body of the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from javon.engines.ocr.order import reading_order
from javon.engines.page import Box, Line, Region, RegionKind

#: A line in type this much larger than the body is a heading, this much smaller is small type.
LARGE, SMALL = 1.22, 0.9
#: A gap of so many line steps sets a line apart from the text.
APART = 1.45
#: Level of a heading by the size of its type relative to the body.
LEVELS = ((1.8, 1), (1.35, 2), (0.0, 3))

_FOLIO = re.compile(r"[^\w]*(\d{1,4}|[ivxlcIVXLC]{1,7})[^\w]*")
_FOLIO_WORD = re.compile(r"[^\w]*(\d{1,4})[^\w]*")
_NOTE_MARK = re.compile(r"^\s*(\d{1,2}|[*†‡]+|[¹²³⁴-⁹])[\s).]*\S")


@dataclass(frozen=True, slots=True)
class Sized:
    """A line with the height of its small letters in pixels (0.0 where not measurable)."""

    line: Line
    x_height: float


@dataclass(frozen=True, slots=True)
class Measures:
    """The body of a page: height of small letters, distance between lines, the box of all text."""

    x_height: float
    step: float
    text: Box


def arrange(blocks: Sequence[Region], heights: Sequence[Sequence[float]]) -> tuple[list[Region], str | None]:
    """Make regions in reading order.

    Args:
        blocks: what Tesseract found, polished.
        heights: for each block the heights of the small letters of its lines.

    Returns:
        The regions and the printed page number, as printed.
    """
    pictures = _merge([block.box for block in blocks if block.kind is RegionKind.PICTURE])
    rules = [block for block in blocks if block.kind is RegionKind.SEPARATOR and not _inside(block.box, pictures)]
    texts = [
        (block.kind, [Sized(line, height) for line, height in zip(block.lines, sizes, strict=True)])
        for block, sizes in zip(blocks, heights, strict=True)
        if block.lines
    ]
    everything = [sized for _, lines in texts for sized in lines]
    regions = [Region(RegionKind.PICTURE, box) for box in pictures] + rules
    furniture: list[_Furniture] = []
    number: str | None = None
    if everything:
        measures = _measure(everything)
        furniture, number = _furniture(everything, measures, pictures)
        taken = {id(part.line) for part in furniture}
        for kind, lines in texts:
            rest = [sized for sized in lines if id(sized.line) not in taken]
            regions += _runs(kind, rest, measures, rules, pictures)
    order = reading_order([region.box for region in regions])
    head, foot = _at(furniture, top=True), _at(furniture, top=False)
    return [*head, *(regions[index] for index in order), *foot], number


def _at(furniture: Sequence[_Furniture], *, top: bool) -> list[Region]:
    """Furniture stands outside the columns: all of the head comes first, all of the foot last."""
    regions = [region for part in furniture if part.top == top for region in part.regions]
    return sorted(regions, key=lambda region: region.box.left)


def _measure(lines: Sequence[Sized]) -> Measures:
    weighted = [sized.x_height for sized in lines for _ in sized.line.words if sized.x_height]
    tops = [after.line.box.bottom - before.line.box.bottom for before, after in pairwise(lines)]
    x_height = median(weighted) if weighted else median(sized.line.box.height for sized in lines) / 1.7
    steps = [step for step in tops if 0.8 * x_height < step < 6 * x_height]
    text = lines[0].line.box
    for sized in lines[1:]:
        text = text.union(sized.line.box)
    return Measures(x_height, median(steps) if steps else 2.6 * x_height, text)


@dataclass(frozen=True, slots=True)
class _Furniture:
    line: Line
    regions: tuple[Region, ...]
    top: bool


def _furniture(
    lines: Sequence[Sized], measures: Measures, pictures: Sequence[Box]
) -> tuple[list[_Furniture], str | None]:
    """The running head and the page number: the outermost lines, if they are such by shape and place."""
    found: list[_Furniture] = []
    number: str | None = None
    by_height = sorted((sized.line for sized in lines), key=lambda line: line.box.top + line.box.bottom)
    for top in (True, False):
        row = _row(by_height, 0 if top else -1)
        rest = [line for line in by_height if line not in row]
        apart = _apart(row, rest, measures)
        below_picture = any(picture.top < row[0].box.top for picture in pictures)
        for line in row:
            part, folio = _as_furniture(line, rest, measures, apart=apart, top=top, head=top and not below_picture)
            if part:
                found.append(part)
                number = number or folio
    return found, number


def _row(lines: Sequence[Line], index: int) -> list[Line]:
    """All lines at the height of the outermost one: head and number may be two blocks."""
    outer = lines[index]
    return [line for line in lines if min(line.box.bottom, outer.box.bottom) - max(line.box.top, outer.box.top) > 0][:4]


def _apart(row: Sequence[Line], rest: Sequence[Line], measures: Measures) -> bool:
    if not rest or not row:
        return False
    near = min(max(other.box.top - line.box.bottom, line.box.top - other.box.bottom) for line in row for other in rest)
    return near > (APART - 1) * measures.step


def _as_furniture(
    line: Line, rest: Sequence[Line], measures: Measures, *, apart: bool, top: bool, head: bool
) -> tuple[_Furniture | None, str | None]:
    text = line.text
    if match := _FOLIO.fullmatch(text):
        if apart or line.box.width < 0.12 * measures.text.width or not rest:
            return _Furniture(line, (Region(RegionKind.PAGE_NUMBER, line.box, (line,)),), top), match.group(1)
        return None, None
    if not head or not rest:
        return None, None
    words, folio = _split_folio(line)
    short = line.box.width < 0.72 * measures.text.width
    capitals = _capitals(text)
    if folio and (apart or capitals):
        number = folio.words[0].text.strip("-–—.[]() ")
        parts = (
            Region(RegionKind.RUNNING_HEAD, words.box, (words,)),
            Region(RegionKind.PAGE_NUMBER, folio.box, (folio,)),
        )
        return _Furniture(line, parts, top), number
    if apart and short and len(line.words) <= 9 and len(rest) > 8 and _small(line, rest):
        return _Furniture(line, (Region(RegionKind.RUNNING_HEAD, line.box, (line,)),), top), None
    return None, None


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


def _runs(
    kind: RegionKind, lines: Sequence[Sized], measures: Measures, rules: Sequence[Region], pictures: Sequence[Box]
) -> list[Region]:
    """Cut a block where the kind of its lines changes."""
    regions: list[Region] = []
    if not lines:
        return regions
    block = lines[0].line.box
    for sized in lines[1:]:
        block = block.union(sized.line.box)
    if _is_caption(lines, block, measures, pictures):
        return [_region(RegionKind.CAPTION, [sized.line for sized in lines])]
    kinds = [_kind(kind, index, lines, block, measures) for index in range(len(lines))]
    _mark_footnotes(kinds, lines, measures, rules)
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or kinds[index] is not kinds[start]:
            run = lines[start:index]
            level = _level(run, measures) if kinds[start] is RegionKind.HEADING else 0
            regions.append(_region(kinds[start], [sized.line for sized in run], level))
            start = index
    return regions


def _region(kind: RegionKind, lines: Sequence[Line], level: int = 0) -> Region:
    box = lines[0].box
    for line in lines[1:]:
        box = box.union(line.box)
    return Region(kind, box, tuple(lines), level)


def _kind(kind: RegionKind, index: int, lines: Sequence[Sized], block: Box, measures: Measures) -> RegionKind:
    sized = lines[index]
    line = sized.line
    letters = sum(character.isalpha() for character in line.text)
    if kind is not RegionKind.TEXT or letters < 3 or len(line.words) > 14:
        return kind
    if sized.x_height > LARGE * measures.x_height and line.confidence > 0.5:
        return RegionKind.HEADING
    column = measures.text if len(lines) < 4 else block
    short = line.box.width < 0.8 * column.width
    centred = abs((line.box.left + line.box.right) - (column.left + column.right)) < 0.12 * column.width
    if not (short and centred) or line.text.rstrip().endswith((",", ";", "-")):
        return kind
    alone = _gap(lines, index, -1) > APART * measures.step and _gap(lines, index, 1) > 1.15 * measures.step
    if _capitals(line.text) or (alone and not line.text.rstrip().endswith(".")):
        return RegionKind.HEADING
    return kind


def _gap(lines: Sequence[Sized], index: int, way: int) -> float:
    """Distance to the neighbour line's baseline; a great one at the ends of a block."""
    other = index + way
    if not 0 <= other < len(lines):
        return float("inf")
    return abs(lines[other].line.box.bottom - lines[index].line.box.bottom)


def _mark_footnotes(
    kinds: list[RegionKind], lines: Sequence[Sized], measures: Measures, rules: Sequence[Region]
) -> None:
    """Mark the small type at the end of a block as a footnote, if a rule or a note's mark begins it."""
    start = len(lines)
    while start > 0 and 0 < lines[start - 1].x_height < SMALL * measures.x_height:
        start -= 1
    if start == len(lines):
        start = _below_rule(lines, measures, rules)
    if start >= len(lines):
        return
    first = lines[start].line
    low = first.box.top > measures.text.top + 0.5 * measures.text.height
    if low and (_NOTE_MARK.match(first.text) or _ruled(first, measures, rules)):
        for index in range(start, len(lines)):
            kinds[index] = RegionKind.FOOTNOTE


def _below_rule(lines: Sequence[Sized], measures: Measures, rules: Sequence[Region]) -> int:
    """The first line below a rule that does not reach over the whole measure."""
    for index, sized in enumerate(lines):
        if _ruled(sized.line, measures, rules) and _NOTE_MARK.match(sized.line.text):
            return index
    return len(lines)


def _ruled(line: Line, measures: Measures, rules: Sequence[Region]) -> bool:
    return any(
        0 <= line.box.top - rule.box.bottom < 2.5 * measures.step
        and rule.box.left < line.box.right
        and rule.box.right > line.box.left
        and rule.box.height < measures.x_height
        for rule in rules
    )


def _is_caption(lines: Sequence[Sized], block: Box, measures: Measures, pictures: Sequence[Box]) -> bool:
    if len(lines) > 5:
        return False
    return any(
        -0.5 * measures.step < block.top - picture.bottom < 2 * measures.step
        and block.left >= picture.left - measures.step
        and block.right <= picture.right + measures.step
        for picture in pictures
    )


def _level(lines: Sequence[Sized], measures: Measures) -> int:
    size = max(sized.x_height for sized in lines) / measures.x_height
    return next(level for least, level in LEVELS if size >= least)


def _capitals(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= 4 and sum(character.isupper() for character in letters) > 0.8 * len(letters)


def _merge(boxes: Sequence[Box]) -> list[Box]:
    """Join boxes that touch: Tesseract cuts one picture into strips."""
    merged: list[Box] = []
    for box in boxes:
        joined = box
        again = True
        while again:
            touching = [other for other in merged if _touch(joined, other)]
            again = bool(touching)
            for other in touching:
                merged.remove(other)
                joined = joined.union(other)
        merged.append(joined)
    return merged


def _touch(one: Box, two: Box, margin: int = 12) -> bool:
    return (
        one.left - margin < two.right
        and two.left - margin < one.right
        and one.top - margin < two.bottom
        and two.top - margin < one.bottom
    )


def _inside(box: Box, others: Sequence[Box]) -> bool:
    return any(
        other.left <= box.left and other.top <= box.top and box.right <= other.right and box.bottom <= other.bottom
        for other in others
    )
