"""Reading order of blocks: columns, headings over them, furniture."""

from __future__ import annotations

import random
import time

import numpy as np
import pytest
from PIL import Image

from javon.engines.formats.xml import parse
from javon.engines.ocr import Hints, recognizer
from javon.engines.ocr.order import reading_order
from javon.engines.page import Box


def _shuffled(boxes: list[Box], seed: int) -> list[Box]:
    mixed = list(boxes)
    random.Random(seed).shuffle(mixed)
    return [mixed[index] for index in reading_order(mixed)]


TWO_COLUMNS = [
    Box(100, 50, 900, 90),  # running head
    Box(100, 120, 900, 180),  # heading over both columns
    Box(100, 200, 480, 700),
    Box(100, 720, 480, 1200),
    Box(520, 200, 900, 500),
    Box(520, 520, 900, 1200),
]
FOUR_COLUMNS = [
    Box(0, 0, 1000, 100),
    *[Box(left, 120, left + 230, 600) for left in (0, 250, 500, 750)],
    Box(0, 620, 1000, 680),  # a heading across the page begins a new article
    *[Box(left, 700, left + 230, 1400) for left in (0, 250, 500, 750)],
]
ARTICLE_IN_TWO_OF_THREE = [
    Box(0, 0, 300, 500),
    Box(0, 520, 300, 1000),
    Box(320, 0, 960, 80),
    Box(320, 100, 620, 1000),
    Box(660, 100, 960, 1000),
]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("boxes", [TWO_COLUMNS, FOUR_COLUMNS, ARTICLE_IN_TWO_OF_THREE])
def test_columns_are_read_one_after_the_other(boxes, seed):
    assert _shuffled(boxes, seed) == boxes


def test_short_lines_over_one_column_go_from_above():
    boxes = [Box(600, 0, 800, 30), Box(100, 60, 300, 90), Box(100, 150, 900, 900)]
    assert _shuffled(boxes, 1) == boxes


def test_a_short_title_over_many_columns_comes_first():
    boxes = [Box(400, 0, 600, 60), *[Box(left, 100, left + 230, 900) for left in (0, 250, 500, 750)]]
    assert _shuffled(boxes, 3) == boxes


def test_a_short_title_between_articles_parts_them():
    above = [Box(left, 0, left + 300, 500) for left in (0, 350, 700)]
    below = [Box(left, 620, left + 300, 1200) for left in (0, 350, 700)]
    boxes = [*above, Box(400, 540, 600, 580), *below]
    assert _shuffled(boxes, 4) == boxes


def test_blocks_that_overlap_in_a_ring_come_all_and_once():
    boxes = [Box(0, 0, 100, 100), Box(50, 50, 150, 150), Box(90, 10, 200, 90), Box(10, 90, 60, 200)]
    assert sorted(reading_order(boxes)) == [0, 1, 2, 3]


def test_many_blocks_take_no_longer_than_their_pairs():
    """Four hundred blocks took 24 s when every pair looked at every third block."""
    boxes = [Box(left, top, left + 380, top + 40) for left in range(100, 2500, 400) for top in range(100, 4000, 60)]
    start = time.process_time()
    assert _shuffled(boxes, 6) == boxes
    assert time.process_time() - start < 3


def test_no_blocks_no_order():
    assert reading_order([]) == []


def _true_lines(path):
    """Boxes of the lines of a PAGE file, in its reading order."""
    root = parse(path.read_bytes())

    def name(element):
        return element.tag.rpartition("}")[2]

    regions = {region.get("id"): region for region in root.iter() if name(region) == "TextRegion"}
    lines = []
    for reference in root.iter():
        if name(reference) != "RegionRefIndexed":
            continue
        for line in regions.get(reference.get("regionRef"), ()):
            if name(line) == "TextLine":
                outline = next(part for part in line if name(part) == "Coords").get("points")
                corners = np.array([[int(value) for value in point.split(",")] for point in outline.split()])
                lines.append(Box(*corners.min(axis=0), *corners.max(axis=0)))
    return lines


@pytest.mark.scans
@pytest.mark.parametrize("name", ["0005_nzz_17840710_0_0_a1_p1_1", "0062_nzz_18410324_0_0_a1_p1_1"])
def test_newspaper_of_two_and_three_columns(test_data, name):
    folder = test_data / "scans" / "newspaper"
    with Image.open(folder / f"{name}.tif") as image:
        page = recognizer("tesseract").read(np.asarray(image.convert("L")), 300, Hints("en"))
    true = _true_lines(folder / f"{name}.gt.xml")
    found = []
    for line in page.lines:
        x, y = (line.box.left + line.box.right) / 2, (line.box.top + line.box.bottom) / 2
        found += [i for i, box in enumerate(true) if box.left <= x <= box.right and box.top <= y <= box.bottom][:1]
    places = np.array(found)
    right = (places[:, None] < places[None, :])[np.triu_indices(len(places), 1)].mean()
    assert len(set(found)) > 0.9 * len(true)
    assert right > 0.99
