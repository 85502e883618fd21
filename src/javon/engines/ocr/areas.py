"""What of a page is read by itself: each table row by row, what stands in the margin, the rest in blocks.

Every area is read once, and white where another one is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from javon.engines.ocr import api
from javon.engines.ocr.cuttings import FIGURES, NOTES, ROUND, Cutting, cut, padded, placed
from javon.engines.ocr.figures import mend_figures
from javon.engines.ocr.grid import Table, find_tables
from javon.engines.ocr.gutters import Gutter, find_gutters, part_blocks
from javon.engines.ocr.initials import Initial, find_initials, read_initials, with_initials
from javon.engines.ocr.margins import Margin, count_lines, find_margins
from javon.engines.ocr.measures import around
from javon.engines.ocr.models import ENGLISH, Model
from javon.engines.ocr.phrases import find_phrases
from javon.engines.ocr.recognizer import Pixels
from javon.engines.ocr.strips import read_rows
from javon.engines.ocr.upright import Upright, find_upright, read_upright
from javon.engines.page import Box, Line, Region, RegionKind, Word

#: What is read less surely in the margin is left to the reading of the page: it may be dirt.
SURE = 0.6


@dataclass(frozen=True, slots=True)
class _Side:
    """A margin with the pieces of its numbers and notes cut out."""

    margin: Margin
    numbers: tuple[Cutting, ...]
    notes: tuple[Cutting, ...]


@dataclass(frozen=True, slots=True)
class Areas:
    """A page taken apart for reading; ``tables`` and the level ``rules`` of its ink are in pixels of the page."""

    rest: Pixels
    dpi: int
    pad: int = 0
    tables: tuple[Table, ...] = ()
    cuttings: tuple[Cutting, ...] = ()
    sides: tuple[_Side, ...] = ()
    rules: tuple[Box, ...] = ()
    uprights: tuple[Upright, ...] = ()
    initials: tuple[Initial, ...] = ()
    gutters: tuple[Gutter, ...] = ()

    def read(self, model: Model) -> list[Region]:
        """All blocks in pixels of the page; the rows of a table are the lines of one block."""
        beside = [region for side in self.sides for region in _read_side(side, model, self.dpi)]
        rest = _whitened(self.rest, [region.box for region in beside], self.pad)
        begins = read_initials(self.initials, model, self.dpi)
        rest = _whitened(rest, [word.box for word in begins], 1)
        blocks = api.read_blocks(model, rest, self.dpi)
        if self.gutters:
            blocks = part_blocks(
                rest, self.gutters, blocks, lambda piece: api.read_blocks(model, piece, self.dpi, columns=False)
            )
        for table, cutting in zip(self.tables, self.cuttings, strict=True):
            blocks += _table(table, cutting, model, self.dpi)
        blocks = with_initials([*blocks, *beside], begins, model.script)
        return _with_heads(blocks, read_upright(self.uprights, model, self.dpi))


def take_apart(image: Pixels, small: Pixels, dpi: int, x_height: float) -> Areas:
    """Find what is to be read by itself.

    Args:
        image: the grey page.
        small: the same at the size for reading; areas are pixels of this one.
        dpi: resolution of ``small``.
        x_height: the height of the small letters of ``small`` in pixels.
    """
    if not x_height:
        return Areas(small, dpi)
    pad, factor = round(ROUND * x_height), image.shape[1] / small.shape[1]
    phrases = find_phrases(small, x_height)
    uprights = tuple(find_upright(phrases.letters, small, x_height))
    if uprights:
        standing = [one.box for one in uprights]
        small = _whitened(small, standing, 0)
        image = _whitened(image, [box.scaled(factor) for box in standing], 0)
        phrases = find_phrases(small, x_height)
    tables = tuple(find_tables(phrases))

    def cuttings(boxes: Iterable[Box], height: float = FIGURES) -> tuple[Cutting, ...]:
        return tuple(cut(image, box, pad, factor, height) for box in boxes)

    places = [table.box for table in tables]
    sides = tuple(
        _Side(margin, cuttings(margin.numbers), cuttings(margin.notes, NOTES))
        for margin in find_margins(phrases, small, places)
    )
    rules = tuple(Box(*map(int, rule)) for rule in phrases.level)
    initials = tuple(find_initials(phrases.marks, phrases.letters, small, x_height))
    gutters = tuple(find_gutters(phrases, small.shape, places))
    return Areas(
        _whitened(small, places, pad), dpi, pad, tables, cuttings(places), sides, rules, uprights, initials, gutters
    )


def _with_heads(blocks: Sequence[Region], heads: Sequence[Line]) -> list[Region]:
    """The blocks with words that stand on their side: at the head of the table that they stand over, else alone."""
    done = list(blocks)
    for head in heads:
        over = [
            place
            for place, block in enumerate(done)
            if block.kind is RegionKind.TABLE and _stands_over(head.box, block.box)
        ]
        if over:
            table = done[over[0]]
            lines = [line for line in table.lines if line.box.bottom > head.box.top]
            above = [line for line in table.lines if line.box.bottom <= head.box.top]
            done[over[0]] = replace(table, box=table.box.union(head.box), lines=(*above, head, *lines))
        else:
            done += _region(RegionKind.TEXT, [head])
    return done


def _stands_over(head: Box, table: Box) -> bool:
    """Whether the head is within the width of the table and touches its first rows or what is right above it."""
    across = min(head.right, table.right) - max(head.left, table.left)
    return across > 0.5 * head.width and head.top < table.bottom and head.bottom > table.top - head.height


def _whitened(image: Pixels, places: Sequence[Box], pad: int) -> Pixels:
    if not places:
        return image
    rest = image.copy()
    for place in places:
        box = padded(place, pad)
        rest[box.top : box.bottom, box.left : box.right] = 255
    return rest


def _table(table: Table, cutting: Cutting, model: Model, dpi: int) -> list[Region]:
    dpi = round(dpi * cutting.factor)
    middles = [((left + right) / 2 - cutting.left) * cutting.factor for left, right in table.corridors]
    phrases = [(row - [cutting.left, cutting.top] * 2) * cutting.factor for row in table.rows]
    rows = mend_figures(read_rows(model, cutting.pixels, dpi, phrases, middles), middles, cutting.pixels, dpi)
    return _region(RegionKind.TABLE, [placed(line, cutting) for line in rows])


def _region(kind: RegionKind, lines: Sequence[Line]) -> list[Region]:
    return [Region(kind, around(line.box for line in lines), tuple(lines))] if lines else []


def _read_side(side: _Side, model: Model, dpi: int) -> list[Region]:
    """The notes that are read surely, and the numbers if they count lines; each a region of its own."""
    found = []
    for cutting in side.notes:
        blocks = api.read_blocks(model, cutting.pixels, round(dpi * cutting.factor), columns=False)
        if api.confidence_of(blocks) >= SURE:
            found += _region(RegionKind.MARGIN, [placed(line, cutting) for block in blocks for line in block.lines])
    numbers = [_number(cutting, box, dpi) for box, cutting in zip(side.margin.numbers, side.numbers, strict=True)]
    if count_lines(side.margin, [int(line.text) if line else None for line in numbers]):
        found += [region for line in numbers if line for region in _region(RegionKind.MARGIN, [line])]
    return found


def _number(cutting: Cutting, box: Box, dpi: int) -> Line | None:
    """The number that stands at a place by itself, as a line of the page."""
    look = api.read_figure if box.width < box.height else partial(api.read_line, ENGLISH)
    reading = look(cutting.pixels, round(dpi * cutting.factor))
    return Line((Word(reading.text, box, reading.confidence),), box) if reading.text.isdecimal() else None
