from __future__ import annotations

import cv2
import numpy as np
from tests.engines.imaging.pages import coloured, text_page

from javon.engines.imaging import framing
from javon.engines.imaging.raster import reduce

FULL = (0, 0, 1748, 2480)


def measured(page: np.ndarray) -> dict[str, float | str]:
    return framing.measure(reduce(page, 4), 75).figures(page.shape[:2], (0, 0, page.shape[1], page.shape[0]), 300)


def test_page_with_margins_is_whole():
    assert measured(text_page())["cut"] == 0


def test_lines_that_run_out_of_the_image():
    assert float(measured(text_page()[:, 260:])["cut"]) >= 1


def test_line_cut_at_the_top():
    page = text_page()
    first = int(np.flatnonzero((page < 100).any(axis=1))[0])

    assert float(measured(page[first + 14 :])["cut"]) >= 1


def test_what_is_cut_beside_the_content_does_not_count():
    page = text_page()[:, 260:]
    frame = framing.measure(reduce(page, 4), 75)

    assert frame.figures(page.shape[:2], (300, 200, 1200, 2000), 300)["cut"] == 0
    assert frame.figures(page.shape[:2], None, 300)["cut"] == 0


def test_finger_at_the_edge():
    page = coloured(text_page(), (236, 230, 214))
    bare = float(measured(page)["finger"])
    cv2.ellipse(page, (260, 2480), (110, 330), 12, 0, 360, (205, 140, 115), -1)

    assert bare == 0
    assert float(measured(page)["finger"]) > 0.3


def test_yellow_paper_is_no_finger():
    assert measured(coloured(text_page(), (214, 180, 120)))["finger"] == 0


def test_a_finger_on_a_grey_scan_is_seen_and_a_shadow_is_none():
    page = text_page()
    touched, shaded = page.copy(), page.copy()
    cv2.ellipse(touched, (1748, 1300), (260, 110), 0, 0, 360, (150,), -1)
    shaded[:, 1500:] = (shaded[:, 1500:] * np.linspace(1, 0.5, 248)).astype(np.uint8)
    shaded[2300:] = shaded[2300:] // 2

    assert float(measured(touched)["finger"]) > 0.3
    assert measured(shaded)["finger"] == 0
    assert measured(page)["finger"] == 0
