"""Rows of tables are told from lines with wide gaps between their words."""

from __future__ import annotations

import random

from javon.engines.ocr.tables import table_rows
from javon.engines.page import Box, Line, Word

X_HEIGHT = 20.0


def _line(top: int, *words: tuple[str, int, int]) -> Line:
    made = tuple(Word(text, Box(left, top, right, top + 30), 0.9) for text, left, right in words)
    return Line(made, Box(made[0].box.left, top, made[-1].box.right, top + 30))


def _row(number: int, *, cells: int = 2, figures: bool = True) -> Line:
    rng = random.Random(number)
    words = [("nomi", 0, 150 + rng.randrange(80)), *((str(rng.randrange(9000)), at, at + 60) for at in (400, 600))]
    if not figures:
        words = [(text if at == 0 else "soʻz", at, end) for text, at, end in words]
    return _line(number * 50, *words[:cells])


def _justified(number: int) -> Line:
    """A line of a narrow column: as many words as fit, spread over its width."""
    rng = random.Random(number)
    widths = [rng.randrange(30, 230)]
    while sum(widths) + 14 * len(widths) + (following := rng.randrange(30, 230)) < 600:
        widths.append(following)
    gap = (600 - sum(widths)) // max(1, len(widths) - 1)
    lefts = [sum(widths[:place]) + place * gap for place in range(len(widths))]
    return _line(number * 50, *(("soʻz", left, left + width) for left, width in zip(lefts, widths, strict=True)))


def test_rows_of_figures_are_a_table():
    assert table_rows([_row(n) for n in range(3)], X_HEIGHT) == [True] * 3


def test_rows_of_words_need_more_of_them():
    assert not any(table_rows([_row(n, figures=False) for n in range(5)], X_HEIGHT))
    assert all(table_rows([_row(n, figures=False) for n in range(6)], X_HEIGHT))
    assert all(table_rows([_row(n, cells=3, figures=False) for n in range(4)], X_HEIGHT))


def test_a_table_within_text():
    text = [_line(n * 50, *((f"w{i}", i * 60, i * 60 + 50) for i in range(10))) for n in range(3)]
    assert table_rows([*text, *(_row(n) for n in range(4)), *text], X_HEIGHT) == [
        *[False] * 3,
        *[True] * 4,
        *[False] * 3,
    ]


def test_narrow_columns_set_wide_are_text():
    flagged = sum(any(table_rows([_justified(40 * seed + n) for n in range(30)], X_HEIGHT)) for seed in range(40))
    assert flagged == 0


def test_nothing():
    assert table_rows([], X_HEIGHT) == []
