"""How many figures and points the ink of a number shows: more than were read means that one was lost.

Models lose the comma of ``221,7`` and one of two equal figures of ``11``, and are sure of what is left.  The ink of a
number is simple: figures stand apart and are of one height, points and commas are small and lie at their feet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

import cv2

from javon.engines.ocr.ink import dark
from javon.engines.ocr.recognizer import Pixels
from javon.engines.page import Box

#: What is counted: plain numbers.
_NUMBER = re.compile(r"\d[\d.,]*")
#: In heights of a figure: how high the others are at least and how wide at most, …
TALL, BROAD = 0.7, 1.1
#: … how high and wide a point or comma is, and where its middle begins, from the top of the figures.
LEAST, HIGH, WIDE, FEET = 0.1, 0.5, 0.4, 0.72
#: A comma goes so far below the feet of the figures at least, a point does not.
COMMA = 0.08
#: The two points of a colon stand above one another, but for this part of the height of a figure.
TWIN = 0.2
#: Strokes of a numeral are all as high as this, in heights of the highest, and at most so wide, with their serifs;
#: marks of fewer pixels are specks.
STROKE, SLENDER, SPECK = 0.85, 0.65, 4
#: Commas reach so far below the box of their word, which may end at the feet of the figures.
BELOW = 0.25
#: Figures that are lower than this are not counted: dust is as large as their points.
ROWS = 14


def shows_more(image: Pixels, box: Box, text: str) -> bool:
    """Whether the ink in the box of a number shows more figures, or more points and commas, than its text has.

    Args:
        image: the grey page.
        box: of the word.
        text: what was read; anything but a plain number never shows more.
    """
    if not _NUMBER.fullmatch(text):
        return False
    figures, points, upper = _marks_of(image, box)
    colons = len(points) == text.count(".") == len(upper) > 0
    return len(figures) > sum(map(str.isdecimal, text)) or len(points) > sum(sign in ".,:" for sign in text) or colons


def with_points(image: Pixels, box: Box, text: str) -> str | None:
    """A number with the points, commas and colons that its ink shows; None where that shows other figures.

    Args:
        image: the grey page.
        box: of the word.
        text: a plain number as it was read.
    """
    figures, points, upper = _marks_of(image, box)
    digits = [sign for sign in text if sign.isdecimal()]
    if len(figures) != len(digits):
        return None
    height, feet = max(mark.high for mark in figures), median(mark.top + mark.high for mark in figures)
    signs: list[tuple[float, str]] = [(mark.middle, digit) for mark, digit in zip(figures, digits, strict=True)]
    for point in points:
        colon = any(abs(point.middle - twin.middle) < TWIN * height for twin in upper)
        comma = point.top + point.high - feet >= COMMA * height
        signs.append((point.middle, ":" if colon else "," if comma else "."))
    return "".join(sign for _, sign in sorted(signs, key=lambda one: one[0]))


@dataclass(frozen=True, slots=True)
class _Mark:
    """A piece of ink in the box of a word."""

    left: int
    top: int
    wide: int
    high: int

    @property
    def middle(self) -> float:
        return self.left + self.wide / 2


def _marks_of(image: Pixels, box: Box) -> tuple[list[_Mark], list[_Mark], list[_Mark]]:
    """The figures of a number from left to right, small marks at their feet, and small marks above these."""
    part = image[max(0, box.top - 1) : box.bottom + round(BELOW * box.height), max(0, box.left) : box.right]
    if min(part.shape, default=0) < 2:
        return [], [], []
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark(part), connectivity=8)
    marks = [(_Mark(*(int(value) for value in row[:4])), int(row[4])) for row in stats[1:]]
    height = max((mark.high for mark, _ in marks if mark.high <= box.height + 2), default=0)
    figures = [mark for mark, _ in marks if TALL * height <= mark.high and mark.wide <= BROAD * height]
    if height < ROWS or not figures:
        return [], [], []
    top = min(mark.top for mark in figures)
    small = [
        mark
        for mark, area in marks
        if LEAST * height <= mark.high <= HIGH * height and mark.wide <= WIDE * height and area >= (LEAST * height) ** 2
    ]
    low = [mark for mark in small if mark.top + mark.high / 2 >= top + FEET * height]
    return sorted(figures, key=lambda mark: mark.left), low, [mark for mark in small if mark not in low]


def strokes_of(image: Pixels, box: Box) -> int:
    """How many upright strokes of one height the ink of a word is; 0 where it is anything else, as dots on them."""
    part = image[max(0, box.top - 1) : box.bottom + 1, max(0, box.left) : box.right]
    if min(part.shape, default=0) < 2:
        return 0
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark(part), connectivity=8)
    marks = [(int(wide), int(high)) for _, _, wide, high, area in stats[1:] if area > SPECK]
    height = max((high for _, high in marks), default=0)
    upright = all(high >= STROKE * height and wide <= SLENDER * height for wide, high in marks)
    return len(marks) if upright and height >= ROWS else 0
