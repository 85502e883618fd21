"""Sentences that are kept in one language and read in another."""

from __future__ import annotations

import pytest
from django.utils.translation import get_language, override

from javon.base.db import said

TEMPLATE = "Bunday ish yoʻq: %(name)s"
CATALOGUES = {"ru": "Нет такой работы: %(name)s", "en": "There is no such job: %(name)s"}


@pytest.fixture(autouse=True)
def translated(monkeypatch: pytest.MonkeyPatch) -> None:
    def translate(text: str) -> str:
        return CATALOGUES.get(get_language() or "", text) if text == TEMPLATE else text

    monkeypatch.setattr(said, "translated", translate)


def test_a_kept_text_is_said_in_the_language_of_whoever_reads() -> None:
    with override("uz"):
        kept = said.keep(said.gettext(TEMPLATE) % {"name": "library.x"})
    for language, text in {"uz": TEMPLATE, **CATALOGUES}.items():
        with override(language):
            assert said.words(kept) == text % {"name": "library.x"}


def test_what_was_said_is_a_text_like_any_other() -> None:
    with override("ru"):
        text = said.gettext(TEMPLATE) % {"name": "x"}
        assert isinstance(text, str)
        assert text == "Нет такой работы: x"


def test_values_and_lines_are_said_again_too() -> None:
    with override("uz"):
        inner = said.gettext("Bunday ish yoʻq: %(name)s") % {"name": "1 %"}
        kept = said.keep(said.lines([inner, "plain %s", said.gettext(TEMPLATE) % {"name": inner}]))
    with override("en"):
        first = "There is no such job: 1 %"
        assert said.words(kept) == f"{first}\nplain %s\nThere is no such job: {first}"


def test_an_error_gives_what_it_was_made_with() -> None:
    assert said.said_by(ValueError()) == "ValueError"
    assert said.said_by(ValueError(" boom ")) == "boom"
    assert said.said_by(PermissionError(13, "Permission denied", "/a/b")) == "/a/b: ruxsat yoʻq"
    assert said.said_by(OSError(13, "Permission denied")) == "ruxsat yoʻq"
    assert isinstance(said.said_by(ValueError(said.gettext(TEMPLATE) % {"name": "a"})), said.Said)


@pytest.mark.parametrize(
    "text", ["", "boom", '{"said": 1}', '{"said": "a"}', '{"said":', '{"lines": 3}', '{"lines": [{"x": 1}]}']
)
def test_any_other_text_stays(text: str) -> None:
    assert said.words(text) == text
    assert said.keep(text) == text


def test_what_is_too_long_loses_lines_and_stays_readable() -> None:
    with override("uz"):
        line = said.gettext(TEMPLATE) % {"name": "library.long"}
        kept = said.keep(said.lines([line] * 50), 400)
    assert len(kept) <= 400
    with override("en"):
        assert set(said.words(kept).splitlines()) == {"There is no such job: library.long"}
    assert said.keep(said.gettext("x" * 900), 100) == "x" * 100
