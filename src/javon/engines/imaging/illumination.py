"""Even out paper and lighting: division by an estimate of the bare paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from javon.engines.imaging.raster import Image, odd, plausible_dpi, reduce, to_grey, work_factor

#: Differences of paper brightness below this share are not seen by anybody: the reading copy is left alone.
UNEVEN = 0.06


@dataclass(frozen=True, slots=True)
class Light:
    """``paper`` brightness (0-255) and ``uneven``: the spread of the bare paper (5th to 95th percentile) over it."""

    paper: float
    uneven: float
    #: Reduced estimate of the bare paper.
    background: Image

    @property
    def params(self) -> dict[str, Any]:
        return {"even": self.uneven >= UNEVEN, "paper": round(self.paper)}

    @property
    def figures(self) -> dict[str, float | str]:
        return {"paper": self.paper, "uneven": self.uneven}


def measure(image: Image, dpi: float = 0, pictures: Image | None = None) -> Light:
    """Estimate the bare paper of a cropped page.

    Args:
        image: grey or RGB.
        dpi: resolution; 0 if not known.
        pictures: mask of any size, 255 on pictures, which say nothing about the paper.
    """
    grey = to_grey(image)
    scale = plausible_dpi(image, dpi)
    small = reduce(grey, work_factor(grey, dpi))
    dpi_small = scale * small.shape[0] / grey.shape[0]
    size = odd(dpi_small / 3.5)
    closed = cv2.morphologyEx(
        cv2.medianBlur(small, 3), cv2.MORPH_CLOSE, np.ones((size, size), np.uint8), borderType=cv2.BORDER_REPLICATE
    )
    half = np.asarray(
        cv2.resize(closed, (max(1, small.shape[1] // 2), max(1, small.shape[0] // 2)), interpolation=cv2.INTER_AREA),
        np.uint8,
    )
    if pictures is not None and pictures.any():
        half = _bridged(half, pictures)
    smooth = cv2.GaussianBlur(
        cv2.medianBlur(half, 5), (0, 0), max(1.0, dpi_small / 18), borderType=cv2.BORDER_REPLICATE
    )
    half = np.asarray(smooth, np.uint8)
    low, middle, high = np.percentile(half, (5, 60, 95))
    return Light(float(middle), round(float(high - low) / max(1.0, float(middle)), 4), np.asarray(half, np.uint8))


def _bridged(background: Image, pictures: Image) -> Image:
    """The background with pictures replaced by the paper around them."""
    height, width = background.shape
    known = cv2.resize(pictures, (width, height), interpolation=cv2.INTER_NEAREST) == 0
    if not known.any():
        return np.full_like(background, int(np.percentile(background, 95)))
    weight = known.astype(np.float32)
    value = background.astype(np.float32) * weight
    filled, strength = value, weight
    span = 9
    while not (strength > 1e-3).all() and span < 4 * max(height, width):
        filled = cv2.blur(value, (span, span), borderType=cv2.BORDER_CONSTANT)
        strength = cv2.blur(weight, (span, span), borderType=cv2.BORDER_CONSTANT)
        span = span * 2 + 1
    guess = filled / np.maximum(strength, 1e-6)
    return np.where(known, background, np.clip(guess, 0, 255)).astype(np.uint8)


def whiten(grey: Image, light: Light, params: Mapping[str, Any]) -> Image:
    """Grey page with white paper (255) everywhere: what recognition and binarization read."""
    if params.get("off"):
        return grey
    height, width = grey.shape
    paper = cv2.resize(light.background, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, paper, scale=255), np.uint8)


def apply(image: Image, light: Light, params: Mapping[str, Any]) -> Image:
    """The reading copy with even light; the tone of the paper is kept.  Unchanged without ``params["even"]``."""
    if params.get("off") or not params.get("even"):
        return image
    height, width = image.shape[:2]
    target = max(1.0, float(params.get("paper", light.paper)))
    gain = np.clip(light.background.astype(np.float32) / target, 0.25, 2.0)
    divisor = cv2.resize((gain * 128).astype(np.uint8), (width, height), interpolation=cv2.INTER_LINEAR)
    if image.ndim == 3:
        divisor = cv2.merge((divisor, divisor, divisor))
    return np.asarray(cv2.divide(image, divisor, scale=128), np.uint8)
