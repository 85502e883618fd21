"""Words of the other script inside a page."""

from __future__ import annotations

from bench.rendered import MILD, set_pages

from javon.engines.imaging import prepare
from javon.engines.ocr import Hints, recognizer

TEXT = (
    "Китоб ҳақида гапирганда албатта роман тилга олинади, унинг номи янги ёзувда Yulduzli tunlar deb yozilgan эди. "
    "Кутубхоначи буни дафтарга ёзиб қўйди ва китобни жавонга қайтарди. "
)


def test_latin_words_in_a_cyrillic_page_come_out_in_latin():
    page = prepare(set_pages(TEXT, "guests", MILD, count=1)[0].pixels, 300)[0]
    read = recognizer("tesseract").read(page.clean, 300, Hints())
    assert read.language == "uz-Cyrl"
    assert "Кутубхоначи" in read.text
    assert "Yulduzli tunlar" in read.text.replace("\n", " ")
