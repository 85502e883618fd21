"""Ink that looks like letters and of which nothing was read: looked at again, larger and by itself, or told of.

A layout takes short words that stand alone for dirt, text under a stamp for a picture; a line model drops a figure in a
wide gap.  Whatever the reason, marks of the size of letters that stand in a row and that no word covers are a fault of
the reading until the contrary is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.ocr import api, ink
from javon.engines.ocr.measures import around_marks
from javon.engines.ocr.models import Model
from javon.engines.ocr.recognizer import Pixels
from javon.engines.page import Box, Doubt, DoubtKind, Line, Region, RegionKind, Word

#: Height of a letter, and its width, in heights of small letters.
TALL, WIDE = (0.7, 2.7), (0.12, 3.5)
#: Marks nearer than this, in heights of small letters, stand in one row; so far may its marks be off its line.
NEAR, LEVEL = 1.3, 0.3
#: What is read again is read at this height of small letters.
X_HEIGHT = 26.0
#: A second reading this sure is taken; a row of a picture must be surer, and longer than so many marks.
SURE, SURE_IN_PICTURE, LONG = 0.8, 0.85, 4
#: A row that is not read is told of if its marks stand as evenly as letters do and if it is read at least so surely.
EVEN, READABLE, READABLE_IN_PICTURE = 0.35, 0.3, 0.6
#: So many rows are read again; of a map or a table of another kind, the rest is only told of.
MOST = 48
#: A line is no higher than so many times what joins it.
HIGHER = 2.6
#: The reading has about as many signs as there are marks: this many more or fewer for each mark.
FITS = 0.5


@dataclass(frozen=True, slots=True)
class Page:
    """What rows are looked for on.

    ``image`` is the page at full size, ``small`` the same at the size for reading, ``factor`` times as large.
    ``x_height`` is that of the small letters of ``small`` in pixels, ``dpi`` the resolution of ``image``.
    """

    image: Pixels
    small: Pixels
    factor: float
    x_height: float
    dpi: int


@dataclass(frozen=True, slots=True)
class Row:
    """Marks side by side on one line that no word covers; ``inside``: a picture does."""

    box: Box
    marks: NDArray[Any]
    inside: bool

    @property
    def even(self) -> bool:
        """Whether the marks stand on one line and are of about one height, as letters are."""
        bottoms, heights = self.marks[:, 3], self.marks[:, 3] - self.marks[:, 1]
        middle = float(np.median(heights))
        level = np.abs(bottoms - np.median(bottoms)) <= LEVEL * middle
        return bool(level.mean() >= 0.7 and np.std(heights) <= EVEN * middle)


def read_unread(page: Page, blocks: Sequence[Region], models: Sequence[Model]) -> tuple[list[Region], list[Doubt]]:
    """Look at the rows of marks that no word covers.

    Args:
        page: its images.
        blocks: what was read of it; boxes are pixels of ``page.small``.
        models: to read with, the page's own first.

    Returns:
        The blocks with what could be read now, and the places where something stands that could not.
    """
    rows = find_rows(page, blocks)
    read: list[Line] = []
    doubts: list[Doubt] = []
    longest = sorted(rows, key=lambda row: -len(row.marks))
    doubts += [Doubt(DoubtKind.INK, row.box) for row in longest[MOST:] if _is_text(row)]
    for row in longest[:MOST]:
        line, sure = _read(page, row, models, blocks)
        if line:
            read.append(line)
        elif _is_text(row) and sure >= (READABLE_IN_PICTURE if row.inside else READABLE):
            doubts.append(Doubt(DoubtKind.INK, row.box))
    return insert(blocks, read, page.x_height), doubts


def _is_text(row: Row) -> bool:
    return len(row.marks) >= LONG and row.even


def find_rows(page: Page, blocks: Sequence[Region]) -> list[Row]:
    """The rows of marks of the size of letters that lie in no word."""
    marks = ink.marks(page.small)
    width, height = marks[:, 2] - marks[:, 0], marks[:, 3] - marks[:, 1]
    low, high = (page.x_height * limit for limit in TALL)
    thin, broad = (page.x_height * limit for limit in WIDE)
    letters = marks[(height >= low) & (height <= high) & (width >= thin) & (width <= broad)]
    covered = _covered(page, blocks)
    middle = (letters[:, [1, 0]] + letters[:, [3, 2]]) // 2
    free = letters[~covered[middle[:, 0], middle[:, 1]]]
    if not len(free):
        return []
    pictures = [block.box for block in blocks if block.kind is RegionKind.PICTURE]
    return [Row(box, group, _lies_in(box, pictures)) for box, group in _grouped(free, page)]


def _covered(page: Page, blocks: Sequence[Region]) -> NDArray[np.bool_]:
    """Which pixels lie in a word, or near it: accents and commas stand out of the boxes of words."""
    cover = np.zeros(page.small.shape, bool)
    pad = max(1, round(0.15 * page.x_height))
    for block in blocks:
        for line in block.lines:
            for word in line.words:
                box = word.box
                cover[max(0, box.top - pad) : box.bottom + pad, max(0, box.left - pad) : box.right + pad] = True
    return cover


def _grouped(marks: NDArray[Any], page: Page) -> list[tuple[Box, NDArray[Any]]]:
    """The marks by rows: each drawn as far as its neighbour may stand, what touches belongs together."""
    reach = max(1, round(NEAR * page.x_height / 2))
    drawn = np.zeros(page.small.shape, np.uint8)
    for left, top, right, bottom in marks:
        # By half their height, so that rows that nearly touch stay apart.
        quarter = (bottom - top) // 4
        drawn[top + quarter : bottom - quarter, max(0, left - reach) : right + reach] = 255
    count, labels = cv2.connectedComponents(drawn, connectivity=4)
    middle = (marks[:, [1, 0]] + marks[:, [3, 2]]) // 2
    belongs = labels[middle[:, 0], middle[:, 1]]
    groups = [marks[belongs == number] for number in range(1, count)]
    return [(around_marks(group), group) for group in groups if len(group)]


def _lies_in(box: Box, pictures: Sequence[Box]) -> bool:
    middle = ((box.left + box.right) // 2, (box.top + box.bottom) // 2)
    return any(
        picture.left <= middle[0] < picture.right and picture.top <= middle[1] < picture.bottom for picture in pictures
    )


def _read(page: Page, row: Row, models: Sequence[Model], blocks: Sequence[Region]) -> tuple[Line | None, float]:
    """The row as a line if one of the models is sure of it, and how sure the surest was."""
    if len(row.marks) < (LONG if row.inside else 2) and not _beside_text(row.box, blocks):
        return None, 0.0
    if len(row.marks) == 1 and (figure := _figure(page, row.box)):
        return Line((Word(figure.text, row.box, figure.confidence),), row.box), figure.confidence
    least, best = SURE_IN_PICTURE if row.inside else SURE, 0.0
    for model in models:
        reading, place = _look(page, row.box, model)
        signs = sum(character.isalnum() for character in reading.text)
        if signs and abs(signs - len(row.marks)) <= max(1.0, FITS * len(row.marks)):
            best = max(best, reading.confidence)
            if reading.confidence >= least:
                words = tuple(replace(word, box=place(word.box)) for word in reading.words)
                return Line(words, row.box), best
    return None, best


def _figure(page: Page, box: Box) -> api.Reading | None:
    """A lone mark as a figure, if it is one: to a model of lines a lone ``3`` is a ``З``."""
    pad = max(4, box.height // 3)
    piece = page.small[max(0, box.top - pad) : box.bottom + pad, max(0, box.left - pad) : box.right + pad]
    reading = api.read_figure(piece, round(page.dpi * page.factor))
    return reading if reading.confidence >= SURE else None


def _beside_text(box: Box, blocks: Sequence[Region]) -> bool:
    """Whether a line of text stands at the height of a lone mark: a figure in a table, the number of a title."""
    return any(
        min(line.box.bottom, box.bottom) - max(line.box.top, box.top) > 0.6 * box.height
        for block in blocks
        for line in block.lines
    )


def _look(page: Page, box: Box, model: Model) -> tuple[api.Reading, Any]:
    """Read a place of the full page at its best size; with it what puts a box of the reading back on ``page.small``."""
    large = box.scaled(1 / page.factor)
    pad = max(4, round(0.6 * page.x_height / page.factor))
    left, top = max(0, large.left - pad), max(0, large.top - pad)
    piece = page.image[top : large.bottom + pad, left : large.right + pad]
    size = min(3.0, X_HEIGHT / (page.x_height / page.factor))
    way = cv2.INTER_AREA if size < 1 else cv2.INTER_CUBIC
    reading = api.read_line(model, ink.resized(piece, size, way), round(page.dpi * size))
    back = page.factor / size

    def place(found: Box) -> Box:
        return Box(
            *(
                round(side * back + shift * page.factor)
                for side, shift in zip(found.as_list(), (left, top) * 2, strict=True)
            )
        )

    return reading, place


def insert(blocks: Sequence[Region], lines: Sequence[Line], x_height: float) -> list[Region]:
    """The blocks with new lines: in the line at their height where they stand in or beside one, else by themselves."""
    done = list(blocks)
    alone: list[Line] = []
    for line in sorted(lines, key=lambda line: line.box.top):
        place = _line_at(done, line.box, x_height)
        if place is None:
            alone.append(line)
            continue
        block, index = place
        old = done[block].lines
        grown = _joined(old[index], line.words)
        done[block] = replace(
            done[block],
            box=done[block].box.union(line.box),
            lines=(*old[:index], grown, *old[index + 1 :]),
        )
    return [*done, *(Region(RegionKind.TEXT, _box_of(group), tuple(group)) for group in _stacked(alone, x_height))]


def _line_at(blocks: Sequence[Region], box: Box, x_height: float) -> tuple[int, int] | None:
    """Block and line at the height of a box, the box in a gap of the line or next to its end."""
    for number, block in enumerate(blocks):
        for index, line in enumerate(block.lines):
            level = min(line.box.bottom, box.bottom) - max(line.box.top, box.top)
            apart = max(line.box.left - box.right, box.left - line.box.right)
            alike = line.box.height < HIGHER * max(
                box.height, x_height
            )  # two lines that were taken for one are no line
            if alike and level > 0.6 * min(box.height, line.box.height) and apart < 1.5 * x_height:
                return number, index
    return None


def _joined(line: Line, words: Sequence[Word]) -> Line:
    every = sorted((*line.words, *words), key=lambda word: word.box.left)
    box = line.box
    for word in words:
        box = box.union(word.box)
    return replace(line, words=tuple(every), box=box)


def _stacked(lines: Sequence[Line], x_height: float) -> list[list[Line]]:
    """Lines that stand below one another as the lines of one block do."""
    groups: list[list[Line]] = []
    for line in lines:
        for group in groups:
            last = group[-1].box
            shared = min(last.right, line.box.right) - max(last.left, line.box.left)
            if shared > 0.5 * min(last.width, line.box.width) and 0 < line.box.top - last.top < 5 * x_height:
                group.append(line)
                break
        else:
            groups.append([line])
    return groups


def _box_of(lines: Sequence[Line]) -> Box:
    box = lines[0].box
    for line in lines[1:]:
        box = box.union(line.box)
    return box
