"""Uzbek words as Russians, old maps and other languages write them: what a typed word may be in Uzbek letters.

Russian writes Uzbek names by rule: *a* for a rounded o (Ташкент), *u* for oʻ (утган), *k* for q; Western books write
what Russian has (*Bukhara, djuma, zhurnal*).  The way back has several ends: it is a pattern over loose keys, no word.
Of 4,161 listed Uzbek words 95 % have no other listed word in their pattern, of the rest nearly all have one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from javon.engines.language.keys import search_keys

#: Letters of the shortest word: shorter ones have too many neighbours; and of those that may lose a Russian ending.
SHORTEST, LONG = 4, 6
#: Signs that only those type who know how Uzbek is spelled.
_OWN = re.compile("[qʻʼўқғҳ]", re.IGNORECASE)
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)

#: What is typed (in a loose key) and what the Uzbek word may have there in its own; the first that fits wins.
_SOUNDS = (
    ("shch|sch|sh", "sh"),
    ("dzh|dsch|dj|zh", "j"),
    ("tsch|tch", "ch"),
    ("kh", "h"),
    ("gh", "g"),
    ("ch", "(?:ch|h)"),  # Buchara
    ("ck", "[kq]"),
    ("ou|oo", "[uo]"),
    ("(?<=l)i(?=[au][b-z])", "(?:iy?)?"),  # Guliam
    ("e(?=st|[zl])", "[eai]"),  # Turkestan, Termez, Margelan
    ("(?<=[aeou])i(?=.)", "[iy]"),  # Chaikhana
    ("(?<=[^aeiouy])y(?=[^aeiou])", "i"),  # Kyzyl
    ("i(?=[aou])", "(?:iy?|y)"),
    ("(?<=k[ae])nd$", "nd?"),  # Kokand is Qoʻqon
    ("(?<=[ae])h$", "h?"),
    *((letter * 2, f"{letter}{letter}?") for letter in "bdfghjlmnprstvxz"),
    ("kk", "[kq][kq]?"),
    ("a", "[ao]"),
    ("u", "[uo]"),
    ("e", "[ea]"),
    ("i", "[ie]"),
    ("k", "[kq]"),
    ("c(?=[eiy])", "s"),
    ("c", "[kqs]"),
)
_SOUND = re.compile("|".join(f"({typed})" for typed, _meant in _SOUNDS))
#: Gulyam: the Russian ya and yu behind l only soften it.
_SOFTENED = re.compile("(?<=l)y(?=[aou])")
_ADJECTIVE = re.compile("(?<=.{4})sk(?:iy|ii|aya|oy|oe|ogo|om|im|ie|ih)$")
_LAST_I = re.compile("(?<=.{2})(?:iy|ii|i|y)$")
#: Узбеки, Бухары; the и of Кадыри is its own.
_PLURAL = re.compile("(?:[кгх]и|ы)$", re.IGNORECASE)
_LAST_VOWEL = re.compile("(?<=[^aeiouy])[aeu]$")


@lru_cache(maxsize=10_000)
def sounding(word: str) -> str:
    """A pattern (letters, classes, groups) of the loose keys that the word may have in Uzbek spelling.

    Empty for a word that is short, no word, or spelled with signs of Uzbek, and where the pattern says no more than the
    loose key.
    """
    loose = search_keys(word).loose
    if _OWN.search(word) or len(loose) < SHORTEST or not (loose.isascii() and loose.isalpha()):
        return ""
    body = _ADJECTIVE.sub(_without_adjective, _SOFTENED.sub("", loose))
    body, ending = _parted(body, word if len(body) >= LONG and _CYRILLIC.search(word) else "")
    pattern = _SOUND.sub(lambda match: _SOUNDS[(match.lastindex or 1) - 1][1], body) + ending
    return "" if pattern == loose else pattern


def _without_adjective(match: re.Match[str]) -> str:
    """Nothing; or the t of Ташкентский, whose тс is one letter of the loose key."""
    return "t?" if match.string[match.start() - 1] == "n" else ""


def _parted(body: str, russian: str) -> tuple[str, str]:
    """What is typed without its last vowel, and what may stand for that: Навои is Navoiy, Ташкенту is Toshkent."""
    last = _LAST_I.search(body)
    if last:
        return body[: last.start()], "(?:iy?|y|[ao])?" if _PLURAL.search(russian) else "(?:iy?|y)"
    if not _LAST_VOWEL.search(body):
        return body, ""
    if russian:
        return body[:-1], "[aou]?" if body[-1] == "u" else "[aoe]?"
    return (body[:-1], "[ea]?") if body[-1] == "e" and len(body) > LONG else (body, "")
