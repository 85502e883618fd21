"""From any alphabet of Uzbek to any other, by the letters of 1995."""

from __future__ import annotations

from javon.engines.language.canonical import canonical, from_reform
from javon.engines.language.convert import to_latin
from javon.engines.language.yanalif import from_yanalif, is_yanalif


def canonical_latin(word: str) -> str:
    """One word, in whichever alphabet of Uzbek, in the letters of 1995 with their one written form; casing stays.

    Cyrillic, the letters of 1993 (ş ç ö ğ ñ ɉ), of the reform and its drafts (ö õ ō, ğ ḡ) and Yanalif (ə ɵ ƣ ꞑ ь) give
    the same result as the word of 1995, so search keys stand on it (``keys.search_keys``).  Every foreign word passes
    here too and gets the same form each time (schön: schoʻn); do not show the result to readers as their text.
    """
    if word.isascii():
        return canonical(word)
    if is_yanalif(word):
        return canonical(from_yanalif(word))
    return canonical(from_reform(to_latin(word)))
