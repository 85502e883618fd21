from __future__ import annotations

import cv2
import numpy as np
import pytest
from tests.engines.imaging.pages import gutter_shadow, noisy, on_table, text_page

from javon.engines.imaging import crop, paper, prepare

MARGIN = 0.24 * 300


def measured(page: np.ndarray, dpi: float) -> crop.Crop:
    return crop.measure_small(paper.Overview.of(page, dpi))


def ink_box(page: np.ndarray) -> tuple[int, int, int, int]:
    rows, columns = np.flatnonzero((page < 128).any(axis=1)), np.flatnonzero((page < 128).any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def margins(box: tuple[int, ...], inner: tuple[int, ...]) -> list[int]:
    return [inner[0] - box[0], inner[1] - box[1], box[2] - inner[2], box[3] - inner[3]]


def test_margin_is_even_on_all_sides():
    page = text_page(number="17")

    found = measured(page, 300)

    assert margins(found.box, ink_box(page)) == pytest.approx([MARGIN] * 4, abs=12)
    assert found.surround == 0


def test_black_border_goes_and_the_content_stays():
    page = text_page(number="17")
    ink = ink_box(page)

    found = measured(on_table(page, 150), 300)

    assert margins(found.box, tuple(value + 150 for value in ink)) == pytest.approx([MARGIN] * 4, abs=12)
    assert found.surround == pytest.approx(1 - page.size / on_table(page, 150).size, abs=0.03)
    assert found.paper == pytest.approx((150, 150, 150 + page.shape[1], 150 + page.shape[0]), abs=16)


def test_scanner_bar_on_one_side():
    page = text_page()
    page[:, :120] = 0

    found = measured(page, 300)

    assert found.box[0] > 120
    assert found.surround > 0


def test_page_number_and_marginalia_are_content():
    page = text_page(lines=30, margin=330, number="284")
    cv2.putText(page, "NB", (120, 900), cv2.FONT_HERSHEY_SIMPLEX, 1.6, (0,), 4)

    left, top, right, bottom = measured(page, 300).box
    ink = ink_box(page)

    assert left <= ink[0]
    assert top <= ink[1]
    assert right >= ink[2]
    assert bottom >= ink[3]


def test_specks_are_not_content():
    page = text_page()
    wanted = measured(page, 300).box
    for x, y in ((40, 60), (1690, 80), (60, 2400), (1700, 2420)):
        page[y : y + 5, x : x + 5] = 0

    assert measured(page, 300).box == pytest.approx(wanted, abs=8)


def test_facing_page_behind_the_gutter_goes():
    facing = text_page(seed=5)[:, 200:440]
    page = np.hstack([text_page(seed=4), facing])

    found = measured(gutter_shadow(page, 1748, 70), 300)

    assert found.box[2] <= 1760
    assert found.facing == pytest.approx(240 / page.shape[1], abs=0.03)


def test_nearly_empty_page_keeps_its_format():
    page = text_page(lines=5)

    left, top, right, bottom = measured(page, 300).box

    assert (top, bottom) == (0, 2480)
    assert (left, right) != (0, 1748)


def test_blank_page_is_cropped_to_its_paper():
    found = measured(on_table(noisy(np.full((1200, 900), 235, np.uint8), 3), 90), 150)

    assert found.content is None
    assert found.box == pytest.approx((90, 90, 990, 1290), abs=16)


def test_dark_picture_inside_is_paper():
    page = text_page()
    page[800:1500, 400:1300] = 30

    assert paper.find(page[::4, ::4].copy(), 75).surround == 0


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("light", [0.5, 0.2])
def test_print_in_a_deep_shadow_stays(turns: int, light: float):
    page = text_page(number="17")
    shaded = np.ascontiguousarray(np.rot90(page, turns)).astype(np.float32)
    shaded[:, : shaded.shape[1] // 3] *= light
    shaded = np.ascontiguousarray(np.rot90(shaded.astype(np.uint8), -turns))

    found = measured(shaded, 300)

    assert found.box == pytest.approx(measured(page, 300).box, abs=12)
    assert found.surround == 0


def dark_scene(height: int, width: int, low: int, high: int) -> np.ndarray:
    """A night: soft shapes with tones between two levels, and grain."""
    rng = np.random.default_rng(5)
    shapes = [cv2.resize(rng.random((height // n + 2, width // n + 2)), (width, height)) for n in (60, 200)]
    fall = np.linspace(0, 0.2, height)[:, None]
    tones = np.clip(0.35 * shapes[0] + 0.45 * shapes[1] + fall, 0, 1)
    return np.clip(low + (high - low) * tones + rng.normal(0, 3, (height, width)), 0, 255).astype(np.uint8)


@pytest.mark.parametrize(("low", "high", "share"), [(8, 90, 0.3), (15, 140, 0.6)])
@pytest.mark.parametrize("turns", range(4))
def test_dark_picture_over_a_whole_side_of_the_page_is_kept(turns: int, low: int, high: int, share: float):
    sheet = np.rot90(text_page()[::2, ::2], turns).copy()
    depth = int(share * sheet.shape[0])
    sheet[: depth + 40] = int(np.median(sheet))
    sheet[:depth] = dark_scene(depth, sheet.shape[1], low, high)

    (page,) = prepare(np.ascontiguousarray(np.rot90(sheet, -turns)), 150)

    left, top, right, bottom = page.recipe["crop"]["box"]
    height, width = sheet.shape if turns % 2 == 0 else sheet.shape[::-1]
    kept = {0: (-top, -left, right - width), 1: (right - width, -top, bottom - height)}
    kept |= {2: (bottom - height, -left, right - width), 3: (-left, -top, bottom - height)}
    assert min(kept[turns]) >= -4
    assert max(right - left, bottom - top) > depth + 40


def test_even_bar_along_a_whole_side_is_no_picture():
    page = text_page()
    page[:, :260] = np.clip(np.random.default_rng(2).normal(14, 3, (page.shape[0], 260)), 0, 255).astype(np.uint8)
    assert measured(page, 300).box[0] >= 250
