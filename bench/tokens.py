"""Text cut into what is counted: words, numbers, signs, points.

A number is a run of digits with its decimal marks (``253,1``, ``31.08.2000``) or a Roman numeral in Latin letters; a
word is a run of letters with the marks within it (``oʻqishʼi``).  A sign is any other mark that says something
(``%``, ``№``, ``–``, a quotation mark, a hyphen); points are ``. , : ; ! ?``.  Leaders and lines to write on are none.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

Box = tuple[float, float, float, float]
MARKS = "ʻʼ‘’'`´"
_LETTER = r"[^\W\d_²³¹ªº½¼¾]"
_TOKEN = re.compile(
    rf"(?P<number>\d+(?:[.,]\d+)*)"
    rf"|(?P<word>{_LETTER}+(?:[{MARKS}]+{_LETTER}+|(?<=[oOgG])[{MARKS}]+)*)"
    r"|(?P<point>[.,:;!?])|(?P<sign>\S)"
)
_ROMAN = re.compile(r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_LEADER = re.compile(r"(?:[.·•…_][ ]?){3,}|…+|_+")
#: The same ink: a minus and the two dashes differ in length only, the letter mark and the quotation mark in nothing.
_SAME_INK = str.maketrans({"−": "–", "—": "–"})
#: What a peer that knows no Uzbek may write for the marks: folded for its benefit, never for ours.
_KINDLY = str.maketrans({**dict.fromkeys("‘'`´", "ʻ"), **dict.fromkeys("“”„«»", '"')})


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text: its kind (word, number, sign, point), and the box and number of the printed word it is of."""

    text: str
    kind: str
    box: Box | None = None


def tokens_of(text: str, boxes: Sequence[Box] = (), *, kindly: bool = False) -> list[Token]:
    """The tokens of one line or piece.

    ``boxes`` are the places of the words of ``text.split()``, or none; ``kindly`` folds letter marks and quotation
    marks.
    """
    words = [unicodedata.normalize("NFC", word).translate(_SAME_INK) for word in text.split()]
    starts = list(accumulate((len(word) + 1 for word in words), initial=0))
    line = _LEADER.sub(lambda found: " " * len(found.group()), " ".join(words))
    if kindly:
        line = line.translate(_KINDLY)
    return [
        Token(found.group(), _kind(found, line), boxes[bisect(starts, found.start()) - 1] if boxes else None)
        for found in _TOKEN.finditer(line)
    ]


def _kind(found: re.Match[str], line: str) -> str:
    kind = str(found.lastgroup)
    return "number" if kind == "word" and is_roman(found.group(), line[found.end() : found.end() + 1]) else kind


def is_roman(word: str, after: str = "") -> bool:
    """Whether a word counts as a Roman numeral; a single letter with a point behind it is an initial."""
    if not _ROMAN.fullmatch(word):
        return False
    return len(word) > 1 or (word in "IVX" and after != ".")
