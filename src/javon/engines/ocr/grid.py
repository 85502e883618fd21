"""Where tables stand on a page, seen in its phrases before anything is read.

Rows of phrases that leave the same corridors white are a table if one of their columns is as narrow as figures are, or
if there are many columns of short phrases.  Columns of running text leave a corridor too, but fill their width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from javon.engines.ocr.phrases import Boxes, Phrases
from javon.engines.page import Box

#: Phrases whose middles lie within this of one another, in heights of small letters, stand in one row.
LEVEL = 0.7
#: Rows further apart than this are not of one table.
NEXT_ROW = 9.0
#: A corridor between two columns is at least so wide; rows with something on either side of it are this share of all.
CORRIDOR, TWO_SIDED = 1.2, 0.5
#: A table has at least so many rows of more than one cell; this share of its rows may reach over a corridor (heads
#: over several columns).
ROWS, ACROSS = 3, 0.15
#: A column of figures is no wider than this, in heights of small letters; a column of text no narrower.
NARROW = 9.0
#: Figures stand one below the other: so near to one place, in small letters, in this share of the rows.
ALIGNED, MOST = 0.7, 0.75
#: Columns of running text fill this share of their width.
FILLED = 0.8
#: So many columns of short phrases are a table without figures if its rows are so far apart, in small letters.
MANY, LOOSE = 3, 3.0


@dataclass(frozen=True, slots=True)
class Table:
    """The place of a table, the white corridors (left, right) between its columns, and the phrases of each row.

    All in pixels of the page.
    """

    box: Box
    corridors: tuple[tuple[int, int], ...]
    rows: tuple[Boxes, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Phrases at one height."""

    boxes: Boxes

    @property
    def top(self) -> int:
        return int(self.boxes[:, 1].min())

    @property
    def bottom(self) -> int:
        return int(self.boxes[:, 3].max())

    @property
    def middle(self) -> float:
        return float(np.median(self.boxes[:, 1] + self.boxes[:, 3])) / 2


def find_tables(phrases: Phrases) -> list[Table]:
    """The tables of a page from top to bottom."""
    rows = rows_of(phrases.boxes, phrases.x_height)
    found = []
    for group in _groups(rows, phrases.x_height):
        table = _table(group, phrases.x_height)
        if table is not None:
            found.append(table)
    return found


def rows_of(boxes: Boxes, x_height: float) -> list[Row]:
    """The phrases by rows, from top to bottom."""
    if not len(boxes):
        return []
    middles = (boxes[:, 1] + boxes[:, 3]) / 2
    order = np.argsort(middles, kind="stable")
    rows: list[list[int]] = []
    start = -np.inf
    for index in order:
        if middles[index] - start > LEVEL * x_height:
            rows.append([])
            start = middles[index]
        rows[-1].append(int(index))
    return [Row(boxes[row]) for row in rows]


def _groups(rows: Sequence[Row], x_height: float) -> Iterator[list[Row]]:
    """Runs of rows of several phrases; a row of one phrase may stand among them."""
    group: list[Row] = []
    for row in rows:
        far = bool(group) and row.middle - group[-1].middle > NEXT_ROW * x_height
        single = len(row.boxes) == 1
        ends = single and bool(group) and len(group[-1].boxes) == 1 and len(group) > 1
        if far or ends:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _table(group: Sequence[Row], x_height: float) -> Table | None:
    """The table that the rows make, without those at its ends that reach over its corridors or have one cell."""
    rows = list(group)
    while sum(len(row.boxes) > 1 for row in rows) >= ROWS:
        corridors = _corridors(rows, x_height)
        if not corridors:
            return None
        kept = _trimmed(rows, corridors)
        if len(kept) == len(rows):
            return _as_table(rows, corridors, x_height)
        rows = kept
    return None


def _corridors(rows: Sequence[Row], x_height: float) -> list[tuple[int, int]]:
    """Columns of pixels that nearly all rows leave white, with phrases on both sides in many of them."""
    left = min(int(row.boxes[:, 0].min()) for row in rows)
    right = max(int(row.boxes[:, 2].max()) for row in rows)
    cover = np.zeros(right - left + 1, np.int32)
    for row in rows:
        covered = np.zeros(right - left + 1, np.bool_)
        for start, _, end, _ in row.boxes.tolist():
            covered[start - left : end - left] = True
        cover += covered
    white = np.concatenate([[False], cover <= ACROSS * len(rows), [False]])
    edges = np.flatnonzero(np.diff(white.astype(np.int8)))
    found = []
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        corridor = (start + left, end + left)
        if end - start >= CORRIDOR * x_height and start > 0 and end < right - left and _parts(rows, corridor):
            found.append(corridor)
    return found


