"""Tables are told from columns of text before anything is read."""

from __future__ import annotations

import random

import pytest
from tests.engines.ocr.conftest import TEXTS
from tests.engines.ocr.typeset import Paper

from javon.engines.ocr.grid import Table, find_tables
from javon.engines.ocr.phrases import find_phrases

X_HEIGHT = 19.0


def _found(paper: Paper) -> list[Table]:
    return find_tables(find_phrases(paper.pixels(), X_HEIGHT))


def _columns(count: int, *, gutter: int, ragged: bool) -> Paper:
    """Text in columns, its lines level with one another."""
    paper, words = Paper(), TEXTS["uz-Latn"].split() * 40
    width = (1500 - (count - 1) * gutter) / count
    for column in range(count):
        for line in range(30):
            taken = [words.pop(0)]
            while paper.wide(" ".join([*taken, words[0]])) < width:
                taken.append(words.pop(0))
            left, gap = 120 + column * (width + gutter), paper.wide(" ")
            if not ragged:
                gap = (width - sum(map(paper.wide, taken))) / max(1, len(taken) - 1)
            for word in taken:
                paper.put(left, 200 + line * 60, word)
                left += paper.wide(word) + gap
    return paper


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("ragged", [True, False])
def test_columns_of_text_are_no_table(count: int, ragged: bool) -> None:
    assert _found(_columns(count, gutter=50, ragged=ragged)) == []


@pytest.mark.parametrize("columns", [2, 3, 6])
def test_figures_make_a_table(columns: int) -> None:
    rng, paper = random.Random(columns), Paper()
    rows = [["Buxoro", *(str(rng.randrange(10, 9999)) for _ in range(columns - 1))] for _ in range(9)]
    paper.rows(rows, [120 + 250 * number for number in range(columns)], 400, 60)
    paper.put(120, 200, "Aholi soni va yer maydoni haqida uzundan-uzoq sarlavha")
    (table,) = _found(paper)
    assert len(table.corridors) == columns - 1
    assert 380 < table.box.top < 420
    assert table.box.bottom < 400 + 9 * 60


def test_figures_between_rules_make_a_table() -> None:
    rng, paper = random.Random(1), Paper()
    rows = [["Buxoro", *(str(rng.randrange(10, 9999)) for _ in range(3))] for _ in range(9)]
    paper.rows(rows, [120, 400, 700, 1000], 400, 70)
    for number in range(10):
        paper.rule(90, 385 + 70 * number, 1300, 385 + 70 * number)
    for left in (90, 370, 670, 970, 1300):
        paper.rule(left, 385, left, 385 + 70 * 9)
    (table,) = _found(paper)
    assert len(table.corridors) == 3


def test_numbered_points_are_no_table() -> None:
    paper = Paper()
    for number in range(8):
        paper.put(120, 300 + 70 * number, f"{number + 1}.")
        paper.put(220, 300 + 70 * number, "Kutubxonada eski qoʻlyozmalar saqlanadi")
    assert _found(paper) == []
