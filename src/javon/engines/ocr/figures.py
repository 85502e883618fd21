"""Cells of a column of figures that were not read as figures, or lost their decimal comma, are looked at once more.

A model of words takes ``3`` for ``З`` and drops commas; what stands above and below tells that a cell is a number.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np

from javon.engines.ocr import api, ink
from javon.engines.ocr.models import ENGLISH
from javon.engines.ocr.recognizer import Pixels
from javon.engines.page import Line, Word

#: A column is one of figures if it has so many numbers, and they are this share of its cells; of decimals likewise.
NUMBERS, SHARE = 3, 0.7
#: Longer words than this are no misread figures.
SHORT = 3
#: A cell is tried at these sizes until one reading is certain; the surest counts.
SIZES, CERTAIN = (1.0, 1.4, 0.8), 0.9
#: A reading less sure than this says nothing; a number less sure than that is read again (wrong ones have 0.4, right
#: ones 0.95).
SURE, DOUBTFUL = 0.5, 0.8

_NUMBER = re.compile(r"[+\-–−]?\d+(?:[.,]\d+)?%?")
_DECIMAL = re.compile(r"[+\-–−]?\d+([.,])(\d+)")

Place = tuple[int, int]


def mend_figures(lines: Sequence[Line], middles: Sequence[float], image: Pixels, dpi: int) -> list[Line]:
    """The rows of a table with doubtful cells of its columns of figures read again.

    Args:
        lines: the rows, in pixels of ``image``.
        middles: where its columns part, from left to right.
        image: what they were read from.
        dpi: its resolution.
    """
    columns: dict[int, list[Place]] = {}
    for row, line in enumerate(lines):
        cells = [bisect(middles, (word.box.left + word.box.right) / 2) for word in line.words]
        for place, cell in enumerate(cells):
            if cells.count(cell) == 1:
                columns.setdefault(cell, []).append((row, place))
    mended = list(lines)
    for places in columns.values():
        for (row, place), mark in _doubtful([(place, lines[place[0]].words[place[1]]) for place in places]):
            words = list(mended[row].words)
            words[place] = _read_again(words[place], mark, image, dpi)
            mended[row] = replace(mended[row], words=tuple(words))
    return mended


def _doubtful(cells: Sequence[tuple[Place, Word]]) -> Iterator[tuple[Place, str]]:
    """Cells of a column that ought to be numbers, with the decimal mark that they ought to have ("" for none)."""
    numbers = [word.text for _, word in cells if _NUMBER.fullmatch(word.text)]
    if len(numbers) < max(NUMBERS, SHARE * len(cells)):
        return
    mark, length = _usual_decimal(numbers)
    first = next(index for index, (_, word) in enumerate(cells) if _NUMBER.fullmatch(word.text))
    for place, word in cells[first:] if first > 1 else cells:
        text = word.text
        if mark and text.isdecimal() and len(text) > length and not _is_head(place, text, cells):
            yield place, mark
        elif _NUMBER.fullmatch(text):
            if word.confidence < DOUBTFUL:
                yield place, ""
        elif len(text) <= SHORT and any(map(str.isalnum, text)):
            yield place, ""


def _is_head(place: Place, text: str, cells: Sequence[tuple[Place, Word]]) -> bool:
    """A year stands over a column of decimals."""
    return len(text) == 4 and place == cells[0][0]


def _usual_decimal(numbers: Sequence[str]) -> tuple[str, int]:
    """The decimal mark that most numbers have, and how many figures follow it."""
    found = Counter((match[1], len(match[2])) for match in map(_DECIMAL.fullmatch, numbers) if match)
    if not found:
        return "", 0
    (mark, decimals), count = found.most_common(1)[0]
    return (mark, decimals) if count >= max(NUMBERS, SHARE * len(numbers)) else ("", 0)


def _read_again(word: Word, mark: str, image: Pixels, dpi: int) -> Word:
    box, pad = word.box, max(3, word.box.height // 3)
    piece = image[max(0, box.top - pad) : box.bottom + pad, max(0, box.left - pad) : box.right + pad]
    paper = (int(np.percentile(piece, 80)),)
    least = max(SURE, word.confidence) if _NUMBER.fullmatch(word.text) and not mark else SURE
    best = word
    for size in SIZES:
        large = ink.resized(piece, size, cv2.INTER_CUBIC if size > 1 else cv2.INTER_AREA)
        framed = cv2.copyMakeBorder(large, 8, 8, 16, 16, cv2.BORDER_CONSTANT, value=paper)
        reading = api.read_line(ENGLISH, np.asarray(framed, np.uint8), round(dpi * size))
        text = reading.text.replace(" ", "")
        if reading.confidence > least and _says(text, word.text, mark):
            best = Word(text if not mark else re.sub(r"[.,]", mark, text), box, reading.confidence)
            least = reading.confidence
        if least >= CERTAIN:
            break
    return best


def _says(text: str, before: str, mark: str) -> bool:
    """Whether the second reading is what was looked for: a number, or the same figures with their mark."""
    if not mark:
        return bool(_NUMBER.fullmatch(text))
    return bool(_DECIMAL.fullmatch(text)) and re.sub(r"[.,]", "", text) == before
