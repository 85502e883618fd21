"""Whole texts between the two Uzbek scripts: which tokens are words to convert, and which stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable

from javon.engines.language import foreign
from javon.engines.language.apostrophes import TUTUQ, VARIANT_CLASS, VARIANT_SET
from javon.engines.language.cyrillic import word_to_cyrillic
from javon.engines.language.latin import CYRILLIC, word_to_latin
from javon.engines.language.lookalikes import repair_word
from javon.engines.language.strangers import mend

SOFT_HYPHEN = "\u00ad"
_CACHE_WORDS = 100_000

_CYRILLIC_RUN = re.compile(r"[А-Яа-яЁёЎўҚқҒғҲҳ]+(?:\u00ad[А-Яа-яЁёЎўҚқҒғҲҳ]+)*")
# Letters of other languages in Cyrillic; and Roman numerals with Cyrillic look-alikes, one letter of which has no other
# meaning (ХІХ; ХХ is written so by the letters alone).
_STRANGE = re.compile(
    "[\u0400\u0402-\u040d\u040f\u0450\u0452-\u045d\u045f-\u0481\u048a-\u0491\u0494-\u0499\u049c-\u04b1\u04b4-\u052f]"
)
_NUMERAL = re.compile(r"[ХXСCМMЛLДDІIV]*[ІIV][ХXСCМMЛLДDІIV]*")
_NUMERAL_LETTERS = str.maketrans("ХСМЛДІ", "XCMLDI")
# A word of any script: the mixed ones have to be seen whole.
_ANY_WORD = re.compile(r"[^\W\d_]+(?:\u00ad[^\W\d_]+)*")
# A Latin word with its apostrophes; the last one belongs to it only after o or g (bogʻ), where it is no closing quote.
_LETTER = r"[^\W\d_А-Яа-яЁёЎўҚқҒғҲҳ]"
# Most words are plain letters before a space or a comma: they are told before the rarer sorts are tried.
LATIN_WORD = re.compile(
    rf"[a-z]{{2,}}(?=[\s,])|(?P<kept>{foreign.KEPT})"
    rf"|(?=[\w@#/~.+])(?:[A-Za-z][a-z]+(?:{VARIANT_CLASS}[a-z]+)?(?=[\s,])|{foreign.PROTECTED}"
    r"|(?P<initial>\b[IVX])(?=\.\s?[^\W\d_])|(?P<saint>\b(?:Los|Sent|Sen|San|Sankt))(?=-[A-Z])"
    rf"|{_LETTER}+(?:(?:{VARIANT_CLASS}|\u00ad){_LETTER}+)*(?:(?<=[oOgG]){VARIANT_CLASS})?"
    rf"(?P<last>{VARIANT_CLASS}(?!\w))?)"
)


def to_latin(text: str) -> str:
    """Uzbek Cyrillic text in the Latin alphabet of 1995; Latin words, figures and signs stay as they are.

    oʻ and gʻ get U+02BB, the tutuq belgisi U+02BC.  Single Latin letters that stand inside a Cyrillic word by mistake
    (look-alikes) are read as Cyrillic.  Words with letters that Uzbek has not, and lines that are surely Kazakh,
    Karakalpak, Kyrgyz or Tajik, stay whole.
    """
    return mend(text, _ANY_WORD.sub(lambda match: _LATIN[match[0]], text), "Cyrl")


def to_cyrillic(text: str) -> str:
    """Uzbek Latin text (any apostrophes) in Cyrillic; addresses, figures, Roman numerals and foreign words stay.

    So do lines that are surely in another language, and what stands in the letters of another alphabet: ``across``
    reads those.
    """
    converted = LATIN_WORD.sub(lambda match: _special(match) if match.lastgroup else _CYRILLIC[match[0]], text)
    return mend(text, converted, "Latn")


#: First parts of names, which words of the same letters (sent is a cent) must not pull along.
_SAINTS = {"Los": "Лос", "Sent": "Сент", "Sen": "Сен", "San": "Сан", "Sankt": "Санкт"}


class _Words(dict[str, str]):
    """A cache of converted words.  Bounded: emptied when full, the words of a text come back at once."""

    def __init__(self, convert: Callable[[str], str]) -> None:
        self._convert = convert

    def __missing__(self, word: str) -> str:
        if len(self) >= _CACHE_WORDS:
            self.clear()
        result = self[word] = self._convert(word)
        return result


def _special(match: re.Match[str]) -> str:
    """An initial (V. Putin is no fifth Putin), a first part of names, or a word with an apostrophe at its end."""
    word = match[0]
    if match["kept"]:
        return word
    if match["saint"]:
        return _SAINTS[word]
    if match["initial"]:
        return word_to_cyrillic(word)
    base, sign = word[:-1], word[-1]
    quoted = match.string[match.start() - 1 : match.start()] in VARIANT_SET
    if not quoted and foreign.ends_in_tutuq(base):
        return _CYRILLIC[base + TUTUQ]
    return _CYRILLIC[base] + sign


def _convert_cyrillic(word: str) -> str:
    if word.isascii() or CYRILLIC.isdisjoint(word):
        return word
    if SOFT_HYPHEN in word:
        return _with_soft_hyphens(word, _convert_cyrillic)
    if _NUMERAL.fullmatch(word):
        return word.translate(_NUMERAL_LETTERS)
    if _STRANGE.search(word):
        return word
    if word[0] in "Ee" and _CYRILLIC_RUN.fullmatch(word, 1):
        word = ("Э" if word[0] == "E" else "э") + word[1:]  # a Latin E left by a converter stands for э, not for ye
    return _CYRILLIC_RUN.sub(lambda run: word_to_latin(run[0]), repair_word(word))


def _convert_latin(word: str) -> str:
    if SOFT_HYPHEN in word:
        return _with_soft_hyphens(word, _convert_latin)
    named = foreign.name_with_ending(word)
    if named:
        return named[0] + word_to_cyrillic(named[1])
    return word if foreign.stays_latin(word) else word_to_cyrillic(word)


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


_LATIN = _Words(_convert_cyrillic)
_CYRILLIC = _Words(_convert_latin)


def forget_words() -> None:
    """Empty the caches of converted words (for measurements)."""
    _LATIN.clear()
    _CYRILLIC.clear()
