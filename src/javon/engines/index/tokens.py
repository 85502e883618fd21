"""Lines to searchable words: positions, broken words joined, keys looked up once a word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, cast

from javon.engines.index.model import IndexLine
from javon.engines.language import join_hyphens, search_keys, stem_twins, tokenize
from javon.engines.page import RegionKind

#: Signs that printers break a word with at a line end.
HYPHENS = "-\u00ad\u2010\u2011\u00ac\u2e17"
#: A key longer than this is noise of recognition, not a word.
LONGEST_KEY = 64
#: Distinct words kept ready, all languages together; about 400 bytes each.
CACHED = 200_000
_NOTE = RegionKind.FOOTNOTE.value
_ROMAN = re.compile("[IVXLCDM]+")

WordKeys = tuple[str, str, str]
#: By language: printed words that hold just one searchable word, with its keys.  Most words of most pages are here,
#: so that a line is read at the speed of a look-up.
_plain: dict[str, dict[str, WordKeys]] = {}


class _Half(NamedTuple):
    """The first half of a word broken at a line end: its text, the number of its token, its language."""

    text: str
    token: int
    language: str


class Token(NamedTuple):
    """A searchable word inside a printed word: its place there and its exact, loose and stem key."""

    text: str
    start: int
    end: int
    keys: WordKeys


@dataclass(slots=True)
class Tokens:
    """The searchable words of a page, as parallel lists.

    ``words[i]`` is the number on the page of the printed word that token i stands in; ``broken[i]`` says in how many
    printed words behind it the token goes on (a word broken at one line end, or at several).
    """

    keys: list[WordKeys] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    broken: dict[int, int] = field(default_factory=dict)


def read_tokens(lines: Iterable[IndexLine], following: str = "", following_note: str = "") -> Tokens:
    """The tokens of the lines in order; a word broken over a line end becomes one token.

    ``following`` is the first word of the next page: a word broken over the page's end is searched for whole here;
    ``following_note`` is the same for its footnotes.  Words of the running text and of notes go on among themselves.
    """
    tokens = Tokens()
    number = 0
    halves: dict[str, _Half | None] = {}
    for line in lines:
        half = halves.get(line.aside)
        printed, language = line.text.split(" "), line.language
        plain = _plain.setdefault(language, {})
        row = list(map(plain.get, printed))
        joined = False
        if half or None in row:
            joined = _read_words(tokens, printed, number, half, language)
        else:
            tokens.keys += cast(list[WordKeys], row)
            tokens.words += range(number, number + len(printed))
        number += len(printed)
        begun = half if joined and len(printed) == 1 else None
        text = _half(printed[-1], language, begun.text if begun else "")
        last = begun.token if begun else len(tokens.keys) - 1
        halves[line.aside] = _Half(text, last, language) if text else None
    for end, word in ((halves.get(""), following), (halves.get(_NOTE), following_note)):
        if end is not None:
            _end_on(tokens, end, word)
    return tokens


def _end_on(tokens: Tokens, half: _Half, following: str) -> None:
    """Make the word that the page ends in whole with the first word of the next page."""
    found = word_tokens(following, half.language)
    if _goes_on(found, half.text, half.language):
        tokens.keys[half.token] = keys_of(half.text + found[0].text, half.language)


def _read_words(tokens: Tokens, printed: list[str], number: int, half: _Half | None, language: str) -> bool:
    """Word by word: where one has no token, or several, or goes on from the line before; gives whether it does."""
    plain, joined = _plain[language], False
    if sum(map(len, _plain.values())) > CACHED:
        for known in _plain.values():
            known.clear()
    for place, word in enumerate(printed):
        found = word_tokens(word, language)
        if len(found) == 1:
            plain[word] = found[0].keys
        for token in found:
            tokens.keys.append(token.keys)
            tokens.words.append(number + place)
        if half and place == 0 and _goes_on(found, half.text, language):
            _join(tokens, half, found, language)
            joined = True
    return joined


@lru_cache(maxsize=CACHED // 10)
def word_tokens(word: str, language: str) -> tuple[Token, ...]:
    """The tokens of one printed word: none for a dash, two for ``xotin-qizlar``."""
    return tuple(Token(token.text, token.start, token.end, keys_of(token.text, language)) for token in tokenize(word))


def keys_of(text: str, language: str) -> WordKeys:
    """The exact, loose and stem key of a word; never empty, never with a blank inside; equal keys are one object."""
    keys = search_keys(text, language)
    exact, loose, stem = _key(keys.exact, text), _key(keys.loose, text), _key(keys.stem, text)
    loose = exact if loose == exact else loose
    return exact, loose, loose if stem == loose else stem


def query_keys(text: str) -> list[WordKeys]:
    """Every reading of a typed word: a reader does not say its language, so each one of its script is tried."""
    languages = ("uz-Cyrl", "ru") if any("\u0400" <= letter <= "\u052f" for letter in text) else ("uz-Latn", "en")
    readings = [keys_of(text, language) for language in languages]
    exact, loose, stem = readings[0]
    if exact == loose:  # typed without signs: ozi may be a form of oʻz as well as of oz
        readings += [(exact, loose, twin) for twin in sorted(stem_twins(stem))]
    return list(dict.fromkeys(readings))


def _key(key: str, text: str) -> str:
    return ("".join(key.split()) or text.casefold())[:LONGEST_KEY]


def _half(word: str, language: str, begun: str = "") -> str:
    """The first half of a word broken at the end of a line, or nothing; ``begun`` stood on the lines before."""
    if word[-1:] not in HYPHENS or not word:
        return ""
    found = word_tokens(word, language)
    if not found or found[-1].end != len(word) - 1:
        return ""
    return begun + found[0].text if len(found) == 1 else found[-1].text


def _goes_on(found: tuple[Token, ...], half: str, language: str) -> bool:
    """Whether the half before the line end goes on here as one word; ``xotin-`` before ``qizlar`` keeps its hyphen."""
    if not found or found[0].start:
        return False
    tail = found[0].text
    if not tail[0].islower() and not (_in_capitals(half) and _in_capitals(tail)):
        return False
    return "-" not in join_hyphens([f"{half}-", tail], language.partition("-")[0])


def _in_capitals(text: str) -> bool:
    """Half of a word of a heading; ``XIX-`` before ``XX`` is none."""
    return len(text) > 1 and text.isupper() and not _ROMAN.fullmatch(text)


def _join(tokens: Tokens, half: _Half, found: tuple[Token, ...], language: str) -> None:
    """Make one token of the last of the line before and the first of this one."""
    first, begun = len(tokens.keys) - len(found), half.token
    tokens.keys[begun] = keys_of(half.text + found[0].text, language)
    goes_on = tokens.broken.get(begun, 0) + 1
    # Where a note stands between the halves, the second one is found but cannot be marked with the first.
    if tokens.words[first] == tokens.words[begun] + goes_on:
        tokens.broken[begun] = goes_on
    del tokens.keys[first], tokens.words[first]
