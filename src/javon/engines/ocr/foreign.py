"""Columns, paragraphs and titles of another script than their page's, each read with the model of its own text.

``guests`` reads words again; here whole lines are doubtful one after the other: a translation beside its original, a
text printed in both scripts.  A model of the wrong script has 0.0 to 0.5 of confidence in such a column, that of the
right one 0.85 and more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from javon.engines.language import identify
from javon.engines.ocr import api, guests, routing
from javon.engines.ocr.cuttings import padded
from javon.engines.ocr.measures import around, moved
from javon.engines.ocr.models import CYRILLIC, UZBEK_LATIN, Model
from javon.engines.ocr.recognizer import Pixels
from javon.engines.page import Box, Line, Region, RegionKind

#: Lines less sure than this may be of another script; the other model must be so much surer of them.
DOUBTED, SURER = 0.65, 0.15
#: … and the lines next to such a run, if they are less sure than this.
NEARLY = 0.8
#: A run of doubtful lines has so many letters; so many runs are tried on a page.
LETTERS, MOST = 8, 8
#: The sure lines of a page tell its language if they have this share of its letters.
ENOUGH = 0.3


def sure_text(blocks: Sequence[Region]) -> str:
    """The text of the lines that are no doubt of the page's script; all of it where they are too few."""
    lines = [line for block in blocks for line in block.lines]
    sure = "\n".join(line.text for line in lines if line.confidence >= DOUBTED)
    every = "\n".join(line.text for line in lines)
    return sure if len(sure) >= ENOUGH * len(every) else every


def read_foreign(image: Pixels, dpi: int, blocks: Sequence[Region], script: str) -> list[Region]:
    """The blocks, runs of doubtful lines read again where the model of the other script is surer of them.

    Args:
        image: the grey page at the size for reading.
        dpi: its resolution.
        blocks: what the page's own model read.
        script: the ISO 15924 code of that model's script.
    """
    model = UZBEK_LATIN if script == "Cyrl" else CYRILLIC
    done: list[Region] = []
    tried = 0
    for block in blocks:
        lines = list(block.lines)
        for start, end in reversed(list(_runs(block))) if tried < MOST else ():
            tried += 1
            if _is_foreign(image, dpi, max(lines[start:end], key=lambda line: len(line.text)), model):
                while start and _is_foreign(image, dpi, lines[start - 1], model):
                    start -= 1
                while end < len(lines) and _is_foreign(image, dpi, lines[end], model):
                    end += 1
                lines[start:end] = _read(image, dpi, lines[start:end], model) or lines[start:end]
        done.append(replace(block, lines=tuple(lines)) if lines != list(block.lines) else block)
    return done


def _runs(block: Region) -> Iterator[tuple[int, int]]:
    """Runs of doubtful lines, as ``(first, behind the last)``; a line by itself only where it is all of the block."""
    if block.kind is not RegionKind.TEXT:
        return
    start = 0
    for index in range(len(block.lines) + 1):
        if index < len(block.lines) and block.lines[index].confidence < DOUBTED:
            continue
        run = block.lines[start:index]
        letters = sum(character.isalpha() for line in run for character in line.text)
        if letters >= LETTERS and (len(run) > 1 or len(run) == len(block.lines)):
            yield start, index
        start = index + 1


def _is_foreign(image: Pixels, dpi: int, line: Line, model: Model) -> bool:
    """Whether the other model is clearly surer of a line that is not read surely, and knows its words."""
    if line.confidence >= NEARLY:
        return False
    box = padded(line.box, line.box.height // 4)
    reading = api.read_line(model, _part(image, box), dpi)
    return reading.confidence >= line.confidence + SURER and guests.believed(reading, line.words, model.script)


def _read(image: Pixels, dpi: int, lines: Sequence[Line], model: Model) -> list[Line]:
    """The lines as another model reads them, or as one of the same script that suits their text better."""
    box = padded(around(line.box for line in lines), lines[0].box.height // 4)
    found = _placed(api.read_blocks(model, _part(image, box), dpi, columns=False), box)
    text = "\n".join(line.text for line in found)
    better = routing.by_text(text, model.script, _sure(found))
    if better.model != model:
        again = _placed(api.read_blocks(better.model, _part(image, box), dpi, columns=False), box)
        found = again if _sure(again) >= _sure(found) - routing.AS_SURE else found
    guess = identify("\n".join(line.text for line in found))
    tag = guess.language if guess.script == model.script and guess.confidence >= routing.UNSURE else better.language
    return [replace(line, language=tag, script=model.script) for line in found]


def _part(image: Pixels, box: Box) -> Pixels:
    return image[box.top : box.bottom, box.left : box.right]


def _sure(lines: Sequence[Line]) -> float:
    return api.confidence_of([Region(RegionKind.TEXT, lines[0].box, tuple(lines))]) if lines else 0.0


def _placed(blocks: Sequence[Region], box: Box) -> list[Line]:
    """The lines of blocks read from a part of the page, on the page."""
    return [moved(line, box.left, box.top) for block in blocks for line in block.lines]
