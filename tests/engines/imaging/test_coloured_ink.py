"""Ink in colour stays in colour, and print under a stamp comes out from under it."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from tests.engines.imaging.pages import coloured, noisy, text_page

from javon.engines.imaging import derivatives, prepare

PAPER = (252, 250, 244)
BLUE, RED = (40, 60, 190), (190, 30, 30)


def page() -> np.ndarray:
    return coloured(text_page(lines=20), PAPER)


def stamped(colour: tuple[int, int, int], strength: float = 0.8) -> np.ndarray:
    """A page with a round stamp over five of its lines, a headline and a stroke of a pen in its colour."""
    sheet = page()
    drawn = np.zeros(sheet.shape[:2], np.uint8)
    cv2.circle(drawn, (900, 700), 230, (255,), 10, cv2.LINE_AA)
    cv2.circle(drawn, (900, 700), 140, (255,), 6, cv2.LINE_AA)
    cv2.putText(drawn, "No 12", (810, 720), cv2.FONT_HERSHEY_SIMPLEX, 2, (255,), 6, cv2.LINE_AA)
    cv2.putText(drawn, "BUYRUQ", (600, 180), cv2.FONT_HERSHEY_SIMPLEX, 3, (255,), 8, cv2.LINE_AA)
    cv2.polylines(drawn, [np.array([(300, 2100), (420, 1980), (500, 2120), (640, 1990)])], False, (255,), 8)
    part = (drawn[:, :, None] / 255.0) * strength
    return (sheet * (1 - part) + np.array(colour) * part).astype(np.uint8)


def shown(made: object, tmp_path: Path) -> np.ndarray:
    """The page as the PDF shows it: black ink over the background."""
    ink = derivatives.black_ink(made.mask, made.mended, made.coloured)
    path = tmp_path / "background.jpg"
    assert derivatives.write_background(made.image, ink, path, made.dpi, pictures=True)
    behind = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
    whole = cv2.resize(behind, (ink.shape[1], ink.shape[0]), interpolation=cv2.INTER_LINEAR)
    whole[ink > 0] = 0
    return whole


@pytest.mark.parametrize("colour", [BLUE, RED, (20, 120, 50), (110, 40, 140)])
def test_coloured_ink_is_coloured_in_the_pdf_and_print_black(colour: tuple[int, int, int], tmp_path: Path):
    scan = noisy(stamped(colour), 5)
    (made,) = prepare(scan.copy(), 300)
    left, top, right, bottom = made.recipe["crop"]["box"]
    drawn = np.abs(stamped(colour).astype(int) - page()).sum(axis=2)[top:bottom, left:right] > 150
    black = page()[top:bottom, left:right].max(axis=2) < 40

    seen = shown(made, tmp_path).astype(int)

    stroke, print_only = seen[drawn & ~black], seen[black & ~drawn]
    assert np.median(stroke.max(axis=1) - stroke.min(axis=1)) > 50
    assert np.argmax(np.median(stroke, axis=0)) == np.argmax(colour)
    assert (print_only.max(axis=1) < 60).mean() > 0.95


@pytest.mark.parametrize("colour", [BLUE, RED])
def test_stamp_is_taken_off_the_print_for_reading(colour: tuple[int, int, int]):
    (made,) = prepare(stamped(colour), 300)
    (bare,) = prepare(page(), 300, {"crop": made.recipe["crop"]})
    ((left, top, right, bottom),) = made.stamps
    place = np.s_[top:bottom, left:right]

    assert right - left == pytest.approx(470, abs=24)
    different = (made.clean[place] < 128) != (bare.clean[place] < 128)
    assert different.mean() < 0.01
    assert np.count_nonzero(made.mask[place]) == pytest.approx(np.count_nonzero(bare.mask[place]), rel=0.15)


def test_headline_and_pen_beside_the_print_are_read():
    (made,) = prepare(stamped(RED), 300)
    left, top, _, _ = made.recipe["crop"]["box"]
    headline = np.s_[100 - top : 190 - top, 590 - left : 1200 - left]

    assert (made.clean[headline] < 128).mean() > 0.05
    assert (made.mask[headline] > 0).mean() > 0.05


@pytest.mark.parametrize("ink", [(20, 20, 20), (92, 64, 44), (60, 50, 60)])
def test_black_brown_and_faded_print_is_not_coloured(ink: tuple[int, int, int]):
    light = text_page()[:, :, None].astype(np.float32) / 255
    sheet = (light * np.array((228, 212, 180)) + (1 - light) * np.array(ink)).astype(np.uint8)

    (made,) = prepare(noisy(sheet, 5), 300)

    assert made.coloured is None
    assert made.stamps == ()


def test_fringes_of_a_scanner_are_not_coloured():
    sheet = page()
    # Red half a pixel to the right, blue half a pixel to the left.
    for channel, shift in ((0, 1), (2, -1)):
        moved = np.roll(sheet[:, :, channel], shift, axis=1)
        sheet[:, :, channel] = cv2.addWeighted(sheet[:, :, channel], 0.5, moved, 0.5, 0)

    (made,) = prepare(sheet, 300)

    assert made.coloured is None


def test_stamp_switched_off_stays_for_reading():
    (made,) = prepare(stamped(BLUE), 300, {"stamps": {"off": True}})

    assert made.stamps == ()
    assert made.coloured is not None
