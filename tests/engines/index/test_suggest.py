"""Completions while typing."""

from __future__ import annotations

import pytest

from javon.engines.index import PageIndex, Query, Suggestion


@pytest.mark.parametrize("typed", ["oʻtk", "ўтк", "O'tk", "biror narsa oʻtk"])
def test_uzbek_words_come_in_both_scripts(books: PageIndex, typed: str) -> None:
    assert books.suggest(Query(typed)) == [Suggestion("oʻtkan", "ўткан", 3)]


def test_russian_words_come_as_printed(books: PageIndex) -> None:
    assert books.suggest(Query("кни")) == [Suggestion("книги", "книги", 1)]


def test_words_of_closed_pages_are_not_told(books: PageIndex) -> None:
    assert books.suggest(Query("maxfiy")) == []
    assert [one.latin for one in books.suggest(Query("maxfiy", staff=True))] == ["maxfiyxona"]


@pytest.mark.parametrize("typed", ["", "o", "oʻtkan ", "…", '"'])
def test_nothing_is_suggested_for_too_little(books: PageIndex, typed: str) -> None:
    assert books.suggest(Query(typed)) == []
