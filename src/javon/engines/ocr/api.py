"""Tesseract through its API: warm, one object per model and process, one thread.

This is the only module that imports tesserocr.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

# Must stand before tesserocr loads its libraries: with the default of one OpenMP thread a core, a page costs
# up to nine times the CPU.
os.environ["OMP_THREAD_LIMIT"] = "1"

import cv2
import numpy as np
import tesserocr
from tesserocr import OEM, PSM, PT, RIL

from javon.engines.ocr.models import ENGLISH, VARIABLES, Model, model_folder
from javon.engines.ocr.recognizer import Pixels
from javon.engines.page import Box, Line, Region, RegionKind, Word

_TEXT = {PT.FLOWING_TEXT, PT.HEADING_TEXT, PT.PULLOUT_TEXT, PT.VERTICAL_TEXT, PT.CAPTION_TEXT, PT.TABLE}
_PICTURE = {PT.FLOWING_IMAGE, PT.HEADING_IMAGE, PT.PULLOUT_IMAGE}
_FIGURE_SIZES = (1.5, 1.25, 2.0, 1.0)
_SURE_FIGURE = 0.85
#: A drop capital is made so high, in pixels, before those sizes.
LETTER_HEIGHT = 30.0
_RULE = {PT.HORZ_LINE, PT.VERT_LINE}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one line image says: text, mean confidence 0.0 to 1.0, words with boxes in the line image."""

    text: str
    confidence: float
    words: tuple[Word, ...]


def version() -> str:
    """The version of the engine, as "5.5.4"."""
    return str(tesserocr.tesseract_version()).split()[1]


@lru_cache(maxsize=6)
def _api(model: Model) -> Any:
    return tesserocr.PyTessBaseAPI(
        path=model_folder(model), lang=model.name, oem=OEM.LSTM_ONLY, psm=PSM.AUTO, variables=VARIABLES
    )


def loaded_models(model: Model) -> list[str]:
    """The names of the models that really are in memory for ``model``: always itself alone."""
    return list(_api(model).GetLoadedLanguages())


def read_blocks(model: Model, image: Pixels, dpi: int, *, columns: bool = True) -> list[Region]:
    """Lay out and read a grey page.

    Args:
        model: the one model to read with.
        image: grey page, ``(height, width)`` uint8.
        dpi: its resolution.
        columns: find columns and pictures; False takes the image as one block of lines.

    Returns:
        Blocks in Tesseract's order: text, pictures and rules.  Boxes are pixels of ``image``.
    """
    api = _api(model)
    _show(api, image, dpi, PSM.AUTO if columns else PSM.SINGLE_BLOCK)
    try:
        with _silent():
            api.Recognize()
        return _blocks(api.GetIterator())
    finally:
        api.Clear()


def text_of(blocks: Sequence[Region]) -> str:
    """The text of all blocks, line by line."""
    return "\n".join(block.text for block in blocks)


def confidence_of(blocks: Sequence[Region]) -> float:
    """The mean confidence of the words of all blocks by their length, 0.0 where there are none."""
    words = [word for block in blocks for line in block.lines for word in line.words]
    length = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / length if length else 0.0


def read_line(model: Model, image: Pixels, dpi: int) -> Reading:
    """Read an image of one line."""
    api = _api(model)
    _show(api, image, dpi, PSM.SINGLE_LINE)
    try:
        with _silent():
            api.Recognize()
        words = tuple(word for block in _blocks(api.GetIterator()) for line in block.lines for word in line.words)
    finally:
        api.Clear()
    length = sum(len(word.text) for word in words)
    mean = sum(word.confidence * len(word.text) for word in words) / length if length else 0.0
    return Reading(" ".join(word.text for word in words), mean, words)


def read_figure(image: Pixels, dpi: int) -> Reading:
    """Read an image of one figure, 0 to 9; nothing where it is none.

    A figure that stands alone says little to a model of lines: which size it recognizes differs from figure to figure,
    so several are tried and the surest counts (26 of 27 page numbers, against 21 to 23 at any one size).
    """
    return _read_one(ENGLISH, image, dpi, str.isdecimal)


