"""Hyphen or dash: told apart by how wide it is, since no model does it on worn paper.

In 60 types of Debian a hyphen is 0.38 to 0.73 times as wide as small letters are high, an en dash 0.74 to 1.2 and an em
dash 1.0 to 2.4.  Typewriters have one stroke for both, nearly as wide as a letter: a page whose words are joined with
such strokes keeps what was read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from javon.engines.ocr.ink import dark, marks
from javon.engines.ocr.recognizer import Pixels
from javon.engines.ocr.signs import is_roman
from javon.engines.page import Line, Region, Word

HYPHENS, DASHES = frozenset("-‐"), frozenset("–—−")
STROKES = HYPHENS | DASHES
#: A hyphen's width in heights of small letters where a page shows none that is surely one.
USUAL = 0.55
#: A dash is at least so many times as wide as the hyphens of its page; below the first, it is a hyphen.
NARROW, WIDE = 1.1, 1.3
#: No hyphens count for less or more than this.
LEAST, MOST = 0.46, 0.68
#: Capitals, figures and tall letters are so many times as high as small letters.
TALL = 1.45
#: A stroke is at most so high, in heights of small letters, and so much wider than high.
THIN, LONG = 0.36, 1.6
#: Its middle stands between these parts of the height of small letters above the feet of the line.
LOW, HIGH = 0.2, 1.0
#: A stroke between two figures that it touches shows so much of its width at least.
SHORTEST = 0.35
_NUMBERS = re.compile(r"[\dXVILCM.,;:()‐–—−-]+")
#: Hyphens inside words that are this wide are those of a typewriter.
TYPED = 0.8


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A stroke of a word: which sign of its text, and its width in heights of small letters."""

    at: int
    width: float


def mend_dashes(image: Pixels, blocks: Sequence[Region]) -> list[Region]:
    """The blocks with hyphens for hyphens and dashes for dashes, by the width of the ink.

    Args:
        image: the page that the boxes are of.
        blocks: what was read.
    """
    if not any(STROKES & set(word.text) for block in blocks for line in block.lines for word in line.words):
        return list(blocks)
    found = marks(image)
    found = found[np.argsort(found[:, 1])]
    strokes = {id(line): _of_line(line, found, image) for block in blocks for line in block.lines}
    hyphens = [
        stroke.width
        for block in blocks
        for line in block.lines
        for number, (word, several) in enumerate(zip(line.words, strokes[id(line)], strict=True), 1)
        for stroke in several
        if _joins_letters(word.text, stroke.at) or (number == len(line.words) and _parts_a_word(word.text, stroke.at))
    ]
    if hyphens and median(hyphens) >= TYPED:
        return list(blocks)
    usual = min(MOST, max(LEAST, median(hyphens))) if hyphens else USUAL
    return [
        replace(block, lines=tuple(_mended(line, strokes[id(line)], usual) for line in block.lines)) for block in blocks
    ]


def _mended(line: Line, strokes: Sequence[Sequence[_Stroke]], usual: float) -> Line:
    if not any(strokes):
        return line
    words = [_word(word, several, usual) for word, several in zip(line.words, strokes, strict=True)]
    return replace(line, words=tuple(words))


def _word(word: Word, strokes: Sequence[_Stroke], usual: float) -> Word:
    text = word.text
    for stroke in strokes:
        text = text[: stroke.at] + _sign(text, stroke, usual) + text[stroke.at + 1 :]
    return word if text == word.text else replace(word, text=text)


def _sign(text: str, stroke: _Stroke, usual: float) -> str:
    """The sign that a stroke of this width is, at its place in the text; ``usual`` is a hyphen's width."""
    sign = text[stroke.at]
    before, after = text[: stroke.at], text[stroke.at + 1 :]
    if sign in DASHES:
        if stroke.width < NARROW * usual and (before or after):
            return "-"
        return "–" if before and sign == "−" else sign
    # Between spaces no hyphen stands, unless it clearly is one.
    least = WIDE if before or after else NARROW
    if stroke.width < least * usual or _joins_letters(text, stroke.at) or (before and not after):
        return sign
    return "−" if not before and after[:1].isdecimal() else "–"


