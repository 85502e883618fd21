"""The measures of a page: what is large, small or apart on it is told by comparison with these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from statistics import median
from typing import Any

from numpy.typing import NDArray

from javon.engines.page import Box, Line

#: A gap of so many line steps sets a line apart from the text.
APART = 1.45


@dataclass(frozen=True, slots=True)
class Sized:
    """A line with the height of its small letters in pixels (0.0 where not measurable)."""

    line: Line
    x_height: float


@dataclass(frozen=True, slots=True)
class Measures:
    """The body of a page: height of small letters, distance between lines, height of a line, the box of all text."""

    x_height: float
    step: float
    height: float
    text: Box


def measure(lines: Sequence[Sized]) -> Measures:
    """The measures of a page that has these lines."""
    weighted = [sized.x_height for sized in lines for _ in sized.line.words if sized.x_height]
    tops = [after.line.box.bottom - before.line.box.bottom for before, after in pairwise(lines)]
    x_height = median(weighted) if weighted else median(sized.line.box.height for sized in lines) / 1.7
    steps = [step for step in tops if 0.8 * x_height < step < 6 * x_height]
    text = lines[0].line.box
    for sized in lines[1:]:
        text = text.union(sized.line.box)
    height = median(sized.line.box.height for sized in lines)
    return Measures(x_height, median(steps) if steps else 2.6 * x_height, height, text)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of ``boxes``, of which there is at least one."""
    return reduce(Box.union, boxes)


def moved(line: Line, left: int, top: int) -> Line:
    """A line of a piece of the page that begins at ``left`` and ``top``, on the page."""
    words = tuple(replace(word, box=word.box.moved(left, top)) for word in line.words)
    base = None if line.baseline is None else line.baseline + top
    return replace(line, words=words, box=line.box.moved(left, top), baseline=base)


def around_marks(marks: NDArray[Any]) -> Box:
    """The box around marks in rows of left, top, right, bottom."""
    return Box(*(int(side) for side in (*marks[:, :2].min(axis=0), *marks[:, 2:].max(axis=0))))


def share_column(one: Box, two: Box) -> bool:
    """Whether two boxes stand one over the other, if only in part."""
    return min(one.right, two.right) - max(one.left, two.left) > 0.15 * max(1, min(one.width, two.width))


def capitals(text: str) -> bool:
    """Whether a text is set in capitals."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= 4 and sum(character.isupper() for character in letters) > 0.8 * len(letters)
