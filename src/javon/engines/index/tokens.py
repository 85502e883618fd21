"""Lines to searchable words: positions, broken words joined, keys looked up once a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from javon.engines.index.model import IndexLine
from javon.engines.language import search_keys, tokenize

#: Signs that printers break a word with at a line end.
HYPHENS = "-\u00ad\u2010\u2011\u00ac\u2e17"
#: A key longer than this is noise of recognition, not a word.
LONGEST_KEY = 64
#: Distinct words kept ready; about 500 bytes each.
CACHED = 200_000

WordKeys = tuple[str, str, str]


class Token(NamedTuple):
    """A searchable word inside a printed word: its place there and its exact, loose and stem key."""

    text: str
    start: int
    end: int
    keys: WordKeys


@dataclass(slots=True)
class Tokens:
    """The searchable words of a page, as parallel lists.

    ``words[i]`` is the number on the page of the printed word that token i stands in; ``broken`` holds the numbers i
    whose token goes on in the printed word ``words[i] + 1`` (a word broken at a line end).
    """

    keys: list[WordKeys] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    broken: set[int] = field(default_factory=set)


def read_tokens(lines: Iterable[IndexLine]) -> Tokens:
    """The tokens of the lines in order; a word broken over a line end becomes one token."""
    tokens = Tokens()
    keys, words = tokens.keys, tokens.words
    number = 0
    half = ""
    for line in lines:
        printed = line.text.split(" ")
        found: tuple[Token, ...] = ()
        for place, word in enumerate(printed):
            found = word_tokens(word, line.language)
            for token in found:
                keys.append(token.keys)
                words.append(number)
            if half and place == 0 and _goes_on(found):
                _join(tokens, half, found, line.language)
            number += 1
        half = _half(printed[-1], found)
    return tokens


@lru_cache(maxsize=CACHED)
def word_tokens(word: str, language: str) -> tuple[Token, ...]:
    """The tokens of one printed word: none for a dash, two for ``xotin-qizlar``."""
    return tuple(Token(token.text, token.start, token.end, keys_of(token.text, language)) for token in tokenize(word))


def keys_of(text: str, language: str) -> WordKeys:
    """The exact, loose and stem key of a word; never empty, never with a blank inside."""
    keys = search_keys(text, language)
    return (
        _key(keys.exact, text),
        _key(keys.loose, text),
        _key(keys.stem, text),
    )


def query_keys(text: str) -> list[WordKeys]:
    """Every reading of a typed word: a reader does not say its language, so each one of its script is tried."""
    languages = ("uz-Cyrl", "ru") if any("\u0400" <= letter <= "\u052f" for letter in text) else ("uz-Latn", "en")
    return list(dict.fromkeys(keys_of(text, language) for language in languages))


def _key(key: str, text: str) -> str:
    return ("".join(key.split()) or text.casefold())[:LONGEST_KEY]


def _half(word: str, found: tuple[Token, ...]) -> str:
    """The first half of a word broken at the end of a line, or nothing."""
    broken = found and found[-1].end == len(word) - 1 and word[-1] in HYPHENS
    return found[-1].text if broken else ""


def _goes_on(found: tuple[Token, ...]) -> bool:
    return bool(found) and found[0].start == 0 and found[0].text[0].islower()


def _join(tokens: Tokens, half: str, found: tuple[Token, ...], language: str) -> None:
    """Make one token of the last of the line before and the first of this one."""
    first = len(tokens.keys) - len(found)
    tokens.keys[first - 1] = keys_of(half + found[0].text, language)
    tokens.broken.add(first - 1)
    del tokens.keys[first], tokens.words[first]