def _parts_a_word(text: str, at: int) -> bool:
    return at == len(text) - 1 and at > 1 and text[at - 1].islower()


def _joins_letters(text: str, at: int) -> bool:
    """Whether the sign stands between letters, or a number and its ending: ``XX-asr``, ``1930-yil``, not ``X–XI``."""
    before, after = text[:at], text[at + 1 :]
    if not before or not after or not before[-1].isalnum() or not after[0].isalpha():
        return False
    return not is_roman(after.strip('.,;:!?()[]«»“”„"')) or not (before[-1].isdecimal() or before[-1].isupper())


def _of_line(line: Line, found: NDArray[Any], image: Pixels) -> list[list[_Stroke]]:
    """The strokes of each word of a line; none of a word whose ink does not show as many as its text."""
    if not any(STROKES & set(word.text) for word in line.words):
        return [[] for _ in line.words]
    box = line.box
    near = found[slice(*np.searchsorted(found[:, 1], (box.top - box.height, box.bottom)))]
    middle = (near[:, 1] + near[:, 3]) / 2
    mine = near[(near[:, 2] > box.left) & (near[:, 0] < box.right) & (middle > box.top) & (middle < box.bottom)]
    small, feet = _scale(mine)
    if not small:
        return [[] for _ in line.words]
    height = mine[:, 3] - mine[:, 1]
    thin = (height <= THIN * small) & (mine[:, 2] - mine[:, 0] >= LONG * height)
    dashes = mine[thin & _is_level((mine[:, 1] + mine[:, 3]) / 2, small, feet)]
    dashes = dashes[np.argsort(dashes[:, 0])][:, [0, 2]]
    return [_of_word(word, dashes, small) or _joined(word, image, small, feet) for word in line.words]


def _is_level(middle: NDArray[Any], small: float, feet: float) -> NDArray[Any]:
    """Whether ink with its middle there stands where dashes do."""
    above = (feet - middle) / small
    return (above > LOW) & (above < HIGH)


def _scale(mine: NDArray[Any]) -> tuple[float, float]:
    """The height of small letters of a line and the level of their feet, (0, 0) where it has too few letters."""
    height = mine[:, 3] - mine[:, 1]
    letters = mine[height >= 0.5 * np.percentile(height, 90)] if height.size else mine
    if len(letters) < 2:
        return 0.0, 0.0
    tall = float(np.percentile(letters[:, 3] - letters[:, 1], 85))
    return tall / TALL, float(np.median(letters[:, 3]))


def _of_word(word: Word, dashes: NDArray[Any], small: float) -> list[_Stroke]:
    """The strokes of a word among marks, given as (left, right)."""
    places = [at for at, sign in enumerate(word.text) if sign in STROKES]
    middle = dashes.mean(axis=1)
    here = dashes[(middle > word.box.left - 0.3 * small) & (middle < word.box.right + 0.3 * small)]
    if not places or len(here) != len(places):
        return []
    return [_Stroke(at, float(right - left) / small) for at, (left, right) in zip(places, here, strict=True)]


def _joined(word: Word, image: Pixels, small: float, feet: float) -> list[_Stroke]:
    """The strokes of a number or numeral that touch its figures: columns with only a bit of ink, at their level."""
    if not _NUMBERS.fullmatch(word.text):
        return []
    box = word.box
    top = max(0, box.top)
    ink = dark(image[top : box.bottom, max(0, box.left) : box.right]) > 0
    rows = np.arange(len(ink))[:, None]
    first = np.where(ink, rows, len(ink)).min(axis=0, initial=len(ink))
    last = np.where(ink, rows, -1).max(axis=0, initial=-1)
    level = _is_level(top + (first + last) / 2, small, feet)
    bits = np.concatenate([[0], (last >= first) & (last - first < THIN * small) & level, [0]]).astype(np.int8)
    ends = np.flatnonzero(np.diff(bits)).reshape(-1, 2) + max(0, box.left)
    return _of_word(word, ends[ends[:, 1] - ends[:, 0] >= SHORTEST * small], small)
