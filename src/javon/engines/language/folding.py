"""What people, papers and recognizers mix is merged: the loose form of a word, and the form that stems are cut in."""

from __future__ import annotations

import re
import unicodedata

from javon.engines.language.apostrophes import DROP, FOLD, TURNED, TUTUQ

_MARKS = re.compile(r"[\u0300-\u036f]")
MERGED = (
    (re.compile("ye"), "e"),
    (re.compile("ts"), "s"),
    (re.compile("tyabr"), "tabr"),
    (re.compile("byudj"), "budj"),
    (re.compile("x"), "h"),
    (re.compile("w"), "v"),
    (re.compile("yy"), "y"),
)
#: What the loose form merges and the spelling of a stem keeps: one letter each, so that both forms stand side by side.
_KEPT = str.maketrans({"ö": "o", "ğ": "g", "x": "h", "ë": "e", "þ": "s"})
_SPELLED = str.maketrans({"ö": "o" + TURNED, "ğ": "g" + TURNED, "ë": "ye", "þ": "s"})


def loosen(exact: str) -> str:
    """Merge what is mixed; run to rest, so that the key of a key is the key."""
    word = _MARKS.sub("", unicodedata.normalize("NFD", exact.translate(DROP)))
    word = unicodedata.normalize("NFC", word)
    previous = None
    while word != previous:
        previous = word
        for pattern, replacement in MERGED:
            word = pattern.sub(replacement, word)
    return word or exact


def compact(exact: str) -> str:
    """A canonical word with one letter for oʻ (ö), gʻ (ğ), ye (ë) and ts (þ), without the tutuq; x and h stay two."""
    word = _MARKS.sub("", unicodedata.normalize("NFD", exact)).translate(FOLD)
    word = word.replace("o" + TUTUQ, "ö").replace("g" + TUTUQ, "ğ").replace(TUTUQ, "")
    previous = None
    while word != previous:
        previous = word
        # The tts of Pittsburg is one þ, as it is one s in the loose form; else its stem would be read anew as another.
        word = word.replace("ye", "ë").replace("ts", "þ").replace("tþ", "þ").replace("w", "v").replace("yy", "y")
        word = word.replace("tyabr", "tabr").replace("byudj", "budj")
    return word


def bare(compacted: str) -> str:
    """The loose form of a compact word, letter by letter."""
    return compacted.translate(_KEPT)


def spelled(compacted: str) -> str:
    """A compact word in plain letters again, with its oʻ, gʻ and x."""
    return compacted.translate(_SPELLED)
