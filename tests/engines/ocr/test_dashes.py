"""Hyphens and dashes by their width, and a one beside a capital I."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from tests.engines.ocr.typeset import FOLDER, Paper

from javon.engines.ocr.dashes import mend_dashes
from javon.engines.ocr.upstroke import is_even
from javon.engines.page import Box, Line, Region, RegionKind, Word

TINOS, DEJAVU, MONO = (
    f"{FOLDER}/{name}"
    for name in ("liberation2/LiberationSerif-Regular.ttf", "dejavu/DejaVuSans.ttf", "dejavu/DejaVuSansMono.ttf")
)


def _mended(face: str, printed: list[str], read: list[str]) -> list[str]:
    """One line a word printed in ``face``; what becomes of the words that were read there."""
    paper = Paper(face=face, size=30, width=1200, height=60 + 70 * len(printed))
    regions = []
    for number, (line, as_read) in enumerate(zip(printed, read, strict=True)):
        left, top, words = 40.0, 30 + 70 * number, []
        for one, other in zip(line.split(), as_read.split(), strict=True):
            paper.put(left, top, one)
            right = left + paper.wide(one)
            words.append(Word(other, Box(int(left), top, int(right), top + 36), 0.9))
            left = right + 12
        box = words[0].box.union(words[-1].box)
        regions.append(Region(RegionKind.TEXT, box, (Line(tuple(words), box),)))
    grey = cv2.GaussianBlur(np.asarray(paper.sheet), (0, 0), 0.8)
    return [region.lines[0].text for region in mend_dashes(grey, regions)]


@pytest.mark.parametrize("face", [TINOS, DEJAVU])
def test_dashes_read_as_hyphens_and_hyphens_read_as_dashes(face: str) -> None:
    printed = [
        "Kitob – bilim bulogʻi",
        "1910–1935 yillar",
        "X–XI asr",
        "ota-ona keldi",
        "1930-yil edi",
        "soʻzlab beri-",
    ]
    read = ["Kitob - bilim bulogʻi", "1910-1935 yillar", "X-XI asr", "ota–ona keldi", "1930-yil edi", "soʻzlab beri-"]
    assert _mended(face, printed, read) == printed


def test_the_one_stroke_of_a_typewriter_stays_as_it_was_read() -> None:
    printed = ["ota-ona - keldi", "1910-1935 yillar"]
    assert _mended(MONO, printed, printed) == printed


@pytest.mark.parametrize("box", [Box(300, 20, 300, 56), Box(300, 56, 360, 56), Box(2000, 20, 2060, 56)])
def test_boxes_without_a_pixel_keep_their_text(box: Box) -> None:
    paper = Paper(face=TINOS, size=30, width=400, height=100)
    paper.put(40, 20, "yillar")
    words = (Word("yillar", Box(40, 20, 130, 56), 0.9), Word("1910-1935", box, 0.9))
    region = Region(RegionKind.TEXT, Box(40, 20, 400, 56), (Line(words, Box(40, 20, 400, 56)),))
    assert mend_dashes(np.asarray(paper.sheet), [region])[0].lines[0].text == "yillar 1910-1935"


def test_a_negative_number_has_a_minus() -> None:
    assert _mended(TINOS, ["harorat −12 daraja"], ["harorat -12 daraja"]) == ["harorat −12 daraja"]


@pytest.mark.parametrize("face", [TINOS, DEJAVU, f"{FOLDER}/noto/NotoSerif-Regular.ttf"])
@pytest.mark.parametrize(("letter", "even"), [("I", True), ("1", False)])
def test_a_capital_i_is_even_on_both_sides(face: str, letter: str, even: bool) -> None:
    paper = Paper(face=face, size=34, width=120, height=80)
    paper.put(40, 20, letter)
    grey = cv2.GaussianBlur(np.asarray(paper.sheet), (0, 0), 0.8)
    assert is_even(grey, Box(34, 15, 80, 65)) is even
