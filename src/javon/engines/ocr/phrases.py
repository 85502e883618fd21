"""The ink of a page as phrases: runs of words parted by more white than a space, found before anything is read.

Everything about where words stand (tables, columns, margins) is seen in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.ocr import ink
from javon.engines.ocr.recognizer import Pixels
from javon.engines.page import Box

#: In heights of small letters: letters are at least and at most so high, and at most so wide (joined by wear).
LOWEST, HIGHEST, WIDEST = 0.35, 5.0, 14.0
#: White between two phrases, in heights of their small letters; a space is a third to a half of it.
GAP = 1.3
#: A letter stands for this share of its height around its middle: so lines that touch stay apart.
CORE = 0.5
#: A rule is so long, in heights of small letters, and so many times longer than thick.
LONG, THIN = 5.0, 8.0
#: A stroke so high and so narrow, in heights of small letters, is no letter but a piece of a rule.
STROKE = (2.0, 0.4)

Boxes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Boxes (left, top, right, bottom) of phrases, rules and letters in pixels, and the height of small letters.

    ``letters`` has no upright strokes as thin and high as pieces of rules are; ``marks`` are all that ink is made of.
    """

    boxes: Boxes
    upright: Boxes
    level: Boxes
    x_height: float
    letters: Boxes
    marks: Boxes


def find_phrases(image: Pixels, x_height: float) -> Phrases:
    """The phrases of a grey page.

    Args:
        image: the page, best at the size for reading: small letters 10 to 20 pixels high.
        x_height: the height of its small letters in pixels.
    """
    dark = ink.dark(image)
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    marks = np.asarray(stats)[1:, :4].astype(np.int32)
    height, width = marks[:, 3], marks[:, 2]
    upright, level = _rules(dark, marks, x_height)
    fits = (height >= LOWEST * x_height) & (height <= HIGHEST * x_height) & (width <= WIDEST * x_height)
    fits &= ~_thin(width, height, x_height) & ~_thin(height, width, x_height)
    letters = marks[fits]
    stroke = (letters[:, 3] >= STROKE[0] * x_height) & (letters[:, 2] <= STROKE[1] * x_height)
    phrases = _joined(letters, image.shape, x_height)
    return Phrases(phrases, upright, level, x_height, _corners(letters[~stroke]), _corners(marks))


def _thin(length: NDArray[Any], thickness: NDArray[Any], x_height: float) -> NDArray[np.bool_]:
    return np.asarray((length >= LONG * x_height) & (length >= THIN * thickness))


def _rules(dark: Pixels, marks: Boxes, x_height: float) -> tuple[Boxes, Boxes]:
    """Upright and level rules: marks that are thin, and those that hang together in a grid."""
    length = round(LONG * x_height)
    if not np.any((marks[:, 2] >= length) | (marks[:, 3] >= length)):
        return _none(), _none()
    found = []
    for kernel in (np.ones((length, 1), np.uint8), np.ones((1, length), np.uint8)):
        opened = cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel)
        _, _, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
        boxes = np.asarray(stats)[1:, :4].astype(np.int32)
        tall = kernel.shape[0] > 1
        long, thick = (boxes[:, 3], boxes[:, 2]) if tall else (boxes[:, 2], boxes[:, 3])
        found.append(_corners(boxes[(long >= THIN * thick) & (thick <= x_height)]))
    return found[0], found[1]


def _none() -> Boxes:
    return np.zeros((0, 4), np.int32)


def _corners(marks: Boxes) -> Boxes:
    """Left, top, right, bottom from left, top, width, height."""
    boxes = marks.copy()
    boxes[:, 2:] += boxes[:, :2]
    return boxes


def _joined(letters: Boxes, shape: tuple[int, ...], x_height: float) -> Boxes:
    """Letters joined to phrases, by their middles and across spaces."""
    if not len(letters):
        return _none()
    page = np.zeros(shape, np.uint8)
    corners = _corners(letters)
    size = np.maximum(letters[:, 3], x_height)
    middle = (corners[:, 1] + corners[:, 3]) / 2
    tops = np.maximum(0, middle - CORE * np.minimum(size, 1.4 * x_height)).astype(int)
    bottoms = (middle + CORE * np.minimum(size, 1.4 * x_height)).astype(int) + 1
    # Larger type has wider spaces.
    reach = np.maximum(GAP * x_height, GAP * 0.6 * letters[:, 3]).astype(int)
    for left, top, right, bottom in zip(
        corners[:, 0].tolist(), tops.tolist(), (corners[:, 2] + reach).tolist(), bottoms.tolist(), strict=True
    ):
        page[top:bottom, left:right] = 255
    count, labels = cv2.connectedComponents(page, connectivity=8)
    label = labels[np.clip(middle, 0, shape[0] - 1).astype(int), corners[:, 0]]
    boxes = np.empty((count, 4), np.int32)
    boxes[:, :2], boxes[:, 2:] = np.iinfo(np.int32).max, -1
    for side in (0, 1):
        np.minimum.at(boxes[:, side], label, corners[:, side])
        np.maximum.at(boxes[:, side + 2], label, corners[:, side + 2])
    return boxes[boxes[:, 2] >= 0]


def outside(boxes: Boxes, tables: Sequence[Box]) -> Boxes:
    """The boxes that stand neither in a table nor beside one."""
    for table in tables:
        middles = (boxes[:, 1] + boxes[:, 3]) / 2
        boxes = boxes[(middles < table.top) | (middles > table.bottom)]
    return boxes
