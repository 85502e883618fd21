"""Narrow gutters between columns, found in the ink: a block that was read across one is read again on either side.

Whether Tesseract sees two columns or one hangs on a hair where the white between them is hardly wider than between
words: the same page reads otherwise at 97 % of its size.  What is white from line to line, at any size, is a gutter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.ocr.measures import around, moved
from javon.engines.ocr.phrases import Phrases, outside
from javon.engines.ocr.recognizer import Pixels
from javon.engines.page import Box, Line, Region, RegionKind

#: Steps of the search in each height of a small letter.
STEPS = 4
#: In heights of small letters: white that parts columns is so wide at least, and so high; wider than the second figure
#: it needs no help.  Between words there is as much white over one line or two, never over six.
NARROW, WIDE, HIGH = 0.75, 3.0, 15.0
#: The columns beside it are so wide, and begin or end so near to it in this share of the rows that have ink.
COLUMN, NEAR, ALONG = 10.0, 1.5, 0.6
#: The columns have ink in about as many rows, and the left one so many lines: rows of which letters take this share.
EVEN, LINES, THICK = 0.7, 6, 0.4
#: Two gutters one below the other, so near, and no further to the side, are one that something stands in; there a
#: block of so many lines lies across it, for one line is a head.
BELOW, ASIDE, ACROSS = 20.0, 1.5, 2
#: A block that is parted has no fewer letters than this share of what it had.
KEPT = 0.85
#: Pixels of white around a side that is read.
PAD = 6


@dataclass(frozen=True, slots=True)
class Gutter:
    """White between ``top`` and ``bottom``: ``left`` and ``right`` of each row from ``top`` on, in pixels.

    A block lies across it with ``least`` lines.
    """

    top: int
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    least: int = 1

    @property
    def bottom(self) -> int:
        return self.top + len(self.left)

    def middle(self, row: float) -> float:
        """Where it is cut at the height of a row."""
        index = min(max(0, int(row) - self.top), len(self.left) - 1)
        return float(self.left[index] + self.right[index]) / 2


def part_blocks(
    image: Pixels, gutters: Sequence[Gutter], blocks: Sequence[Region], read: Callable[[Pixels], list[Region]]
) -> list[Region]:
    """The blocks, those that lie across a gutter parted there.

    Args:
        image: the page that was read.
        gutters: of the page.
        blocks: what was read.
        read: reads a piece of the page as one block of lines.
    """
    done = list(blocks)
    for gutter in gutters:
        done = [part for block in done for part in _parted(image, gutter, block, read)]
    return done


def _parted(image: Pixels, gutter: Gutter, block: Region, read: Callable[[Pixels], list[Region]]) -> list[Region]:
    across = [line for line in block.lines if _across(gutter, line)]
    if block.kind is not RegionKind.TEXT or len(across) < gutter.least:
        return [block]
    top, bottom = min(line.box.top for line in across), max(line.box.bottom for line in across)
    within = [line for line in block.lines if top <= _middle(line.box) <= bottom]
    place = around(line.box for line in within)
    sides = [_side(image, gutter, place, read, left=left) for left in (True, False)]
    letters = sum(len(line.text) for side in sides for line in side)
    if not all(sides) or letters < KEPT * sum(len(line.text) for line in within):
        return [block]
    above = [line for line in block.lines if _middle(line.box) < top]
    below = [line for line in block.lines if _middle(line.box) > bottom]
    parts = [lines for lines in (above, *sides, below) if lines]
    return [replace(block, box=around(line.box for line in lines), lines=tuple(lines)) for lines in parts]


def _across(gutter: Gutter, line: Line) -> bool:
    """Whether words of a line stand on both sides of the gutter."""
    row = _middle(line.box)
    if not gutter.top <= row < gutter.bottom:
        return False
    cut = gutter.middle(row)
    if any(word.box.left + line.box.height / 4 < cut < word.box.right - line.box.height / 4 for word in line.words):
        return False
    return len({(word.box.left + word.box.right) / 2 < cut for word in line.words}) > 1


def _side(
    image: Pixels, gutter: Gutter, place: Box, read: Callable[[Pixels], list[Region]], *, left: bool
) -> list[Line]:
    """The lines of one side of a gutter, within a place."""
    top, bottom = max(0, place.top - PAD), min(image.shape[0], place.bottom + PAD)
    start, end = max(0, place.left - PAD), min(image.shape[1], place.right + PAD)
    piece = image[top:bottom, start:end].copy()
    cut = np.array([gutter.middle(row) for row in range(top, bottom)]) - start
    columns = np.arange(end - start)
    piece[columns >= cut[:, None] if left else columns < cut[:, None]] = 255
    # What is white is cut off: a block reads badly from a wide margin.
    near, far = (0, int(cut.max()) + 1) if left else (max(0, int(cut.min())), end - start)
    blocks = read(np.ascontiguousarray(piece[:, near:far]))
    return [moved(line, start + near, top) for block in blocks for line in block.lines]


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def find_gutters(phrases: Phrases, shape: tuple[int, ...], tables: Sequence[Box] = ()) -> list[Gutter]:
    """The narrow gutters of a page, those further left first, then what joins them.

    Args:
        phrases: of the page, with its letters.
        shape: rows and columns of the page.
        tables: where it has tables, which have no gutters.
    """
    letters, x_height = outside(phrases.letters, tables), phrases.x_height
    step = x_height / STEPS
    if step < 1 or not len(letters):
        return []
    size = (int(shape[0] / step) + 1, int(shape[1] / step) + 1)
    print_ = np.zeros(size, np.uint8)
    cells = (letters / step).astype(int)
    for left, top, right, bottom in cells.tolist():
        print_[top : bottom + 1, left : right + 1] = 1
    high, narrow = round(HIGH * STEPS), round(NARROW * STEPS)
    white = cv2.morphologyEx(1 - print_, cv2.MORPH_OPEN, np.ones((high, narrow), np.uint8))
    runs = [_trimmed(run, print_) for run in _runs(white)]
    found = [_gutter(run, step, shape[0]) for run in runs if len(run) >= high and _parts(run, print_)]
    joints = [joint for upper in found for lower in found if (joint := _joint(upper, lower, x_height))]
    return sorted(found, key=lambda gutter: gutter.left[0]) + joints


def _joint(upper: Gutter, lower: Gutter, x_height: float) -> Gutter | None:
    """What lies between two gutters that are one."""
    rows = lower.top - upper.bottom
    start, end = (upper.left[-1], upper.right[-1]), (lower.left[0], lower.right[0])
    aside = abs(sum(start) - sum(end)) / 2
    if not 0 < rows <= BELOW * x_height or aside > ASIDE * x_height:
        return None
    left, right = (np.linspace(one, two, rows).astype(np.int32) for one, two in zip(start, end, strict=True))
    return Gutter(upper.bottom, left, right, ACROSS)


Run = list[tuple[int, int, int]]


def _trimmed(run: Run, print_: NDArray[Any]) -> Run:
    """The run without what reaches beyond the text: white above and below it is no gutter."""
    column = round(COLUMN * STEPS)
    beside = [
        bool(print_[row, max(0, left - column) : left].any() and print_[row, right : right + column].any())
        for row, left, right in run
    ]
    if not any(beside):
        return []
    return run[beside.index(True) : len(run) - beside[::-1].index(True)]


def _runs(white: NDArray[Any]) -> Iterator[Run]:
    """Stretches of white that is no wider than a gutter, one row below the other: rows of (row, left, right)."""
    most = round(WIDE * STEPS)
    open_: list[Run] = []
    for row in range(white.shape[0] + 1):
        inside = white[row] if row < white.shape[0] else white[0] * 0
        edges = np.flatnonzero(np.diff(np.concatenate([[0], inside, [0]])))
        spans = [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a <= most]
        going: list[Run] = []
        for left, right in spans:
            before = next((run for run in open_ if run[-1][1] < right and left < run[-1][2]), None)
            if before is not None:
                open_.remove(before)
            going.append([*(before or []), (row, left, right)])
        yield from (run for run in open_ if len(run) >= HIGH * STEPS)
        open_ = going


def _parts(run: Run, print_: NDArray[Any]) -> bool:
    """Whether columns of text stand on both sides all along."""
    near, column = round(NEAR * STEPS), round(COLUMN * STEPS)

    def inked(side: int, start: int, end: int) -> float:
        """In how many rows there is ink so far away on a side."""
        spans = [(left - end, left - start) if side < 0 else (right + start, right + end) for _, left, right in run]
        rows = zip(run, spans, strict=True)
        return sum(bool(print_[row, max(0, a) : max(0, b)].any()) for (row, _, _), (a, b) in rows)

    left, right = inked(-1, 0, column), inked(1, 0, column)
    full = min(left, right) > max(len(run) / 4, EVEN * max(left, right)) and _lines(run, print_) >= LINES
    wide = inked(-1, column // 2, column) > ALONG * left and inked(1, column // 2, column) > ALONG * right
    return full and wide and inked(1, 0, near) > ALONG * right and inked(-1, 0, near) > ALONG * left / 2


def _lines(run: Run, print_: NDArray[Any]) -> int:
    """How many lines of the left column stand beside a run: rows thick with ink, parted by thinner ones."""
    column = round(COLUMN * STEPS)
    thick = [print_[row, max(0, left - column) : left].mean() > THICK for row, left, _ in run]
    return sum(after and not before for before, after in pairwise([False, *thick]))


def _gutter(run: Run, step: float, height: int) -> Gutter:
    rows = np.array(run)
    top, bottom = int(rows[0, 0] * step), min(height, int((rows[-1, 0] + 1) * step))
    places = np.clip(((np.arange(top, bottom) / step).astype(int) - rows[0, 0]), 0, len(rows) - 1)
    left, right = (np.ceil(rows[places, 1] * step).astype(np.int32), np.floor(rows[places, 2] * step).astype(np.int32))
    return Gutter(top, left, np.maximum(left, right))
