"""Orient: turn a page by whole quarters so that its lines lie level.

Where the lines seem to stand upright, the page is only *suspected* of lying: rules, a dark frame or a plate without
words look the same.  It is turned when words say so, and those only the recognizer can ask.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from javon.engines.imaging.raster import Image, plausible_dpi, reduce, strokes, to_grey, work_factor

#: Upright lines this many times as clear as level ones make a page suspected of lying.
CLEARLY = 1.6


@dataclass(frozen=True, slots=True)
class Orientation:
    """Whether upright lines are clearer than level ones, and how many times the clearer ones are clearer."""

    lying: bool
    clearness: float

    @property
    def params(self) -> dict[str, Any]:
        """The page stays as it lies: lines alone are no reason to turn it."""
        return {"angle": 0}

    @property
    def figures(self) -> dict[str, float | str]:
        return {"clearness": self.clearness, "lying": float(self.lying)}


def measure(image: Image, dpi: float = 0) -> Orientation:
    """Compare how sharply ink gathers into level and into upright lines, within bands of one centimetre."""
    grey = to_grey(image)
    factor = work_factor(grey, dpi)
    scale = plausible_dpi(image, dpi) / factor
    small = reduce(grey, factor)
    thin = strokes(small, max(7, round(scale / 4)) | 1)
    ink = np.where(thin > 24, thin, 0).astype(np.float32)
    if np.count_nonzero(ink) < 200:
        return Orientation(False, 1.0)
    band = max(8, round(scale / 2.5))
    level, upright = _sharpness(ink, band), _sharpness(np.ascontiguousarray(ink.T), band)
    ratio = upright / max(level, 1e-6)
    return Orientation(ratio > CLEARLY, round(max(ratio, 1 / max(ratio, 1e-6)), 3))


def apply(image: Image, params: Mapping[str, Any]) -> Image:
    """Turn clockwise by ``params["angle"]``, a multiple of 90."""
    quarter = round(int(params.get("angle", 0)) / 90) % 4
    if params.get("off") or not quarter:
        return image
    codes = (cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_COUNTERCLOCKWISE)
    return np.asarray(cv2.rotate(image, codes[quarter - 1]), np.uint8)


def _sharpness(ink: np.ndarray[Any, np.dtype[np.float32]], band: int) -> float:
    """Energy of the row profiles of upright bands, of waves as long as line distances (2 to 12 mm)."""
    columns = max(2, ink.shape[1] // band)
    profiles = cv2.resize(ink, (columns, ink.shape[0]), interpolation=cv2.INTER_AREA)
    fine = cv2.blur(profiles, (1, 3), borderType=cv2.BORDER_REPLICATE)
    coarse = cv2.blur(profiles, (1, 2 * band + 1), borderType=cv2.BORDER_REPLICATE)
    return float(np.mean((fine - coarse) ** 2)) / max(float(np.mean(coarse)) ** 2, 1e-6)
