from __future__ import annotations

import json

import cv2
import numpy as np
import pytest
from tests.engines.imaging.pages import coloured, curled, gutter_shadow, lit, noisy, on_table, text_page, turned

from javon.engines.imaging import STEPS, Prepared, prepare

HARD = {
    "grey": noisy(lit(on_table(turned(text_page(number="5"), 1.3))), 5),
    "colour": lit(on_table(coloured(turned(text_page(), -2.2), (231, 216, 180)))),
    "curled": curled(text_page(), 70),
    "opening": gutter_shadow(noisy(np.hstack([text_page(seed=1), text_page(seed=2)]), 6), 1748),
    "bilevel": np.where(text_page() < 128, 0, 255).astype(np.uint8),
    "noisy": noisy(np.minimum(text_page(), 225).astype(np.uint8), 24),
}


@pytest.mark.parametrize("name", HARD)
def test_recipe_makes_the_same_pixels_again(name: str):
    image = HARD[name]

    for page in prepare(image, 300):
        recipe = json.loads(json.dumps(page.recipe))
        again = prepare(image, 300, recipe)

        assert [other.part for other in again] == [page.part]
        assert again[0].recipe == page.recipe
        for layer in ("image", "clean", "mask"):
            assert np.array_equal(getattr(again[0], layer), getattr(page, layer)), layer


def test_layers_agree_in_size_and_type():
    (page,) = prepare(HARD["colour"], 300)

    assert page.image.shape == (*page.mask.shape, 3)
    assert page.clean.shape == page.mask.shape
    assert set(np.unique(page.mask)) == {0, 255}
    assert {layer.dtype for layer in (page.image, page.clean, page.mask)} == {np.dtype(np.uint8)}


def test_skew_border_and_light_are_gone():
    (page,) = prepare(HARD["grey"], 300)

    assert page.recipe["deskew"]["angle"] == pytest.approx(1.3, abs=0.05)
    assert page.readings["deskew"]["confidence"] > 0.6
    assert page.image.shape < HARD["grey"].shape
    assert np.percentile(page.clean, 50) >= 250
    rim = np.concatenate([page.mask[0], page.mask[-1], page.mask[:, 0], page.mask[:, -1]])
    assert not rim.any()


def test_opening_gives_two_pages_with_their_own_recipes():
    pages = prepare(HARD["opening"], 300)

    assert [page.part for page in pages] == [0, 1]
    assert [page.recipe["split"]["part"] for page in pages] == [0, 1]
    assert pages[0].recipe["split"]["at"] == pytest.approx(1748, abs=25)


def test_every_step_can_be_switched_off():
    image = HARD["grey"]

    (page,) = prepare(image, 300, {name: {"off": True} for name in STEPS})

    assert np.array_equal(page.image, image)
    assert np.array_equal(page.clean, image)


def test_given_parameters_are_used_instead_of_measured_ones():
    (page,) = prepare(text_page(), 300, {"crop": {"box": [100, 200, 900, 1400]}, "deskew": {"angle": 2.0}})

    assert page.image.shape == (1200, 800)
    assert page.recipe["deskew"] == {"angle": 2.0}
    assert page.readings["deskew"]["confidence"] > 0.6


@pytest.mark.parametrize("answer", [0, 90, 270])
def test_page_that_seems_to_lie_asks_how_it_stands(answer: int):
    lying = np.ascontiguousarray(np.rot90(text_page()))
    asked: list[tuple[int, ...]] = []

    def upright(image: np.ndarray) -> int:
        asked.append(image.shape)
        return answer

    (page,) = prepare(lying, 300, {"split": {"off": True}}, upright=upright)

    assert asked == [lying.shape]
    assert page.recipe["orient"] == {"angle": answer}


def test_page_that_seems_to_lie_stays_where_nobody_can_be_asked():
    (page,) = prepare(np.ascontiguousarray(np.rot90(text_page())), 300, {"split": {"off": True}})

    assert page.recipe["orient"] == {"angle": 0}


def test_upright_page_asks_nobody():
    def upright(image: np.ndarray) -> int:
        raise AssertionError("asked without need")

    assert len(prepare(text_page(), 300, upright=upright)) == 1


def test_blank_page():
    (page,) = prepare(noisy(np.full((1700, 1200), 240, np.uint8), 2), 200)

    assert page.blank
    assert not page.mask.any()


@pytest.mark.parametrize("shape", [(1, 1), (3, 900), (40, 40), (900, 5, 3)])
def test_tiny_images_pass(shape: tuple[int, ...]):
    (page,) = prepare(np.full(shape, 200, np.uint8))

    assert isinstance(page, Prepared)
    assert page.mask.shape == page.image.shape[:2]


@pytest.mark.parametrize("kind", ["noise", "black", "white", "bilevel", "soft", "spot"])
def test_senseless_images_pass_and_are_repeatable(kind: str):
    rng = np.random.default_rng(5)
    for _ in range(8):
        height, width = (int(side) for side in rng.integers(1, 400, 2))
        image = rng.integers(0, 256, (height, width, 3) if rng.random() < 0.5 else (height, width)).astype(np.uint8)
        if kind in ("black", "white", "spot"):
            image[:] = 255 if kind == "white" else 0
        if kind == "bilevel":
            image = np.where(image < 128, 0, 255).astype(np.uint8)
        if kind == "soft":
            image = np.asarray(cv2.GaussianBlur(image, (0, 0), 8), np.uint8).reshape(image.shape)
        if kind == "spot":
            image[height // 3 : height // 2 + 1, width // 4 : width // 2 + 1] = 210
        for page in prepare(image):
            assert page.mask.shape == page.clean.shape == page.image.shape[:2]
            assert np.array_equal(prepare(image, 0, page.recipe)[0].mask, page.mask)


def test_clock_names_every_step():
    (page,) = prepare(text_page(), 300)

    assert {"orient", "split", "dewarp", "deskew", "crop", "warp", "illumination", "binarize"} <= set(page.seconds)
