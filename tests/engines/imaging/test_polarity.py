"""Light print on dark: whole pages and bars, seen, shown and read as they should be."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from tests.engines.imaging.pages import coloured, halftone, text_page

from javon.engines.imaging import derivatives, prepare
from javon.engines.imaging.uncropped import uncropped

BAR = (220, 900, 1500, 1000)


def negative(level: int = 30) -> np.ndarray:
    return np.maximum(255 - text_page(), level).astype(np.uint8)


def with_bar(letters: str = "DIQQAT: OGOHLANTIRISH") -> np.ndarray:
    page = text_page()
    left, top, right, bottom = BAR
    page[top - 40 : bottom + 40] = 255
    page[top:bottom, left:right] = 20
    cv2.putText(page, letters, (left + 60, bottom - 30), cv2.FONT_HERSHEY_SIMPLEX, 1.8, 250, 5, cv2.LINE_AA)
    return page


def test_grey_negative_is_shown_positive_and_keeps_every_line():
    (page,) = prepare(negative(), 300)
    (right,) = prepare(text_page(), 300)

    assert page.recipe["polarity"] == {"light": True, "positive": True}
    assert not page.blank
    assert np.median(page.image) > 200
    assert np.count_nonzero(page.mask) == pytest.approx(np.count_nonzero(right.mask), rel=0.1)
    assert page.recipe["crop"]["box"] == pytest.approx(right.recipe["crop"]["box"], abs=12)


def test_film_with_a_light_edge_is_shown_positive():
    film = cv2.copyMakeBorder(negative(), 150, 150, 150, 150, cv2.BORDER_CONSTANT, value=245)

    (page,) = prepare(film, 300)

    assert page.recipe["polarity"]["positive"]
    assert np.count_nonzero(page.mask) == pytest.approx(np.count_nonzero(text_page() < 128), rel=0.2)


def test_coloured_sheet_keeps_its_colour_and_is_read_dark_on_light():
    sheet = coloured(text_page(), (255, 255, 255))
    sheet = np.where(sheet < 128, np.uint8(245), np.array((30, 60, 150), np.uint8)).astype(np.uint8)

    (page,) = prepare(sheet, 300)

    assert page.recipe["polarity"] == {"light": True, "positive": False}
    assert np.median(page.image.reshape(-1, 3), axis=0) == pytest.approx((30, 60, 150), abs=6)
    assert np.median(page.clean) > 230
    assert np.count_nonzero(page.mask) == pytest.approx(np.count_nonzero(text_page() < 128), rel=0.2)


def test_a_person_switches_it_off_and_an_old_recipe_still_works():
    (kept,) = prepare(negative(), 300, {"polarity": {"off": True}})
    (first,) = prepare(text_page(), 300)
    old = {name: params for name, params in first.recipe.items() if name not in {"polarity", "bars"}}
    (again,) = prepare(text_page(), 300, old)

    assert np.median(kept.image) < 60
    assert np.array_equal(again.image, first.image)
    assert np.array_equal(again.mask, first.mask)


def test_a_person_shows_a_negative_that_was_not_noticed_positive_and_one_that_was_as_scanned():
    found, kept = {"light": True, "positive": True}, {"light": True, "positive": False}
    printed = np.asarray(255 - negative(), np.uint8)
    (page,) = prepare(printed, 300)
    assert page.recipe.get("polarity", {}) == {}
    (turned,) = prepare(printed, 300, {"polarity": found})
    assert np.median(turned.image) < 90
    assert turned.recipe["polarity"] == found
    (shown,) = prepare(negative(), 300, {"polarity": kept})
    assert np.median(shown.image) < 90
    assert np.median(shown.clean) > 200


def test_uncropped_shows_what_the_page_shows():
    (page,) = prepare(negative(), 300)

    assert np.median(uncropped(negative(), page.recipe, 600).image) > 200


def test_letters_of_a_bar_are_dark_on_light_for_reading_only():
    (page,) = prepare(with_bar(), 300)

    ((left, top, right, bottom),) = page.mended
    assert right - left == pytest.approx(BAR[2] - BAR[0], abs=12)
    assert bottom - top == pytest.approx(BAR[3] - BAR[1], abs=12)
    assert np.median(page.image[top:bottom, left:right]) < 60
    assert np.median(page.clean[top:bottom, left:right]) > 230
    assert 0.03 < (page.mask[top:bottom, left:right] > 0).mean() < 0.4
    assert not derivatives.black_ink(page.mask, page.mended)[top:bottom, left:right].any()


def test_white_flecks_of_a_worn_bar_are_no_ink():
    page, rng = with_bar(), np.random.default_rng(1)
    left, top, right, bottom = BAR
    clean = prepare(page, 300)[0]
    for x, y in zip(rng.integers(left + 8, right - 8, 260), rng.integers(top + 8, bottom - 8, 260), strict=True):
        page[y : y + 4, x : x + 3] = 235

    (worn,) = prepare(page, 300)

    ((left, top, right, bottom),) = worn.mended
    ink, before = (np.count_nonzero(one.mask[top:bottom, left:right]) for one in (worn, clean))
    assert ink < 1.6 * before


@pytest.mark.parametrize("kind", ["text", "picture", "large picture", "bar without letters"])
def test_dark_print_pictures_and_empty_bars_stay(kind: str):
    page = with_bar("") if kind == "bar without letters" else text_page()
    if "picture" in kind:
        high = 900 if kind == "large picture" else 300
        page[800 : 840 + high] = 255
        page[820 : 820 + high, 300:1300] = halftone(high, 1000)

    (found,) = prepare(page, 300)

    assert found.recipe["polarity"] == {}
    assert found.mended == ()
