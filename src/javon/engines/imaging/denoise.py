"""Denoise: a small median where the grain of the paper comes near the contrast of the print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from javon.engines.imaging.raster import Image

#: Grain over contrast from which the median is worth its loss of sharpness; scans of clean print stay below 0.03.
GRAIN = 0.045
#: Size of the sample that is measured, pixels.
SAMPLE = 320


@dataclass(frozen=True, slots=True)
class Grain:
    """Standard deviation of the paper's grain over the contrast of the print."""

    grain: float

    @property
    def params(self) -> dict[str, Any]:
        return {"median": 3} if self.grain >= GRAIN else {}

    @property
    def figures(self) -> dict[str, float | str]:
        return {"grain": self.grain}


def measure(clean: Image, ink: float) -> Grain:
    """Grain of a whitened grey page whose ink has the level ``ink``, from four samples of its middle."""
    height, width = clean.shape
    grains = []
    for row in (0.35, 0.65):
        for column in (0.35, 0.65):
            top, left = max(0, int(row * height) - SAMPLE // 2), max(0, int(column * width) - SAMPLE // 2)
            tile = clean[top : top + SAMPLE, left : left + SAMPLE].astype(np.float32)
            fine = tile - cv2.blur(tile, (5, 5))
            paper = cv2.erode((tile > (ink + 255) / 2).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
            # White that was clipped hides the grain: it says nothing.
            paper &= tile < 255
            if np.count_nonzero(paper) > 1000:
                grains.append(1.4826 * float(np.median(np.abs(fine[paper]))))
    level = float(np.median(grains)) if grains else 0.0
    return Grain(round(level / max(30.0, 255 - ink), 4))


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
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    keep = np.where(np.asarray(stats)[:, cv2.CC_STAT_AREA] >= least, 255, 0).astype(np.uint8)
    keep[0] = 0
    return np.asarray(keep[labels], np.uint8)
