"""One form for oʻ, gʻ and the tutuq belgisi."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.engines.language import canonical, from_reform
from javon.engines.language.apostrophes import VARIANTS


@pytest.mark.parametrize("sign", VARIANTS)
def test_every_sign_is_read(sign: str) -> None:
    assert canonical(f"o{sign}zbek tog{sign} ma{sign}no G{sign}IJDUVON") == "oʻzbek togʻ maʼno GʻIJDUVON"


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("‘so‘z’ va o‘", "‘soʻz’ va oʻ"),
        ("'bog'' va 'kino'", "'bogʻ' va 'kino'"),
        ("‘kitob’", "‘kitob’"),
        ("'kitob'", "'kitob'"),
        ("“tog‘”", "“togʻ”"),
        ("tog' va bog'", "togʻ va bogʻ"),
        ("jome' masjidi", "jomeʼ masjidi"),
        ("sanʼat san'at san’at", "sanʼat sanʼat sanʼat"),
        ("5' 10''", "5' 10''"),
        ("mo''jiza", "mo''jiza"),
        ("маъно", "маъно"),
        ("", ""),
    ],
)
def test_quotes_stay_and_letters_change(given_text: str, expected: str) -> None:
    assert canonical(given_text) == expected


def test_letters_of_the_drafts_are_read_where_asked() -> None:
    text = "Õzbekiston tōplam öz ŏz ğoya ḡoya ǵoya şahar ŞAHAR Şahar çoy Çoy"
    assert canonical(text) == text
    assert (
        canonical(text, reform=True) == "Oʻzbekiston toʻplam oʻz oʻz gʻoya gʻoya gʻoya shahar SHAHAR Shahar choy Choy"
    )
    assert from_reform("AQŞ") == "AQSH"


def test_decomposed_letters_are_composed() -> None:
    assert canonical("o\u0304zbek", reform=True) == "oʻzbek"


@given(st.text(alphabet="oOgGabs '‘’ʻʼ`“”.1", max_size=40))
def test_idempotent(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once


@given(st.text(max_size=40))
def test_no_letter_is_lost(text: str) -> None:
    plain = unicodedata.normalize("NFC", text)
    assert len(canonical(text)) == len(plain)
