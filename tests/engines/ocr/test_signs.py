"""Numbers, signs and Roman numerals of Cyrillic pages, looked at with a second model."""

from __future__ import annotations

import pytest

from javon.engines.ocr.signs import (
    has_mixed_strokes,
    is_broken,
    is_numero,
    is_paragraph,
    is_power,
    is_stroke,
    is_suspect,
    may_replace,
    points_of,
    unit_of,
    with_latin_numerals,
    with_strokes,
)


@pytest.mark.parametrize(
    "text", ["253,1", "2531", "12$", "ХУШ", "ХИХ", "П-Ш", "тё", "м?", "№", "$", "У", "И.", "Х", "[Х"]
)
def test_what_the_first_model_may_have_got_wrong(text: str) -> None:
    assert is_suspect(text)


@pytest.mark.parametrize("text", ["китоб", "Китоб,", "«Ўткан", "маъно.", "ota-ona", "Х.", "А", "-", "–"])
def test_plain_words_are_left_alone(text: str) -> None:
    assert not is_suspect(text)


@pytest.mark.parametrize(
    ("old", "new", "taken"),
    [
        ("ХУШ", "XVIII", True),
        ("ХИХ-ХХ", "XIX–XX", True),
        ("ХХ-аср", "XX-аср", True),
        ("2531", "253,1", True),
        ("551,5", "5515", False),
        ("12$", "12%", True),
        ("м?", "м²", True),
        ("м?", "m³", True),
        ("т?", "m³", True),
        ("т>", "m²", True),
        ("том", "m²", False),
        ("20:93 = 1860", "20 · 93 = 1860", True),
        ("!!!", "III", True),
        ("№", "IV", True),
        ("\\!!", "VII", True),
        ("[У", "IV", True),
        ("Ұ-ХШ", "V–XIII", True),
        ("У", "V", True),
        ("ХЎП", "XVII", True),
        ("М.", "M.", False),
        ("С", "C", False),
        ("3", "8", False),
        ("–", "==", False),
        ("1", "I", False),
        ("11.", "II.", False),
        ("1290", "12%", True),
        ("-", "–", True),
        ("ЧЕТ", "XIX", False),
        ("ДИМИТ", "ДИМИТРИЙ", False),
        ("1-китоб", "1-китоo", False),
        ("Х бва", "X", False),
        ("Иван", "IV", False),
        ("Х ІХ", "XIX", True),
        ("ХУШаср", "XVIII-аср", True),
    ],
)
def test_only_numbers_signs_and_numerals_are_taken(old: str, new: str, taken: bool) -> None:
    assert may_replace(old, new) is taken


def test_strokes_of_a_numeral_are_letters() -> None:
    assert [with_strokes(text) for text in ("V|", "XVIl", "V-–XIII", "11", "bill")] == [
        "VI",
        "XVII",
        "V–XIII",
        "11",
        "bill",
    ]


@pytest.mark.parametrize("text", ["1-11", "11–111", "1-1-1.", "[1]", "[11],", "1", "1.", "1-й", "11-го", "1/11"])
def test_ranges_ordinals_and_marks_of_notes_are_no_numerals(text: str) -> None:
    assert with_strokes(text) == text
    assert not is_broken(text)


def test_ones_are_strokes_where_nothing_speaks_for_figures() -> None:
    assert [with_strokes(text, ones=True) for text in ("11-аср", "1.", "11", "1-11")] == ["II-аср", "I.", "11", "I-II"]
    assert [with_strokes(text) for text in ("1X-аср", "[X", "1|")] == ["IX-аср", "IX", "II"]


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("\\!!", True),
        ("Х!\\", True),
        ("ХИ!", False),
        ("1/2", False),
        ("И", False),
        ("[У", True),
        ("т?", True),
        ("/718,4", True),
    ],
)
def test_what_is_left_of_a_numeral_that_was_not_read(text: str, broken: bool) -> None:
    assert is_broken(text) is broken


@pytest.mark.parametrize(
    ("text", "right"),
    [("ІХ", "IX"), ("Х", "X"), ("ХХ-аср", "XX-аср"), ("Х.", "Х."), ("Хива", "Хива"), ("(ХІ–ХХ)", "(XI–XX)")],
)
def test_x_and_i_alone_are_a_numeral(text: str, right: str) -> None:
    assert with_latin_numerals(text) == right


def test_signs_and_units_that_became_letters_or_figures() -> None:
    assert is_paragraph("8", "§")
    assert not is_paragraph("18", "§")
    assert is_power("т2", "m²")
    assert not is_power("том", "m²")
    assert is_numero("6647143", "Ne 6647143.")
    assert not is_numero("6647143", "X 6647143")
    assert not is_numero("6647143", "Ne 6647142")
    assert is_stroke("],")
    assert not is_stroke("1,")
    assert [unit_of(text) for text in ("КVt", "kW.", "кг", "китоб")] == ["kVt", "kW", None, None]


def test_strokes_of_both_sizes_may_be_a_numeral() -> None:
    assert [has_mixed_strokes(text) for text in ("Iti", "IIt–VIII", "1iI", "It", "til", "II", "111.", "Iltimos")] == [
        *[True] * 3,
        *[False] * 5,
    ]


def test_a_model_tells_where_a_point_of_a_number_is() -> None:
    assert points_of("221.7") == points_of("221,7") == [3]
    assert points_of("2217") == []
