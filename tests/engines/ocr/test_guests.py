"""Words of the other script inside a page."""

from __future__ import annotations

import pytest
from bench.rendered import MILD, set_pages

from javon.engines.imaging import prepare
from javon.engines.ocr import Hints, recognizer
from javon.engines.ocr.api import Reading
from javon.engines.ocr.guests import believed
from javon.engines.page import Box, Word

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


def _words(text: str, confidence: float) -> tuple[Word, ...]:
    return tuple(Word(part, Box(0, 0, 10, 10), confidence) for part in text.split())


@pytest.mark.parametrize(
    ("stands", "confidence", "other", "sure", "script", "right"),
    [
        ("«Окап Кипаг»", 0.57, "«Oʻtkan kunlar»", 0.72, "Latn", True),
        ("тидоуазѕіпі)", 0.6, "muqovasini)", 0.5, "Latn", False),
        ("тидоуазѕіпі)", 0.6, "muqovasini)", 0.9, "Latn", True),
        ("Агоипа", 0.74, "Around", 0.5, "Latn", True),
        ("шукинг", 0.44, "tiykMHT", 0.9, "Latn", False),
        ("Тпе Пех", 0.3, "The Times", 0.8, "Latn", True),
        ("Yuvezinbl", 0.2, "книги", 0.7, "Cyrl", True),
        ("Tortoise", 0.05, "Тогісіѕе", 0.91, "Cyrl", False),
        ("мутаржим-", 0.3, "My TADXUM-", 0.8, "Latn", False),
        ("larida", 0.09, "Пагіда", 0.87, "Cyrl", False),
        ("so'ragan", 0.5, "ѕо'гадап", 0.87, "Cyrl", False),
        ("Xzwqk", 0.3, "Жэйхун", 0.96, "Cyrl", True),
        ("Xzwqk", 0.3, "Жэйхун", 0.8, "Cyrl", False),
        ("Xzwqk", 0.3, "Гогіѕһ", 0.97, "Cyrl", False),
    ],
)
def test_worn_words_are_no_guests(stands, confidence, other, sure, script, right):
    assert believed(Reading(other, sure, _words(other, sure)), _words(stands, confidence), script) is right


PRINTED = (
    "Кутубхоначи бу ҳақда узоқ ўйлади ва дафтарга (Water rose to the brim and she looked around him) деб ёзиб қўйди, "
    "кейин китобни жавонга қайтариб қўйди ва уйига кетди. "
)


def test_short_words_of_a_guest_and_its_next_line_come_out_too():
    page = prepare(set_pages(PRINTED, "guests", MILD, count=1)[0].pixels, 300)[0]
    read = recognizer("tesseract").read(page.clean, 300, Hints())
    text = " ".join(read.text.split())
    assert text.count("(Water rose to the brim and she looked around him)") >= 0.8 * text.count("Кутубхоначи")
