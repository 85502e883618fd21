"""A page is turned only where its words say so, by a margin."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from tests.engines.pipeline.conftest import draw_page

from javon.engines.page import Box, Line, Page, Region, RegionKind, Word
from javon.engines.pipeline import PageResult, PageTask, read_page, standing

#: What lies upright in the test data and was turned once, or may be: photographs, Arabic script, black letter, tables.
UPRIGHT = (
    "rus-phone/1_5_06_1.jpg",
    "rus-phone/1_2_06_1.jpg",
    "geometry/1555.003.jpg",
    "geometry/arabic.png",
    "geometry/binding-example.45.jpg",
    "eng-typewritten/SC0033B_s4_b01_f14_i083.jpg",
    "binarize/OCR-D-IMG_PR1.png",
    "rus-18c/7d9381fc745f.jpeg",
    "arabic-script/0774IbnKathir.Bidaya-166.png",
    "arabic-script/uyghur-page.png",
)


def read(image: np.ndarray, folder: Path) -> PageResult:
    Image.fromarray(image).save(folder / "scan.png", dpi=(150, 150))
    return read_page(PageTask("1", folder / "scan.png", folder / "out"))[0]


def page_of(words: list[str], confidence: float, *, upright: bool = False) -> Page:
    box = Box(0, 0, 20, 400) if upright else Box(0, 0, 400, 20)
    line = Line(tuple(Word(text, box, confidence) for text in words), box)
    region = Region(kind=RegionKind.TEXT, box=box, lines=(line,))
    return Page(width=500, height=500, dpi=150, language="en", regions=(region,))


SENTENCE = ["every", "reader", "brought", "another", "story", "about", "the", "library", "from", "street"]


def test_turned_page_must_read_better_by_a_margin():
    noise = page_of(["xqzt", "wvvv", "lllrr"], 0.4)

    assert standing.reads_better(page_of(SENTENCE, 0.9), noise)
    assert not standing.reads_better(page_of(SENTENCE[:3], 0.9), noise)
    assert not standing.reads_better(page_of(SENTENCE, 0.5), noise)
    assert not standing.reads_better(page_of(SENTENCE, 0.9), page_of(SENTENCE, 0.85))


def test_lines_that_run_upright_do_not_count_for_how_the_page_lies():
    assert standing.reads_better(page_of(SENTENCE, 0.93), page_of(SENTENCE, 0.96, upright=True))


@pytest.mark.parametrize("turned", [1, 2, 3])
def test_written_page_is_put_on_its_feet(tmp_path: Path, turned: int):
    result = read(np.ascontiguousarray(np.rot90(draw_page(), turned)), tmp_path)

    assert result.recipe["orient"]["angle"] == 90 * turned
    assert "old library stood" in result.page.text


@pytest.mark.parametrize("frame", [20, 90])
@pytest.mark.parametrize("border", [30, 80])
def test_dedication_on_a_dark_frame_stays_upright(tmp_path: Path, frame: int, border: int):
    sheet = np.full((1240, 880), 242, np.uint8)
    cv2.putText(sheet, "In memory of father", (260, 500), cv2.FONT_HERSHEY_COMPLEX, 0.9, (20,), 2)
    page = np.asarray(cv2.copyMakeBorder(sheet, border, 40, 60, border, cv2.BORDER_CONSTANT, value=(frame,)), np.uint8)

    assert read(page, tmp_path).recipe["orient"] == {"angle": 0}


@pytest.mark.parametrize("size", [(900, 1100), (1100, 900)])
def test_plate_without_words_stays_as_it_lies(tmp_path: Path, size: tuple[int, int]):
    plate = np.full((*size, 3), (252, 249, 240), np.uint8)
    height, width = size
    plate[120 : height // 2, 150:-150] = (118, 150, 192)
    plate[height // 2 : -300, 150:-150] = (70, 92, 60)
    cv2.line(plate, (200, height // 2), (width // 2, 200), (70, 92, 60), 60)
    result = read(plate, tmp_path)

    assert result.recipe["orient"] == {"angle": 0}
    assert result.recipe["deskew"] == {"angle": 0.0}


@pytest.mark.parametrize("landscape", [False, True])
def test_table_of_signs_with_upright_rules_stays(tmp_path: Path, landscape: bool):
    sheet = np.full((1240, 880), 250, np.uint8)
    for column in range(8):
        sheet[120:1100, 80 + 90 * column : 83 + 90 * column] = 20
        for row in range(6):
            cv2.putText(sheet, "*+", (95 + 90 * column, 220 + 150 * row), cv2.FONT_HERSHEY_PLAIN, 1.2, (20,), 2)
    page = np.ascontiguousarray(sheet[120:760, :]) if landscape else sheet

    assert read(page, tmp_path).recipe["orient"] == {"angle": 0}


@pytest.mark.scans
@pytest.mark.slow
@pytest.mark.parametrize("name", UPRIGHT)
def test_upright_scans_stay_upright(test_data: Path, tmp_path: Path, name: str):
    for result in read_page(PageTask("1", test_data / "scans" / name, tmp_path / "out")):
        assert result.recipe["orient"] == {"angle": 0}


@pytest.mark.scans
@pytest.mark.parametrize("name", ["frame-300.jpg", "plate-no-words.png"])
def test_reported_dedication_and_plate_stay_as_they_lie(test_data: Path, tmp_path: Path, name: str):
    (result,) = read_page(PageTask("1", test_data / "reports" / "22-dedication" / name, tmp_path / "out"))

    assert result.recipe["orient"] == {"angle": 0}
    assert result.recipe["deskew"] == {"angle": 0.0}
    assert result.page.height > result.page.width


@pytest.mark.scans
@pytest.mark.slow
@pytest.mark.parametrize("turned", [90, 180, 270])
@pytest.mark.parametrize("name", ["rus-18c/1c6c55a222a7.jpeg", "rus-phone/1_6_01_1.jpg", "uzb-cyrl/uzb-cyrl-p5.jpg"])
def test_worn_and_photographed_pages_are_put_on_their_feet(test_data: Path, tmp_path: Path, name: str, turned: int):
    with Image.open(test_data / "scans" / name) as image:
        image.rotate(turned, expand=True).save(tmp_path / "scan.png")
    (result,) = read_page(PageTask("1", tmp_path / "scan.png", tmp_path / "out"))

    assert result.recipe["orient"]["angle"] == turned
