"""What of a page is read by itself: each table row by row, the rest in blocks as Tesseract finds them.

Every area is read once, and white where another one is read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from javon.engines.ocr import api, ink
from javon.engines.ocr.figures import mend_figures
from javon.engines.ocr.grid import Table, find_tables
from javon.engines.ocr.measures import around
from javon.engines.ocr.models import Model
from javon.engines.ocr.phrases import find_phrases
from javon.engines.ocr.recognizer import Pixels
from javon.engines.page import Box, Line, Region, RegionKind

#: Figures in tables are read at this height: 63 or 64 of 64 decimals keep their comma with every model; at 26 to 34
#: pixels 59 to 64 do, in columns beside one another at the size of the text 58.
FIGURES = 23.0
#: No table is enlarged more than this.
LARGEST = 2.0
#: Of the marks of a table, those higher than this share of the small letters are letters; the percentile of their
#: heights that stands for figures and capitals.
SPECK, TALL = 0.5, 70
#: White around a table, in heights of small letters.
ROUND = 0.5


@dataclass(frozen=True, slots=True)
class _Cutting:
    """A table cut out of the page: its pixels, ``factor`` times as large as on the page, and where it began there."""

    table: Table
    pixels: Pixels
    left: int
    top: int
    factor: float


@dataclass(frozen=True, slots=True)
class Areas:
    """A page taken apart for reading; ``tables`` and the level ``rules`` of its ink are in pixels of the page."""

    rest: Pixels
    dpi: int
    cuttings: tuple[_Cutting, ...]
    rules: tuple[Box, ...] = ()

    @property
    def tables(self) -> list[Table]:
        return [cutting.table for cutting in self.cuttings]

    def read(self, model: Model) -> list[Region]:
        """All blocks in pixels of the page; the rows of a table are the lines of one block."""
        blocks = api.read_blocks(model, self.rest, self.dpi)
        return [*blocks, *(region for cutting in self.cuttings for region in _table(cutting, model, self.dpi))]


def take_apart(image: Pixels, small: Pixels, dpi: int, x_height: float) -> Areas:
    """Find what is to be read by itself.

    Args:
        image: the grey page.
        small: the same at the size for reading; areas are pixels of this one.
        dpi: resolution of ``small``.
        x_height: the height of the small letters of ``small`` in pixels.
    """
    if not x_height:
        return Areas(small, dpi, ())
    phrases = find_phrases(small, x_height)
    rules = tuple(Box(*map(int, rule)) for rule in phrases.level)
    tables = find_tables(phrases)
    if not tables:
        return Areas(small, dpi, (), rules)
    rest, pad = small.copy(), round(ROUND * x_height)
    for table in tables:
        box = _padded(table.box, pad)
        rest[box.top : box.bottom, box.left : box.right] = 255
    factor = image.shape[1] / small.shape[1]
    return Areas(rest, dpi, tuple(_cut(image, table, pad, factor) for table in tables), rules)


def _padded(box: Box, pad: int) -> Box:
    return Box(max(0, box.left - pad), max(0, box.top - pad), box.right + pad, box.bottom + pad)


def _cut(image: Pixels, table: Table, pad: int, factor: float) -> _Cutting:
    """Cut a table out of a page that is ``factor`` times as large as the one it was found on."""
    place = _padded(table.box, pad)
    box = place.scaled(factor)
    part = image[box.top : box.bottom, box.left : box.right]
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.dark(part), connectivity=8)
    heights = np.asarray(stats)[1:, cv2.CC_STAT_HEIGHT]
    letters = heights[heights > SPECK * factor * pad / ROUND]
    size = min(LARGEST, FIGURES / float(np.percentile(letters, TALL))) if letters.size else 1.0
    way = cv2.INTER_AREA if size < 1 else cv2.INTER_CUBIC
    return _Cutting(table, ink.resized(part, size, way), place.left, place.top, factor * size)


def _table(cutting: _Cutting, model: Model, dpi: int) -> list[Region]:
    dpi = round(dpi * cutting.factor)
    blocks = api.read_blocks(model, cutting.pixels, dpi, columns=False)
    middles = [((left + right) / 2 - cutting.left) * cutting.factor for left, right in cutting.table.corridors]
    rows = mend_figures([line for block in blocks for line in block.lines], middles, cutting.pixels, dpi)
    lines = [_placed(line, cutting) for line in rows]
    return [Region(RegionKind.TABLE, around(line.box for line in lines), tuple(lines))] if lines else []


def _placed(line: Line, cutting: _Cutting) -> Line:
    """A line of the cutting as a line of the page."""

    def placed(box: Box) -> Box:
        shift = Box(cutting.left, cutting.top, cutting.left, cutting.top).as_list()
        sides = box.scaled(1 / cutting.factor).as_list()
        return Box(*(side + by for side, by in zip(sides, shift, strict=True)))

    words = tuple(replace(word, box=placed(word.box)) for word in line.words)
    base = None if line.baseline is None else round(line.baseline / cutting.factor) + cutting.top
    return replace(line, words=words, box=placed(line.box), baseline=base)
