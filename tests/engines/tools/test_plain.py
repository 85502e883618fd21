"""Texts from outside hold no orders for a terminal."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.engines.tools.plain import plain, plain_json, plain_line

HOSTILE = {
    "\x1b[31mred\x1b[0m": "␛[31mred␛[0m",
    "\x1b]0;title\x07": "␛]0;title␇",
    "\x1b]52;c;cm0gLXJm\x1b\\": "␛]52;c;cm0gLXJm␛\\",
    "\x9b2J": "�2J",
    "a\rb\x08\x7f": "a␍b␈␡",
    "kitob\u202efdp.exe": "kitob�fdp.exe",
    "\u2066x\u2069\u200f\u061c": "�x���",
}


@pytest.mark.parametrize(("text", "shown"), list(HOSTILE.items()))
def test_orders_are_shown_and_not_given(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    "text", ["Oʻtkan kunlar\n\tAbdulla Qodiriy", "Ўткан кунлар", "“ok” — 5 ʼ ‘ …", "e\u0301 \u200d\u00ad"]
)
def test_texts_of_people_stay_as_they_are(text: str) -> None:
    assert plain(text) == text


@given(st.text())
def test_nothing_that_controls_is_left(text: str) -> None:
    shown = plain(text)
    assert {sign for sign in shown if unicodedata.category(sign) == "Cc"} <= {"\n", "\t"}
    assert not {unicodedata.bidirectional(sign) for sign in shown} & {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI"}
    assert "\n" not in plain_line(text)


@given(st.dictionaries(st.text(), st.text()))
def test_json_holds_everything_and_orders_nothing(value: dict[str, str]) -> None:
    text = plain_json(value, indent=1)
    assert json.loads(text) == value
    assert plain(text) == text
