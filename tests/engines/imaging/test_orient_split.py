from __future__ import annotations

import numpy as np
import pytest
from tests.engines.imaging.pages import gutter_shadow, halftone, lit, noisy, text_page

from javon.engines.imaging import orient, split


def test_upright_page_stays():
    reading = orient.measure(text_page(), 300)

    assert not reading.lying
    assert reading.clearness > 1.5


@pytest.mark.parametrize("quarters", [1, 3])
def test_lying_page_is_suspected_but_not_turned_by_its_lines_alone(quarters: int):
    reading = orient.measure(np.ascontiguousarray(np.rot90(text_page(), quarters)), 300)

    assert reading.lying
    assert reading.params == {"angle": 0}


def test_apply_turns_clockwise():
    page = np.array([[1, 2], [3, 4]], np.uint8)

    assert orient.apply(page, {"angle": 90}).tolist() == [[3, 1], [4, 2]]
    assert orient.apply(page, {"angle": 180}).tolist() == [[4, 3], [2, 1]]
    assert orient.apply(page, {"angle": 270}).tolist() == [[2, 4], [1, 3]]
    assert orient.apply(page, {"angle": 90, "off": True}) is page


def test_blank_page_is_not_turned():
    assert orient.measure(np.full((900, 600), 255, np.uint8), 100).params == {"angle": 0}


def double(gap: int = 0) -> np.ndarray:
    halves = [text_page(seed=1), np.full((2480, max(1, gap)), 255, np.uint8), text_page(seed=2)]
    return np.hstack(halves)


def test_opening_is_split_in_the_shadow_of_the_binding():
    page = gutter_shadow(noisy(double(), 6), 1748)

    found = split.measure(page, 300)

    assert found.reason == "gutter"
    assert found.at == pytest.approx(1748, abs=25)


def test_opening_is_split_in_the_gap_between_its_texts():
    found = split.measure(double(gap=40), 300)

    assert found.reason == "gap"
    assert found.at == pytest.approx(1768, abs=90)


@pytest.mark.parametrize(
    "page",
    [
        text_page(),
        text_page((2480, 1748), lines=20),
        text_page((3508, 2480), columns=2, lines=36),
        text_page((3508, 2480), columns=3, lines=36),
        lit(text_page((3508, 2480), columns=2, lines=36)),
        np.full((1748, 2480), 240, np.uint8),
        text_page((3400, 800), lines=8),
    ],
    ids=["portrait", "landscape", "two columns", "three columns", "uneven light", "blank", "cutting"],
)
def test_single_page_is_never_split(page: np.ndarray):
    assert split.measure(page, 300).at is None


def test_opening_with_a_black_gutter_is_split():
    page = gutter_shadow(double(), 1748, reach=60, depth=0.97)
    assert split.measure(page, 300).at == pytest.approx(1748, abs=20)


@pytest.mark.parametrize("depth", [0.0, 0.4])
def test_picture_across_the_fold_keeps_the_opening_whole(depth: float):
    page = double()
    page[150:1900, 200:-200] = halftone(1750, page.shape[1] - 400)
    if depth:
        page = gutter_shadow(page, 1748, depth=depth)
    assert split.measure(page, 300).at is None


def test_parts():
    page = np.arange(20, dtype=np.uint8).reshape(2, 10)

    assert [(number, part.shape) for number, part in split.apply(page, {"at": 4})] == [(0, (2, 4)), (1, (2, 6))]
    assert [number for number, _ in split.apply(page, {"at": 4, "part": 1})] == [1]
    assert [part.shape for _, part in split.apply(page, {})] == [(2, 10)]
    assert [part.shape for _, part in split.apply(page, {"at": 4, "off": True})] == [(2, 10)]
