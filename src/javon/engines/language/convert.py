"""Whole texts between the two Uzbek scripts: which tokens are words to convert, and which stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable

from javon.engines.language import foreign
from javon.engines.language.apostrophes import VARIANT_CLASS
from javon.engines.language.cyrillic import word_to_cyrillic
from javon.engines.language.latin import CYRILLIC, word_to_latin
from javon.engines.language.lookalikes import repair_word

SOFT_HYPHEN = "\u00ad"
_CACHE_WORDS = 200_000

_CYRILLIC_RUN = re.compile(r"[А-Яа-яЁёЎўҚқҒғҲҳ]+(?:\u00ad[А-Яа-яЁёЎўҚқҒғҲҳ]+)*")
# A word of any script: the mixed ones have to be seen whole.
_ANY_WORD = re.compile(r"[^\W\d_]+(?:\u00ad[^\W\d_]+)*")
# A Latin word with its apostrophes; the last one belongs to it only after o or g (bogʻ), where it is no closing quote.
_LETTER = r"[^\W\d_А-Яа-яЁёЎўҚқҒғҲҳ]"
_LATIN_WORD = re.compile(
    rf"{foreign.PROTECTED}|{_LETTER}+(?:(?:{VARIANT_CLASS}|\u00ad){_LETTER}+)*(?:(?<=[oOgG]){VARIANT_CLASS})?"
)


def to_latin(text: str) -> str:
    """Uzbek Cyrillic text in the Latin alphabet of 1995; Latin words, figures and signs stay as they are.

    oʻ and gʻ get U+02BB, the tutuq belgisi U+02BC.  Single Latin letters that stand inside a Cyrillic word by mistake
    (look-alikes) are read as Cyrillic.
    """
    return _ANY_WORD.sub(_LatinWords.replace, text)


def to_cyrillic(text: str) -> str:
    """Uzbek Latin text (any apostrophes) in Cyrillic; addresses, figures, Roman numerals and foreign words stay."""
    return _LATIN_WORD.sub(_CyrillicWords.replace, text)


class _Words:
    """A cache of converted words.  Bounded: emptied when full, the words of a text come back at once."""

    def __init__(self, convert: Callable[[str], str]) -> None:
        self._convert = convert
        self._known: dict[str, str] = {}

    def get(self, word: str) -> str:
        result = self._known.get(word)
        if result is None:
            if len(self._known) >= _CACHE_WORDS:
                self._known.clear()
            result = self._known[word] = self._convert(word)
        return result

    def replace(self, match: re.Match[str]) -> str:
        return self.get(match[0])


def _convert_cyrillic(word: str) -> str:
    if word.isascii() or CYRILLIC.isdisjoint(word):
        return word
    if SOFT_HYPHEN in word:
        return _with_soft_hyphens(word, _convert_cyrillic)
    return _CYRILLIC_RUN.sub(lambda run: word_to_latin(run[0]), repair_word(word))


def _convert_latin(word: str) -> str:
    if SOFT_HYPHEN in word:
        return _with_soft_hyphens(word, _convert_latin)
    if foreign.stays_latin(word):
        return word
    return word_to_cyrillic(word)


def _with_soft_hyphens(word: str, convert: Callable[[str], str]) -> str:
    """Convert the whole word, then put the soft hyphens back where the beginnings end."""
    pieces = word.split(SOFT_HYPHEN)
    whole = convert("".join(pieces))
    marks = []
    for index in range(1, len(pieces)):
        beginning = convert("".join(pieces[:index]))
        if whole.startswith(beginning):
            marks.append(len(beginning))
    for mark in reversed(marks):
        whole = whole[:mark] + SOFT_HYPHEN + whole[mark:]
    return whole


_LatinWords = _Words(_convert_cyrillic)
_CyrillicWords = _Words(_convert_latin)
