"""Clear the rim of a cropped page: page edges, binding shadows and scanner lines that are not print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import cv2
import numpy as np

from javon.engines.imaging.boxed import Boxed
from javon.engines.imaging.raster import Image, reduce

#: A dark thing at the rim is no letter from this length on, inches …
LENGTH = 0.4
#: … if it reaches no further into the page than this.
REACH = 0.35


def measure(mask: Image, dpi: float) -> Boxed:
    """Find long dark things along the rim of an ink mask."""
    factor = max(1, round(dpi / 75))
    small = np.where(reduce(mask, factor) > 60, 255, 0).astype(np.uint8)
    scale = dpi / factor
    height, width = small.shape
    _, _, stats, _ = cv2.connectedComponentsWithStats(small, connectivity=8)
    boxes = np.asarray(stats)[1:, :4]
    left, top, wide, high = boxes.T
    long = (np.maximum(wide, high) >= LENGTH * scale) & (np.minimum(wide, high) <= REACH * scale)
    rim = max(2, scale / 25)
    upright = (high >= wide) & ((left <= rim) | (left + wide >= width - rim))
    level = (wide > high) & ((top <= rim) | (top + high >= height - rim))
    found = [
        (max(0, x - 1) * factor, max(0, y - 1) * factor, (x + across + 1) * factor, (y + down + 1) * factor)
        for x, y, across, down in boxes[long & (upright | level)].tolist()
    ]
    return Boxed(tuple(found))


def apply(image: Image, params: Mapping[str, Any], value: int) -> Image:
    """A copy with the boxes filled with ``value``; the same image where there are none."""
    boxes = [] if params.get("off") else params.get("boxes") or []
    if not boxes:
        return image
    cleared = image.copy()
    for left, top, right, bottom in boxes:
        cleared[int(top) : int(bottom), int(left) : int(right)] = value
    return cleared
