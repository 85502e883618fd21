"""Confused letters: folded where the language cannot have them, settled where a word was doubtful."""

from __future__ import annotations

import pytest

from javon.engines.ocr.letters import mend_word


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("бұюк", "буюк"),
        ("дүрдона", "дурдона"),
        ("Мұҳаммад", "Муҳаммад"),
        ("йїгит,", "йигит,"),
        ("ҡизил", "қизил"),
        ("«ҥон»", "«нон»"),
    ],
)
def test_foreign_letters_are_folded_by_the_dictionary(read, right):
    assert mend_word(read, "uz-Cyrl", 0.95) == right


def test_russian_has_no_uzbek_letters():
    assert mend_word("кўлак", "ru", 0.95) == "кулак"


def test_other_languages_keep_their_letters():
    assert mend_word("қазақ", "kk", 0.95) == "қазақ"
    assert mend_word("façade", "en", 0.95) == "façade"


def test_figures_are_figures():
    assert mend_word("3З", "uz-Cyrl", 0.9) == "33"
    assert mend_word("l9O5", "en", 0.9) == "1905"
    assert mend_word("З", "uz-Cyrl", 0.9) == "З"


def test_doubtful_word_becomes_the_only_word_that_is_one_letter_away():
    assert mend_word("китобга", "uz-Cyrl", 0.3) == "китобга"
    assert mend_word("ҳалқаро", "uz-Cyrl", 0.3) == "халқаро"


def test_sure_word_is_never_changed_by_the_dictionary():
    assert mend_word("ҳалқаро", "uz-Cyrl", 0.95) == "ҳалқаро"


def test_parted_word_is_left_alone():
    assert mend_word("ҳалқа-", "uz-Cyrl", 0.2) == "ҳалқа-"


@pytest.mark.parametrize("text", ["", "—", "...", "12", "№"])
def test_what_is_no_word_stays(text):
    assert mend_word(text, "uz-Cyrl", 0.1) == text


@pytest.mark.parametrize(
    ("read", "language", "right"),
    [
        ("baiki", "uz-Latn", "balki"),
        ("thern", "en", "them"),
        ("aliows", "en", "allows"),
        ("пюбом", "ru", "любом"),
        ("елцё", "ru", "ещё"),
    ],
)
def test_letters_of_thin_type_are_settled_in_surer_words_too(read, language, right):
    assert mend_word(read, language, 0.92) == right


def test_word_that_looks_like_a_name_is_settled_only_where_it_is_doubtful():
    assert mend_word("Abduila", "uz-Latn", 0.92) == "Abduila"
    assert mend_word("Kitobiar", "uz-Latn", 0.92) == "Kitobiar"
    assert mend_word("Baiki", "uz-Latn", 0.7) == "Balki"


@pytest.mark.parametrize(
    ("word", "language"), [("soqolli", "uz-Latn"), ("kirill", "uz-Latn"), ("medal", "uz-Latn"), ("бўлайлик", "uz-Cyrl")]
)
def test_right_word_that_no_list_has_is_left(word, language):
    assert mend_word(word, language, 0.9) == word
