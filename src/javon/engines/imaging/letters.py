"""Letters: how many and how high, from the ink."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from javon.engines.imaging.raster import Image, reduce

#: Fewer than this and nothing is said about their size.
ENOUGH = 25


@dataclass(frozen=True, slots=True)
class Letters:
    """``count`` of letter-like things, their ``x_height`` in pixels (0 for too few), share of ink on the page."""

    count: int
    x_height: float
    ink_share: float

    @property
    def figures(self) -> dict[str, float | str]:
        return {"count": float(self.count), "x_height": self.x_height, "ink_share": self.ink_share}


def measure(mask: Image, dpi: float) -> Letters:
    """The commonest height of connected components that can be letters: that of the small ones without stems."""
    factor = 2 if dpi >= 200 else 1
    small = mask
    if factor > 1:
        small = np.asarray(cv2.threshold(reduce(mask, factor), 127, 255, cv2.THRESH_BINARY)[1], np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(small, connectivity=8)
    wide, high, area = (np.asarray(stats)[1:, column].astype(np.float64) for column in (2, 3, 4))
    share = round(float(area.sum()) / small.size, 5)
    shaped = (high >= 3) & (wide >= 2) & (wide <= 4 * high) & (high <= 6 * wide) & (area > 0.15 * wide * high)
    heights = high[shaped & (high <= dpi / factor / 2)]
    if len(heights) < ENOUGH:
        return Letters(len(heights), 0.0, share)
    # Dots and accents are many in some scripts, but are not letters.
    heights = heights[heights >= 0.35 * np.percentile(heights, 85)]
    counts = np.bincount(heights.astype(int)).astype(np.float64) * np.sqrt(np.arange(int(heights.max()) + 1))
    mode = float(np.argmax(np.convolve(counts, (0.5, 1.0, 0.5), "same")))
    near = heights[np.abs(heights - mode) <= max(1.0, 0.15 * mode)]
    return Letters(len(heights), round(float(near.mean()) * factor, 3), share)
