from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np
import pytest
from tests.engines.imaging.pages import coloured, halftone, lit, noisy, text_page

from javon.engines.imaging import binarize, denoise, edges, illumination, pictures, showthrough


def f_measure(mask: np.ndarray, truth: np.ndarray) -> float:
    both = np.count_nonzero((mask > 0) & truth)
    return 2 * both / (np.count_nonzero(mask) + np.count_nonzero(truth))


def shine_through(page: np.ndarray, strength: float = 0.28) -> np.ndarray:
    """The page with the print of another one shining through from behind."""
    behind = cv2.GaussianBlur(text_page(seed=99)[:, ::-1], (9, 9), 0).astype(np.float32)
    return (page * (1 - strength * (1 - behind / 255))).astype(np.uint8)


def test_uneven_light_becomes_white_paper():
    page = lit((text_page() * 0.8).astype(np.uint8) + 20)

    light = illumination.measure(page, 300)
    white = illumination.whiten(page, light, light.params)

    assert light.uneven > 0.3
    assert np.percentile(white[text_page() > 250], 5) > 240


def test_reading_copy_keeps_the_tone_of_its_paper():
    page = lit(coloured(text_page(), (230, 215, 180)))

    light = illumination.measure(page, 300)
    even = illumination.apply(page, light, light.params)
    paper = even[text_page() == 255]

    assert light.params["even"]
    assert np.percentile(paper, 95, axis=0) - np.percentile(paper, 5, axis=0) == pytest.approx([0] * 3, abs=14)
    ratio = np.median(paper, axis=0) / np.median(paper, axis=0)[0]
    assert ratio == pytest.approx(np.array((230, 215, 180)) / 230, abs=0.03)


def test_even_page_is_left_alone():
    page = np.minimum(text_page(), 238).astype(np.uint8)

    light = illumination.measure(page, 300)

    assert light.params["even"] is False
    assert illumination.apply(page, light, light.params) is page
    assert illumination.whiten(page, light, {"off": True}) is page


def screened(picture: np.ndarray, lines: float = 85) -> np.ndarray:
    """The picture as dots of a halftone screen of so many lines an inch, at 300 dpi, scanned a little softly."""
    rows, columns = np.mgrid[: picture.shape[0], : picture.shape[1]] * (math.pi * lines / 300)
    dots = 127.5 + 63.7 * (np.cos(columns + rows) + np.cos(columns - rows))
    return np.asarray(cv2.GaussianBlur(np.where(picture > dots, 255, 0).astype(np.uint8), (0, 0), 0.7), np.uint8)


@pytest.mark.parametrize("make", [lambda soft: soft, screened], ids=["photograph", "halftone"])
@pytest.mark.parametrize("side", [150, 200])
def test_small_picture_is_found(make: Callable[[np.ndarray], np.ndarray], side: int):
    page = text_page()
    page[1300 : 1300 + side, 400 : 400 + side] = make(halftone(side, side))

    (box,) = pictures.measure(page, 300).boxes

    assert np.allclose(box, (400, 1300, 400 + side, 1300 + side), atol=16)


def test_large_letters_and_tinted_boxes_are_no_pictures():
    page = text_page()
    page[300:700, 200:-200] = 255
    cv2.putText(page, "BIR", (260, 640), cv2.FONT_HERSHEY_SIMPLEX, 10, (10,), 70)
    page[1300:1460, 400:900] = np.minimum(page[1300:1460, 400:900], 170)

    assert pictures.measure(page, 300).boxes == ()


def test_picture_is_not_whitened():
    page = np.minimum(text_page(lines=12), 235).astype(np.uint8)
    page[1300:2100, 400:1300] = halftone(800, 900)
    found = pictures.measure(page, 300)

    light = illumination.measure(page, 300, pictures.mask_of(found.params, page.shape))
    white = illumination.whiten(page, light, light.params)

    assert np.median(white[1350:2050, 450:1250]) < 140


def test_show_through_goes_and_print_stays():
    page = shine_through(np.maximum(text_page(), 40).astype(np.uint8))

    tones = showthrough.measure(page)
    clean = showthrough.apply(page, tones.params)
    behind = (text_page() == 255) & (cv2.erode(page, np.ones((5, 5))) < 230)

    assert tones.haze > 0.7
    assert np.mean(clean[behind] >= 250) > 0.6
    assert np.median(clean[text_page() < 50]) < 50


def test_clean_page_is_not_stretched():
    page = text_page()

    assert showthrough.measure(page).params == {}
    assert showthrough.apply(page, {}) is page


