"""What stands in the margin, beside the text: side notes in small type and the numbers of lines.

Both are seen before anything is read, as a narrow column of few phrases outside the text; what is then read decides.
Numbers count the lines between them, notes are set in small type: neither the numbers of a list nor the speakers of a
play do that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from javon.engines.ocr import ink
from javon.engines.ocr.grid import rows_of
from javon.engines.ocr.measures import around_marks
from javon.engines.ocr.phrases import Boxes, Phrases, outside
from javon.engines.ocr.recognizer import Pixels
from javon.engines.page import Box

#: In heights of small letters: a phrase of the text is at least so wide, the text as a whole so wide, the white beside
#: it so wide, a number at most so wide; lines of one note are not further apart.
WIDE, TEXT, WHITE, NUMBER, NEXT = 10.0, 20.0, 1.0, 5.0, 1.2
#: A text beside which there is a margin has so many rows.
ROWS = 6
#: The margin is no wider than this share of the text; it has at most this share of its rows.
NARROW, FEW = 0.25, 0.6
#: Small letters of a note against those of the text.
SMALL = 0.88
#: A row further from the next than so many steps is a running head or the foot of the page.
APART = 1.4
#: Every so many lines of verse or of a text for schools there is a number; lines may be counted otherwise by so many
#: (heads between them).
EVERY, OFF = 5, 2


@dataclass(frozen=True, slots=True)
class Margin:
    """What may stand in the margin: places of numbers and of notes, and the middles of the rows of the text beside."""

    numbers: tuple[Box, ...]
    notes: tuple[Box, ...]
    rows: tuple[float, ...]


def find_margins(phrases: Phrases, image: Pixels, tables: Sequence[Box] = ()) -> list[Margin]:
    """The margins at the left and at the right of the text, if anything stands in them.

    Args:
        phrases: of the page.
        image: the page that they were found on.
        tables: what stands in these is no margin.
    """
    boxes, x_height = outside(phrases.boxes, tables), phrases.x_height
    wide = boxes[boxes[:, 2] - boxes[:, 0] >= WIDE * x_height]
    if len(wide) < ROWS:
        return []
    inside = _between(boxes, wide, x_height)
    turned = inside[:, [2, 1, 0, 3]] * (-1, 1, -1, 1)
    found = []
    for part, back in ((_parted(inside, x_height), (1, 0)), (_parted(turned, x_height), (-1, 2))):
        if part is None:
            continue
        beside, text = (side if back[0] > 0 else side[:, [2, 1, 0, 3]] * (-1, 1, -1, 1) for side in part)
        margin = _margin(beside, text, image, x_height)
        found += [margin] if margin else []
    return found


def _between(boxes: Boxes, wide: Boxes, x_height: float) -> Boxes:
    """The phrases at the heights of the text, without a head and a foot that stand apart from it."""
    rows = rows_of(wide, x_height)
    step = float(np.median(np.diff([row.middle for row in rows]))) if len(rows) > 1 else 0.0
    if len(rows) > ROWS and rows[1].middle - rows[0].middle > APART * step:
        rows = rows[1:]
    if len(rows) > ROWS and rows[-1].middle - rows[-2].middle > APART * step:
        rows = rows[:-1]
    middles = (boxes[:, 1] + boxes[:, 3]) / 2
    return boxes[(middles >= rows[0].top) & (middles <= rows[-1].bottom)]


def _parted(boxes: Boxes, x_height: float) -> tuple[Boxes, Boxes] | None:
    """What stands to the left of the first white corridor, and the text to its right; None where that is no margin."""
    cover = np.zeros(int(boxes[:, 2].max() - boxes[:, 0].min()) + 1, np.int32)
    start = int(boxes[:, 0].min())
    for left, _, right, _ in boxes.tolist():
        cover[left - start : right - start] += 1
    edges = np.flatnonzero(np.diff(np.concatenate([[False], cover == 0, [False]]).astype(np.int8)))
    white = edges.reshape(-1, 2)
    white = white[white[:, 1] - white[:, 0] >= WHITE * x_height]
    if not len(white):
        return None
    middle = start + float(white[0].mean())
    beside, text = boxes[boxes[:, 2] < middle], boxes[boxes[:, 0] > middle]
    if not len(beside) or not len(text):
        return None
    whole = int(text[:, 2].max() - text[:, 0].min())
    narrow = beside[:, 2].max() - beside[:, 0].min() <= NARROW * whole and whole >= TEXT * x_height
    count = len(rows_of(text, x_height))
    few = len(rows_of(beside, x_height)) <= FEW * count and count >= ROWS
    return (beside, text) if narrow and few and _is_text(text, x_height) else None


def _is_text(boxes: Boxes, x_height: float) -> bool:
    """Whether most rows are one wide phrase, as those of one column are."""
    rows = rows_of(boxes, x_height)
    whole = int(boxes[:, 2].max() - boxes[:, 0].min())
    return sum(int((row.boxes[:, 2] - row.boxes[:, 0]).max()) > whole / 3 for row in rows) > len(rows) / 2


def _margin(beside: Boxes, text: Boxes, image: Pixels, x_height: float) -> Margin | None:
    rows = [row.middle for row in rows_of(text, x_height)]
    groups = _groups(beside, x_height)
    numbers = [group for group in groups if len(group) == 1 and group[0, 2] - group[0, 0] <= NUMBER * x_height]
    notes = [group for group in groups if not any(group is number for number in numbers)]
    if notes and not _are_notes(notes, text, rows, image):
        notes = []
    if not numbers and not notes:
        return None
    return Margin(tuple(map(around_marks, numbers)), tuple(map(around_marks, notes)), tuple(rows))


def _groups(boxes: Boxes, x_height: float) -> list[Boxes]:
    """Phrases that stand right below one another, from top to bottom."""
    groups: list[list[NDArray[Any]]] = []
    bottom = -np.inf
    for box in boxes[np.argsort(boxes[:, 1], kind="stable")]:
        if box[1] - bottom > NEXT * x_height:
            groups.append([])
            bottom = box[3]
        groups[-1].append(box)
        bottom = max(bottom, box[3])
    return [np.array(group) for group in groups]


def _are_notes(groups: Sequence[Boxes], text: Boxes, rows: Sequence[float], image: Pixels) -> bool:
    """Whether they are set in smaller type than the text, and not each beside a line of it as speakers are."""
    lines = [around_marks(box[None]) for group in groups for box in group]
    beside = [around_marks(box[None]) for box in text[np.argsort(text[:, 0] - text[:, 2])][:12]]
    small, usual = ([size for size in sizes if size] for sizes in ink.line_heights(image, [lines, beside]))
    if not small or not usual or np.median(small) > SMALL * np.median(usual):
        return False
    single = [group[0] for group in groups if len(group) == 1]
    level = sum(min(abs((box[1] + box[3]) / 2 - row) for row in rows) < (box[3] - box[1]) / 4 for box in single)
    return not (len(single) == len(groups) >= 3 and level > len(single) / 2)


def count_lines(margin: Margin, read: Sequence[int | None]) -> bool:
    """Whether numbers in the margin count the lines beside them.

    Args:
        margin: where they stand.
        read: what was read at each of its ``numbers``, None where that is no number.
    """
    known = [(box, number) for box, number in zip(margin.numbers, read, strict=True) if number is not None]
    if len(known) * 2 < len(read) or not known or any(number % EVERY or not number for _, number in known):
        return False
    if len(known) == 1:
        return known[0][1] < 1000 and len(read) == 1
    middles = np.array(margin.rows)
    places = [int(np.abs(middles - (box.top + box.bottom) / 2).argmin()) for box, _ in known]
    steps = [
        (after - before, second - first)
        for (before, after), ((_, first), (_, second)) in zip(pairwise(places), pairwise(known), strict=True)
    ]
    return all(number > 0 and abs(number - rows) <= OFF for rows, number in steps)
