"""Printed tones stay: pale pictures, photographs, tints of a map; uneven light still goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from tests.engines.imaging.pages import coloured, halftone, lit, noisy, text_page

from javon.engines.imaging import prepare, tones
from javon.engines.imaging.geometry import Geometry, warp
from javon.engines.imaging.intake import load_frame
from javon.engines.imaging.raster import reduce, to_grey
from javon.engines.quality import measure_image

PLACE = (300, 1300, 1400, 2100)
PAPER = (252, 250, 242)


def painting(height: int, width: int) -> np.ndarray:
    """A pale sky that darkens downwards, a cloud, pale hills."""
    fall = np.linspace(0, 1, height)[:, None, None]
    sky = np.array((222, 234, 248)) - fall * np.array((30, 22, 4)) + np.zeros((height, width, 1))
    sky = np.ascontiguousarray(sky.astype(np.uint8))
    cv2.ellipse(sky, (width // 3, height // 4), (width // 8, height // 12), 0, 0, 360, (244, 244, 248), -1)
    hill = np.array([(0, height), (width // 2, height // 2), (width, height)])
    cv2.fillPoly(sky, [hill], (214, 224, 190))
    return sky


def with_picture(picture: np.ndarray, place: tuple[int, int, int, int] = PLACE) -> np.ndarray:
    left, top, right, bottom = place
    page = coloured(text_page(lines=14), PAPER) if picture.ndim == 3 else np.minimum(text_page(lines=14), 248)
    page = page.astype(np.uint8)
    page[top - 30 : bottom + 30, max(0, left - 30) : right + 30] = PAPER if picture.ndim == 3 else 248
    page[top:bottom, left:right] = picture
    return page


def bright_sky(height: int, width: int) -> np.ndarray:
    """A grey photograph whose sky is as bright as the paper."""
    soft = halftone(height, width).astype(np.float32)
    sky = np.clip(np.linspace(2.2, -1, height), 0, 1)[:, None]
    return (246 * sky + soft * (1 - sky)).astype(np.uint8)


def kept(page: np.ndarray, place: tuple[int, int, int, int]) -> float:
    """Mean change within the picture; all of it must be on the prepared page."""
    (made,) = prepare(page.copy(), 300)
    left, top, right, bottom = place
    x, y, end, foot = made.recipe["crop"]["box"]
    assert (x <= left + 8, y <= top + 8, end >= right - 8, foot >= bottom - 8) == (True,) * 4
    before = warp(page, Geometry.of(page, made.recipe)).astype(int)
    inside = np.abs(before - made.image.astype(int))[max(0, top - y) : bottom - y, max(0, left - x) : right - x]
    return float(inside.mean())


@pytest.mark.parametrize("light", [1.0, 0.92])
@pytest.mark.parametrize("make", [painting, bright_sky, halftone])
def test_picture_keeps_its_tones(make: Callable[[int, int], np.ndarray], light: float):
    left, top, right, bottom = PLACE
    page = with_picture(make(bottom - top, right - left))

    # Under light that falls off the picture may become a little brighter, as the paper does.
    assert kept(lit(page, light) if light < 1 else page, PLACE) < 10


def test_picture_up_to_the_edge_of_the_page_is_kept_whole():
    for place in ((0, 500, 1300, 2200), (500, 600, 1748, 2480)):
        picture = halftone(place[3] - place[1], place[2] - place[0])
        assert kept(with_picture(picture, place), place) < 10


def test_light_streak_in_a_picture_is_no_binding():
    place = (230, 300, 1500, 1950)
    picture = halftone(1650, 1270)
    picture[:, 100:160] = 20
    picture[:, 220:260] = 240

    assert kept(with_picture(picture, place), place) < 10


def test_tint_with_print_on_it_is_kept_and_its_print_is_ink():
    page = coloured(text_page(), PAPER)
    tinted = page[900:1500, 180:1560]
    page[900:1500, 180:1560] = (tinted * np.array((0.86, 0.95, 0.99))).astype(np.uint8)
    page[860:900], page[1500:1540] = PAPER, PAPER

    (made,) = prepare(page.copy(), 300)

    assert made.toned
    assert made.pictures == ()
    assert np.abs(warp(page, Geometry.of(page, made.recipe)).astype(int) - made.image).mean() < 2
    assert np.count_nonzero(made.mask) == pytest.approx(np.count_nonzero(to_grey(page) < 128), rel=0.1)


@pytest.mark.parametrize("colour", [False, True])
def test_shadows_and_falling_light_are_no_printed_tones(colour: bool):
    page = coloured(text_page(), PAPER) if colour else text_page()
    shade = np.ones(page.shape[:2], np.float32)
    shade[:, :700] = 0.6
    for blur in (1, 61, 241):
        soft = cv2.GaussianBlur(shade, (blur, blur), 0)
        shadowed = (page * (soft[:, :, None] if colour else soft)).astype(np.uint8)
        assert tones.find(reduce(shadowed, 4), 75) is None
    assert tones.find(reduce(lit(page), 4), 75) is None


def test_plate_without_words_is_not_blank():
    page = np.full((2480, 1748, 3), PAPER, np.uint8)
    page[700:1500, 300:1400] = painting(800, 1100)

    (made,) = prepare(page, 300)

    assert not made.blank
    measured = measure_image(made.image, made.mask, dpi=300, readings=made.readings)
    assert measured["blank"] == 0.0
    assert measured["cast"] > -1


@pytest.mark.scans
@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("32-pictures/page.jpg", (151, 362, 1016, 980)),
        ("32-pictures/portrait-grey.jpg", (157, 200, 1008, 1200)),
        ("31-drawings/pale-map.jpg", (100, 90, 1560, 1090)),
    ],
)
def test_pictures_of_the_reports(name: str, place: tuple[int, int, int, int], test_data: Path):
    page = load_frame(test_data / "reports" / name, 0).pixels
    assert kept(page, place) < 10


def test_picture_without_paper_around_it_is_left_as_it_is():
    photograph = noisy(halftone(2480, 1748), 3)

    (made,) = prepare(photograph.copy(), 300)

    assert made.image.shape == pytest.approx(photograph.shape, abs=8)
    assert np.array_equal(made.image, photograph[: made.image.shape[0], : made.image.shape[1]])
    assert not made.blank
