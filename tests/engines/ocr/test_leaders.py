"""Rows of points are no letters and no picture; an ellipsis stays."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from tests.engines.ocr.sheets import SANS, SERIF, column, sheet

from javon.engines.ocr import Hints, recognizer
from javon.engines.ocr.ink import measure
from javon.engines.ocr.leaders import find_leaders, without_leaders

TITLES = {
    "uz-Latn": ["Soʻzboshi", "Birinchi bob. Bahor va dala", "Ikkinchi bob. Suv va yer tarixi", "Xotima", "Izohlar"],
    "uz-Cyrl": ["Сўзбоши", "Биринчи боб. Баҳор ва дала", "Иккинчи боб. Сув ва ер тарихи", "Хотима", "Изоҳлар"],
    "ru": ["Предисловие", "Глава первая. Весна в поле", "Глава вторая. История воды", "Заключение", "Примечания"],
}
NUMBERS = ["3", "7", "24", "147", "158"]


def contents(language: str, points: str, face: str) -> np.ndarray:
    titles = column(TITLES[language], top=200, step=90)
    lead = [(800, top, points * (400 // (11 * len(points)))) for _left, top, _title in titles]
    numbers = [(1300, top, number) for (_left, top, _title), number in zip(titles, NUMBERS, strict=True)]
    return sheet([*titles, *lead, *numbers], face=face)


@pytest.mark.parametrize("points", [".", ". "])
@pytest.mark.parametrize("face", [SERIF, SANS])
@pytest.mark.parametrize("language", list(TITLES))
def test_titles_and_numbers_are_read_and_points_are_no_words(language, points, face):
    page = recognizer("tesseract").read(contents(language, points, face), 300, Hints())

    words = page.text.split()
    assert sorted(word for word in words if word.isdecimal()) == sorted(NUMBERS)
    assert sorted(word for word in words if not word.isdecimal()) == sorted(" ".join(TITLES[language]).split())
    assert page.doubts == ()


def test_the_size_of_letters_is_not_that_of_points():
    page = contents("uz-Latn", ". ", SERIF)
    with_points, without = measure(page, 300), measure(without_leaders(page, measure(page, 300).leaders), 300)

    assert len(with_points.leaders) == len(NUMBERS)
    assert with_points.x_height == pytest.approx(without.x_height, rel=0.05)


@pytest.mark.parametrize("text", ["Keldi... ketdi", "bir. ikki. uch. toʻrt.", "Ijobiy jinsiy birinchi ijodiy ish"])
def test_points_of_sentences_and_letters_lead_nowhere(text):
    ink = cv2.threshold(sheet([(100, 100, text)]), 128, 255, cv2.THRESH_BINARY_INV)[1]
    stats = cv2.connectedComponentsWithStats(ink, connectivity=8)[2]

    assert find_leaders(stats[1:], 300) == ()
