"""The counter of `bench truth` finds each fault that was planted, once."""

from __future__ import annotations

from collections import Counter

import pytest
from bench.counting import INVENTED, LETTERS, LOST, NUMBERS, POINTS, SIGNS, count
from bench.tokens import is_roman, tokens_of

PRINTED = (
    "Самарқанд 717,6 2766,0",
    "Бухоро 2357,6 342,9",
    "Bugʻdoy 12% va § 14 – XIX asrda",
    "toʻqqizta qoʻshiq aytilgan edi, 31.08.2000",
)


def faults(*read: str, printed: tuple[str, ...] = PRINTED) -> dict[str, int]:
    truth = [tokens_of(piece) for piece in printed]
    found = count(truth, [token for line in read for token in tokens_of(line)])
    sums: Counter[str] = Counter()
    for fault in found.faults:
        sums[fault.what] += fault.count
    return dict(sums)


def changed(old: str, new: str) -> dict[str, int]:
    assert any(old in piece for piece in PRINTED)
    return faults(*(piece.replace(old, new) for piece in PRINTED))


def test_a_true_reading_has_no_faults() -> None:
    assert faults(*PRINTED) == {}


@pytest.mark.parametrize(
    ("old", "new", "right"),
    [
        ("342,9", "3429", {NUMBERS: 1}),
        ("342,9", "", {NUMBERS: 1}),
        ("342,9", "342,9 7817", {NUMBERS: 1}),
        ("XIX", "ХХ", {NUMBERS: 1}),
        ("31.08.2000", "31.06.2000", {NUMBERS: 1}),
        ("12%", "1290", {NUMBERS: 1, SIGNS: 1}),
        ("§ 14", "$ 14", {SIGNS: 1}),
        ("–", "-", {SIGNS: 1}),
        ("edi,", "edi", {POINTS: 1}),
        ("toʻqqizta", "toqqizta", {SIGNS: 1}),
        ("toʻqqizta", "toʻʻqqizta", {SIGNS: 1}),
        ("toʻqqizta", "toʻqqista", {LETTERS: 1}),
        ("aytilgan ", "", {LOST: 1, LETTERS: 8}),
        ("aytilgan", "aytilgan шум", {INVENTED: 1, LETTERS: 3}),
        ("aytilgan edi", "aytilganedi", {LOST: 1, LETTERS: 3}),
    ],
)
def test_a_planted_fault_is_counted_once(old: str, new: str, right: dict[str, int]) -> None:
    assert changed(old, new) == right


def test_columns_read_one_after_another_are_not_lost() -> None:
    assert faults("Самарқанд", "Бухоро", "717,6", "2357,6", "2766,0 342,9", *PRINTED[2:]) == {}


def test_pieces_of_two_columns_melted_into_one_line_are_found() -> None:
    assert (
        faults("bir ikki besh olti", "uch toʻrt yetti", printed=("bir ikki", "uch toʻrt", "besh olti", "yetti")) == {}
    )


def test_the_order_of_reading_is_a_figure_of_its_own() -> None:
    truth = [tokens_of(piece) for piece in ("bir ikki", "uch toʻrt")]
    right = count(truth, tokens_of("bir ikki uch toʻrt"))
    turned = count(truth, tokens_of("uch toʻrt bir ikki"))
    assert (right.steps, right.steps_right) == (3, 3)
    assert (turned.steps, turned.steps_right) == (3, 2)


def test_what_was_printed_is_counted_by_kind() -> None:
    printed = count([tokens_of("Gʻoz 12% – XIX asr, § 3.")], []).printed
    assert printed == {"words": 2, LETTERS: 6, SIGNS: 4, NUMBERS: 3, POINTS: 2}


def test_a_lost_word_is_looked_for_where_it_stood() -> None:
    words = ["bir", "ikki", "uch", "toʻrt", "besh", "olti", "yetti"]
    boxes = [(100.0 * index, 50.0, 100.0 * index + 80, 90.0) for index in range(7)]
    shifted = [(left - 20, top + 10, right - 20, bottom + 10) for left, top, right, bottom in boxes]
    kept = [index for index in range(7) if index != 3]
    read = tokens_of(" ".join(words[index] for index in kept), [shifted[index] for index in kept])
    lost = [fault for fault in count([tokens_of(" ".join(words), boxes)], read).faults if fault.what == LOST]
    assert [fault.box for fault in lost] == [pytest.approx(shifted[3])]


def test_leaders_and_lines_to_write_on_are_no_text() -> None:
    assert [token.text for token in tokens_of("Kirish . . . . . . 12 ______ .......... 14…")] == ["Kirish", "12", "14"]


def test_marks_are_folded_only_where_asked() -> None:
    assert [token.text for token in tokens_of("o'zi «bor»", kindly=True)] == ["oʻzi", '"', "bor", '"']
    assert [token.text for token in tokens_of("o'zi «bor»")] == ["o'zi", "«", "bor", "»"]


@pytest.mark.parametrize(
    ("word", "after", "right"),
    [
        ("XIX", " ", True),
        ("IIII", "", False),
        ("I", " ", True),
        ("I", ".", False),
        ("ХХ", " ", False),
        ("mi", "", False),
    ],
)
def test_roman_numerals_are_told_from_words(word: str, after: str, right: bool) -> None:
    assert is_roman(word, after) is right
