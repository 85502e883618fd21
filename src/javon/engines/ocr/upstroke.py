"""Whether what was read as 1 is a capital I: a one has a stroke to the left of its stem, an I is even on both sides."""

from __future__ import annotations

import cv2
import numpy as np

from javon.engines.ocr.ink import dark
from javon.engines.ocr.recognizer import Pixels
from javon.engines.page import Box

#: What is left of the stem and not right of it, in heights of the letter: in seven faces, three cuts each, worn, ones
#: have 0.09 to 0.27 in the middle, capitals -0.03 to 0.08.
MUCH = 0.06
#: Parts of the height, from the top: where the stroke is, and where nothing but the stem.
TOP, MIDDLE, LOWER = (0.0, 0.4), (0.4, 0.6), (0.6, 0.85)
#: A row belongs to the stem where so much of its part's tallest column is ink.
STEM = 0.6
#: A letter has so many rows at least.
ROWS = 12


def is_even(image: Pixels, box: Box) -> bool:
    """Whether the only letter in a box looks the same on both sides of its stem.

    Args:
        image: the grey page.
        box: around the letter, with signs beside it or not; the largest mark counts.
    """
    part = image[max(0, box.top) : box.bottom, max(0, box.left) : box.right]
    if min(part.shape, default=0) < 2:
        return False
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark(part), connectivity=8)
    if count < 2:
        return False
    largest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    left, top, wide, high = (int(stats[largest, column]) for column in range(4))
    if high < ROWS or wide > high:
        return False
    letter = labels[top : top + high, left : left + wide] == largest
    return bool(_lean(letter) <= MUCH * high)


def _lean(letter: np.ndarray) -> float:
    """How many pixels more the ink reaches to the left of the stem than to its right, near the top."""
    high = len(letter)
    middle, lower = _stem(letter, MIDDLE), _stem(letter, LOWER)
    slope = (middle - lower) / ((sum(LOWER) - sum(MIDDLE)) / 2 * high)
    before, behind = 0.0, 0.0
    for row in range(round(TOP[0] * high), round(TOP[1] * high)):
        columns = np.flatnonzero(letter[row])
        if columns.size:
            stem = middle + slope * (sum(MIDDLE) / 2 * high - row)
            before, behind = max(before, stem - columns[0]), max(behind, columns[-1] - stem)
    return before - behind


def _stem(letter: np.ndarray, rows: tuple[float, float]) -> float:
    high = len(letter)
    sums = letter[round(rows[0] * high) : max(round(rows[0] * high) + 1, round(rows[1] * high))].sum(axis=0)
    return float(np.flatnonzero(sums >= STEM * sums.max()).mean())