def read_letter(model: Model, image: Pixels, dpi: int) -> Reading:
    """Read an image of one letter, brought to the height of a capital in a line; nothing where it is none."""
    size = LETTER_HEIGHT / image.shape[0]
    way = cv2.INTER_AREA if size < 1 else cv2.INTER_CUBIC
    small = np.asarray(cv2.resize(image, None, fx=size, fy=size, interpolation=way), np.uint8)
    return _read_one(model, small, dpi, str.isalpha)


def _read_one(model: Model, image: Pixels, dpi: int, fits: Callable[[str], bool]) -> Reading:
    api = _api(model)
    best = Reading("", 0.0, ())
    paper = int(np.percentile(image, 80))
    for size in _FIGURE_SIZES:
        large = cv2.resize(image, None, fx=size, fy=size, interpolation=cv2.INTER_CUBIC)
        framed = np.asarray(cv2.copyMakeBorder(large, 10, 10, 14, 14, cv2.BORDER_CONSTANT, value=(paper,)), np.uint8)
        _show(api, framed, dpi, PSM.SINGLE_CHAR)
        try:
            with _silent():
                text, sure = api.GetUTF8Text().strip(), api.MeanTextConf() / 100
        finally:
            api.Clear()
        if len(text) == 1 and fits(text) and sure > best.confidence:
            best = Reading(text, sure, ())
        if best.confidence >= _SURE_FIGURE:
            break
    return best


@contextmanager
def _silent() -> Iterator[None]:
    """Leptonica complains of every odd box on file descriptor 2, past all logging and through any progress bar."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _show(api: Any, image: Pixels, dpi: int, mode: int) -> None:
    height, width = image.shape
    api.SetPageSegMode(mode)
    api.SetImageBytes(image.tobytes(), width, height, 1, width)
    api.SetSourceResolution(dpi)


def _blocks(it: Any) -> list[Region]:
    """Walk the result from block to block."""
    blocks: list[Region] = []
    more = it is not None
    while more:
        kind, box = it.BlockType(), it.BoundingBox(RIL.BLOCK)
        if kind in _TEXT and box:
            lines, more = _lines(it)
            if lines:
                region = RegionKind.TABLE if kind == PT.TABLE else RegionKind.TEXT
                blocks.append(Region(region, Box(*box), tuple(lines)))
            continue
        if box and kind in _PICTURE | _RULE:
            blocks.append(Region(RegionKind.PICTURE if kind in _PICTURE else RegionKind.SEPARATOR, Box(*box)))
        more = it.Next(RIL.BLOCK)
    return blocks


def _lines(it: Any) -> tuple[list[Line], bool]:
    """The lines of the block that ``it`` stands on; leaves it on the next block.

    Tesseract answers whether a word is the last of its line by counting words from the head of the page; that a line
    has other measures than the one before costs nothing to see.
    """
    lines: list[Line] = []
    while True:
        measures = box, base = _measures(it)
        words: list[Word] = []
        more, same = True, True
        while same:
            word = _word(it)
            if word:
                words.append(word)
            more = it.Next(RIL.WORD)
            same = more and _measures(it) == measures
        if words and box:
            baseline = round((base[0][1] + base[1][1]) / 2) if base else None
            lines.append(Line(tuple(words), Box(*box), baseline=baseline))
        if not more or it.IsAtBeginningOf(RIL.BLOCK):
            return lines, more


def _measures(it: Any) -> tuple[Any, Any]:
    """Box and baseline of the line that ``it`` stands on."""
    return it.BoundingBox(RIL.TEXTLINE), it.Baseline(RIL.TEXTLINE)


def _word(it: Any) -> Word | None:
    box = it.BoundingBox(RIL.WORD)
    if not box or it.Empty(RIL.WORD):
        return None
    text = it.GetUTF8Text(RIL.WORD).strip()
    return Word(text, Box(*box), max(0.0, it.Confidence(RIL.WORD) / 100)) if text else None
