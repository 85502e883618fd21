"""A page in narrow columns is read down its columns at any size, with a rule between them or white alone."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from tests.engines.ocr.conftest import TEXTS
from tests.engines.ocr.typeset import SERIF, Paper

from javon.engines.ocr import Hints, api, recognizer
from javon.engines.ocr.gutters import find_gutters, part_blocks
from javon.engines.ocr.models import UZBEK_LATIN
from javon.engines.ocr.phrases import Phrases, find_phrases

SIZE, STEP, LEFT, TOP = 30, 44, 90, 330


def _justified(paper: Paper, words: list[str], left: float, top: float, width: float) -> None:
    space = (width - sum(paper.wide(word) for word in words)) / max(1, len(words) - 1)
    for word in words:
        paper.put(left, top, word)
        left += paper.wide(word) + space


def _columns(count: int, gutter: float, lines: int, *, rule: bool) -> tuple[Paper, list[str]]:
    """A page with a title over columns of justified text; its words down the columns."""
    rng = random.Random(count)
    words = TEXTS["uz-Latn"].split() * 60
    rng.shuffle(words)
    paper = Paper(face=SERIF, size=SIZE)
    paper.put(500, 120, "QISHLOQ HAYOTI", size=64)
    width = (paper.width - 2 * LEFT - (count - 1) * gutter) / count
    printed = []
    for column in range(count):
        left = LEFT + column * (width + gutter)
        for line in range(lines):
            row: list[str] = []
            while sum(paper.wide(word) + 9 for word in (*row, words[0])) < width:
                row.append(words.pop(0))
            _justified(paper, row, left, TOP + line * STEP, width)
            printed += row
        if rule and column:
            paper.rule(left - gutter / 2, TOP - 20, left - gutter / 2, TOP + lines * STEP)
    return paper, printed


def _steps(read: list[str], printed: list[str]) -> float:
    """The share of neighbours on the page that are neighbours in the reading."""
    pairs = set(pairwise(read))
    there = list(pairwise(printed))
    return sum(pair in pairs for pair in there) / len(there)


@pytest.mark.parametrize("scale", [1.0, 0.97, 0.8])
def test_columns_are_read_one_after_the_other(scale: float) -> None:
    paper, printed = _columns(3, 20, 20, rule=True)
    page = recognizer("tesseract").read(paper.pixels(scale), round(300 * scale), Hints("uz-Latn"))
    assert _steps([word.text for word in page.words], printed) > 0.8


def _phrases(paper: Paper) -> tuple[Phrases, np.ndarray]:
    pixels = paper.pixels()
    return find_phrases(pixels, 16.0), pixels


def test_gutters_are_found_where_they_are() -> None:
    paper, _ = _columns(2, 20, 30, rule=True)
    phrases, pixels = _phrases(paper)
    (gutter,) = find_gutters(phrases, pixels.shape)
    assert abs(gutter.middle(900) - paper.width / 2) < 6
    assert gutter.top < TOP + 20
    assert gutter.bottom > TOP + 29 * STEP


def test_a_block_across_a_gutter_is_parted_there() -> None:
    paper, printed = _columns(2, 20, 14, rule=False)
    pixels = paper.pixels()[TOP - 30 : TOP + 14 * STEP]
    (block,) = api.read_blocks(UZBEK_LATIN, pixels, 300, columns=False)
    assert _steps(block.text.replace("’", "ʼ").split(), printed) < 0.9
    gutters = find_gutters(find_phrases(pixels, 16.0), pixels.shape)
    parts = part_blocks(pixels, gutters, [block], lambda one: api.read_blocks(UZBEK_LATIN, one, 300, columns=False))
    assert len(parts) == 2
    assert parts[0].box.right <= gutters[0].middle(200) <= parts[1].box.left
    assert _steps(" ".join(part.text for part in parts).replace("’", "ʼ").split(), printed) > 0.93


@pytest.mark.scans
@pytest.mark.parametrize("scale", [1.0, 0.97])
def test_columns_with_a_rule_between_are_not_one(test_data: Path, scale: float) -> None:
    name = "scans/geometry/OCR-D-IMG-corvinus_frauenzimmer_1715-0054.jpg"
    sheet = Image.open(test_data / name).convert("L")
    pixels = cv2.resize(np.asarray(sheet), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    page = recognizer("tesseract").read(pixels, round(300 * scale), Hints())
    middle = 0.53 * pixels.shape[1]
    across = [
        line
        for line in page.lines
        if line.box.left < middle - 0.1 * pixels.shape[1] and line.box.right > middle + 0.1 * pixels.shape[1]
    ]
    assert len(across) <= 2


def test_one_column_has_none() -> None:
    paper, _ = _columns(1, 0, 40, rule=False)
    phrases, pixels = _phrases(paper)
    assert find_gutters(phrases, pixels.shape) == []


def test_numbers_before_paragraphs_are_no_column() -> None:
    paper = Paper(size=SIZE)
    words = TEXTS["uz-Latn"].split()
    for line in range(30):
        if line % 3 == 0:
            paper.put(LEFT, TOP + line * STEP, f"{line // 3 + 1}.")
        _justified(paper, words[line : line + 8], LEFT + 70, TOP + line * STEP, 1300)
    phrases, pixels = _phrases(paper)
    assert find_gutters(phrases, pixels.shape) == []
