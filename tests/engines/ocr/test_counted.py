"""Numbers whose ink shows more than was read, and letters read twice."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from tests.engines.ocr.typeset import NOTO, SERIF, Paper

from javon.engines.ocr.counted import shows_more, strokes_of, with_points
from javon.engines.ocr.doubled import without_doubled
from javon.engines.page import Box, Line, Region, RegionKind, Word


def _printed(text: str, face: str) -> tuple[np.ndarray, Box]:
    paper = Paper(face=face, size=32, width=400, height=90)
    paper.put(40, 20, text)
    grey = cv2.GaussianBlur(np.asarray(paper.sheet), (0, 0), 0.7)
    rows, columns = np.nonzero(grey < 128)
    return grey, Box(int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)


@pytest.mark.parametrize("face", [SERIF, NOTO])
@pytest.mark.parametrize(
    ("printed", "read", "more"),
    [
        ("221,7", "2217", True),
        ("11.", "1.", True),
        ("1.234,5", "1.2345", True),
        ("16:48", "16.48", True),
        ("221,7", "221,7", False),
        ("2217", "2217", False),
        ("11.", "11.", False),
        ("221,7", "то", False),
    ],
)
def test_a_lost_comma_or_figure_shows_in_the_ink(face: str, printed: str, read: str, more: bool) -> None:
    assert shows_more(*_printed(printed, face), read) is more


@pytest.mark.parametrize("face", [SERIF, NOTO])
@pytest.mark.parametrize(
    ("printed", "read", "right"),
    [
        ("221,7", "2217", "221,7"),
        ("221,7", "221.7", "221,7"),
        ("221.7", "2217", "221.7"),
        ("16:48", "16.48", "16:48"),
        ("31.08.2000", "31.082000", "31.08.2000"),
        ("221,7", "17", None),
    ],
)
def test_points_and_commas_of_a_number_are_told_by_its_ink(face: str, printed: str, read: str, right: str) -> None:
    assert with_points(*_printed(printed, face), read) == right


def test_strokes_of_one_height_are_a_numeral() -> None:
    assert strokes_of(*_printed("III", NOTO)) == 3
    assert strokes_of(*_printed("ti", NOTO)) == 0
    assert strokes_of(*_printed("lili", NOTO)) == 0


def _line(*words: tuple[str, int, int, int, int]) -> list[Region]:
    made = tuple(Word(text, Box(*box), 0.9) for text, *box in words)
    box = made[0].box.union(made[-1].box)
    return [Region(RegionKind.TEXT, box, (Line(made, box),))]


def test_a_letter_that_was_read_twice_stands_once() -> None:
    doubled = _line(("printed", 1089, 222, 1208, 259), ("a", 1215, 216, 1233, 265), ("a", 1226, 229, 1247, 250))
    assert without_doubled(doubled)[0].lines[0].text == "printed a"
    plate = _line(("30С", 666, 863, 711, 889), ("С", 726, 863, 751, 890), ("837", 766, 863, 836, 889))
    assert without_doubled(plate)[0].lines[0].text == "30 С 837"


def test_letters_that_stand_twice_in_print_stay() -> None:
    printed = _line(
        ("a", 100, 20, 118, 44), ("a", 130, 20, 148, 44), ("30A", 160, 10, 230, 44), ("A", 245, 10, 272, 44)
    )
    assert without_doubled(printed)[0].lines[0].text == "a a 30A A"


def test_a_number_read_in_two_is_one_and_thousands_stay_apart() -> None:
    thousand = ("1", 900, 919, 915, 943), ("391", 922, 919, 980, 943)
    split = _line(("41", 821, 919, 860, 943), ("7", 863, 919, 883, 943), *thousand)
    assert without_doubled(split)[0].lines[0].text == "417 1 391"


def test_the_mark_of_a_note_and_a_number_further_left_are_numbers_of_their_own() -> None:
    raised = _line(("1917", 100, 10, 180, 40), ("2", 182, 6, 194, 22))
    assert without_doubled(raised)[0].lines[0].text == "1917 2"
    back = _line(("20", 300, 10, 340, 40), ("10", 100, 10, 140, 40))
    assert without_doubled(back)[0].lines[0].text == "20 10"


def test_old_figures_of_one_number_are_joined_whatever_their_heights() -> None:
    hanging = _line(("49", 100, 20, 140, 50), ("1", 142, 20, 154, 40))
    assert without_doubled(hanging)[0].lines[0].text == "491"
