"""Show-through, stains and faint print: the tones of a whitened page are stretched between its paper and its ink.

Print of the other side shines through far paler than the ink of this side.  Where much of the paper is neither white
nor ink, everything paler than half-way between the paper and the Otsu threshold becomes white.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from javon.engines.imaging.raster import Image

#: Haze is acted on when it covers this many times the area of the ink: the soft edges of clean letters give 0.5.
HAZE = 0.7
#: Print paler than this share of black is stretched too.
FAINT = 0.25


@dataclass(frozen=True, slots=True)
class Tones:
    """Levels (0-255) of ink and paper, the Otsu threshold between them, and the area of haze over that of ink."""

    ink: int
    threshold: int
    paper: int
    haze: float

    @property
    def params(self) -> dict[str, Any]:
        if self.haze < HAZE and 255 - self.ink > FAINT * 255:
            return {}
        white = round(self.threshold + 0.5 * (self.paper - self.threshold))
        black = max(0, round(self.ink - 0.3 * (self.threshold - self.ink)))
        return {"white": white, "black": black} if white - black >= 16 else {}

    @property
    def figures(self) -> dict[str, float | str]:
        return {"ink": float(self.ink), "paper": float(self.paper), "haze": self.haze}


def measure(clean: Image) -> Tones:
    """Tones of a whitened grey page."""
    sample = np.ascontiguousarray(clean[::3, ::3])
    histogram = cv2.calcHist([sample], [0], None, [256], [0, 256]).ravel().astype(np.float64)
    threshold = int(cv2.threshold(sample, 0, 255, cv2.THRESH_OTSU)[0])
    dark, bright = histogram[: threshold + 1], histogram[threshold + 1 :]
    if dark.sum() < 50 or bright.sum() < 50:
        return Tones(0, threshold, 255, 0.0)
    ink = _middle(dark)
    paper = threshold + 1 + _middle(bright)
    depth = 255 - ink
    haze = histogram[255 - depth // 2 : 256 - round(0.12 * depth)].sum() / dark.sum()
    return Tones(ink, threshold, paper, round(float(haze), 3))


def apply(clean: Image, params: Mapping[str, Any]) -> Image:
    """Map ``params["black"]`` to 0 and ``params["white"]`` to 255; unchanged without them."""
    if params.get("off") or "white" not in params:
        return clean
    black, white = float(params["black"]), float(params["white"])
    table = np.clip((np.arange(256) - black) / max(1.0, white - black) * 255, 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(clean, table), np.uint8)


def _middle(histogram: np.ndarray[Any, np.dtype[np.float64]]) -> int:
    """Median of the values that a histogram counts."""
    sums = histogram.cumsum()
    return int(np.searchsorted(sums, sums[-1] / 2))
