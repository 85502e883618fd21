"""From Tesseract's blocks to the regions of a page: what is text, heading, footnote, furniture, picture.

The rules are those of a printer: furniture stands alone at the head or the foot, a heading is larger or in capitals or
centred between spaces, a footnote is smaller type at the foot.  All measures are relative to the body of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from javon.engines.ocr.cells import with_cells
from javon.engines.ocr.footnotes import free_rules, mark_footnotes, notes_go_on
from javon.engines.ocr.furniture import Furniture, at, find_furniture
from javon.engines.ocr.grid import Table
from javon.engines.ocr.headings import without_false_headings
from javon.engines.ocr.measures import APART, Measures, Sized, capitals, measure, share_column
from javon.engines.ocr.order import reading_order
from javon.engines.ocr.pieces import join_headlines, rejoin
from javon.engines.ocr.tables import table_rows
from javon.engines.page import Box, Line, Region, RegionKind

#: A line in type this much larger than the body is a heading.
LARGE = 1.22
#: … and its lines are higher by this.
TALLER = 1.2
#: Centred lines in type this much larger than the body are a title; a caption as wide as its picture is smaller.
TITLE, SMALL_CAPTION = 1.05, 0.95
#: Fewer letters than this measure badly.
FEW_LETTERS = 10
#: Blocks of fewer lines are looked at with the column that they stand over.
SHORT_BLOCK = 4
#: Level of a heading by the size of its type relative to the body.
LEVELS = ((1.8, 1), (1.35, 2), (0.0, 3))


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands around a block: the measures of the page, rules over notes, its pictures, the boxes of its blocks."""

    measures: Measures
    rules: Sequence[Box]
    pictures: Sequence[Box]
    blocks: Sequence[Box]

    def column_of(self, block: Box) -> Box:
        """The column, or the columns, that a short block stands over; the whole measure where nothing is below it."""
        step = self.measures.step
        under = [
            box
            for box in (*self.blocks, *self.pictures)
            if box != block and box.top > block.top and box.height > block.height and share_column(box, block)
        ]
        if not under:
            return self.measures.text
        nearest = min(box.top for box in under)
        column = block
        for box in under:
            if box.top < nearest + 3 * step:
                column = column.union(box)
        return column


def arrange(
    blocks: Sequence[Region],
    heights: Sequence[Sequence[float]],
    tables: Sequence[Table] = (),
    rules: Sequence[Box] = (),
) -> tuple[list[Region], str | None]:
    """Make regions in reading order.

    Args:
        blocks: what was read, polished.
        heights: for each block the heights of the small letters of its lines.
        tables: where the tables were found that ``blocks`` hold.
        rules: level rules found in the ink; Tesseract passes over the short one above footnotes.

    Returns:
        The regions and the printed page number, as printed.
    """
    margins = [block for block in blocks if block.kind is RegionKind.MARGIN]
    heights = [sizes for block, sizes in zip(blocks, heights, strict=True) if block.kind is not RegionKind.MARGIN]
    blocks = [block for block in blocks if block.kind is not RegionKind.MARGIN]
    pictures = _merge([block.box for block in blocks if block.kind is RegionKind.PICTURE])
    separators = [block for block in blocks if block.kind is RegionKind.SEPARATOR and not _inside(block.box, pictures)]
    texts = [
        (block.kind, [Sized(line, height) for line, height in zip(block.lines, sizes, strict=True)])
        for block, sizes in join_headlines(rejoin(blocks, heights))
        if block.lines
    ]
    everything = [sized for _, lines in texts for sized in lines]
    regions = [Region(RegionKind.PICTURE, box) for box in pictures] + separators
    furniture: list[Furniture] = []
    number: str | None = None
    if everything:
        measures = measure(everything)
        text = [sized for kind, lines in texts if kind is not RegionKind.TABLE for sized in lines]
        furniture, number = find_furniture(everything, measures, pictures, may_be={id(sized.line) for sized in text})
        taken = {id(part.line) for part in furniture}
        left = [(kind, [sized for sized in lines if id(sized.line) not in taken]) for kind, lines in texts]
        level = [block.box for block in separators if block.box.width > block.box.height]
        over = free_rules([*rules, *level], everything, measures)
        context = _Context(measures, over, pictures, tuple(_around(lines) for _, lines in left if lines))
        for kind, lines in left:
            regions += _runs(kind, lines, context)
        regions = notes_go_on(regions, everything, measures)
    head, foot = at(furniture, top=True), at(furniture, top=False)
    ordered = _with_margins([with_cells(region, tables) for region in _in_order(regions)], margins)
    return [*head, *ordered, *foot], number


