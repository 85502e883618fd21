"""Old Russian type: hard signs, yat and the three-legged т."""

from __future__ import annotations

import pytest

from javon.engines.ocr.civil_type import mend_page, mend_word
from javon.engines.page import Box, Line, Region, RegionKind, Word
from javon.engines.pipeline import PageTask, read_page
from javon.engines.quality import Code


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("чемЪ", "чемъ"),
        ("вЬ", "въ"),
        ("челов$ку,", "человѣку,"),
        ("дБлали", "дѣлали"),
        ("извесшковашая", "известковатая"),
        ("шакже", "также"),
        ("нашЪ", "нашъ"),
        ("ОБЪЯВЛЕНЬЕ", "ОБЪЯВЛЕНЬЕ"),
    ],
)
def test_letters_of_old_type(read, right):
    assert mend_word(read, legs=True) == right


def _page(text: str) -> list[Region]:
    words = tuple(Word(part, Box(0, 0, 9, 9), 0.7) for part in text.split())
    return [Region(RegionKind.TEXT, Box(0, 0, 99, 9), (Line(words, Box(0, 0, 99, 9)),))]


def test_page_in_old_type_is_mended():
    page = _page("КакЪ вЪ мирЪ чшо шо есшь, шакЪ нашЪ домЪ сшоишЪ подЪ небомЪ")
    assert mend_page(page)[0].text == "Какъ въ миръ что то есть, такъ нашъ домъ стоитъ подъ небомъ"


def test_three_legs_are_told_by_the_page():
    page = _page("Шумъ въ машинахъ нашихъ мастеровъ стоитъ тутъ съ утра этотъ разъ")
    assert mend_page(page) == page


def test_page_of_today_is_left():
    page = _page("Шофёр шишку нашёл, а Шура шашку; объект и подъезд шумят БФ6 шесть")
    assert mend_page(page) == page


@pytest.mark.scans
def test_a_page_of_a_book_kept_from_training_is_read_with_its_letters_and_flagged(tmp_path, test_data):
    scan = test_data / "scans/rus-18c/ac61b6bc1421.jpeg"
    (result,) = read_page(PageTask("1", scan, tmp_path))
    assert result.page.engine.endswith("javon_rus_old")
    assert {"ѣ", "ъ"} <= set(result.page.text)
    assert Code.OLD_TYPE in {flag.code for flag in result.flags}
