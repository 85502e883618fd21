"""A small page image on disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

FACE = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
SENTENCE = "The old library stood at the end of the street and every reader brought a story of his own"


def draw_page(lines: int = 16, seed: int = 0) -> np.ndarray:
    """A grey page of 150 dpi, 880 by 1240 pixels, with lines of text."""
    sheet = Image.new("L", (880, 1240), 250)
    pen, font = ImageDraw.Draw(sheet), ImageFont.truetype(FACE, 24)
    words_of_text = SENTENCE.split() * 2
    for index in range(lines):
        start = (seed + index) % len(SENTENCE.split())
        words = " ".join(words_of_text[start : start + 9])
        pen.text((90, 110 + index * 46), words, font=font, fill=15)
    return np.asarray(sheet)


@pytest.fixture
def scan(tmp_path: Path):
    """Writes a page image and gives its path."""

    def write(name: str = "scan.png", lines: int = 16, seed: int = 0) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        Image.fromarray(draw_page(lines, seed)).save(path, dpi=(150, 150))
        return path

    return write