def _with_margins(regions: Sequence[Region], margins: Sequence[Region]) -> list[Region]:
    """The regions, after each what stands in the margin beside it."""
    done = list(regions)
    for margin in sorted(margins, key=lambda one: -one.box.top):
        away = [_apart(region.box, margin.box) for region in regions]
        nearest = regions[away.index(min(away))] if away else None
        place = next((place + 1 for place, region in enumerate(done) if region is nearest), 0)
        done.insert(place, margin)
    return done


def _apart(box: Box, other: Box) -> float:
    """How far apart two boxes stand in height; less than 0 where they overlap."""
    return max(box.top - other.bottom, other.top - box.bottom)


def _in_order(regions: Sequence[Region]) -> list[Region]:
    """The regions in reading order, titles of several blocks kept together.

    The short line over a wide title stands in one column, but begins what the title begins.
    """
    titles: list[list[int]] = [[index] for index in range(len(regions))]
    for index, region in enumerate(regions):
        below = _title_below(index, regions) if region.kind is RegionKind.HEADING else None
        if below is not None:
            upper = next(group for group in titles if index in group)
            lower = next(group for group in titles if below in group)
            if upper is not lower:
                titles.remove(upper)
                lower[:0] = upper
    boxes = [_united([regions[index].box for index in group]) for group in titles]
    return [regions[index] for place in reading_order(boxes) for index in titles[place]]


def _title_below(index: int, regions: Sequence[Region]) -> int | None:
    """The wider heading right below a heading, nearer than anything above it; None where there is none."""
    box = regions[index].box
    others = [
        (place, other.box) for place, other in enumerate(regions) if place != index and share_column(other.box, box)
    ]
    below = [(other.top - box.bottom, place) for place, other in others if other.top >= box.bottom]
    above = [box.top - other.bottom for _, other in others if other.bottom <= box.top]
    if not below:
        return None
    gap, place = min(below)
    title = regions[place]
    wider = title.box.width > box.width and title.box.left - box.height < box.left and box.right < title.box.right
    near = gap < min(above, default=4 * box.height) and gap < 1.5 * title.box.height
    return place if title.kind is RegionKind.HEADING and wider and near else None


def _united(boxes: Sequence[Box]) -> Box:
    box = boxes[0]
    for other in boxes[1:]:
        box = box.union(other)
    return box


def _runs(kind: RegionKind, lines: Sequence[Sized], context: _Context) -> list[Region]:
    """Cut a block where the kind of its lines changes."""
    regions: list[Region] = []
    if not lines:
        return regions
    block = _around(lines)
    if _is_caption(lines, block, context):
        return [_region(RegionKind.CAPTION, [sized.line for sized in lines])]
    kinds = _kinds(kind, lines, block, context)
    without_false_headings(kinds, [sized.line for sized in lines])
    mark_footnotes(kinds, lines, context.measures, context.rules)
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or kinds[index] is not kinds[start]:
            run = lines[start:index]
            level = _level(run, context.measures) if kinds[start] is RegionKind.HEADING else 0
            regions.append(_region(kinds[start], [sized.line for sized in run], level))
            start = index
    return regions


def _around(lines: Sequence[Sized]) -> Box:
    box = lines[0].line.box
    for sized in lines[1:]:
        box = box.union(sized.line.box)
    return box


