from __future__ import annotations

import cv2
import numpy as np
import pytest
from tests.engines.imaging.pages import coloured, lit, noisy, text_page

from javon.engines.imaging import prepare
from javon.engines.quality import Code, Verdict, judge, measure_image


def measured(page: np.ndarray, dpi: float = 300) -> dict[str, float]:
    (done,) = prepare(page, dpi)
    return measure_image(done.image, done.mask, dpi=done.dpi, declared_dpi=dpi, readings=done.readings)


def grey_page() -> np.ndarray:
    """A sound scan: black print on paper that is not quite white, edges a little soft."""
    page = text_page().astype(np.float32) * (205 / 255) + 30
    return noisy(cv2.GaussianBlur(page, (3, 3), 0).astype(np.uint8), 2)


def shrunk(page: np.ndarray, factor: float) -> np.ndarray:
    return np.asarray(cv2.resize(page, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)


def codes(page: np.ndarray, dpi: float = 300) -> set[str]:
    return {flag.code for flag in judge(measured(page, dpi))[1]}


def test_sound_page_is_good():
    assert judge(measured(grey_page())) == (Verdict.GOOD, ())


def test_letters_are_measured():
    found = measured(text_page())

    # The face has an x-height of about half its size of 42 pixels.
    assert found["x_height"] == pytest.approx(22, abs=3)
    assert found["letters"] > 800
    assert found["text_dpi"] == pytest.approx(found["x_height"] / 0.067, rel=0.01)


def test_small_image_is_scanned_again():
    verdict, flags = judge(measured(shrunk(grey_page(), 0.25), 75))

    assert verdict is Verdict.RESCAN
    assert flags[0].code == Code.TEXT_SMALL


def test_stated_resolution_counts_and_a_meaningless_one_does_not():
    assert Code.RESOLUTION_LOW in codes(shrunk(grey_page(), 0.6), 150)
    assert Code.RESOLUTION_LOW not in codes(grey_page(), 72)


def test_blur():
    sharp = measured(grey_page())
    soft = measured(np.asarray(cv2.GaussianBlur(grey_page(), (0, 0), 5), np.uint8))

    assert soft["blur"] > 2 * sharp["blur"]
    assert Code.BLURRED in {flag.code for flag in judge(soft)[1]}


def test_blur_is_seen_at_any_resolution():
    small = shrunk(grey_page(), 0.5)

    assert Code.BLURRED not in codes(small, 150)
    assert Code.BLURRED in codes(np.asarray(cv2.GaussianBlur(small, (0, 0), 3), np.uint8), 150)


def blown_up(page: np.ndarray, factor: float) -> np.ndarray:
    """The page from fewer pixels, made as large as before."""
    size = (page.shape[1], page.shape[0])
    return np.asarray(cv2.resize(shrunk(page, 1 / factor), size, interpolation=cv2.INTER_CUBIC), np.uint8)


def test_a_page_blown_up_to_its_resolution_is_seen():
    page = grey_page()

    assert measured(page)["detail"] > 0.4
    assert codes(blown_up(page, 3)) == {Code.BLURRED}


def test_of_a_page_that_claims_no_resolution_no_detail_is_asked():
    assert measured(blown_up(grey_page(), 3), 0)["detail"] == 0


def test_faint_print():
    page = (text_page().astype(np.float32) * 0.12 + 190).astype(np.uint8)

    assert Code.CONTRAST_LOW in codes(page)


def test_noise_is_measured_in_levels():
    found = measured(noisy(np.clip(text_page(), 40, 190).astype(np.uint8), 14))

    assert found["noise"] == pytest.approx(14, rel=0.2)
    assert Code.NOISY in {flag.code for flag in judge(found)[1]}


def test_blue_paper_of_a_photograph_in_the_shade():
    assert measured(coloured(text_page(), (170, 195, 235)))["cast"] < -15
    assert Code.COLOUR_CAST in codes(coloured(text_page(), (170, 195, 235)))
    assert Code.COLOUR_CAST not in codes(coloured(text_page(), (225, 205, 160)))


def test_deep_shadow():
    assert Code.UNEVEN in codes(lit(grey_page(), 0.5))
    assert Code.UNEVEN not in codes(lit(grey_page(), 0.85))


def test_blank_page_is_only_called_blank():
    verdict, flags = judge(measured(noisy(np.full((2480, 1748), 236, np.uint8), 2)))

    assert verdict is Verdict.LOOK
    assert [flag.code for flag in flags] == [Code.BLANK]


def test_cut_page():
    assert Code.CUT_OFF in codes(np.ascontiguousarray(grey_page()[:, 260:]))


def test_black_and_white_has_no_clipping():
    found = measured(np.where(text_page() < 128, 0, 255).astype(np.uint8))

    assert (found["clipped_light"], found["clipped_dark"]) == (0, 0)
    assert judge(found)[0] is Verdict.GOOD


def test_every_figure_is_a_plain_number():
    assert {type(value) for value in measured(grey_page()).values()} == {float}


def test_light_burnt_out_is_seen_although_the_page_is_evened_out():
    page = (text_page() * 0.8).astype(np.uint8)
    page[600:1500, 500:1400] = np.maximum(page[600:1500, 500:1400], 255)

    assert Code.CLIPPED_LIGHT in codes(page)


def test_pepper_is_noise():
    page = grey_page()
    page[np.random.default_rng(1).random(page.shape) < 0.02] = 0

    assert Code.NOISY in codes(page)


def test_a_dark_page_says_so_and_a_grey_one_does_not():
    assert Code.DARK in codes((grey_page() * 0.35).astype(np.uint8))
    assert codes((grey_page() * 0.7).astype(np.uint8)) == set()


def test_lifting_grey_paper_hides_nothing():
    page = noisy((text_page().astype(np.float32) * 0.16 + 100).astype(np.uint8), 1)

    found = measured(page)

    assert found["contrast"] < 50
    assert found["paper"] == pytest.approx(141, abs=4)
