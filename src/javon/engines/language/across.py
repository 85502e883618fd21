"""From any alphabet of Uzbek to any other, by the letters of 1995."""

from __future__ import annotations

import re
from collections.abc import Callable

from javon.engines.language import foreign
from javon.engines.language.alphabets import ALPHABETS, latn_1993, latn_2026
from javon.engines.language.apostrophes import VARIANT_SET
from javon.engines.language.canonical import canonical, from_reform
from javon.engines.language.casing import like
from javon.engines.language.convert import LATIN_WORD, SOFT_HYPHEN, to_cyrillic, to_latin
from javon.engines.language.identify import identify
from javon.engines.language.strangers import is_foreign
from javon.engines.language.writing import in_letters
from javon.engines.language.yanalif import from_yanalif, in_latin_letters, is_yanalif

#: Letters of 1993 and of the reform; a line without them needs no look at which alphabet it is in.
_NEW = frozenset(latn_2026.ALPHABET.reads) | frozenset(latn_1993.ALPHABET.reads)
_NEW_LETTERS = re.compile(f"[{''.join(_NEW)}]", re.IGNORECASE)
_PROOF_1993 = re.compile(f"[{''.join(latn_1993.ALPHABET.proof)}]", re.IGNORECASE)
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_C = re.compile(r"c(?!h)", re.IGNORECASE)
#: The letters a word may have in each Latin alphabet; c alone is one in 1993 (koncert) and in Yanalif.
_LETTERS = {
    name: frozenset("abcdefghijklmnopqrstuvxyz") | frozenset(alphabet.reads) | VARIANT_SET | {SOFT_HYPHEN}
    for name, alphabet in ALPHABETS.items()
}
_RUN = re.compile(r"[^\W\d_]+")


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


def alphabet_of(text: str) -> str:
    """The alphabet that a text seems to be written in: a name of ``ALPHABETS``; latn where nothing says otherwise."""
    words = _RUN.findall(text)
    if len(_CYRILLIC.findall(text)) * 2 > sum(map(len, words)):
        return "cyrl"
    if any(map(is_yanalif, words)):
        return "latn-1929"
    if not _NEW_LETTERS.search(text):
        return "latn"
    return "latn-1993" if _PROOF_1993.search(text) else "latn-2026"


def to_alphabet(text: str, to: str, source: str = "") -> str:
    """A text in another alphabet: ``to`` is of ``WRITTEN``, ``source`` a name of ``ALPHABETS`` or found line by line.

    Addresses, code, foreign words and lines in other languages stay, as in ``to_cyrillic`` and ``to_latin``; what is
    written in the wanted alphabet already stays too.

    Raises:
        KeyError: no such alphabet.
    """
    ALPHABETS[source or to], ALPHABETS[to]
    if to in {"cyrl", "latn"} and not source and not _old_or_new(text):
        return to_cyrillic(text) if to == "cyrl" else to_latin(text)
    return "".join(_line(line, to, source) for line in text.splitlines(keepends=True))


def _old_or_new(text: str) -> bool:
    return _NEW_LETTERS.search(text) is not None or any(map(is_yanalif, _RUN.findall(text)))


def _line(line: str, to: str, source: str) -> str:
    found = source or alphabet_of(line)
    if found == to or (not source and found != "cyrl" and _is_not_uzbek(line, found)):
        return line
    spelled = in_latin_letters(line) if found == "latn-1929" else line
    if _CYRILLIC.search(spelled):
        spelled = to_latin(spelled)
    if found in _READERS:
        spelled = _each_word(spelled, found, _READERS[found])
    if to == "cyrl":
        return to_cyrillic(spelled)
    return spelled if to == "latn" else _each_word(spelled, "latn", lambda word: in_letters(word, to))


def _is_not_uzbek(line: str, found: str) -> bool:
    """Whether a line with letters that German, Turkish and French have as well is in one of those languages."""
    if found == "latn-1929":
        return identify(line).language.startswith("az")
    return is_foreign(line, 0.6)


def _each_word(text: str, name: str, change: Callable[[str], str]) -> str:
    """Every Uzbek word of the alphabet ``name`` changed; what ``to_cyrillic`` would leave in Latin letters stays."""
    return LATIN_WORD.sub(lambda match: _changed(match[0], name, change), text)


def _changed(word: str, name: str, change: Callable[[str], str]) -> str:
    named = foreign.name_with_ending(word)
    if named:
        return named[0] + change(named[1])
    return word if _is_stranger(word, name) else change(word)


def _is_stranger(word: str, name: str) -> bool:
    """Whether a token is an address, a code or a word that is not Uzbek in the alphabet ``name``."""
    if not _LETTERS[name].issuperset(word.lower()):
        return True
    if name == "latn-1929":
        return word.isupper() and foreign.is_roman(word)
    plain = from_reform(word)
    return foreign.stays_latin(_C.sub("s", plain) if name == "latn-1993" else plain)


def _from_1993(word: str) -> str:
    """C is ц: by way of the Cyrillic word, since Latin of today writes it ts or s by its neighbours."""
    spelled = from_reform(word)
    return to_latin(to_cyrillic(_C.sub("ц", spelled.lower()))) if _C.search(spelled) else spelled


#: How the words of an alphabet are spelled in the letters of 1995.
_READERS: dict[str, Callable[[str], str]] = {
    "latn-1993": lambda word: like(word, _from_1993(word)) if _C.search(word) else from_reform(word),
    "latn-2026": from_reform,
    "latn-1929": from_yanalif,
}
