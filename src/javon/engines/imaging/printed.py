"""Print in dark places: a shadow on the page holds letters as the rest of the page does, a table top does not.

Letters are looked for by how much darker they are than what is around them, so that they are found in the dark too.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.imaging.raster import Image, odd

#: Print takes this share of the light around it, …
TAKES = 0.22
#: … and at least so many levels: the dark of a scanner has grain, but no such steps.
STEPS = 9.0
#: Print stands as densely in a place as on the paper from this share on, …
DENSITY = 0.5
#: … if there are at least so many letters.
LETTERS = 12
#: Print that goes on from the light into the dark stands this near to the border on both sides, inches.
NEAR = 0.25
#: Letters in two areas side by side stand in the same lines from this correlation of their rows on.
ALIKE = 0.45
#: A dark area as high as this share of the image lies beside the paper or around it.
FRAME = 0.9


@dataclass(frozen=True, slots=True)
class Print:
    """Where things like letters stand: ``x`` and ``y`` of their middles in pixels of the reduced image."""

    x: NDArray[np.int64]
    y: NDArray[np.int64]

    def within(self, area: Image) -> int:
        """How many stand where ``area`` is not 0."""
        return int(np.count_nonzero(area[self.y, self.x]))

    def fills(self, area: Image, paper: Image) -> bool:
        """Whether ``area`` is printed about as densely as ``paper``; both are masks of the reduced image."""
        inside, outside = self.within(area), self.within(paper)
        if inside < LETTERS or outside < LETTERS:
            return False
        return bool(inside / np.count_nonzero(area) > DENSITY * outside / np.count_nonzero(paper))

    def goes_on(self, area: Image, paper: Image, dpi: float) -> bool:
        """Whether the lines of ``paper`` run on into ``area``.

        Beside the paper they stand close to the border on both sides, at the same heights: between a page and the
        next there are margins.  Above or below it is enough that there are lines: the grain of a table has none.
        """
        if self.fills(area, paper) and self._in_lines(area):
            return True
        span = odd(2 * NEAR * dpi)
        kernel = np.ones((span, span), np.uint8)
        here = np.asarray(cv2.bitwise_and(cv2.dilate(area, kernel), paper), np.uint8)
        there = np.asarray(cv2.bitwise_and(cv2.dilate(paper, kernel), area), np.uint8)
        return self.fills(here, paper) and self.fills(there, paper) and self._likeness(here, there) > ALIKE

    def _likeness(self, one: Image, two: Image) -> float:
        """Correlation of the rows in which letters stand in two areas side by side, over the rows that both have."""
        spans = [np.count_nonzero(area, axis=1) for area in (one, two)]
        both = (spans[0] > 0) & (spans[1] > 0)
        profiles = [self._rows(area)[both] / span[both] for area, span in zip((one, two), spans, strict=True)]
        first, second = (profile - profile.mean() if profile.size else profile for profile in profiles)
        return float((first * second).sum() / max(1e-9, np.sqrt((first**2).sum() * (second**2).sum())))

    def _in_lines(self, area: Image) -> bool:
        """Whether letters stand in the left and the right half of an area at the same heights; no for a frame."""
        if area.any(axis=1).mean() > FRAME:
            return False
        columns = np.flatnonzero(area.any(axis=0))
        middle = int(columns[0] + columns[-1]) // 2
        left, right = area.copy(), area.copy()
        left[:, middle:], right[:, :middle] = 0, 0
        return min(self.within(left), self.within(right)) >= LETTERS and self._likeness(left, right) > ALIKE

    def _rows(self, area: Image) -> NDArray[np.float64]:
        """How many letters of an area stand at each height, a little smoothed."""
        inside = area[self.y, self.x] > 0
        counts = np.bincount(self.y[inside], minlength=area.shape[0]).astype(np.float64)
        return np.convolve(counts, (0.5, 1.0, 0.5), "same")


def find(small: Image, dpi: float) -> Print:
    """Find what can be letters in a reduced grey image (about 75 dpi), in the light and in the dark."""
    size = odd(dpi / 8)
    around = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8), borderType=cv2.BORDER_REPLICATE)
    depth = cv2.subtract(around, small)
    level = np.maximum(around.astype(np.float32) * TAKES, STEPS)
    ink = (depth > level).astype(np.uint8)
    _, _, stats, centres = cv2.connectedComponentsWithStats(ink, connectivity=8)
    wide, high = (np.asarray(stats)[1:, column] for column in (2, 3))
    fits = (high >= max(2, dpi / 45)) & (high <= dpi / 5) & (wide >= 1) & (wide <= dpi) & (wide + high > dpi / 18)
    places = np.asarray(centres)[1:][fits].astype(np.int64)
    return Print(places[:, 0], places[:, 1])
