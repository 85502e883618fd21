"""Leaders: the rows of points that lead the eye from a title to its number, and the dotted lines of forms.

A model of lines takes them for letters (``еее нннн``), the layout for pictures; and on a page of contents they
outnumber the letters, so that their size passes for that of the type.  They say nothing, so they are made paper before
the page is read.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.page import Box

#: A point is no larger than this part of an inch, and the next one no further.
POINT, STEP = 0.035, 0.14
#: So many points in a row lead; an ellipsis has three, with a full stop four.
LEAST = 6
#: The steps between them differ by less than this share of the usual one, and their heights by less than this factor.
EVEN, LIKE = 0.35, 1.8


def find_leaders(stats: NDArray[Any], dpi: float) -> tuple[Box, ...]:
    """The rows of points among the marks of a page.

    Args:
        stats: of the marks, as OpenCV's connected components give them, the paper left out.
        dpi: resolution of the image that they were measured on.

    Returns:
        One box around each row, in pixels of that image.
    """
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    small = (np.maximum(width, height) <= max(3.0, POINT * dpi)) & (np.maximum(width, height) <= 2 * height)
    points = stats[small]
    if len(points) < LEAST:
        return ()
    centre = points[:, cv2.CC_STAT_TOP] + points[:, cv2.CC_STAT_HEIGHT] / 2
    order = np.argsort(centre, kind="stable")
    rows = np.split(order, np.flatnonzero(np.diff(centre[order]) > 1) + 1)
    return tuple(box for row in rows if len(row) >= LEAST for box in _in_row(points[row], dpi))


def _in_row(points: NDArray[Any], dpi: float) -> list[Box]:
    """The leaders among points at one height: parted where a step is too wide, kept where the steps are even."""
    points = points[np.argsort(points[:, cv2.CC_STAT_LEFT])]
    steps = np.diff(points[:, cv2.CC_STAT_LEFT] + points[:, cv2.CC_STAT_WIDTH] / 2)
    ends = [0, *(np.flatnonzero(steps > STEP * dpi) + 1), len(points)]
    return [
        _around(points[start:end]) for start, end in pairwise(ends) if _leads(points[start:end], steps[start : end - 1])
    ]


def _leads(points: NDArray[Any], steps: NDArray[Any]) -> bool:
    if len(points) < LEAST:
        return False
    usual, height = np.median(steps), np.median(points[:, cv2.CC_STAT_HEIGHT])
    even = np.abs(steps - usual) <= max(1.5, EVEN * usual)
    like = points[:, cv2.CC_STAT_HEIGHT] <= LIKE * height + 1
    return bool(even.mean() > 0.8 and like.all())


def _around(points: NDArray[Any]) -> Box:
    left, top = points[:, cv2.CC_STAT_LEFT], points[:, cv2.CC_STAT_TOP]
    right, bottom = left + points[:, cv2.CC_STAT_WIDTH], top + points[:, cv2.CC_STAT_HEIGHT]
    return Box(int(left.min()), int(top.min()), int(right.max()), int(bottom.max()))


def without_leaders(image: NDArray[np.uint8], leaders: tuple[Box, ...]) -> NDArray[np.uint8]:
    """The grey page with its leaders made paper; the page itself where it has none."""
    if not leaders:
        return image
    bare = image.copy()
    for box in leaders:
        pad = max(2, box.height // 3)
        rows, columns = slice(max(0, box.top - pad), box.bottom + pad), slice(max(0, box.left - pad), box.right + pad)
        bare[rows, columns] = np.percentile(image[rows, columns], 80)
    return bare
