"""What is given is done, and measured all the same: what is wrong with a scan stays wrong however it is cut."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from tests.engines.imaging.pages import coloured, curled, lit, noisy, on_table, text_page, turned

from javon.engines.imaging import Prepared, prepare


def specked() -> np.ndarray:
    """An empty sheet with dirt."""
    page = np.full((3508, 2480), 245, np.uint8)
    page[1200:1206, 700:705] = page[2500:2504, 1900:1905] = 30
    return page


PAGES = {
    "cut": text_page()[:, 260:],
    "curled": curled(text_page()),
    "askew on a table": turned(on_table(text_page()), 2.0, fill=25),
    "uneven and noisy": noisy(lit(coloured(text_page(), (236, 230, 214))), 12),
    "grey paper": np.minimum(text_page(), 190),
    "specks": specked(),
    "lying": np.ascontiguousarray(text_page().T),
}


def whole(page: Prepared) -> tuple[object, ...]:
    return page.recipe, page.readings, page.blank, page.image.tobytes(), page.mask.tobytes()


@pytest.mark.parametrize("name", PAGES)
def test_a_repeated_recipe_reads_what_was_read_the_first_time(name: str):
    (first,) = prepare(PAGES[name], 300)
    (again,) = prepare(PAGES[name], 300, first.recipe)
    frame = {step: first.recipe[step] for step in ("orient", "split", "dewarp", "deskew", "crop")}
    (partly,) = prepare(PAGES[name], 300, frame)

    assert whole(again) == whole(first)
    assert whole(partly) == whole(first)


def test_light_that_is_left_as_it_is_has_no_gain():
    (page,) = prepare(PAGES["grey paper"], 300, {"illumination": {"off": True}})
    (lifted,) = prepare(PAGES["grey paper"], 300)

    assert lifted.readings["illumination"]["gain"] > 1
    assert page.readings["illumination"]["gain"] == 1


def test_a_frame_drawn_by_hand_is_measured_for_what_it_cuts():
    (whole_page,) = prepare(text_page(), 300)
    left, top, right, bottom = whole_page.recipe["crop"]["box"]
    through = {"crop": {"box": [left + 160, top, right, bottom]}}
    wider = {"crop": {"box": [left - 20, top - 20, right + 20, bottom + 20]}}

    assert whole_page.readings["crop"]["cut"] == 0
    assert prepare(text_page(), 300, wider)[0].readings["crop"]["cut"] == 0
    assert prepare(text_page(), 300, through)[0].readings["crop"]["cut"] >= 1


def test_what_the_scan_cuts_counts_only_where_the_frame_reaches_it():
    page = PAGES["cut"]
    height, width = page.shape
    beside = np.full((2480, 2348), 255, np.uint8)
    beside[:, 600:], beside[:, :300] = text_page(), text_page()[:, 300:600]
    steps = {"split": {"off": True}, "crop": {"box": [450, 0, 2348, 2480]}}

    assert prepare(page, 300, {"crop": {"box": [0, 0, width, height]}})[0].readings["crop"]["cut"] >= 1
    assert prepare(beside, 300, steps)[0].readings["crop"]["cut"] == 0


def test_a_finger_that_was_cut_away_is_gone():
    page = coloured(text_page(), (236, 230, 214))
    cv2.ellipse(page, (260, 2480), (110, 330), 12, 0, 360, (205, 140, 115), -1)
    (touched,) = prepare(page, 300)
    (cut,) = prepare(page, 300, {"crop": {"box": [100, 100, 1748, 2100]}})

    assert touched.readings["crop"]["finger"] > 0.3
    assert cut.readings["crop"]["finger"] == 0


def test_a_page_framed_by_hand_is_not_blank_for_want_of_content():
    (empty,) = prepare(PAGES["specks"], 300)
    (framed,) = prepare(PAGES["specks"], 300, {"crop": {"box": [600, 1100, 900, 1400]}})

    assert empty.blank
    assert framed.readings["crop"]["empty"] == 0
