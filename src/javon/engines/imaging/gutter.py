"""The gutter of a bound volume: the shadow where the page bends down into the binding."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.imaging.raster import Image, Quad, odd

#: Least darkening of the paper at a gutter against both sides, as a share.  Rules between columns are removed
#: beforehand, folds and vignettes of real pages stay below 0.04, gutters of bound books above 0.045 mostly.
DEPTH = 0.045
#: From here on it is a binding, whatever seems to cross it; folds of a sheet with a table across stay below.
DEEP = 0.12


@dataclass(frozen=True, slots=True)
class Gutter:
    """Column of the darkest point in pixels of the reduced image, and how much darker than both sides it is."""

    at: int
    depth: float

    def parts(self, ink: Image, dpi: float) -> bool:
        """Whether it can be a border between pages: it is deep, or no lines of print run across it."""
        if self.depth >= DEEP:
            return True
        half = max(2, round(dpi / 12))
        band = ink[:, max(0, self.at - half) : self.at + half + 1]
        crossed = float(np.mean(band.min(axis=1) > 0))
        # Where nearly every row is dark, it is the shadow itself.
        return not 0.0 < crossed < 0.3


def shading(small: Image, box: Quad, dpi: float) -> NDArray[np.float64]:
    """Paper brightness per column of the box, without text and rules thinner than 3 mm."""
    left, top, right, bottom = box
    size = odd(dpi / 8)
    paper = cv2.morphologyEx(
        small[top:bottom, left:right],
        cv2.MORPH_CLOSE,
        np.ones((size, size), np.uint8),
        borderType=cv2.BORDER_REPLICATE,
    )
    columns = np.percentile(paper[::4], 60, axis=0)
    return np.convolve(np.pad(columns, 2, "edge"), np.ones(5) / 5, "valid")


def find(columns: NDArray[np.float64], dpi: float, start: float, end: float) -> Gutter | None:
    """The deepest valley of ``shading`` between two shares of the width, or None."""
    count = len(columns)
    first, last = int(start * count), int(end * count)
    if last - first < 3:
        return None
    reach = max(4, int(dpi * 0.4))
    padded = np.pad(columns, reach, "edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, reach + 1).max(axis=1)
    sides = np.minimum(windows[:count], windows[reach : reach + count])
    depths = (1.0 - columns / np.maximum(sides, 1.0))[first:last]
    deepest = int(np.argmax(depths))
    depth = float(depths[deepest])
    return Gutter(first + deepest, round(depth, 4)) if depth >= DEPTH else None
