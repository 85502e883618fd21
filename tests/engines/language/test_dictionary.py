"""Known words of four languages, and their absence."""

from __future__ import annotations

from pathlib import Path

import pytest

from javon.engines.language import dictionary, has_dictionary, is_known, known_share
from javon.engines.language.affixes import load_affixes

needs = {
    name: pytest.mark.skipif(not has_dictionary(name), reason=f"{dictionary.PACKAGES[name]} is not installed")
    for name in ("uz", "ru", "en")
}


@needs["uz"]
@pytest.mark.parametrize(
    "word", ["китоб", "kitob", "Kitoblarimizdan", "КИТОБЛАР", "oʻzbek", "o'zbek", "maʼlum", "маълум", "ер", "yer"]
)
def test_uzbek_words_are_known_in_both_scripts(word: str) -> None:
    assert is_known(word, "uz-Latn")
    assert is_known(word, "uz-Cyrl")


@needs["uz"]
@pytest.mark.parametrize("word", ["кtтб", "zzqx", "ффывап", "", "12"])
def test_noise_is_not_known(word: str) -> None:
    assert not is_known(word, "uz")


@needs["ru"]
@pytest.mark.parametrize(
    "word", ["книга", "книгами", "Читающего", "шёл", "домами", "красивейшему", "хлѣбъ", "каждаго", "исторія"]
)
def test_russian_forms_are_known(word: str) -> None:
    assert is_known(word, "ru")


@needs["en"]
@pytest.mark.parametrize("word", ["book", "Books", "unhappy", "libraries", "reading", "reader’s"])
def test_english_forms_are_known(word: str) -> None:
    assert is_known(word, "en")


@needs["uz"]
def test_the_share_counts_words_and_not_figures() -> None:
    assert known_share(["kitob", "qqzzx"], "uz") == 0.5
    assert known_share(["1926", "a", "—"], "uz") is None
    assert known_share([], "uz") is None


def test_a_language_without_a_dictionary_has_no_share() -> None:
    assert known_share(["китап"], "kk") is None
    assert not is_known("китап", "kk")
    assert not has_dictionary("und")


def test_a_missing_package_is_said_once_and_breaks_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(dictionary, "FOLDER", tmp_path)
    dictionary._dictionary.cache_clear()
    dictionary._known.cache_clear()
    try:
        assert known_share(["kitob"], "uz") is None
        assert not is_known("kitob", "uz")
        assert caplog.text.count("hunspell-uz") == 1
    finally:
        dictionary._dictionary.cache_clear()
        dictionary._known.cache_clear()


def test_affix_rules_are_undone(tmp_path: Path) -> None:
    (tmp_path / "xx.dic").write_text("3\nbook/S\ncity/S\nhappy/U\n", "utf-8")
    (tmp_path / "xx.aff").write_text(
        "SET UTF-8\nSFX S Y 3\nSFX S y ies [^aeiou]y\nSFX S 0 s [aeiou]y\nSFX S 0 s [^sxy]\nPFX U Y 1\nPFX U 0 un .\n",
        "utf-8",
    )
    words = load_affixes(tmp_path, "xx")
    assert len(words) == 3
    assert all(word in words for word in ("book", "books", "city", "cities", "unhappy"))
    assert not any(word in words for word in ("citys", "unbook", "happys", 5))


def test_a_list_is_folded_as_its_words_are() -> None:
    listed = (
        "oʻzbek\nгоʻр\nbog'i\nmaʼno\nўғил\nқишлоғи\nмаъно\nельф\nётса\nевро\nyer\nцех\nконституция\nшеʼр\nщука\nыйс\n"
    )
    assert dictionary._skeletons(listed).split() == [dictionary._skeleton(word) for word in listed.split()]


@needs["uz"]
def test_a_word_with_a_wrong_sign_is_not_known_by_its_search_stem() -> None:
    assert [is_known(word, "uz-Latn") for word in ("boʻlganlar", "bolganlar", "sovetlar", "soʻvetlar")] == [
        True,
        False,
        True,
        False,
    ]