def _kinds(kind: RegionKind, lines: Sequence[Sized], block: Box, context: _Context) -> list[RegionKind]:
    """Text, heading or table for every line of a block."""
    if kind is not RegionKind.TEXT:
        return [kind] * len(lines)
    column = context.column_of(block) if len(lines) < SHORT_BLOCK else block
    if _is_title(lines, column, context.measures):
        return [RegionKind.HEADING] * len(lines)
    rows = table_rows([sized.line for sized in lines], context.measures.x_height)
    return [
        RegionKind.TABLE if row else _kind(index, lines, column, context.measures) for index, row in enumerate(rows)
    ]


def _is_title(lines: Sequence[Sized], column: Box, measures: Measures) -> bool:
    """A short block by itself over its column, every line centred, in type a little larger than the text."""
    if not 1 < len(lines) < SHORT_BLOCK or not all(_centred(sized.line, column) for sized in lines):
        return False
    size = median(sized.x_height for sized in lines)
    return size > TITLE * measures.x_height and not lines[-1].line.text.rstrip().endswith((",", ";", "-"))


def _centred(line: Line, column: Box) -> bool:
    """Short, and in the middle of the column."""
    short = line.box.width < 0.85 * column.width
    return short and abs((line.box.left + line.box.right) - (column.left + column.right)) < 0.12 * column.width


def _region(kind: RegionKind, lines: Sequence[Line], level: int = 0) -> Region:
    box = lines[0].box
    for line in lines[1:]:
        box = box.union(line.box)
    return Region(kind, box, tuple(lines), level)


def _kind(index: int, lines: Sequence[Sized], column: Box, measures: Measures) -> RegionKind:
    sized = lines[index]
    line = sized.line
    letters = sum(character.isalpha() for character in line.text)
    if letters < 3 or len(line.words) > 14:
        return RegionKind.TEXT
    apart = _gap(lines, index, -1) > APART * measures.step
    # Two or three words in the middle of the text measure large by a capital or a figure alone.
    sure = letters >= FEW_LETTERS or apart or len(lines) < SHORT_BLOCK
    # So does a full line of names: a line of large type that fills the column is also higher as a whole.
    sure = sure and (line.box.width < 0.85 * column.width or line.box.height > TALLER * measures.height)
    if sure and sized.x_height > LARGE * measures.x_height and line.confidence > 0.5:
        return RegionKind.HEADING
    if not _centred(line, column) or line.text.rstrip().endswith((",", ";", "-")):
        return RegionKind.TEXT
    alone = apart and _gap(lines, index, 1) > 1.15 * measures.step
    if capitals(line.text) or (alone and not line.text.rstrip().endswith(".")):
        return RegionKind.HEADING
    return RegionKind.TEXT


def _gap(lines: Sequence[Sized], index: int, way: int) -> float:
    """Distance to the neighbour line's baseline; a great one at the ends of a block."""
    other = index + way
    if not 0 <= other < len(lines):
        return float("inf")
    return abs(lines[other].line.box.bottom - lines[index].line.box.bottom)


def _is_caption(lines: Sequence[Sized], block: Box, context: _Context) -> bool:
    """The block next below a picture and within its width, unless it is set like the text around it."""
    step = context.measures.step
    if len(lines) > 5:
        return False
    for picture in context.pictures:
        if not -0.5 * step < block.top - picture.bottom < 2 * step:
            continue
        if block.left < picture.left - step or block.right > picture.right + step:
            continue
        nearer = any(
            picture.bottom - 0.5 * step < box.top < block.top and share_column(box, block) for box in context.blocks
        )
        small = median(sized.x_height for sized in lines) < SMALL_CAPTION * context.measures.x_height
        full = sum(sized.line.box.width > 0.9 * picture.width for sized in lines) > len(lines) / 2
        if not nearer and (small or not full):
            return True
    return False


def _level(lines: Sequence[Sized], measures: Measures) -> int:
    size = max(sized.x_height for sized in lines) / measures.x_height
    return next(level for least, level in LEVELS if size >= least)


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