def test_grain_is_taken_out_only_where_there_is_much():
    grainy = noisy(np.minimum(text_page(), 225).astype(np.uint8), 22)

    assert denoise.measure(grainy, 20).params == {"median": 3}
    assert denoise.measure(noisy(np.minimum(text_page(), 225).astype(np.uint8), 3), 20).params == {}
    assert denoise.measure(text_page(), 0).params == {}


def test_salt_and_pepper_is_taken_out():
    rng = np.random.default_rng(2)
    page = np.where(rng.random((2480, 1748)) < 0.02, rng.integers(0, 2, (2480, 1748)) * 255, text_page())

    reading = denoise.measure(page.astype(np.uint8), 0)

    assert reading.params == {"median": 3}
    assert denoise.measure(text_page(letter=20), 0).specks < 30


def test_specks_of_a_noisy_page_go_and_full_stops_stay():
    mask = np.zeros((400, 400), np.uint8)
    mask[100:102, 100:102] = 255
    mask[200:206, 200:206] = 255

    cleared = denoise.despeckle(mask, {"median": 3}, 300)

    assert cleared[100:102, 100:102].max() == 0
    assert cleared[200:206, 200:206].min() == 255
    assert denoise.despeckle(mask, {}, 300) is mask


@pytest.mark.parametrize("page", [text_page(letter=30), noisy(lit(text_page(letter=30)), 10)], ids=["clean", "bad"])
def test_ink_is_found(page: np.ndarray):
    light = illumination.measure(page, 300)

    mask = binarize.apply(illumination.whiten(page, light, light.params), {}, 300)

    assert f_measure(mask, text_page(letter=30) < 128) > 0.95


def test_black_and_white_stays_as_it_is():
    page = np.where(text_page() < 128, 0, 255).astype(np.uint8)

    assert np.array_equal(binarize.apply(page, {}, 300), 255 - page)


def test_blank_page_has_no_ink():
    assert not binarize.apply(noisy(np.full((600, 500), 240, np.uint8), 2), {}, 150).any()


def test_pictures_are_told_from_text():
    page = text_page(lines=12)
    page[1300:2100, 400:1300] = halftone(800, 900)

    found = pictures.measure(page, 300)

    assert len(found.boxes) == 1
    assert found.boxes[0] == pytest.approx((400, 1300, 1300, 2100), abs=24)
    assert pictures.measure(text_page(letter=34), 300).boxes == ()
    assert pictures.measure(lit(text_page(letter=34)), 300).boxes == ()


def test_a_shadow_over_text_is_no_picture():
    page = text_page()
    page[:, :600] = page[:, :600] // 4

    assert pictures.measure(page, 300).boxes == ()


def test_large_letters_are_no_picture():
    page = text_page(lines=3, letter=150)

    assert pictures.measure(page, 300).boxes == ()


def test_rim_shadow_is_cleared_and_text_is_not():
    mask = 255 - text_page()
    mask = np.where(mask > 127, 255, 0).astype(np.uint8)
    print_only = mask.copy()
    mask[:, :14] = 255
    mask[2470:, 300:1500] = 255

    rim = edges.measure(mask, 300)

    assert np.array_equal(edges.apply(mask, rim.params, 0), print_only)
    assert edges.apply(mask, {"off": True, **rim.params}, 0) is mask


@pytest.mark.parametrize("colour", [False, True])
def test_even_grey_paper_is_lifted_to_near_white(colour: bool):
    page = np.clip(text_page().astype(np.float32) * 0.62 + 20, 0, 255).astype(np.uint8)
    shown = np.repeat(page[:, :, None], 3, axis=2) if colour else page

    light = illumination.measure(page, 300, colours=shown)
    lifted = illumination.apply(shown, light, light.params)

    assert np.median(lifted) >= 248
    assert np.percentile(lifted, 1) < 60


def test_tinted_paper_photographs_and_pictures_keep_their_tone():
    tinted = coloured(text_page(), (200, 185, 150))
    grey = np.asarray(cv2.cvtColor(tinted, cv2.COLOR_RGB2GRAY), np.uint8)
    photograph = halftone(2480, 1748)
    page = (text_page(lines=12) * 0.7 + 20).astype(np.uint8)
    page[1300:2100, 400:1300] = halftone(800, 900)
    box = (400, 1300, 1300, 2100)

    for image, colours in ((grey, tinted), (photograph, photograph)):
        assert "gain" not in illumination.measure(image, 300, colours=colours).params
    light = illumination.measure(page, 300, pictures.mask_of({"boxes": [box]}, page.shape))
    lifted = illumination.apply(page, light, light.params, [box])

    assert np.median(lifted[:1200]) >= 248
    assert np.array_equal(lifted[1300:2100, 400:1300], page[1300:2100, 400:1300])
