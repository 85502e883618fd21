"""Words that cover two lines: in a table whose rules are worn, rows melt and their numbers come out as ``uss``.

Such a word was never one.  Taken away, its ink is found as unread and read again row by row, or told of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from javon.engines.ocr import ink
from javon.engines.ocr.recognizer import Pixels
from javon.engines.page import Box, Region, Word

#: A word that is higher than so many heights of small letters may cover two lines …
HIGH = 2.3
ON_ITS_SIDE = 2.0
#: … and does if marks of this height stand below one another in it.
LETTER = (0.7, 2.2)


def without_stacked(image: Pixels, x_height: float, blocks: Sequence[Region]) -> list[Region]:
    """The blocks without words in which letters stand below letters.

    Args:
        image: the page that the boxes are of.
        x_height: of its small letters, in pixels.
        blocks: what was read.
    """
    if not any(_is_high(word, x_height) for block in blocks for line in block.lines for word in line.words):
        return list(blocks)
    marks = ink.marks(image)
    heights = marks[:, 3] - marks[:, 1]
    letters = marks[(heights >= LETTER[0] * x_height) & (heights <= LETTER[1] * x_height)]

    def kept(word: Word) -> bool:
        return not (_is_high(word, x_height) and _is_stacked(_inside(letters, word.box)))

    done = []
    for block in blocks:
        lines = [replace(line, words=tuple(filter(kept, line.words))) for line in block.lines]
        done.append(replace(block, lines=tuple(line for line in lines if line.words)))
    return [block for block, old in zip(done, blocks, strict=True) if block.lines or not old.lines]


def _is_high(word: Word, x_height: float) -> bool:
    """Higher than a line, and not a word that stands on its side."""
    return word.box.height > HIGH * x_height and word.box.height < ON_ITS_SIDE * word.box.width


def _inside(marks: NDArray[Any], box: Box) -> NDArray[Any]:
    across, down = (marks[:, 0] + marks[:, 2]) // 2, (marks[:, 1] + marks[:, 3]) // 2
    inside = (across >= box.left) & (across < box.right) & (down >= box.top) & (down < box.bottom)
    return np.asarray(marks[inside])


def _is_stacked(marks: NDArray[Any]) -> bool:
    """Whether at least two marks stand wholly above two others, and over them."""
    if len(marks) < 4:
        return False
    above = marks[:, None, 3] <= marks[None, :, 1]
    over = np.minimum(marks[:, None, 2], marks[None, :, 2]) > np.maximum(marks[:, None, 0], marks[None, :, 0])
    pairs = above & over
    return bool(pairs.any(axis=1).sum() >= 2 and pairs.any(axis=0).sum() >= 2)
