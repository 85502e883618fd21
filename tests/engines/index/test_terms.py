"""Reading what was typed."""

from __future__ import annotations

import pytest

from javon.engines.index.terms import MOST_CLAUSES, Clause, parse


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("oʻtkan kunlar", (Clause(("oʻtkan",)), Clause(("kunlar",)))),
        ('"oʻtkan kunlar"', (Clause(("oʻtkan", "kunlar")),)),
        ('bir "ikki uch" toʻrt', (Clause(("bir",)), Clause(("ikki", "uch")), Clause(("toʻrt",)))),
        ("kitob*", (Clause(("kitob",), prefix=True),)),
        ('"bir kit*"', (Clause(("bir", "kit"), prefix=True),)),
        ("xotin-qizlar", (Clause(("xotin", "qizlar")),)),
        ("o'g'il", (Clause(("o'g'il",)),)),
        ("k*", (Clause(("k",)),)),
        ("bir bir", (Clause(("bir",)),)),
        ("* - “”", ()),
        ("kitob -maktab", (Clause(("kitob",)), Clause(("maktab",), minus=True))),
        ('kitob -"oʻquv qoʻllanma"', (Clause(("kitob",)), Clause(("oʻquv", "qoʻllanma"), minus=True))),
        (
            "-«bir ikki» uch \u2212мактаб*",
            (
                Clause(("bir", "ikki"), minus=True),
                Clause(("uch",)),
                Clause(("мактаб",), prefix=True, minus=True),
            ),
        ),
        ("bir -xotin-qizlar", (Clause(("bir",)), Clause(("xotin", "qizlar"), minus=True))),
        ("bir - ikki –uch —toʻrt --besh", tuple(Clause((word,)) for word in ["bir", "ikki", "uch", "toʻrt", "besh"])),
        ('kitob-"bir ikki"-uch', (Clause(("kitob",)), Clause(("bir", "ikki")), Clause(("uch",)))),
        ("-bir -ikki", (Clause(("bir",)), Clause(("ikki",)))),
    ],
)
def test_parse(text: str, clauses: tuple[Clause, ...]) -> None:
    assert parse(text) == clauses


def test_pasted_page_is_cut() -> None:
    assert len(parse(" ".join(f"soz{number}" for number in range(500)))) == MOST_CLAUSES
