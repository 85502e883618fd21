"""What the second look at numbers changes, and what it leaves as it was."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engines.ocr.typeset import NOTO, SERIF, Paper

from javon.engines.ocr import api
from javon.engines.ocr.models import CYRILLIC, ENGLISH
from javon.engines.ocr.second import look_twice
from javon.engines.page import Box, Line, Region, RegionKind


@pytest.mark.parametrize("face", [SERIF, NOTO])
@pytest.mark.parametrize(
    "printed",
    ["см. стр. 1-11 и 1-111, [1] 11, 12", "1-й класс, 11-го января 1-го", "1. Один. 11. Два (1), (11) 1/11"],
)
def test_figures_that_both_models_see_are_no_numerals(face: str, printed: str) -> None:
    paper = Paper(face=face, size=38, width=1300, height=110)
    paper.put(40, 30, printed)
    image = np.asarray(paper.sheet)
    line = Line(tuple(api.read_line(CYRILLIC, image, 300).words), Box(0, 0, 1300, 110))
    blocks, doubts = look_twice(image, 300, [Region(RegionKind.TEXT, line.box, (line,))], "ru", "Cyrl")
    assert blocks[0].lines[0].text == printed
    assert doubts == ()


@pytest.mark.parametrize("face", [SERIF, NOTO])
def test_the_english_word_ill_is_no_numeral(face: str) -> None:
    paper = Paper(face=face, size=38, width=1300, height=110)
    paper.put(40, 30, "He went home. Ill health kept him there.")
    image = np.asarray(paper.sheet)
    line = Line(tuple(api.read_line(ENGLISH, image, 300).words), Box(0, 0, 1300, 110))
    blocks, _doubts = look_twice(image, 300, [Region(RegionKind.TEXT, line.box, (line,))], "en", "Latn")
    assert blocks[0].lines[0].text == "He went home. Ill health kept him there."


def test_a_latin_letter_swallows_no_word_beside_it() -> None:
    """The box of a word may reach over the sign behind it: both once gave way to the N that was seen in one place."""
    paper = Paper(face=SERIF, size=38, width=1300, height=110)
    paper.put(40, 30, "М 5 авлод, Х 6 ва N 7 сон")
    image = np.asarray(paper.sheet)
    line = Line(tuple(api.read_line(CYRILLIC, image, 300).words), Box(0, 0, 1300, 110))
    blocks, _doubts = look_twice(image, 300, [Region(RegionKind.TEXT, line.box, (line,))], "uz-Cyrl", "Cyrl")
    assert "ва" in blocks[0].lines[0].text
