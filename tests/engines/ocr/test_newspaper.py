"""A newspaper of narrow columns is read down its columns, however wide the gaps between its words are."""

from __future__ import annotations

import random

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from tests.engines.ocr.conftest import TEXTS

from javon.engines.ocr import Hints, recognizer
from javon.engines.page import RegionKind

FACE = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
WIDTH, TOP, STEP, LINES, GUTTER, MARGIN = 2300, 330, 46, 24, 50, 100


def _newspaper(columns: int) -> tuple[np.ndarray, list[tuple[int, int]]]:
    """A page with a short title, headings over the columns and justified text; the sides of its columns."""
    rng = random.Random(columns)
    words = TEXTS["uz-Latn"].split() * 40
    sheet = Image.new("L", (WIDTH, TOP + LINES * STEP + 150), 245)
    draw, body, title = ImageDraw.Draw(sheet), ImageFont.truetype(FACE, 33), ImageFont.truetype(FACE, 84)
    draw.text((WIDTH // 2 - 300, 60), "TONG XABARI", font=title, fill=20)
    width = (WIDTH - 2 * MARGIN - (columns - 1) * GUTTER) // columns
    sides = []
    for column in range(columns):
        left = MARGIN + column * (width + GUTTER)
        sides.append((left, left + width))
        draw.text((left + 60, TOP - 80), "Kutubxona", font=ImageFont.truetype(FACE, 44), fill=20)
        for line in range(LINES):
            _justified(draw, body, words, (left, TOP + line * STEP, width), rng)
    return np.asarray(sheet), sides


def _justified(draw, font, words: list[str], place: tuple[int, int, int], rng: random.Random) -> None:
    left, top, width = place
    taken = [words.pop(0)]
    while draw.textlength(" ".join([*taken, words[0]]), font=font) < width and (len(taken) < 3 or rng.random() < 0.7):
        taken.append(words.pop(0))
    gap = (width - sum(draw.textlength(word, font=font) for word in taken)) / max(1, len(taken) - 1)
    for word in taken:
        draw.text((left, top), word, font=font, fill=20)
        left += draw.textlength(word, font=font) + gap


@pytest.mark.parametrize("columns", [4, 5])
def test_columns_are_read_one_after_the_other(columns: int) -> None:
    image, sides = _newspaper(columns)
    page = recognizer("tesseract").read(image, 300, Hints("uz-Latn"))
    body = [line for line in page.lines if line.box.top > TOP - 100]

    def column_of(line) -> int:
        middle = (line.box.left + line.box.right) / 2
        return next(index for index, (left, right) in enumerate(sides) if left - 20 <= middle <= right + 20)

    places = [(column_of(line), line.box.top) for line in body]
    assert len(places) >= columns * LINES
    assert places == sorted(places)
    assert [region.kind for region in page.regions].count(RegionKind.TABLE) == 0
    assert page.regions[0].text == "TONG XABARI"
    assert sum(region.kind is RegionKind.HEADING for region in page.regions) == columns + 1
