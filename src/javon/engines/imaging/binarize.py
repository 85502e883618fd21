"""Binarize: Sauvola's threshold finds the strokes, a second threshold gives them their full width.

Threshold ``T = m · (1 + k · (s / R - 1))`` with the mean ``m`` and the standard deviation ``s`` of a window
(J. Sauvola, M. Pietikäinen: Adaptive document image binarization, Pattern Recognition 33 (2000), 225-236).
Both thresholds are computed at a quarter of the size and enlarged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.imaging.raster import Image, odd, plausible_dpi

#: Defaults of ``params``: k and R of the formula, the window in inches, and where between the ink around it and white
#: paper the edge of a stroke lies (0 leaves Sauvola's thinner strokes).
DEFAULTS: dict[str, float] = {"k": 0.34, "r": 128.0, "window": 0.22, "width": 0.5}
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


def apply(clean: Image, params: Mapping[str, Any], dpi: float = 0, strict: Image | None = None) -> Image:
    """Mask of the ink of a grey page: 255 where there is ink, 0 elsewhere.

    Args:
        clean: whitened grey page; the edges of the strokes are looked for here.
        params: overrides of ``DEFAULTS``.
        dpi: resolution; 0 if not known.
        strict: the same page without show-through, in which the strokes are found; ``clean`` itself if None.
    """
    if is_bilevel(clean):
        return np.asarray(cv2.bitwise_not(clean), np.uint8)
    values, scale = {**DEFAULTS, **params}, plausible_dpi(clean, dpi)
    factor = MAP_FACTOR if scale >= 200 else 2 if scale >= 120 else 1
    source = clean if strict is None else strict
    # Every array here is as large as the page: each result takes the place of what it was made from.
    level = _threshold(source, values, scale, factor)
    ink: Image = np.asarray(cv2.compare(source, level, cv2.CMP_LT, dst=level), np.uint8)
    if not values["width"] or not ink.any():
        return ink
    level = _edge_level(clean, ink, values["width"], scale, factor)
    edge = cv2.compare(clean, level, cv2.CMP_LT, dst=level)
    near = cv2.dilate(ink, np.ones((3, 3), np.uint8))
    cv2.bitwise_and(edge, near, dst=near)
    return np.asarray(cv2.bitwise_or(ink, near, dst=ink), np.uint8)


def is_bilevel(grey: Image) -> bool:
    """Whether the image holds only black and white already."""
    for sample in (grey[::9, ::9], grey):
        histogram = cv2.calcHist([np.ascontiguousarray(sample)], [0], None, [256], [0, 256]).ravel()
        if histogram[1:255].any():
            return False
    return True


def _edge_level(clean: Image, ink: Image, share: float, dpi: float, factor: int) -> Image:
    """Level at ``share`` of the way from the ink around each place to white paper; 0 where there is no ink."""
    height, width = clean.shape
    # Every factor-th pixel of every factor-th row is sample enough for a mean over half an inch.
    weight = ink[::factor, ::factor].astype(np.float32)
    value = (clean[::factor, ::factor] & ink[::factor, ::factor]).astype(np.float32)
    span = odd(0.5 * dpi / factor, 3)
    spread = cv2.blur(weight, (span, span))
    around = cv2.blur(value, (span, span)) * 255 / np.maximum(spread, 1e-3)
    level = np.where(spread < 0.3, 0, around + (255 - around) * share)
    return np.asarray(cv2.resize(np.clip(level, 0, 255).astype(np.uint8), (width, height)), np.uint8)


def _threshold(clean: Image, params: Mapping[str, float], dpi: float, factor: int) -> Image:
    height, width = clean.shape
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
