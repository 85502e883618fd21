"""Rows and cells of a table from its lines."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace

from javon.engines.ocr.grid import Table
from javon.engines.ocr.measures import around
from javon.engines.ocr.tables import corridors_of
from javon.engines.page import Line, Region, RegionKind

#: Lines that share this much of the lower one's height are one row.
LEVEL = 0.5


def with_cells(region: Region, tables: Sequence[Table]) -> Region:
    """A table with one line a row, every word of it with the column that it stands in; other regions as they are.

    Args:
        region: as recognition and layout made it.
        tables: the tables that were found before reading; one that is not among them is parted by what is white.
    """
    if region.kind is not RegionKind.TABLE or not region.lines:
        return region
    middle = ((region.box.left + region.box.right) / 2, (region.box.top + region.box.bottom) / 2)
    found = next((table for table in tables if _holds(table, *middle)), None)
    rows = _rows(region.lines)
    corridors = found.corridors if found else corridors_of(rows)
    return replace(region, lines=tuple(_parted(row, corridors) for row in rows))


def _holds(table: Table, x: float, y: float) -> bool:
    box = table.box
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def _rows(lines: Sequence[Line]) -> list[Line]:
    """The lines from top to bottom, those at one height as one."""
    rows: list[Line] = []
    for line in sorted(lines, key=lambda one: one.box.top + one.box.bottom):
        before = rows[-1] if rows else None
        if before is not None and _level(before, line):
            words = (*before.words, *line.words)
            rows[-1] = replace(before, words=words, box=before.box.union(line.box))
        else:
            rows.append(line)
    return [replace(row, words=tuple(sorted(row.words, key=lambda word: word.box.left))) for row in rows]


def _level(one: Line, two: Line) -> bool:
    shared = min(one.box.bottom, two.box.bottom) - max(one.box.top, two.box.top)
    return shared > LEVEL * min(one.box.height, two.box.height)


def _parted(row: Line, corridors: Sequence[tuple[int, int]]) -> Line:
    if not row.words:
        return row
    middles = [(left + right) / 2 for left, right in corridors]
    columns = tuple(bisect(middles, (word.box.left + word.box.right) / 2) for word in row.words)
    return replace(row, cells=columns, box=around(word.box for word in row.words))
