"""How many figures and points the ink of a number shows: more than were read means that one was lost.

Models lose the comma of ``221,7`` and one of two equal figures of ``11``, and are sure of what is left.  The ink of a
number is simple: figures stand apart and are of one height, points and commas are small and lie at their feet.
"""

from __future__ import annotations

import re
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
    figures, points = _counted(image, box)
    return figures > sum(map(str.isdecimal, text)) or len(points) > sum(sign in ".," for sign in text)


def with_commas(image: Pixels, box: Box, text: str) -> str:
    """A number with a comma for its only point, if the ink of that goes below the feet of the figures."""
    _, points = _counted(image, box)
    return text.replace(".", ",") if len(points) == 1 and points[0] >= COMMA and text.count(".") == 1 else text


def _counted(image: Pixels, box: Box) -> tuple[int, list[float]]:
    """How many figures there are, and of each point how far it goes below them, in heights of a figure."""
    part = image[max(0, box.top - 1) : box.bottom + round(BELOW * box.height), max(0, box.left) : box.right]
    if min(part.shape, default=0) < 2:
        return 0, []
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark(part), connectivity=8)
    marks = [tuple(int(value) for value in row) for row in stats[1:]]
    height = max((high for _, _, _, high, _ in marks if high <= box.height + 2), default=0)
    figures = [(top, top + high) for _, top, wide, high, _ in marks if TALL * height <= high and wide <= BROAD * height]
    if height < ROWS or not figures:
        return 0, []
    top, feet = min(top for top, _ in figures), median(bottom for _, bottom in figures)
    points = [
        (upper + high - feet) / height
        for _, upper, wide, high, area in marks
        if LEAST * height <= high <= HIGH * height
        and wide <= WIDE * height
        and area >= (LEAST * height) ** 2
        and upper + high / 2 >= top + FEET * height
    ]
    return len(figures), points
