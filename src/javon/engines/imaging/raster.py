"""Pixel arrays and the few operations that every step shares.

An image is a ``numpy.uint8`` array, ``(height, width)`` for grey or ``(height, width, 3)`` for RGB.  A mask is a
grey image that holds 255 where there is ink and 0 elsewhere.  Boxes are ``(left, top, right, bottom)`` in pixels,
right and bottom exclusive.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Quad = tuple[int, int, int, int]

# One process a core is the rule of the pipeline: threads inside OpenCV would only fight with it.
cv2.setNumThreads(1)

#: Resolution at which page structure is measured: enough for the strokes of body text, 16 times fewer pixels.
WORK_DPI = 75.0
#: Rows that are worked on at a time where what is needed between would be larger than the page; they fit the cache.
BAND = 256


def to_grey(image: Image) -> Image:
    """The image itself if it is grey, else its luma (ITU-R BT.601)."""
    if image.ndim == 2:
        return image
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)


def plausible_dpi(image: Image, dpi: float = 0) -> float:
    """``dpi`` if the file's own figure can be true, else an estimate from the size.

    Cameras and editors write 72 or 96 without meaning it: a figure is believed from 100 on, if it makes the page
    between 3 and 40 inches long (a small booklet, a broadsheet newspaper).  Otherwise the page is taken as A4, and
    never as less than 1 dpi, which files round to 0.
    """
    longest = int(max(image.shape[:2]))
    if dpi >= 100 and 3 <= longest / dpi <= 40:
        return float(dpi)
    return max(1.0, longest / 11.7)


def reduce(image: Image, factor: int) -> Image:
    """Shrink by a whole factor, averaging; the last incomplete rows and columns are dropped."""
    # Halving is many times faster than any other factor.
    while factor > 1 and factor % 2 == 0:
        image, factor = _shrink(image, 2), factor // 2
    return _shrink(image, factor) if factor > 1 else image


def _shrink(image: Image, factor: int) -> Image:
    height, width = max(1, image.shape[0] // factor), max(1, image.shape[1] // factor)
    cut = image[: height * factor, : width * factor]
    return np.asarray(cv2.resize(cut, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def work_factor(image: Image, dpi: float, target: float = WORK_DPI) -> int:
    """Whole factor by which to reduce so that about ``target`` dpi remain."""
    return max(1, round(plausible_dpi(image, dpi) / target))


def percentile(grey: Image, share: float, where: Image | None = None) -> float:
    """What ``numpy.percentile`` gives, counted from the 256 levels: ten times as fast.

    ``where``: only pixels at which this mask is not 0 count; there must be one.
    """
    counts = np.cumsum(cv2.calcHist([grey], [0], where, [256], (0, 256)), dtype=np.float64)
    place = (counts[-1] - 1) * share / 100
    below = np.floor(place)
    low, high = np.searchsorted(counts, (below, min(below + 1, counts[-1] - 1)), side="right")
    return float(low + (high - low) * (place - below))


def odd(value: float, least: int = 3) -> int:
    """The nearest odd whole number not below ``least``: a kernel size."""
    return max(least, int(value) | 1)


def strokes(grey: Image, size: int) -> Image:
    """Dark strokes thinner than ``size`` pixels as brightness: closing minus image.

    Large dark areas (scanner bars, table tops, pictures) and slow shadows give zero, so that no threshold for the
    paper is needed first.
    """
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (size, size))
    return np.asarray(cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, kernel, borderType=cv2.BORDER_REPLICATE), np.uint8)
