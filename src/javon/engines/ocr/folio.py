"""Page numbers that the layout left out: a lone figure in the head or the foot, which Tesseract takes for dust."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.ocr import api, ink
from javon.engines.ocr.recognizer import Pixels
from javon.engines.page import Box, Line, Region, RegionKind, Word

#: In heights of small letters: the height of a figure, the greatest width of a number, the gap inside one.
TALL, WIDE, GAP = (0.9, 2.6), 9.0, 2.0
#: A number is read as surely as this, or it is dust.
SURE = 0.6
#: So many places are tried in the head and in the foot.
TRIED = 3
#: No page number has more figures.
FIGURES = 4


def find_folio(image: Pixels, dpi: int, regions: Sequence[Region], x_height: float) -> Region | None:
    """Look above and below the text for a small group of ink that reads as a number.

    Args:
        image: the page as it was read.
        dpi: its resolution.
        regions: what was found on it.
        x_height: height of its small letters in pixels.

    Returns:
        The page number as a region of one word, or None.
    """
    lines = [line for region in regions for line in region.lines]
    if not lines or not x_height:
        return None
    top, bottom = min(line.box.top for line in lines), max(line.box.bottom for line in lines)
    covered, level = [region.box for region in regions], ink.level_of(image)
    # Each part has a row of the text too: marks that reach into the text touch it and are no figures.
    for start, end in ((bottom - 1, image.shape[0]), (0, top + 1)):
        marks = _marks(ink.darker(image[start:end], level), start, x_height, covered)
        outside = marks[(marks[:, 1] >= bottom) | (marks[:, 3] <= top)]
        for group in list(_groups(outside, x_height))[:TRIED]:
            found = _read(image, dpi, group)
            if found:
                return found
    return None


def _marks(dark: Pixels, start: int, x_height: float, covered: Sequence[Box]) -> NDArray[np.int32]:
    """Boxes of marks that can be figures and lie outside every region, in rows of left, top, right, bottom.

    ``dark`` is a part of the page, ink 255, that begins at row ``start``.
    """
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    left, top, width, height = (np.asarray(stats)[1:, column] for column in range(4))
    low, high = TALL[0] * x_height, TALL[1] * x_height
    figure = (height >= low) & (height <= high) & (width <= high) & (width >= 2)
    top = top + start
    right, bottom = left + width, top + height
    for box in covered:
        figure &= (right <= box.left) | (left >= box.right) | (bottom <= box.top) | (top >= box.bottom)
    return np.stack([left, top, right, bottom], axis=1)[figure].astype(np.int32)


def _groups(marks: NDArray[Any], x_height: float) -> Iterator[list[Box]]:
    """Marks side by side that stand alone in their row, from left to right."""
    rest = marks[np.argsort(marks[:, 0])]
    while len(rest):
        row = (rest[:, 1] < rest[0, 3]) & (rest[:, 3] > rest[0, 1])
        group, rest = rest[row], rest[~row]
        gaps = group[1:, 0] - group[:-1, 2]
        width = int(group[:, 2].max() - group[:, 0].min())
        if len(group) <= FIGURES and width <= WIDE * x_height and (not gaps.size or gaps.max() <= GAP * x_height):
            yield [Box(*(int(side) for side in mark)) for mark in group]


def _read(image: Pixels, dpi: int, group: Sequence[Box]) -> Region | None:
    """The group as a page number, if every one of its marks is a figure."""
    text, sure, box = "", 1.0, group[0]
    for mark in group:
        pad = max(4, mark.height // 3)
        top, left = max(0, mark.top - pad), max(0, mark.left - pad)
        piece = _alone(image[top : mark.bottom + pad, left : mark.right + pad], mark.left - left, mark.width)
        reading = api.read_figure(piece, dpi)
        text, sure, box = text + (reading.text or "?"), min(sure, reading.confidence), box.union(mark)
    if sure < SURE or not text.isdecimal() or text.startswith("0"):
        return None
    return Region(RegionKind.PAGE_NUMBER, box, (Line((Word(text, box, sure),), box),))


def _alone(piece: Pixels, left: int, width: int) -> Pixels:
    """The piece with what stands beside the mark made paper."""
    alone = piece.copy()
    paper = np.percentile(piece, 80)
    alone[:, : max(0, left - 1)] = paper
    alone[:, left + width + 1 :] = paper
    return alone
