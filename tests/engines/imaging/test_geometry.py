from __future__ import annotations

import cv2
import numpy as np
import pytest
from tests.engines.imaging.pages import coloured, curled, on_table, text_page, turned

from javon.engines.imaging import deskew, dewarp
from javon.engines.imaging.geometry import Geometry, straighten, warp
from javon.engines.imaging.paper import Overview
from javon.engines.imaging.raster import reduce


def difference(first: np.ndarray, second: np.ndarray) -> float:
    return float(np.mean(cv2.absdiff(first, second)))


def test_plain_crop_is_a_view():
    page = text_page()

    part = warp(page, Geometry.of(page, {"crop": {"box": [10, 20, 110, 220]}, "deskew": {"angle": 0.0}}))

    assert part.shape == (200, 100)
    assert np.shares_memory(part, page)


def test_rotation_and_crop_in_one_equal_the_two_in_turn():
    page = turned(text_page(), 2.0)
    box = [150, 160, 1500, 2200]

    once = warp(page, Geometry.of(page, {"crop": {"box": box}, "deskew": {"angle": 2.0}}))

    assert difference(once, deskew.apply(page, {"angle": 2.0})[160:2200, 150:1500]) < 0.5


def test_box_may_reach_outside():
    page = np.full((50, 40), 200, np.uint8)

    assert warp(page, Geometry.of(page, {"crop": {"box": [-5, -6, 45, 60]}})).shape == (66, 50)


def test_step_switched_off_is_left_out():
    page = text_page()

    geometry = Geometry.of(page, {"deskew": {"angle": 3.0, "off": True}, "crop": {"box": [0, 0, 9, 9], "off": True}})

    assert warp(page, geometry).shape == page.shape


def test_colour_stays_colour():
    page = coloured(text_page(), (240, 230, 200))

    done = warp(page, Geometry.of(page, {"deskew": {"angle": 1.0}}))

    assert done.shape == page.shape
    assert tuple(np.median(done.reshape(-1, 3), axis=0)) == (240, 230, 200)


def test_straightened_reduction_loses_no_corner():
    page = np.full((2480, 1748), 255, np.uint8)
    page[40:120, 40:120] = 0
    small = reduce(page, 4)

    straight, rim = straighten(small, Geometry.of(page, {"deskew": {"angle": 5.0}}), 4)

    assert rim > 20
    assert straight.shape == (small.shape[0] + 2 * rim, small.shape[1] + 2 * rim)
    assert np.count_nonzero(straight < 80) >= np.count_nonzero(small < 80) * 0.8


def test_curl_is_flattened():
    page = curled(text_page((1748, 2480), lines=34), 70)
    skew = deskew.measure(page, 300)
    straight, rim = straighten(reduce(page, 4), Geometry.of(page, {"deskew": skew.params}), 4)

    found = dewarp.measure_lift(Overview(straight, 75, 4), page.shape, rim)
    flat = warp(page, Geometry.of(page, {"deskew": skew.params, "dewarp": found.params}))

    assert found.lift is not None
    assert found.gain > 1.3
    # What is left of the lines' bow: every third of the page reads the same angle.
    thirds = [deskew.measure(np.ascontiguousarray(part), 300).angle for part in np.array_split(flat, 3, axis=1)]
    assert thirds == pytest.approx([0, 0, 0], abs=0.5)


@pytest.mark.parametrize("page", [text_page(), text_page((2480, 3508), columns=2, lines=50), text_page(lines=4)])
def test_flat_page_is_not_bent(page: np.ndarray):
    seen = Overview.of(page, 300)

    assert dewarp.measure_lift(seen, page.shape).params == {}
    assert dewarp.measure_quad(seen).params == {}


def test_photographed_sheet_becomes_a_rectangle():
    page = on_table(text_page(), 300)
    height, width = page.shape
    seen = np.array([(120, 90), (width - 260, 60), (width - 130, height - 110), (200, height - 190)], np.float32)
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    sheet = cv2.getPerspectiveTransform(corners, seen)
    photo = cv2.warpPerspective(page, sheet, (width, height), borderValue=(25,))

    found = dewarp.measure_quad(Overview.of(photo, 300))

    assert found.quad is not None
    true = cv2.perspectiveTransform(
        np.array([[(300, 300), (width - 300, 300), (width - 300, height - 300), (300, height - 300)]], np.float32),
        sheet,
    )[0]
    assert np.array(found.quad) == pytest.approx(true, abs=14)
    flat = warp(photo, Geometry.of(photo, {"dewarp": found.params}))
    thirds = [deskew.measure(np.ascontiguousarray(part), 300).angle for part in np.array_split(flat, 3, axis=0)]
    assert max(thirds) - min(thirds) < 0.3


def test_sheet_seen_squarely_is_left_alone():
    assert dewarp.measure_quad(Overview.of(on_table(text_page()), 300)).quad is None
