"""Real lines of the 18th century: pages with ALTO beside them, some books kept apart for judging."""

from __future__ import annotations

import os
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from training.lstmf import Pixels, Sample

#: Whole books of `scans/rus-18c` that no training sees, by the names of their pages: a land survey of 1754, a novel of
#: 1763, a geodesy of 1766 (two pages), what is there of 1774 (two pages), an instruction of 1796.
KEPT_BOOKS = (
    "be32d178c3d5", "338983236ec7", "22bac8a7051b", "c8815380c206", "2b4ca480c299", "4892664c3e11", "ac61b6bc1421",
)  # fmt: skip
#: Lines taller than this are made smaller.
TALLEST, AS_TALL = 90, 60


def training_lines() -> tuple[Sample, ...]:
    """All lines of the books that are not kept for judging; none where ``JAVON_TEST_DATA`` has no such pages."""
    told = os.environ.get("JAVON_TEST_DATA")
    pages = sorted(Path(told, "scans/rus-18c").glob("*.xml")) if told else []
    return tuple(line for page in pages if page.stem not in KEPT_BOOKS for line in page_lines(page))


def page_lines(alto: Path) -> Iterator[Sample]:
    """The lines of one page: what stands in the box of each, and its text."""
    with Image.open(alto.with_suffix(".jpeg")) as picture:
        page = np.asarray(picture.convert("L"), np.uint8)
    root = ElementTree.parse(alto).getroot()  # noqa: S314 -- own data
    sheet = next(element for element in root.iter() if _name(element) == "Page")
    across, down = page.shape[1] / float(sheet.get("WIDTH", 1)), page.shape[0] / float(sheet.get("HEIGHT", 1))
    for line in (element for element in root.iter() if _name(element) == "TextLine"):
        text = " ".join(part.get("CONTENT", "") for part in line.iter() if _name(part) == "String")
        text = unicodedata.normalize("NFC", " ".join(text.split()))
        left, top, width, height = (float(line.get(key, 0)) for key in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
        if len(text) > 1 and height >= 12 and width >= height:
            yield Sample(_cut(page, left * across, top * down, width * across, height * down), text)


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _cut(page: Pixels, left: float, top: float, width: float, height: float) -> Pixels:
    line = page[max(0, int(top) - 3) : int(top + height) + 3, max(0, int(left) - 4) : int(left + width) + 4]
    if line.shape[0] > TALLEST:
        factor = AS_TALL / line.shape[0]
        line = cv2.resize(line, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)  # type: ignore[assignment]
    return np.ascontiguousarray(line, np.uint8)
