"""Latin and Cyrillic letters of the same shape, mixed inside one word by a keyboard or a recognizer."""

from __future__ import annotations

import re

#: Same shape, both ways.  Small в к м н т have the shape of small capitals, so only their capitals look Latin.
LATIN_TO_CYRILLIC = dict(
    zip("aceopxyABCEHKMOPTXYëË", "асеорхуАВСЕНКМОРТХУёЁ", strict=True),
)
CYRILLIC_TO_LATIN = dict(
    zip("асеорхуАВСЕНКМОРТХУіІјЈѕЅ", "aceopxyABCEHKMOPTXYiIjJsS", strict=True),
)
_TO_CYRILLIC = str.maketrans(LATIN_TO_CYRILLIC)
_TO_LATIN = str.maketrans(CYRILLIC_TO_LATIN)

_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_MIXED = re.compile(r"[^\W\d_]*(?:[A-Za-zÀ-ɏ][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-zÀ-ɏ])[^\W\d_]*")


def repair_word(word: str) -> str:
    """One word with its look-alikes in one script; a word that cannot be brought into one script stays as it is.

    The script whose letters have no look-alike in the other decides; among look-alikes alone the majority does.
    """
    latin, cyrillic = _LATIN.findall(word), _CYRILLIC.findall(word)
    if not latin or not cyrillic:
        return word
    sure_latin = sum(letter not in LATIN_TO_CYRILLIC for letter in latin)
    sure_cyrillic = sum(letter not in CYRILLIC_TO_LATIN for letter in cyrillic)
    if sure_latin and sure_cyrillic:
        return word
    if sure_cyrillic or (not sure_latin and len(cyrillic) >= len(latin)):
        return word.translate(_TO_CYRILLIC)
    return word.translate(_TO_LATIN)


def repair_lookalikes(text: str) -> str:
    """A text with the look-alikes inside its words repaired.  Idempotent; words of one script are not touched."""
    return _MIXED.sub(lambda match: repair_word(match[0]), text)
