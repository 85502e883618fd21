from __future__ import annotations

import numpy as np
import pytest
from tests.engines.imaging.pages import drawing, lit, map_page, noisy, on_table, text_page, turned

from javon.engines.imaging import deskew


@pytest.mark.parametrize("angle", [-14.3, -6.21, -2.5, -0.73, -0.11, 0.0, 0.37, 1.84, 4.9, 12.6])
def test_angle_is_found_to_a_twentieth_of_a_degree(angle: float):
    skew = deskew.measure(turned(text_page(), angle), 300)

    assert skew.angle == pytest.approx(angle, abs=0.05)
    assert skew.confidence > 0.6


@pytest.mark.parametrize("angle", [-1.27, 0.62])
def test_degraded_page(angle: float):
    page = noisy(lit(turned(text_page(), angle)), 18)

    assert deskew.measure(page, 300).angle == pytest.approx(angle, abs=0.05)


def test_page_on_a_dark_table():
    page = turned(on_table(text_page()), 1.4, fill=25)

    assert deskew.measure(page, 300).angle == pytest.approx(1.4, abs=0.05)


@pytest.mark.parametrize("columns", [2, 4])
def test_columns_whose_lines_stand_at_different_heights(columns: int):
    page = text_page((2480, 3508), columns=columns, lines=50, letter=34, phase=25)

    assert deskew.measure(turned(page, 0.9), 300).angle == pytest.approx(0.9, abs=0.05)


def test_three_lines_are_enough():
    assert deskew.measure(turned(text_page(lines=3), -1.1), 300).angle == pytest.approx(-1.1, abs=0.08)


def test_page_without_known_resolution():
    assert deskew.measure(turned(text_page(), 2.2)).angle == pytest.approx(2.2, abs=0.05)


def test_blank_page_is_left_alone():
    skew = deskew.measure(np.full((2480, 1748), 250, np.uint8), 300)

    assert skew == deskew.Skew(0.0, 0.0)
    assert skew.params == {"angle": 0.0}


def test_grain_alone_is_no_reason_to_turn():
    skew = deskew.measure(noisy(np.full((2480, 1748), 200, np.uint8), 25), 300)

    assert skew.params == {"angle": 0.0}


@pytest.mark.parametrize("angle", [-13.2, -4.0, 2.5, 8.0])
def test_hatching_is_no_reason_to_turn(angle: float):
    assert deskew.measure(drawing(angle), 300).params == {"angle": 0.0}


@pytest.mark.parametrize("slope", [-9.0, 3.0, 13.0])
@pytest.mark.parametrize("names", [4, 7])
def test_map_is_not_turned_after_its_rivers(slope: float, names: int):
    assert deskew.measure(map_page(slope, names=names), 300).params == {"angle": 0.0}


def test_drawing_on_a_page_of_text_does_not_hide_the_skew_of_its_lines():
    page = text_page(lines=12)
    page[1000:] = np.minimum(page[1000:], drawing(11.0)[600:2080])

    assert deskew.measure(turned(page, 1.2), 300).angle == pytest.approx(1.2, abs=0.05)


@pytest.mark.parametrize("at", [(600, 700), (900, 1500)])
def test_two_words_are_too_few_to_say_that_a_page_is_skewed(at: tuple[int, int]):
    page = np.full((2480, 1748), 240, np.uint8)
    words = text_page(lines=1)[220:290, 220:620]
    page[at[1] : at[1] + 70, at[0] : at[0] + 400] = np.minimum(240, words)

    assert deskew.measure(on_table(page, 80), 300).params == {"angle": 0.0}


def test_apply_takes_the_measured_angle_out():
    page = turned(text_page(), 3.3)

    straight = deskew.apply(page, deskew.measure(page, 300).params)

    assert deskew.measure(straight, 300).angle == pytest.approx(0.0, abs=0.05)
    assert deskew.apply(page, {}) is page
