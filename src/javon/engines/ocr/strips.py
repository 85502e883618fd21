"""The rows of a table as strips, each cell at one height beside the next: what is read as one line.

A block of a table that is read whole loses rows where rules are worn or rows lie askew: numbers of two rows melt.
Where the phrases of a row stand is known, so its cells are set side by side on white paper, without rules and without
the white between columns, and the words are put back where they came from.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.ocr import api, ink
from javon.engines.ocr.measures import around
from javon.engines.ocr.models import Model
from javon.engines.ocr.recognizer import Pixels
from javon.engines.page import Box, Line

#: White above and below the phrases of a row for accents and commas, and between two cells of a strip, in heights of
#: its letters.
ROUND, BETWEEN = 0.4, 1.2
#: A rule is so long, in heights of letters.
RULE = 4.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cell on its strip: where it begins there, and where that place is on the cutting."""

    at: int
    left: int
    top: int


def read_rows(
    model: Model, pixels: Pixels, dpi: int, rows: Sequence[NDArray[Any]], parts: Sequence[float]
) -> list[Line]:
    """Read a table row by row.

    Args:
        model: to read with.
        pixels: the table.
        dpi: its resolution.
        rows: for each row the boxes (left, top, right, bottom) of its phrases in pixels of the table.
        parts: where its columns part, from left to right.

    Returns:
        Its rows from top to bottom, in pixels of the table; those of which nothing was read are left out.
    """
    high = float(np.median(np.concatenate([row[:, 3] - row[:, 1] for row in rows])))
    clean = _without_rules(pixels, high)
    lines = [_read(model, clean, dpi, row, parts, high) for row in rows]
    return [line for line in lines if line]


def _without_rules(pixels: Pixels, high: float) -> Pixels:
    dark = ink.dark(pixels)
    length = max(3, round(RULE * high))
    rules = np.zeros(dark.shape, np.uint8)
    for kernel in (np.ones((length, 1), np.uint8), np.ones((1, length), np.uint8)):
        rules |= np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel), np.uint8)
    clean = pixels.copy()
    clean[cv2.dilate(rules, np.ones((3, 3), np.uint8)) > 0] = int(np.percentile(pixels, 80))
    return clean


def _read(
    model: Model, pixels: Pixels, dpi: int, row: NDArray[Any], parts: Sequence[float], high: float
) -> Line | None:
    pad = round(ROUND * high)
    half = round(max(high, float((row[:, 3] - row[:, 1]).max())) / 2) + pad
    gap, paper = round(BETWEEN * high), int(np.percentile(pixels, 80))
    strip, pieces, at = [np.full((2 * half, gap), paper, np.uint8)], [], gap
    for cell in _cells(row, parts):
        left, right = max(0, int(cell[:, 0].min()) - pad), int(cell[:, 2].max()) + pad
        top = round(float((cell[:, 1].min() + cell[:, 3].max()) / 2)) - half
        piece = _framed(pixels, Box(left, top, right, top + 2 * half), paper)
        pieces.append(_Piece(at, left, top))
        strip += [piece, np.full((2 * half, gap), paper, np.uint8)]
        at += piece.shape[1] + gap
    reading = api.read_line(model, np.concatenate(strip, axis=1), dpi)
    words = tuple(replace(word, box=_back(word.box, pieces)) for word in reading.words)
    return Line(words, around(word.box for word in words)) if words else None


def _cells(row: NDArray[Any], parts: Sequence[float]) -> list[NDArray[Any]]:
    """The phrases of a row by columns, from left to right."""
    column = np.searchsorted(parts, (row[:, 0] + row[:, 2]) / 2)
    return [row[column == number] for number in sorted(set(column.tolist()))]


def _framed(pixels: Pixels, box: Box, paper: int) -> Pixels:
    """A piece of the table, with paper where it reaches over its edges."""
    piece = np.full((box.height, box.width), paper, np.uint8)
    height, width = pixels.shape
    top, bottom, left, right = max(0, box.top), min(height, box.bottom), max(0, box.left), min(width, box.right)
    if top < bottom and left < right:
        piece[top - box.top : bottom - box.top, left - box.left : right - box.left] = pixels[top:bottom, left:right]
    return piece


def _back(box: Box, pieces: Sequence[_Piece]) -> Box:
    """A box of the strip as one of the table: by the piece that its middle lies in."""
    starts = [piece.at for piece in pieces]
    piece = pieces[max(0, bisect(starts, (box.left + box.right) / 2) - 1)]
    across, down = piece.left - piece.at, piece.top
    return Box(box.left + across, box.top + down, box.right + across, box.bottom + down)