def _parts(rows: Sequence[Row], corridor: tuple[int, int]) -> bool:
    """Whether enough rows have something to the left and to the right of the corridor."""
    both = sum(bool((row.boxes[:, 2] <= corridor[1]).any() and (row.boxes[:, 0] >= corridor[0]).any()) for row in rows)
    return both >= max(ROWS, TWO_SIDED * len(rows))


def _trimmed(rows: list[Row], corridors: Sequence[tuple[int, int]]) -> list[Row]:
    start, end = 0, len(rows)
    while start < end and not _fits(rows[start], corridors):
        start += 1
    while end > start and not _fits(rows[end - 1], corridors):
        end -= 1
    return rows[start:end]


def _fits(row: Row, corridors: Sequence[tuple[int, int]]) -> bool:
    """Whether a row has several cells and keeps most corridors white."""
    if len(row.boxes) == 1:
        return False
    crossed = sum(_crosses(row, corridor) for corridor in corridors)
    return crossed * 2 < len(corridors)


def _crosses(row: Row, corridor: tuple[int, int]) -> bool:
    """Whether something in the row reaches over the middle of the corridor; a longer figure reaches into it."""
    middle = sum(corridor) / 2
    return bool(((row.boxes[:, 0] < middle) & (row.boxes[:, 2] > middle)).any())


def _as_table(rows: Sequence[Row], corridors: Sequence[tuple[int, int]], x_height: float) -> Table | None:
    boxes = np.concatenate([row.boxes for row in rows])
    box = Box(int(boxes[:, 0].min()), rows[0].top, int(boxes[:, 2].max()), max(row.bottom for row in rows))
    columns = [_column(rows, left, right) for left, right in _between(box, corridors)]
    if any(len(column) < ROWS for column in columns):
        columns = [column for column in columns if len(column) >= ROWS]
    if len(columns) < 2 or not _is_table(rows, columns, x_height):
        return None
    return Table(box, tuple(corridors), tuple(row.boxes for row in rows))


def _between(box: Box, corridors: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    middles = [(left + right) // 2 for left, right in corridors]
    lefts, rights = [box.left, *middles], [*middles, box.right]
    return list(zip(lefts, rights, strict=True))


def _column(rows: Sequence[Row], left: int, right: int) -> NDArray[Any]:
    """The cells of a column: left and right of what has its middle in it, in each row that has something there."""
    cells = []
    for row in rows:
        middles = (row.boxes[:, 0] + row.boxes[:, 2]) / 2
        inside = row.boxes[(left <= middles) & (middles <= right)]
        if len(inside):
            cells.append((int(inside[:, 0].min()), int(inside[:, 2].max())))
    return np.array(cells, np.int32).reshape(-1, 2)


def _is_table(rows: Sequence[Row], columns: Sequence[NDArray[Any]], x_height: float) -> bool:
    full = [len(column) >= TWO_SIDED * len(rows) for column in columns]
    narrow = [_width(column) <= NARROW * x_height and _aligned(column, x_height) for column in columns]
    # A number before each of many paragraphs is a list; behind them it is a table.
    if any(thin and dense and place > 0 for place, (thin, dense) in enumerate(zip(narrow, full, strict=True))):
        return True
    step = float(np.median(np.diff([row.middle for row in rows])))
    short = all(_fill(column) < FILLED for column in columns)
    return len(columns) >= MANY and short and step >= LOOSE * x_height


def _width(column: NDArray[Any]) -> float:
    """How wide nearly all cells of a column are at most."""
    return float(np.percentile(column[:, 1] - column[:, 0], 85))


def _aligned(column: NDArray[Any], x_height: float) -> bool:
    """Whether nearly all cells of a column begin, end or have their middle at one place."""
    places = (column[:, 0], column[:, 1], (column[:, 0] + column[:, 1]) / 2)
    return any(np.mean(np.abs(place - np.median(place)) <= ALIGNED * x_height) >= MOST for place in places)


def _fill(column: NDArray[Any]) -> float:
    """The share of the width of a column that half of its cells fill."""
    whole = int(column[:, 1].max() - column[:, 0].min())
    return float(np.median(column[:, 1] - column[:, 0])) / max(1, whole)
