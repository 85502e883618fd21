"""The recognizer reads every language, finds it out by itself, and gives every letter."""

from __future__ import annotations

import numpy as np
import pytest
from bench.true_text import compare
from PIL import Image

from javon.engines.imaging import prepare
from javon.engines.ocr import Hints, api, models, recognizer
from javon.engines.page import RegionKind


@pytest.fixture(scope="module")
def read(page_in):
    """Prepare and read the rendered page of a language, once."""
    done = {}

    def reading(language: str):
        if language not in done:
            prepared = prepare(page_in(language).pixels, 300)[0]
            done[language] = recognizer("tesseract").read(prepared.clean, 300, Hints())
        return done[language]

    return reading


@pytest.mark.parametrize("language", ["uz-Latn", "uz-Cyrl", "ru", "en"])
def test_language_is_found_and_the_text_is_right(read, page_in, language):
    page = read(language)
    errors = compare(page.text, "\n".join(page_in(language).lines))
    assert page.language == language
    assert page.script == ("Cyrl" if language in ("uz-Cyrl", "ru") else "Latn")
    assert errors.folded_cer < 0.01
    assert page.number == page_in(language).lines[-1]


def test_cyrillic_page_has_the_letters_and_signs_that_the_uzbek_model_lacks(read):
    text = read("uz-Cyrl").text
    assert {"ь", "ы", "?", "!", "«", "»", "ў", "қ", "ғ", "ҳ"} <= set(text)
    assert "сентябрь" in text


def test_apostrophe_letters_are_canonical(read):
    text = read("uz-Latn").text
    assert "Oʻzbekiston" in text
    assert not set(text) & set("'`’‘")


def test_boxes_lie_on_the_words(read):
    page = read("en")
    for line in page.lines:
        for word in line.words:
            box = word.box
            assert line.box.left <= box.left < box.right <= line.box.right
            assert 0 <= box.top < box.bottom <= page.height


def test_running_head_and_page_number_are_told_from_the_text(read):
    kinds = [region.kind for region in read("ru").regions]
    assert kinds[0] is RegionKind.RUNNING_HEAD
    assert kinds[-1] is RegionKind.PAGE_NUMBER
    assert kinds.count(RegionKind.TEXT) >= 1


def test_a_hint_wins_over_what_the_program_finds(page_in):
    prepared = prepare(page_in("ru").pixels, 300)[0]
    page = recognizer("tesseract").read(prepared.clean, 300, Hints("uz-Cyrl"))
    assert page.language == "uz-Cyrl"
    assert page.engine.endswith(" Cyrillic")


def test_empty_page_has_no_words():
    page = recognizer("tesseract").read(np.full((1200, 900), 255, np.uint8), 300, Hints())
    assert list(page.words) == []
    assert page.language == "und"


@pytest.mark.parametrize("shape", [(1, 1), (1, 900), (900, 1), (2, 3)])
def test_strip_of_a_pixel_has_no_words(shape):
    for level in (0, 255):
        page = recognizer("tesseract").read(np.full(shape, level, np.uint8), 600, Hints())
        assert (list(page.words), page.width, page.height) == ([], shape[1], shape[0])


def test_same_page_gives_the_same_reading(page_in):
    prepared = prepare(page_in("en").pixels[:1200], 300)[0]
    one, two = (recognizer("tesseract").read(prepared.clean, 300, Hints()) for _ in range(2))
    assert one == two


def test_page_on_its_head_is_noticed(page_in):
    image = prepare(page_in("uz-Latn").pixels, 300)[0].clean
    engine = recognizer("tesseract")
    assert engine.upright(image, 300, sure=0.5) == 0
    assert engine.upright(np.ascontiguousarray(image[::-1, ::-1]), 300, sure=0.5) == 180


def test_model_does_not_load_its_neighbour():
    """`uzb` asks for `uzb_cyrl` in its configuration, which puts Cyrillic letters into Latin words."""
    assert api.loaded_models(models.DEBIAN_UZBEK) == ["uzb"]


def test_missing_model_names_its_package(monkeypatch):
    monkeypatch.setattr(models, "_folders", lambda: iter(()))
    with pytest.raises(models.NoModelError, match="apt-get install tesseract-ocr-rus"):
        models.model_folder(models.RUSSIAN)


@pytest.mark.scans
@pytest.mark.parametrize("name", ["0774IbnKathir.Bidaya-166.png", "uyghur-page.png"])
def test_arabic_script_is_said_to_be_unknown(test_data, name):
    with Image.open(test_data / "scans" / "arabic-script" / name) as image:
        prepared = prepare(np.asarray(image.convert("L")), 300)[0]
    page = recognizer("tesseract").read(prepared.clean, round(prepared.dpi), Hints())
    assert page.extra["unknown_script"] is True
    assert list(page.words) == []


@pytest.mark.scans
def test_real_uzbek_page(test_data):
    folder = test_data / "scans" / "uzb-cyrl"
    with Image.open(folder / "uzb-cyrl-p5.jpg") as image:
        prepared = prepare(np.asarray(image.convert("L")), 150)[0]
    page = recognizer("tesseract").read(prepared.clean, round(prepared.dpi), Hints())
    errors = compare(page.text, (folder / "uzb-cyrl-p5.gt.txt").read_text(encoding="utf-8"))
    assert page.language == "uz-Cyrl"
    assert page.number == "5"
    assert errors.folded_cer < 0.0169  # what `uzb_cyrl` alone makes of the unprepared page
