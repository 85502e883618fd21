"""Uzbek words as Russians, old maps and other languages write them: what a typed word may be in Uzbek letters.

Russian writes Uzbek names by rule: *a* for a rounded o (Ташкент), *u* for oʻ (утган), *k* for q; Western books write
what Russian has (*Bukhara, djuma, zhurnal*).  The way back has several ends: it is a pattern over loose keys, no word.
Of 4,161 listed Uzbek words 95 % have no other listed word in their pattern, of the rest nearly all have one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from javon.engines.language.apostrophes import TURNED
from javon.engines.language.keys import search_keys
from javon.engines.language.places import by_custom

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
#: The pieces that a pattern of ours is made of, and the letters that a loose key writes without their signs.
_PIECE = re.compile(r"\(\?:[^)]*\)\??|\[[a-z]+\]\??|(?:[sc]h|[a-z])\??")
_SIGNED = {"o": ("o", f"o{TURNED}"), "g": ("g", f"g{TURNED}"), "h": ("h", "x")}
_SOFTENED = re.compile("(?<=l)y(?=[aou])")
_ADJECTIVE = re.compile("(?<=.{3})(?P<in>in)?sk(?:iy|ii|aya|oy|oe|ogo|om|im|ie|ih)$")
_LAST_I = re.compile("(?<=.{2})(?:iy|ii|i|y)$")
#: Узбеки, Бухары; the и of Кадыри is its own.
_PLURAL = re.compile("(?:[кгх]и|ы)$", re.IGNORECASE)
#: Дарьи, Дарье, Дарьей are read as Дарья.
_SOFT_ENDING = re.compile("ь(?:и|е|ю|ей|ями|ях)$", re.IGNORECASE)
_LAST_VOWEL = re.compile("(?<=[^aeiouy])[aeu]$")


@lru_cache(maxsize=10_000)
def sounding(word: str, shortest: int = SHORTEST) -> str:
    """A pattern (letters, classes, groups) of the loose keys that the word may have in Uzbek spelling.

    Empty for a word of fewer letters than ``shortest``, for what is no word or has signs of Uzbek, and where the
    pattern says no more than the loose key.
    """
    word = _SOFT_ENDING.sub("ья", word)
    loose = search_keys(word).loose
    custom = by_custom(loose)
    if not (loose.isascii() and loose.isalpha()) or (not custom and (_OWN.search(word) or len(loose) < shortest)):
        return ""
    softened = _SOFTENED.sub("", loose)
    adjective = _ADJECTIVE.search(softened)
    if adjective:
        body, ending = softened[: adjective.start()], _after_adjective(adjective)
    else:
        body, ending = _parted(softened, word if len(softened) >= LONG and _CYRILLIC.search(word) else "")
    pattern = _in_uzbek(body) + ending
    if custom and custom != loose:
        return f"(?:{custom}|{pattern})"
    return "" if pattern == loose else pattern


@lru_cache(maxsize=1000)
def sounding_pieces(typed: str) -> tuple[tuple[str, ...], ...]:
    """The beginning of a word piece by piece, each with what it may be in Uzbek letters: Таш is t, a or o, sh.

    The same rules as ``sounding`` but for those of a word's end; the pieces make ``exact`` keys, with oʻ, gʻ and x.
    Empty for one or two letters, for what is no word, and for what is spelled with signs of Uzbek.
    """
    loose = search_keys(typed).loose
    custom = by_custom(loose)
    if not (loose.isascii() and loose.isalpha()) or (not custom and (_OWN.search(typed) or len(loose) < SHORTEST - 1)):
        return ()
    if custom:
        return tuple(_SIGNED.get(letter, (letter,)) for letter in custom)
    return tuple(map(_ways, _PIECE.findall(_in_uzbek(_SOFTENED.sub("", loose)))))


def _in_uzbek(body: str) -> str:
    return _SOUND.sub(lambda match: _SOUNDS[(match.lastindex or 1) - 1][1], body)


def _ways(piece: str) -> tuple[str, ...]:
    """What a letter, a class or a group of a pattern may be, with its signs."""
    bare = piece.removesuffix("?")
    if bare.startswith("("):
        loose = [way for part in bare[3:-1].split("|") for way in (part.replace("?", ""), re.sub(r"\w\?", "", part))]
    else:
        loose = list(bare.strip("[]"))
    # A rounded o that others write a has no sign.
    signs = {"h": _SIGNED["h"]} if "a" in loose else _SIGNED
    signed = [way for letters in loose for way in signs.get(letters, (letters,))]
    return tuple(dict.fromkeys((*signed, "") if bare != piece else signed))


def _after_adjective(match: re.Match[str]) -> str:
    """What an Uzbek name may have where Russian adds -ский: Хивинский is of Xiva, Бухарский of Buxoro.

    The тс of Ташкентский is one letter of the loose key, so a t may be wanting after n.
    """
    letter = match.string[match.start() - 1]
    lost = "t?[ao]?" if letter == "n" and not match["in"] else "(?:iy?|y?[ao])?"
    return f"(?:[ie]n)?{lost}" if match["in"] else lost


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
