"""Sheets that the tests draw: text at places, in any face and size."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFont

SERIF = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
SANS = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
#: Left, top and words.
Placed = tuple[int, int, str]


def sheet(placed: Sequence[Placed], size: int = 40, face: str = SERIF) -> np.ndarray:
    """A grey sheet of 2000 rows and 1500 columns, as if scanned at 300 dpi, with the words at their places."""
    picture = Image.new("L", (1500, 2000), 248)
    pen, font = ImageDraw.Draw(picture), ImageFont.truetype(face, size)
    for left, top, words in placed:
        pen.text((left, top), words, font=font, fill=20)
    return np.asarray(picture)


def column(lines: Sequence[str], left: int = 120, top: int = 120, step: int = 70) -> list[Placed]:
    """Lines one below the other."""
    return [(left, top + step * place, line) for place, line in enumerate(lines)]
