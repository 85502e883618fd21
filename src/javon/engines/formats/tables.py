"""Tables as rows of cells: for ALTO, and as CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from itertools import groupby

from javon.engines.page import Box, Line, Page, Region, RegionKind


def has_cells(region: Region) -> bool:
    """Whether every line of a region is a row of cells."""
    lines = region.lines
    return bool(lines) and all(line.words and len(line.cells) == len(line.words) for line in lines)


def cells_of(row: Line) -> Iterator[tuple[int, Line]]:
    """The cells of a row that hold something: column, counted from 0, and its words as a line."""
    for column, pairs in groupby(zip(row.cells, row.words, strict=True), key=lambda pair: pair[0]):
        words = tuple(word for _, word in pairs)
        yield column, replace(row, words=words, box=reduce(Box.union, (word.box for word in words)), cells=())


def table_rows(region: Region) -> list[list[str]]:
    """The texts of the cells, row by row, all rows of one length; the whole line where its cells are not known."""
    if not has_cells(region):
        return [[line.text] for line in region.lines if line.words]
    columns = 1 + max(max(line.cells) for line in region.lines)
    rows = []
    for line in region.lines:
        row = [""] * columns
        for column, cell in cells_of(line):
            row[column] = f"{row[column]} {cell.text}".strip()
        rows.append(row)
    return rows


def table_to_csv(region: Region) -> str:
    """A table as CSV (RFC 4180): one line a row, a comma between cells, signs quoted where they need it."""
    out = io.StringIO()
    csv.writer(out).writerows(table_rows(region))
    return out.getvalue()


def page_to_csv(page: Page) -> str:
    """All tables of a page as CSV, an empty line between two; empty where it has none."""
    tables = [table_to_csv(region) for region in page.regions if region.kind is RegionKind.TABLE]
    return "\r\n".join(tables)
