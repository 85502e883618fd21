"""What reads like a heading, whatever its size."""

from __future__ import annotations

import pytest

from javon.engines.ocr.headings import reads_like_a_heading, without_false_headings
from javon.engines.page import Box, Line, RegionKind, Word


def lines(*texts: str) -> list[Line]:
    made = []
    for place, text in enumerate(texts):
        box = Box(0, 40 * place, 600, 40 * place + 30)
        made.append(Line(tuple(Word(word, box, 0.9) for word in text.split()), box))
    return made


@pytest.mark.parametrize(
    "texts",
    [
        ("Birinchi bob",),
        ("«Oʻtkan kunlar» haqida",),
        ("2.1. ҲУҚУҚ ВА МАЖБУРИЯТЛАР:",),
        ("XVIII asr",),
        ("1. Sharoit yaxshi boʻlganda hosil ham mana shunday yaxshi boʻladi.",),
        ("What Kids Need Most", "in a Dad"),
        ("24 May",),
        ("Soʻz boshi.",),
    ],
)
def test_headings_are_believed(texts: tuple[str, ...]) -> None:
    assert reads_like_a_heading(lines(*texts))


@pytest.mark.parametrize(
    "texts",
    [
        ("wins the race.",),
        ("теперь бережно хранят библиотеки.",),
        ("© Operation is similar to a tape",),
        ("• Optional remote control.",),
        ("(tashkilot, manzil, telefon)",),
        ("Итого 200 х 363.36 363.64",),
        ("Slow and steady wins the race, said the old tortoise at last.",),
        tuple(f"Satr {number} davom etadi va hech tugamaydi" for number in range(6)),
        ("",),
    ],
)
def test_what_only_looks_like_one_is_not(texts: tuple[str, ...]) -> None:
    assert not reads_like_a_heading(lines(*texts))


def test_only_the_false_run_of_a_block_becomes_text() -> None:
    kinds = [RegionKind.HEADING, RegionKind.TEXT, RegionKind.HEADING, RegionKind.TEXT]
    without_false_headings(kinds, lines("Birinchi bob", "Matn shu yerda", "oxirgi soʻz.", "Yana matn"))
    assert kinds == [RegionKind.HEADING, RegionKind.TEXT, RegionKind.TEXT, RegionKind.TEXT]
