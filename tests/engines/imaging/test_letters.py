from __future__ import annotations

import numpy as np
import pytest
from tests.engines.imaging.pages import text_page, turned

from javon.engines.imaging import deskew, letters, prepare


def ink(page: np.ndarray) -> np.ndarray:
    return np.where(page < 128, 255, 0).astype(np.uint8)


@pytest.mark.parametrize("size", [24, 42, 64])
def test_x_height_follows_the_size_of_the_face(size: int):
    found = letters.measure(ink(text_page(letter=size)), 300)

    assert found.x_height == pytest.approx(size * 0.53, rel=0.12)
    assert found.count > 300


def test_too_few_letters_say_nothing():
    assert letters.measure(ink(text_page(lines=0, number="7")), 300).x_height == 0
    assert letters.measure(np.zeros((50, 50), np.uint8), 300) == letters.Letters(0, 0.0, 0.0)


def test_residual_skew_is_read_from_the_ink():
    assert deskew.residual(ink(turned(text_page(), 0.8)), 300) == pytest.approx(0.8, abs=0.1)
    assert deskew.residual(ink(text_page()), 300) == pytest.approx(0, abs=0.05)
    assert deskew.residual(np.zeros((900, 700), np.uint8), 100) == 0


def test_a_strip_too_low_for_waves_of_lines_says_nothing_of_skew():
    strip = np.zeros((150, 3000), np.uint8)
    strip[70:80, 100:2900] = 255

    assert deskew.residual(strip, 300) == 0


def test_more_skew_than_is_looked_for_is_still_skew():
    assert deskew.residual(ink(turned(text_page(), -6)), 300) == pytest.approx(-2.0)


def test_straightened_page_has_none_left():
    (page,) = prepare(turned(text_page(), 3.7), 300)
    (askew,) = prepare(turned(text_page(), 1.2), 300, {"deskew": {"off": True}})

    assert page.readings["letters"]["residual_skew"] == pytest.approx(0, abs=0.06)
    assert askew.readings["letters"]["residual_skew"] == pytest.approx(1.2, abs=0.15)
