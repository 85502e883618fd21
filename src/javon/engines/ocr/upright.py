"""Words that stand on their side: heads over the narrow columns of a table, read from the foot to the head.

Letters of such a word stand one above the other, closer than lines do, with white on both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.ocr import api
from javon.engines.ocr.measures import around, around_marks
from javon.engines.ocr.models import Model
from javon.engines.ocr.recognizer import Pixels
from javon.engines.page import Box, Line, Word

#: A letter lying on its side is so high and so wide, in heights of small letters.
HIGH, WIDE = (0.25, 2.6), (0.3, 2.6)
#: Marks nearer than this above one another hang together: a space, and less than between the letters of two lines.
NEAR = 0.75
#: A word has so many marks and is so many times higher than wide; it is no wider than a line is high.
MARKS, TALL, WIDEST = 5, 3.0, 2.6
#: A page with a larger share of its letters in such words lies on its side as a whole, which is not for here to mend.
MOST = 0.4
#: White on each side of a word, in heights of small letters, in which other marks are this share of its own at most.
SIDE, STRANGERS = 0.7, 0.15
#: Shorter words of such a kind are figures that happen to stand below one another.
SURE = 0.7


@dataclass(frozen=True, slots=True)
class Upright:
    """A place where words stand on their side: its box and its pixels, turned to be read."""

    box: Box
    rising: Pixels
    falling: Pixels


def find_upright(letters: NDArray[Any], image: Pixels, x_height: float) -> list[Upright]:
    """The places of a page where words stand on their side.

    Args:
        letters: marks of the size of letters (left, top, right, bottom).
        image: the page they are of.
        x_height: the height of its small letters in pixels.
    """
    height, width = letters[:, 3] - letters[:, 1], letters[:, 2] - letters[:, 0]
    fits = (height >= HIGH[0] * x_height) & (height <= HIGH[1] * x_height)
    marks = letters[fits & (width >= WIDE[0] * x_height) & (width <= WIDE[1] * x_height)]
    if len(marks) < MARKS:
        return []
    found = [around_marks(group) for group in _stacked(marks, image.shape, x_height)]
    places = [box for box in found if _stands_alone(box, letters, x_height)]
    if sum(int(_inside(box, letters).sum()) for box in places) > MOST * len(letters):
        return []
    return [_turned(box, image, round(0.4 * x_height)) for box in sorted(places, key=lambda box: box.left)]


def _stacked(marks: NDArray[Any], shape: tuple[int, ...], x_height: float) -> list[NDArray[Any]]:
    """Marks that stand above one another, drawn as far as the next may be, in groups higher than wide."""
    reach = max(1, round(NEAR * x_height / 2))
    drawn = np.zeros(shape, np.uint8)
    for left, top, right, bottom in marks.tolist():
        quarter = (right - left) // 4
        drawn[max(0, top - reach) : bottom + reach, left + quarter : right - quarter] = 255
    count, labels = cv2.connectedComponents(drawn, connectivity=4)
    belongs = labels[(marks[:, 1] + marks[:, 3]) // 2, (marks[:, 0] + marks[:, 2]) // 2]
    many = np.flatnonzero(np.bincount(belongs, minlength=count) >= MARKS)
    groups = [marks[belongs == number] for number in many if number]
    return [group for group in groups if _is_column(group, x_height)]


def _is_column(marks: NDArray[Any], x_height: float) -> bool:
    box = around_marks(marks)
    return box.width <= WIDEST * x_height and box.height >= TALL * box.width


def _inside(box: Box, letters: NDArray[Any]) -> NDArray[np.bool_]:
    """Which letters lie in a box."""
    return np.asarray(
        (letters[:, 0] >= box.left)
        & (letters[:, 2] <= box.right)
        & (letters[:, 1] >= box.top)
        & (letters[:, 3] <= box.bottom)
    )


def _stands_alone(box: Box, letters: NDArray[Any], x_height: float) -> bool:
    """Whether hardly any letter stands right beside the word: letters of lines below one another have neighbours."""
    side = round(SIDE * x_height)
    middle = (letters[:, 1] + letters[:, 3]) // 2
    beside = (middle >= box.top) & (middle < box.bottom)
    left = (letters[:, 2] > box.left - side) & (letters[:, 2] <= box.left + side // 3)
    right = (letters[:, 0] < box.right + side) & (letters[:, 0] >= box.right - side // 3)
    inside = (letters[:, 0] >= box.left) & (letters[:, 2] <= box.right) & beside
    return int((beside & (left | right) & ~inside).sum()) <= STRANGERS * int(inside.sum())


def _turned(box: Box, image: Pixels, pad: int) -> Upright:
    height, width = image.shape
    place = Box(
        max(0, box.left - pad), max(0, box.top - pad), min(width, box.right + pad), min(height, box.bottom + pad)
    )
    piece = image[place.top : place.bottom, place.left : place.right]
    return Upright(place, np.ascontiguousarray(np.rot90(piece, -1)), np.ascontiguousarray(np.rot90(piece, 1)))


def read_upright(places: Sequence[Upright], model: Model, dpi: int) -> list[Line]:
    """What stands on its side as lines; places beside one another, as over the columns of a table, are one line."""
    words = [(place, _words(place, model, dpi)) for place in places]
    lines: list[list[Word]] = []
    tops: list[Box] = []
    for place, found in words:
        if not found:
            continue
        level = next(
            (at for at, box in enumerate(tops) if min(box.bottom, place.box.bottom) > max(box.top, place.box.top)), None
        )
        if level is None:
            lines.append([])
            tops.append(place.box)
            level = len(lines) - 1
        lines[level] += found
        tops[level] = tops[level].union(place.box)
    return [Line(tuple(line), around(word.box for word in line)) for line in lines]


def _words(place: Upright, model: Model, dpi: int) -> list[Word]:
    """The words of a place, in the way that reads more surely; none where neither does."""
    rising = api.read_line(model, place.rising, dpi)
    reading, falls = rising, False
    if rising.confidence < SURE:
        reading, falls = max(
            ((rising, False), (api.read_line(model, place.falling, dpi), True)), key=lambda one: one[0].confidence
        )
    if reading.confidence < SURE or sum(map(str.isalpha, reading.text)) < MARKS - 1:
        return []
    return [replace(word, box=_back(word.box, place.box, falls)) for word in reading.words]


def _back(box: Box, place: Box, falls: bool) -> Box:
    """A box of the turned piece as one of the page."""
    if falls:
        return Box(place.right - box.bottom, place.top + box.left, place.right - box.top, place.top + box.right)
    return Box(place.left + box.top, place.bottom - box.right, place.left + box.bottom, place.bottom - box.left)
