"""The page before its crop shows all of the scan, in the pixels of the straightened page."""

from __future__ import annotations

import numpy as np
from tests.engines.imaging.pages import text_page

from javon.engines.imaging import prepare, uncropped


def test_a_crop_measured_on_it_is_the_crop_of_the_page() -> None:
    scan = text_page()
    (page,) = prepare(scan, 300, {"deskew": {"angle": 2.0}})
    whole = uncropped(scan, page.recipe, 900)
    left, top, right, bottom = whole.area
    height, width = scan.shape[:2]
    assert left < 0 > top
    assert right > width - 4
    assert bottom > height - 4
    factor = (right - left) / whole.image.shape[1]
    box = page.recipe["crop"]["box"]
    x0, y0, x1, y1 = (round((value - start) / factor) for value, start in zip(box, (left, top, left, top), strict=True))
    cut = whole.image[y0:y1, x0:x1]
    seen = page.image if page.image.ndim == 2 else page.image[..., 0]
    small = seen[:: round(factor), :: round(factor)]
    rows, columns = min(cut.shape[0], small.shape[0]), min(cut.shape[1], small.shape[1])
    ink, there = cut[:rows, :columns] < 128, small[:rows, :columns] < 128
    assert abs(int(np.argmax(ink.any(axis=1))) - int(np.argmax(there.any(axis=1)))) <= 2
    assert abs(int(np.argmax(ink.any(axis=0))) - int(np.argmax(there.any(axis=0)))) <= 2


def test_a_half_and_a_turned_page_show_what_they_are() -> None:
    scan = np.full((400, 600), 255, np.uint8)
    half = uncropped(scan, {"split": {"at": 250, "part": 1}, "crop": {"box": [10, 10, 90, 90]}}, 2000)
    assert (half.image.shape, half.area) == ((400, 350), (0, 0, 350, 400))
    turned = uncropped(scan, {"orient": {"angle": 90}}, 300)
    assert (turned.image.shape, turned.area) == ((300, 200), (0, 0, 400, 600))
