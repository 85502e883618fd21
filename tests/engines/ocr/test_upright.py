"""Heads that stand on their side are read and stand in the first row of their table."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from tests.engines.ocr.sheets import SANS, SERIF, column, sheet

from javon.engines.ocr import Hints, recognizer
from javon.engines.page import RegionKind

HEADS = ["Tumanlar soni", "Maktablar", "Kutubxonalar"]
ROWS = [("Samarqand", "14", "1391", "227"), ("Buxoro", "11", "860", "143"), ("Navoiy", "8", "514", "96"),
        ("Xorazm", "10", "733", "118"), ("Jizzax", "12", "640", "105")]  # fmt: skip
PROSE = ["Bahor keldi, daraxtlar gulladi va qushlar uchib keldi.", "Bolalar maktabdan qaytib, kitob oʻqishdi."] * 8


def _turned(words: str, face: str, turns: int) -> np.ndarray:
    picture = Image.new("L", (420, 48), 248)
    ImageDraw.Draw(picture).text((4, 0), words, font=ImageFont.truetype(face, 36), fill=20)
    return np.rot90(np.asarray(picture), turns)


def _table(face: str, turns: int) -> np.ndarray:
    cells = [
        (left, 700 + 80 * number, cell)
        for number, row in enumerate(ROWS)
        for left, cell in zip((120, 560, 800, 1100), row, strict=True)
    ]
    page = sheet(cells, face=face).copy()
    for left, head in zip((560, 810, 1110), HEADS, strict=True):
        page[250:670, left : left + 48] = _turned(head, face, turns)
    return page


@pytest.mark.parametrize("face", [SERIF, SANS])
@pytest.mark.parametrize("turns", [1, -1], ids=["rising", "falling"])
def test_heads_on_their_side_are_the_first_row_of_the_table(face: str, turns: int) -> None:
    page = recognizer("tesseract").read(_table(face, turns), 300, Hints())

    (table,) = [region for region in page.regions if region.kind is RegionKind.TABLE]
    assert table.lines[0].text == " ".join(HEADS)
    assert table.lines[1].text == "Samarqand 14 1391 227"
    assert page.doubts == ()


def test_lines_below_one_another_hold_no_word_on_its_side() -> None:
    page = recognizer("tesseract").read(sheet(column(PROSE, step=52), face=SERIF), 300, Hints())

    assert page.text.split("\n")[0] == PROSE[0]
    assert sum(len(region.lines) for region in page.regions) == len(PROSE)
