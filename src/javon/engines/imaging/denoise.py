"""Denoise: a small median where the grain of the paper comes near the contrast of the print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from javon.engines.imaging.raster import BAND, Image

#: Grain over contrast from which the median is worth its loss of sharpness; scans of clean print stay below 0.03.
GRAIN = 0.045
#: Single black pixels in 100,000 from which it is salt and pepper; print and dust leave below 30.
SPECKS = 80.0
#: Size of the sample that is measured, pixels.
SAMPLE = 320


@dataclass(frozen=True, slots=True)
class Grain:
    """Standard deviation of the paper's grain over the contrast of the print; single black pixels
    in 100,000.
    """

    grain: float
    specks: float = 0.0

    @property
    def params(self) -> dict[str, Any]:
        return {"median": 3} if self.grain >= GRAIN or self.specks >= SPECKS else {}

    @property
    def figures(self) -> dict[str, float | str]:
        return {"grain": self.grain, "specks": self.specks}


def measure(clean: Image, ink: float) -> Grain:
    """Grain of a whitened grey page whose ink has the level ``ink``, from four samples of its middle."""
    height, width = clean.shape
    grains, specks = [], []
    for row in (0.35, 0.65):
        for column in (0.35, 0.65):
            top, left = max(0, int(row * height) - SAMPLE // 2), max(0, int(column * width) - SAMPLE // 2)
            pixels = np.ascontiguousarray(clean[top : top + SAMPLE, left : left + SAMPLE])
            specks.append(_specks(pixels))
            tile = pixels.astype(np.float32)
            fine = tile - cv2.blur(tile, (5, 5))
            paper = cv2.erode((tile > (ink + 255) / 2).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
            # White that was clipped hides the grain: it says nothing.
            paper &= tile < 255
            if np.count_nonzero(paper) > 1000:
                grains.append(1.4826 * float(np.median(np.abs(fine[paper]))))
    level = float(np.median(grains)) if grains else 0.0
    return Grain(round(level / max(30.0, 255 - ink), 4), round(float(np.median(specks)) * 1e5, 1))


def _specks(tile: Image) -> float:
    """Share of black pixels that stand alone in white: all eight neighbours are bright."""
    ring = np.ones((3, 3), np.uint8)
    ring[1, 1] = 0
    return float(np.mean((tile < 100) & (cv2.erode(tile, ring) > 180)))


def apply(clean: Image, params: Mapping[str, Any]) -> Image:
    """Median of ``params["median"]`` pixels (3 or 5); unchanged without it."""
    size = int(params.get("median", 0))
    if params.get("off") or size < 3:
        return clean
    return np.asarray(cv2.medianBlur(clean, size), np.uint8)


def despeckle(mask: Image, params: Mapping[str, Any], dpi: float) -> Image:
    """Ink without specks smaller than a full stop; only where the page is noisy."""
    if params.get("off") or not params.get("median"):
        return mask
    least = max(3, round((dpi / 110) ** 2))
    kept = np.empty_like(mask)
    # In bands, because labels take four bytes a pixel.  A speck is not cut: it is lower than the overlap.
    for top in range(0, mask.shape[0], BAND):
        start, end = max(0, top - least), min(top + BAND, mask.shape[0])
        _, labels, stats, _ = cv2.connectedComponentsWithStats(mask[start : end + least], connectivity=8)
        keep = np.where(np.asarray(stats)[:, cv2.CC_STAT_AREA] >= least, 255, 0).astype(np.uint8)
        keep[0] = 0
        kept[top:end] = keep[labels[top - start : end - start]]
    return kept
