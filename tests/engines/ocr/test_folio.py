"""Page numbers that the layout leaves out: lone figures in the foot."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from javon.engines.ocr.folio import find_folio
from javon.engines.page import Box, Line, Region, RegionKind, Word

FACE = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
_BOX = Box(100, 100, 900, 1000)
TEXT = Region(RegionKind.TEXT, _BOX, (Line((Word("text", _BOX, 0.9),), _BOX),))


def _page(text: str, place: tuple[int, int] = (480, 1080)) -> np.ndarray:
    sheet = Image.new("L", (1000, 1200), 245)
    ImageDraw.Draw(sheet).text(place, text, font=ImageFont.truetype(FACE, 30), fill=25)
    return np.asarray(sheet)


@pytest.mark.parametrize("number", ["3", "4", "6", "8", "9", "25", "168"])
def test_number_in_the_foot_is_found(number):
    found = find_folio(_page(number), 200, [TEXT], 16.0)
    assert found is not None
    assert (found.kind, found.text) == (RegionKind.PAGE_NUMBER, number)
    assert found.box.top > 1000


def test_number_in_the_head_is_found():
    found = find_folio(_page("46", (820, 30)), 200, [TEXT], 16.0)
    assert found is not None
    assert found.text == "46"


@pytest.mark.parametrize("text", ["", ".", "word of a line below the text", "|"])
def test_what_is_no_number_is_left(text):
    assert find_folio(_page(text), 200, [TEXT], 16.0) is None


def test_what_hangs_from_the_text_is_no_number():
    """The tail of a letter of the last line, one row of which stands below the line's box."""
    for top in (_BOX.bottom - 25, _BOX.bottom - 1, _BOX.top - 24):
        page = np.full((1200, 1000), 245, np.uint8)
        page[top : top + 25, 400:406] = 25
        assert find_folio(page, 200, [TEXT], 16.0) is None


def test_page_without_text_has_no_number():
    assert find_folio(_page("5"), 200, [], 16.0) is None
