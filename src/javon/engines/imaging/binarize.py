"""Binarize: Sauvola's threshold, computed at a quarter of the size and enlarged.

Threshold ``T = m · (1 + k · (s / R - 1))`` with the mean ``m`` and the standard deviation ``s`` of a window
(J. Sauvola, M. Pietikäinen: Adaptive document image binarization, Pattern Recognition 33 (2000), 225-236).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.imaging.raster import Image, odd, plausible_dpi

#: Defaults of ``params``: k and R of the formula, the window in inches.
DEFAULTS: dict[str, float] = {"k": 0.28, "r": 128.0, "window": 0.22}
MAP_FACTOR = 4


@dataclass(frozen=True, slots=True)
class Threshold:
    """The defaults of the formula are good for whitened pages: nothing is measured, everything may be overridden."""

    @property
    def params(self) -> dict[str, Any]:
        return dict(DEFAULTS)

    @property
    def figures(self) -> dict[str, float | str]:
        return {}


def apply(clean: Image, params: Mapping[str, Any], dpi: float = 0) -> Image:
    """Mask of the ink of a grey page: 255 where there is ink, 0 elsewhere."""
    if is_bilevel(clean):
        return np.asarray(cv2.bitwise_not(clean), np.uint8)
    threshold = _threshold(clean, {**DEFAULTS, **params}, plausible_dpi(clean, dpi))
    return np.asarray(cv2.compare(clean, threshold, cv2.CMP_LT), np.uint8)


def is_bilevel(grey: Image) -> bool:
    """Whether the image holds only black and white already."""
    histogram = cv2.calcHist([grey], [0], None, [256], [0, 256]).ravel()
    return bool(histogram[1:255].sum() == 0)


def _threshold(clean: Image, params: Mapping[str, float], dpi: float) -> Image:
    height, width = clean.shape
    factor = MAP_FACTOR if dpi >= 200 else 2 if dpi >= 120 else 1
    small = cv2.resize(clean, (max(1, width // factor), max(1, height // factor)), interpolation=cv2.INTER_AREA).astype(
        np.float32
    )
    span = odd(params["window"] * dpi / factor, 7)
    mean = cv2.blur(small, (span, span), borderType=cv2.BORDER_REPLICATE)
    square = cv2.blur(small * small, (span, span), borderType=cv2.BORDER_REPLICATE)
    deviation: NDArray[np.float32] = np.sqrt(np.maximum(square - mean * mean, 0))
    level = mean * (1 + params["k"] * (deviation / params["r"] - 1))
    return np.asarray(
        cv2.resize(np.clip(level, 0, 255).astype(np.uint8), (width, height), interpolation=cv2.INTER_LINEAR), np.uint8
    )
