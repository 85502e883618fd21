"""Pages of few words: titles in every language, a number alone, specks, a stamp beside a picture."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from javon.engines.ocr import Hints, api, ink, recognizer
from javon.engines.page import Box, Line, Page, Region, RegionKind, Word

FACE = "DejaVuSerif-Bold.ttf"


def _sheet(*lines: str, size: int = 90) -> Image.Image:
    """An A5 page at 300 dpi with centred lines."""
    sheet = Image.new("L", (1748, 2480), 250)
    draw, font = ImageDraw.Draw(sheet), ImageFont.truetype(FACE, size)
    for number, line in enumerate(lines):
        draw.text((874, 900 + 2 * number * size), line, fill=20, font=font, anchor="mm")
    return sheet


def _read(sheet: Image.Image, language: str = "") -> Page:
    return recognizer("tesseract").read(np.asarray(sheet), 300, Hints(language))


@pytest.mark.parametrize("size", [50, 110])
@pytest.mark.parametrize(
    ("lines", "script"),
    [
        (("Kirish",), "Latn"),
        (("Oʻtkan kunlar", "Roman"), "Latn"),
        (("SOʻZBOSHI",), "Latn"),
        (("Ikkinchi qism",), "Latn"),
        (("PART TWO",), "Latn"),
        (("CHAPTER I", "The Letter"), "Latn"),
        (("Кириш",), "Cyrl"),
        (("Ўткан кунлар", "Роман"), "Cyrl"),
        (("Глава первая",), "Cyrl"),
        (("КОНЕЦ",), "Cyrl"),
    ],
)
def test_titles_are_read_in_their_script(lines, script, size):
    page = _read(_sheet(*lines, size=size))
    assert (page.script, page.text.split()) == (script, " ".join(lines).split())


def test_language_of_a_title_is_found_or_the_usual_one():
    found = {title: _read(_sheet(title)).language for title in ("THE END", "Содержание", "London", "Москва")}
    assert found == {"THE END": "en", "Содержание": "ru", "London": "uz-Latn", "Москва": "uz-Cyrl"}


def test_a_hint_wins_on_a_title():
    page = _read(_sheet("Москва"), "ru")
    assert (page.language, page.text) == ("ru", "Москва")


@pytest.mark.parametrize("number", ["12", "168"])
def test_a_number_alone_stands_once_and_has_no_language(number):
    page = _read(_sheet(number, size=50))
    assert (page.text, page.number, page.language, page.script) == (number, number, "und", "Zyyy")
    assert [region.kind for region in page.regions] == [RegionKind.PAGE_NUMBER]


def test_specks_are_no_words():
    pixels = np.full((2480, 1748), 240, np.uint8)
    for left, top in np.random.default_rng(1).integers(50, 1600, (20, 2)):
        pixels[top : top + 8, left : left + 8] = 40
    assert _read(Image.fromarray(pixels)).text == ""


def test_a_stamp_beside_a_picture_is_read():
    sheet = _sheet("KUTUBXONA", size=44)
    noise = np.random.default_rng(2).integers(30, 200, (600, 800), np.uint8)
    sheet.paste(Image.fromarray(noise).resize((1000, 600)), (370, 1500))
    page = _read(sheet)
    assert "KUTUBXONA" in page.text
    assert page.script == "Latn"


def test_words_that_hardly_read_are_noise_where_no_line_was_tried(monkeypatch):
    """Handwriting read as ``Volstever om bones`` with a confidence of 0.19 has the shape of words."""
    box = Box(100, 100, 700, 140)
    block = Region(RegionKind.TEXT, box, (Line((Word("Volstever", box, 0.2), Word("Teutiegie", box, 0.2)), box),))
    monkeypatch.setattr(api, "read_blocks", lambda *_: [block])
    page = _read(_sheet("Kirish"))
    assert (page.text, page.extra["unknown_script"]) == ("", True)


def test_few_letters_tell_their_size():
    found = ink.measure(np.asarray(_sheet("kunlar", size=90)), 300)
    assert 0.45 * 90 <= found.x_height <= 0.6 * 90
    assert found.lines == ()
