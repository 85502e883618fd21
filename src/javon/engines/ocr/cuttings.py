"""Pieces cut out of a page, at the size at which figures and small type are read best."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from javon.engines.ocr import ink
from javon.engines.ocr.recognizer import Pixels
from javon.engines.page import Box, Line

#: Figures in tables are read at this height: 63 or 64 of 64 decimals keep their comma with every model; at 26 to 34
#: pixels 59 to 64 do, in columns beside one another at the size of the text 58.
FIGURES = 23.0
#: Notes are read at this one: from 26 pixels on our model of Latin letters sees strokes twice.
NOTES = 21.0
#: No piece is enlarged more than this.
LARGEST = 2.0
#: Of the marks of a piece, those higher than this share of the small letters are letters; the percentile of their
#: heights that stands for figures and capitals.
SPECK, TALL = 0.5, 70
#: White around a piece, in heights of small letters.
ROUND = 0.5


@dataclass(frozen=True, slots=True)
class Cutting:
    """A piece of a page: its pixels, ``factor`` times as large as on the page, and where it began there."""

    pixels: Pixels
    left: int
    top: int
    factor: float


def padded(box: Box, pad: int) -> Box:
    """The box with so many pixels more on each side, within the page at its left and top."""
    return Box(max(0, box.left - pad), max(0, box.top - pad), box.right + pad, box.bottom + pad)


def cut(image: Pixels, box: Box, pad: int, factor: float, height: float = FIGURES) -> Cutting:
    """Cut a piece out of ``image``, which is ``factor`` times as large as the page that ``box`` is meant on.

    Its capitals and figures come out ``height`` pixels high.
    """
    place = padded(box, pad)
    large = place.scaled(factor)
    part = image[large.top : large.bottom, large.left : large.right]
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.dark(part), connectivity=8)
    heights = np.asarray(stats)[1:, cv2.CC_STAT_HEIGHT]
    letters = heights[heights > SPECK * factor * pad / ROUND]
    size = min(LARGEST, height / float(np.percentile(letters, TALL))) if letters.size else 1.0
    way = cv2.INTER_AREA if size < 1 else cv2.INTER_CUBIC
    return Cutting(ink.resized(part, size, way), place.left, place.top, factor * size)


def placed(line: Line, cutting: Cutting) -> Line:
    """A line of the cutting as a line of the page."""

    def put(box: Box) -> Box:
        shift = Box(cutting.left, cutting.top, cutting.left, cutting.top).as_list()
        sides = box.scaled(1 / cutting.factor).as_list()
        return Box(*(side + by for side, by in zip(sides, shift, strict=True)))

    words = tuple(replace(word, box=put(word.box)) for word in line.words)
    base = None if line.baseline is None else round(line.baseline / cutting.factor) + cutting.top
    return replace(line, words=words, box=put(line.box), baseline=base)
