"""One written form of Uzbek Latin: oʻ gʻ with U+02BB, the tutuq belgisi with U+02BC, quotation marks left alone."""

from __future__ import annotations

import re
import unicodedata

from javon.engines.language.alphabets import latn_1993, latn_2026
from javon.engines.language.apostrophes import TURNED, TUTUQ, VARIANT_CLASS, VARIANTS
from javon.engines.language.casing import loud

# Signs that close a quotation more often than they belong to the letter before them.
_CLOSING = "'\u2019\u02bc\u2032\uff07\u00b4"
_SIGN = re.compile(VARIANT_CLASS)
_INSIDE_O_G = re.compile(rf"(?<=[oOgG]){VARIANT_CLASS}(?=[^\W\d_])")
# bog'' in quotation marks: the first sign is the letter, the second closes.
_BEFORE_QUOTE = re.compile(rf"(?<=[oOgG]){VARIANT_CLASS}(?={VARIANT_CLASS}(?![\w{VARIANTS}]))")
_INSIDE = re.compile(rf"(?<=[A-Za-zÀ-ɏ]){VARIANT_CLASS}(?=[^\W\d_])")
_END = re.compile(rf"(?<=[A-Za-zÀ-ɏ])(?P<sign>{VARIANT_CLASS})(?![^\W\d_]|{VARIANT_CLASS})")
_OPEN = re.compile(rf"(?<![\w{VARIANTS}]){VARIANT_CLASS}(?=\w)")
#: A quotation longer than this is not looked for (characters).
_REACH = 240

#: Words that end in the tutuq belgisi.
_FINAL_TUTUQ = re.compile(
    r"(?i:\b(?:sham|jam|man|qat|raf|naf|nav|vaz|saj|matla|jome|voqe|mavzu|tab|ruku|badi|san|shar|mavqe|tole|toli|some))$"
)

#: Every letter of the reform, of its drafts and of 1993 that the letters of 1995 have not.
_READ = {**latn_2026.ALPHABET.reads, **latn_1993.ALPHABET.reads}
_REFORM = re.compile(f"[{''.join(_READ)}{''.join(_READ).upper()}]")
#: ñ before a or o is Spanish (mañana, señor) unless the word has another letter of the reform.
_SPANISH = re.compile(r"ñ[ao]", re.IGNORECASE)
_OTHERS = re.compile("[şçğöɉ]", re.IGNORECASE)


def canonical(text: str, *, reform: bool = False) -> str:
    """The text with every oʻ, gʻ and tutuq belgisi written one way; quotes around words stay.

    ``reform`` also reads the letters of 1993 and of the reform (õ ö ō ŏ ó, ğ ḡ ǵ ġ, ş, ç, ñ, ɉ) as those of 1995;
    it is asked for, because the same letters are right in Turkish or Karakalpak.  Idempotent.
    """
    text = unicodedata.normalize("NFC", text)
    if reform:
        text = from_reform(text)
    if not _SIGN.search(text):
        return text
    text = _INSIDE_O_G.sub(TURNED, text)
    text = _BEFORE_QUOTE.sub(TURNED, text)
    text = _INSIDE.sub(_inside, text)
    return _END.sub(_at_end, text)


def from_reform(text: str) -> str:
    """Letters of the alphabet of 1993, of the reform and of its drafts since 2018 in the letters of 1995."""
    return _REFORM.sub(_spelled, text)


def _spelled(match: re.Match[str]) -> str:
    letter = match[0]
    if letter in "ñÑ" and _SPANISH.match(match.string, match.start()) and not _OTHERS.search(match.string):
        return letter
    spelling = _READ[letter.lower()]
    if letter.islower():
        return spelling
    return spelling.upper() if loud(match.string, match.start(), match.end()) else spelling.capitalize()


def _inside(match: re.Match[str]) -> str:
    return match[0] if match[0] == TURNED and match.string[match.start() - 1] in "oOgG" else TUTUQ


def _at_end(match: re.Match[str]) -> str:
    """A sign after the last letter: part of oʻ or gʻ, a tutuq, or the end of a quotation."""
    sign, text, place = match["sign"], match.string, match.start()
    if sign in _CLOSING and _is_quoted(text, place):
        return sign
    if text[place - 1] in "oOgG":
        return TURNED
    if sign == TUTUQ or _FINAL_TUTUQ.search(text[max(0, place - 12) : place]):
        return TUTUQ
    return sign


def _is_quoted(text: str, place: int) -> bool:
    """Whether a quotation opened shortly before this place and is not closed yet."""
    before = text[max(0, place - _REACH) : place]
    opened = [found.start() for found in _OPEN.finditer(before)]
    if not opened:
        return False
    return _END.search(before, opened[-1] + 1) is None or _END.search(text, place + 1, place + _REACH) is None


__all__ = ["canonical", "from_reform"]
