"""Rows of a table among the lines of a block: the cells begin one below the other, with white before them.

Wide gaps between the words of a narrow column fall elsewhere in every line.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from javon.engines.page import Line, Word

#: Columns left clear between cells, ``(left, right)`` in pixels.
Corridors = list[tuple[int, int]]

#: A gap between two cells is at least this wide, in heights of small letters.
GAP = 1.5
#: Height of small letters against that of a word.
LOW = 0.6
#: So many lines one above the other show one corridor by design and not by chance, …
ROWS = 6
#: … so many do where there are two corridors, and so many where figures stand behind it.
TWICE_ROWS, FIGURE_ROWS = 4, 3


def table_rows(lines: Sequence[Line], x_height: float) -> list[bool]:
    """For each line, top to bottom, whether it is a row of a table.

    Args:
        lines: of one block.
        x_height: height of the small letters of the page in pixels.
    """
    found = [False] * len(lines)
    start = 0
    while start < len(lines):
        end, corridors = _run(lines, start, GAP * x_height)
        if _is_table(lines[start:end], corridors):
            found[start:end] = [True] * (end - start)
            start = end
        else:
            start += 1
    return found


def corridors_of(rows: Sequence[Line]) -> Corridors:
    """The columns of pixels that every row of a table leaves white, between words on both sides."""
    words = [word for row in rows for word in row.words]
    found, reached = [], min(word.box.right for word in words) if words else 0
    least = GAP * LOW * median(word.box.height for word in words) if words else 0.0
    for word in sorted(words, key=lambda word: word.box.left):
        if word.box.left - reached >= least:
            found.append((reached, word.box.left))
        reached = max(reached, word.box.right)
    return found


def _run(lines: Sequence[Line], start: int, least: float) -> tuple[int, Corridors]:
    """The lines from ``start`` on that share a corridor: where they end, and what they share."""
    corridors = _gaps(lines[start], least)
    end = start + 1
    while corridors and end < len(lines):
        shared = _shared(corridors, _gaps(lines[end], least), least)
        if not shared:
            break
        corridors = shared
        end += 1
    return end, corridors


def _gaps(line: Line, least: float) -> Corridors:
    """The gaps between the words of a line that are wide enough to part cells."""
    found = []
    words = sorted(line.words, key=lambda word: word.box.left)
    reached = words[0].box.right if words else 0
    for word in words[1:]:
        if word.box.left - reached >= least:
            found.append((reached, word.box.left))
        reached = max(reached, word.box.right)
    return found


def _shared(one: Corridors, two: Corridors, least: float) -> Corridors:
    pairs = [(max(a, c), min(b, d)) for a, b in one for c, d in two]
    return [(left, right) for left, right in pairs if right - left >= least]


def _is_table(rows: Sequence[Line], corridors: Corridors) -> bool:
    if len(rows) < FIGURE_ROWS or not corridors:
        return False
    if _figures_behind(rows, corridors[-1]):
        return True
    enough = ROWS if len(corridors) == 1 else TWICE_ROWS
    return len(rows) >= enough and all(_aligned(rows, corridor) for corridor in corridors)


def _behind(rows: Sequence[Line], corridor: tuple[int, int]) -> list[Word]:
    """The first word of each row to the right of the corridor."""
    found = []
    for row in rows:
        words = [word for word in row.words if word.box.left >= corridor[1] - 1]
        found += [min(words, key=lambda word: word.box.left)] if words else []
    return found


def _figures_behind(rows: Sequence[Line], corridor: tuple[int, int]) -> bool:
    """Whether nearly every row goes on with a figure behind the corridor."""
    return sum(word.text[:1].isdecimal() for word in _behind(rows, corridor)) > 0.7 * len(rows)


def _aligned(rows: Sequence[Line], corridor: tuple[int, int]) -> bool:
    """Whether the cells behind the corridor begin at one place, or all but a few do."""
    words = _behind(rows, corridor)
    lefts = sorted(word.box.left for word in words)
    middle = lefts[len(lefts) // 2]
    near = median(word.box.height for word in words)
    return sum(abs(left - middle) <= near / 2 for left in lefts) >= 0.8 * len(rows)
