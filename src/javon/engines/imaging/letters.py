"""Letters: how many and how high, from the ink; small ones are enlarged for recognition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from javon.engines.imaging.raster import Image, reduce

#: Fewer than this and nothing is said about their size.
ENOUGH = 25
#: Below this x-height recognition reads more from the page enlarged (measured: 5 to 20 % more words), above not.
SMALL = 10.0


@dataclass(frozen=True, slots=True)
class Letters:
    """``count`` of letter-like things, their ``x_height`` in pixels (0 for too few), share of ink on the page."""

    count: int
    x_height: float
    ink_share: float

    @property
    def params(self) -> dict[str, Any]:
        """The ``enlarge`` step: by how much recognition should see the page enlarged."""
        return {"factor": 2} if 0 < self.x_height < SMALL else {}

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


def enlarge(clean: Image, params: Mapping[str, Any]) -> tuple[Image, int]:
    """The page for recognition, enlarged by ``params["factor"]``, and that factor: boxes must be divided by it."""
    factor = int(params.get("factor", 1))
    if params.get("off") or factor <= 1:
        return clean, 1
    return np.asarray(cv2.resize(clean, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), np.uint8), factor
