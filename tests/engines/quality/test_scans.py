"""Verdicts on real scans and photographs, from the image alone: the text can only add to them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from javon.engines.imaging import prepare
from javon.engines.quality import Code, Flag, PageFacts, Verdict, across, judge, measure_image, picture_hash

pytestmark = pytest.mark.scans


def verdict(path: Path) -> tuple[Verdict, tuple[Flag, ...]]:
    with Pillow.open(path) as image:
        dpi = float(image.info.get("dpi", (0, 0))[0])
        pixels = np.array(image.convert("L" if image.mode in ("1", "L") else "RGB"))
    (page,) = prepare(pixels, dpi)
    return judge(measure_image(page.image, page.mask, dpi=page.dpi, declared_dpi=dpi, readings=page.readings))


def test_unreadable_photographs_are_flagged(test_data: Path):
    photographs = sorted((test_data / "scans" / "rus-phone").glob("1_5_*.jpg"))

    verdicts = {path.name: verdict(path)[0] for path in photographs}

    assert len(verdicts) == 3
    assert set(verdicts.values()) == {Verdict.RESCAN}


def test_clean_pages_are_not(test_data: Path):
    scans = test_data / "scans"
    clean = [*scans.glob("eng/*.png"), *scans.glob("eng/*.tif"), *scans.glob("rus-phone/0_1_*.jpg")]
    clean += [*scans.glob("eng-typewritten/EHRI*.jpg"), *scans.glob("uzb-cyrl/*.jpg")]

    flagged = {path.name: flags for path in clean if (flags := verdict(path)[1])}

    assert len(clean) > 12
    assert flagged == {}


def test_reasons_are_the_true_ones(test_data: Path):
    geometry = test_data / "scans" / "geometry"

    assert Code.EDGE_OBJECT in {flag.code for flag in verdict(geometry / "lapide.052.100.jpg")[1]}
    assert Code.CURLED in {flag.code for flag in verdict(geometry / "boston_cooking_a.jpg")[1]}


def test_same_sheet_photographed_twice_is_seen(test_data: Path):
    facts = []
    for name in ("0_1_09_1", "1_2_09_1", "0_1_06_1"):
        with Pillow.open(test_data / "scans" / "rus-phone" / f"{name}.jpg") as image:
            (page,) = prepare(np.array(image.convert("RGB")))
        facts.append(PageFacts(fingerprint=picture_hash(page.mask)))

    assert [(index, flag.code) for index, flag in across(facts)] == [(1, Code.IMAGE_DOUBLED)]
