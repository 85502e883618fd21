"""Look-alike letters and hyphens at line ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.engines.language import has_dictionary, join_hyphens, repair_lookalikes

needs_uzbek = pytest.mark.skipif(not has_dictionary("uz"), reason="the Debian package hunspell-uz is not installed")


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Дaлoлaтнoмa", "Далолатнома"),
        ("Elеktron", "Elektron"),
        ("китoб", "китоб"),
        ("kitоblаr", "kitoblar"),
        ("САHА", "САНА"),
        ("Теlеgram", "Telegram"),
        ("XIХ", "XIХ"),
    ],
)
def test_a_word_is_brought_into_one_script(broken: str, whole: str) -> None:
    if broken == "XIХ":
        assert repair_lookalikes(broken) == "XIX"
    else:
        assert repair_lookalikes(broken) == whole


@pytest.mark.parametrize("text", ["китоб kitob", "Internetдан", "а b", "2-А", "", "Oʻzbekiston Ўзбекистон"])
def test_words_of_one_script_stay(text: str) -> None:
    assert repair_lookalikes(text) == text


@given(st.text(alphabet="асеорхуқfdгtaceopxyHНВB -", max_size=30))
def test_repair_rests_and_keeps_length(text: str) -> None:
    once = repair_lookalikes(text)
    assert len(once) == len(text)
    assert repair_lookalikes(once) == once


@needs_uzbek
@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Bu ki-", "tob juda yaxshi."], "Bu kitob juda yaxshi."),
        (["kitob-", "lar va daftar-", "lar"], "kitoblar va daftarlar"),
        (["китоб-", "лар"], "китоблар"),
        (["oʻzbek xotin-", "qizlari"], "oʻzbek xotin-qizlari"),
        (["keldi-", "ku dedi"], "keldi-ku dedi"),
        (["2024-", "yil"], "2024-yil"),
        (["Toshkent-", "Samarqand"], "Toshkent-Samarqand"),
        (["TOSH-", "KENT"], "TOSHKENT"),
        (["kito\u00ad", "bim"], "kitobim"),
        (["bir", "", "ikki"], "bir ikki"),
        (["bir —", "ikki"], "bir — ikki"),
        (["ma’-", "no"], "ma’no"),
        ([], ""),
    ],
)
def test_line_ends_are_joined(lines: list[str], text: str) -> None:
    assert join_hyphens(lines) == text


def test_russian_lines_are_joined_by_the_russian_list() -> None:
    assert join_hyphens(["биб-", "лиотека"], "ru") == "библиотека"


@given(st.lists(st.text(alphabet="kitob- а1", max_size=8), max_size=6))
def test_no_letter_is_lost(lines: list[str]) -> None:
    joined = join_hyphens(lines)
    assert [letter for letter in joined if letter.isalnum()] == [
        letter for line in lines for letter in line if letter.isalnum()
    ]
