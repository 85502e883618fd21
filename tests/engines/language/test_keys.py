"""Search keys: one word, whatever its script and spelling."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from javon.engines.language import Token, search_keys, to_latin, tokenize, uzbek_stem
from javon.engines.language.lexicon import DOING, NAMES, NAMING


@pytest.mark.parametrize("word", ["Ўткан", "Oʻtkan", "O'tkan", "O‘TKAN", "o`tkan", "ōtkan", "Õtkan", "ўтка\u00adн"])
def test_every_spelling_gives_the_same_keys(word: str) -> None:
    assert search_keys(word) == search_keys("oʻtkan")


def test_a_word_typed_without_apostrophes_meets_in_the_loose_key() -> None:
    assert search_keys("otkan").loose == search_keys("Ўткан").loose
    assert search_keys("mano").loose == search_keys("маъно").loose
    assert search_keys("Ishoq").loose == search_keys("Исҳоқ").loose


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("сентябрь", "sentyabr"),
        ("frantsuz", "француз"),
        ("Evgeniy", "Евгений"),
        ("vetnam", "Вьетнам"),
        ("xol", "ҳол"),
        ("sʼezd", "съезд"),
        ("budjet", "бюджет"),
        ("moʻjiza", "мўъжиза"),
    ],
)
def test_spellings_in_use_meet_in_the_loose_key(one: str, other: str) -> None:
    assert search_keys(one).loose == search_keys(other).loose


def test_the_exact_key_keeps_what_the_loose_one_merges() -> None:
    assert search_keys("xol").exact != search_keys("hol").exact
    assert search_keys("oʻt").exact != search_keys("ot").exact


@pytest.mark.parametrize(
    "form", ["kitoblar", "kitobim", "kitoblarimizdan", "китобнинг", "КИТОБЛАРГА", "kitobdagi", "kitobmi"]
)
def test_forms_of_a_word_share_a_stem(form: str) -> None:
    assert search_keys(form).stem == search_keys("kitob").stem == "kitob"


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ("qulogʻi", "quloq"),
        ("shahrida", "shahar"),
        ("oʻgʻlim", "oʻgʻil"),
        ("oʻqigan", "oʻqi"),
        ("kelmoqda", "kel"),
        ("olgan", "ol"),
        ("ishlab", "ishla"),
        ("togʻlar", "togʻ"),
    ],
)
def test_endings_come_off(form: str, word: str) -> None:
    assert search_keys(form).stem == search_keys(word).stem


def test_russian_and_english_have_their_own_stems() -> None:
    assert search_keys("книгами", "ru").stem == search_keys("книга", "ru").stem
    assert search_keys("libraries", "en").stem == search_keys("library", "en").stem
    assert search_keys("Хлѣбъ", "ru").stem == search_keys("хлеба", "ru").stem
    assert search_keys("книга", "ru").exact == search_keys("kniga").exact


@pytest.mark.parametrize("letter", "абвгдеёжзийклмнопрстуфхцчшщъыьэюяўқғҳabcxyzʼ5")
def test_no_key_of_one_letter_is_empty(letter: str) -> None:
    for language in ("uz", "ru", "en"):
        keys = search_keys(letter, language)
        assert keys.exact
        assert keys.loose
        assert keys.stem


_WORDS = st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшъьэюяўқғҳabdefghijklmnopqrstuvxyzoʻgʼ'", min_size=1, max_size=14)


#: Listed words with endings and one letter wrong: where the rules of endings bite, which letters at random seldom meet.
_ENDINGS = [
    "lar", "ni", "ning", "ga", "da", "dan", "im", "ing", "i", "si", "imiz", "lik", "siz", "chi", "gan", "di",
    "adi", "moq", "ish", "dagi", "ki", "gi", "mi", "ib", "sa", "may", "masdan", "ti", "ta", "ka", "qa",
    "uvchi", "ovchi", "la", "lan", "lash", "ts", "x", "ye", "yo", "sh",
]  # fmt: skip


@st.composite
def _forms(draw: st.DrawFn) -> str:
    stem = draw(st.sampled_from([*NAMING.split(), *NAMES.split(), *DOING.split()]))
    word = stem + "".join(draw(st.lists(st.sampled_from(_ENDINGS), max_size=3)))
    place = draw(st.integers(0, len(word)))
    letter = draw(st.sampled_from(["", *"abdefghijklmnopqrstuvxyzʻʼ"]))
    return word[:place] + letter + word[place + draw(st.integers(0, 1)) :] or "a"


@given(_WORDS | _forms())
@example("malomattslik")
@example("malomatslik")
def test_the_key_of_a_key_is_the_key(word: str) -> None:
    keys = search_keys(word)
    assert search_keys(keys.exact).exact == keys.exact
    assert search_keys(keys.loose).loose == keys.loose
    assert search_keys(keys.stem).stem == keys.stem


@given(st.text(min_size=1, max_size=12))
def test_keys_of_anything_are_not_empty(word: str) -> None:
    keys = search_keys(word)
    assert keys.exact
    assert keys.loose
    assert keys.stem


@given(st.text(alphabet="абвгдезийклмнопрстуфхчшўқғҳёюя", min_size=1, max_size=12))
def test_either_script_gives_the_same_keys(word: str) -> None:
    latin = to_latin(word)
    assert search_keys(word) == search_keys(latin)


@given(st.text(alphabet="abdefghijklmnopqrstuvxyzʻʼ", min_size=1, max_size=14))
def test_a_stem_is_never_empty_and_rests(word: str) -> None:
    stem = uzbek_stem(word)
    assert stem
    assert uzbek_stem(stem) == stem


def test_tokens_know_their_places() -> None:
    text = "«Oʻtkan kunlar» — 1926-yil, xotin-qizlar; tog‘, ‘so‘z’ va э\u00adлат."
    tokens = tokenize(text)
    assert [token.text for token in tokens] == [
        "Oʻtkan", "kunlar", "1926", "yil", "xotin", "qizlar", "tog‘", "so‘z", "va", "э\u00adлат",
    ]  # fmt: skip
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert tokenize("") == []
    assert tokenize("a") == [Token("a", 0, 1)]


@given(st.text(max_size=60))
def test_tokens_of_any_text_stand_in_order(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end
        assert text[token.start : token.end] == token.text
        end = token.end
