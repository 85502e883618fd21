"""Places that a step of the chain found, as its parameters and figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from javon.engines.imaging.raster import Quad


@dataclass(frozen=True, slots=True)
class Boxed:
    """Boxes ``(left, top, right, bottom)`` in full pixels of the cropped page."""

    boxes: tuple[Quad, ...]

    @property
    def params(self) -> dict[str, Any]:
        return {"boxes": [list(box) for box in self.boxes]} if self.boxes else {}

    @property
    def figures(self) -> dict[str, float | str]:
        return {"count": float(len(self.boxes))}
