"""The steps on real scans: what must be found, and that no good page becomes worse."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import cv2
import numpy as np
import pytest
import tesserocr
from lxml import etree
from PIL import Image as Pillow
from PIL import ImageOps
from rapidfuzz.distance import Levenshtein

from javon.engines.imaging import STEPS, Prepared, prepare

pytestmark = pytest.mark.scans


def load(path: Path) -> tuple[np.ndarray, float]:
    with Pillow.open(path) as image:
        dpi = float(image.info.get("dpi", (0, 0))[0])
        upright = ImageOps.exif_transpose(image)
        return np.array(upright.convert("L" if upright.mode in ("1", "L") else "RGB")), dpi


def pages(path: Path) -> list[Prepared]:
    image, dpi = load(path)
    return prepare(image, dpi)


def read(image: np.ndarray, language: str, dpi: float) -> str:
    folder = next(Path("/usr/share/tesseract-ocr").glob("*/tessdata"), None)
    if folder is None or not (folder / f"{language}.traineddata").is_file():
        pytest.skip(f"no Tesseract model for {language}")
    with tesserocr.PyTessBaseAPI(path=str(folder), lang=language) as engine:
        engine.SetImage(Pillow.fromarray(image))
        engine.SetSourceResolution(round(dpi))
        return str(engine.GetUTF8Text())


def truth(path: Path) -> str:
    lines = etree.parse(path).iter("{*}TextLine")
    return " ".join(word.get("CONTENT") for line in lines for word in line.iter("{*}String"))


def error(text: str, wanted: str) -> float:
    first, second = (re.sub(r"\s+", " ", unicodedata.normalize("NFC", part)).strip() for part in (text, wanted))
    return Levenshtein.distance(first, second) / len(second)


@pytest.mark.parametrize(
    ("name", "language", "gain"),
    [
        ("eng/05dracula.pdf_page_51", "eng", -0.001),
        ("eng-typewritten/EHRI-DR-19390125-US_02", "eng", -0.002),
        ("rus-18c/2b4ca480c299", "rus", 0.04),
        ("rus-18c/1c6c55a222a7", "rus", 0.2),
    ],
)
def test_recognition_is_never_worse_and_better_on_bad_pages(test_data: Path, name: str, language: str, gain: float):
    path = next((test_data / "scans").glob(f"{name}.[jp]*g"))
    wanted = truth(path.with_suffix(".xml"))
    image, dpi = load(path)
    (page,) = prepare(image, dpi)

    before, after = error(read(image, language, page.dpi), wanted), error(read(page.clean, language, page.dpi), wanted)

    assert before - after >= gain


@pytest.mark.parametrize(("name", "least"), [("PR1", 0.925), ("PR3", 0.915), ("PR6", 0.9)])
def test_binarization_against_ink_marked_by_hand(test_data: Path, name: str, least: float):
    image, _ = load(test_data / "scans" / "binarize" / f"OCR-D-IMG_{name}.png")
    marked = load(test_data / "scans" / "binarize" / f"OCR-D-IMG-BIN_{name}.tif")[0] < 128
    whole = {step: {"off": True} for step in STEPS[:6]}

    ink = prepare(image, 300, whole)[0].mask > 0

    assert 2 * np.count_nonzero(ink & marked) / (ink.sum() + marked.sum()) >= least


def test_double_page_is_split_and_each_half_straightened(test_data: Path):
    left, right = pages(test_data / "scans" / "geometry" / "imgsrcE001.png")

    assert left.recipe["deskew"]["angle"] == pytest.approx(0.83, abs=0.1)
    assert right.recipe["deskew"]["angle"] == pytest.approx(-2.63, abs=0.1)


@pytest.mark.parametrize(
    "folder", ["eng", "eng-typewritten", "newspaper", "rus-phone", "uzb-cyrl"], ids=lambda folder: folder
)
def test_single_pages_stay_single_upright_and_flat(test_data: Path, folder: str):
    for path in sorted((test_data / "scans" / folder).iterdir()):
        if path.suffix not in (".png", ".jpg", ".tif") or path.name.startswith("0102"):
            continue
        (page,) = pages(path)
        assert page.recipe["orient"] == {"angle": 0}, path.name
        assert not page.blank, path.name
        lift = np.array(page.recipe["dewarp"].get("lift", [[0.0]]))
        assert np.ptp(lift) < 0.01 * page.mask.shape[0], path.name


@pytest.mark.parametrize("name", ["hatching.png", "pale-map.jpg"])
def test_map_and_drawing_are_not_straightened(test_data: Path, name: str):
    (page,) = pages(test_data / "reports" / "31-drawings" / name)

    assert page.recipe["deskew"] == {"angle": 0.0}


def test_skewed_page_with_a_scanner_bar(test_data: Path):
    (page,) = pages(test_data / "scans" / "geometry" / "imgsrc001.png")

    assert page.recipe["deskew"]["angle"] == pytest.approx(-4.0, abs=0.05)
    assert not page.mask[:, :40].any()
    assert page.mask.shape[1] < 1750


@pytest.mark.parametrize("name", ["338983236ec7", "be32d178c3d5", "2b4ca480c299"])
def test_facing_page_and_table_are_cropped(test_data: Path, name: str):
    image, _ = load(test_data / "scans" / "rus-18c" / f"{name}.jpeg")
    (page,) = prepare(image)

    assert float(page.readings["crop"]["facing"]) > 0.05
    grey = cv2.cvtColor(page.image, cv2.COLOR_RGB2GRAY)
    assert np.mean(grey < 70) < 0.09
    wanted = truth(test_data / "scans" / "rus-18c" / f"{name}.xml")
    assert error(read(page.clean, "rus", page.dpi), wanted) < 0.3


@pytest.mark.parametrize("name", ["boston_cooking_a.jpg", "1_1_copy.png", "warped_paper.jpg"])
def test_curled_pages_are_flattened(test_data: Path, name: str):
    (page,) = pages(test_data / "scans" / "geometry" / name)

    assert page.recipe["dewarp"].get("lift")
    assert float(page.readings["dewarp"]["gain"]) > 1.3


def test_picture_of_a_magazine(test_data: Path):
    (page,) = pages(test_data / "scans" / "eng" / "8071_093.3B.tif")

    assert len(page.pictures) == 1
    left, top, right, bottom = page.pictures[0]
    assert (right - left) * (bottom - top) == pytest.approx(0.16 * page.mask.size, rel=0.25)
    assert not page.mask[top:bottom, left:right].any()


def test_finger_is_seen(test_data: Path):
    (page,) = pages(test_data / "scans" / "geometry" / "lapide.052.100.jpg")

    assert float(page.readings["crop"]["finger"]) > 0.1
