"""How much memory a page takes, as arrays that live at once: a scan of 20 million pixels must fit beside another."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import cv2
import numpy as np
import pytest
from tests.engines.imaging.pages import coloured, lit, text_page, turned

from javon.engines.imaging import derivatives, prepare
from javon.engines.imaging.denoise import despeckle
from javon.engines.imaging.derivatives import write_background
from javon.engines.imaging.raster import BAND


def scan_in_colour(angle: float) -> np.ndarray:
    """A page under uneven light, as decoded."""
    return lit(coloured(turned(text_page((2400, 3000)), angle), (250, 240, 220)))


@pytest.mark.parametrize("angle", [0.0, 2.0])
def test_a_scan_is_given_up_when_its_page_is_made(angle: float):
    tracemalloc.start()
    try:
        scan = [scan_in_colour(angle)]
        size = scan[0].nbytes
        tracemalloc.reset_peak()
        (page,) = prepare(scan.pop(), 300)
        left, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert page.readings["illumination"]["uneven"] >= 0.06
    assert left < 1.2 * size
    assert peak < 2.3 * size


def test_the_caller_keeps_his_pixels():
    scan = scan_in_colour(0.0)
    before = scan.copy()

    prepare(scan, 300)

    assert np.array_equal(scan, before)


def test_background_needs_no_second_page(tmp_path: Path):
    image = scan_in_colour(0.0)
    mask = np.where(image[:, :, 1] < 100, 255, 0).astype(np.uint8)
    tracemalloc.start()
    try:
        write_background(image, mask, tmp_path / "background.jpg", 300)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 0.8 * image.nbytes


def test_background_in_bands_is_that_of_the_whole(monkeypatch: pytest.MonkeyPatch):
    image, factor = scan_in_colour(0.0)[:1001], 3
    mask = np.where(image[:, :, 1] < 100, 255, 0).astype(np.uint8)
    value, weight = derivatives._bare(image, mask, factor)
    monkeypatch.setattr(derivatives, "BAND", 5000)

    whole, known = derivatives._bare(image, mask, factor)

    assert np.array_equal(value, whole)
    assert np.array_equal(weight, known)


def test_specks_are_told_alike_in_bands():
    generator = np.random.default_rng(4)
    mask = np.where(generator.random((3 * BAND + 17, 500)) < 0.2, 255, 0).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    keep = np.where(stats[:, cv2.CC_STAT_AREA] >= 7, 255, 0).astype(np.uint8)
    keep[0] = 0

    assert np.array_equal(despeckle(mask, {"median": 3}, 300), keep[labels])
