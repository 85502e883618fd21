"""Tables keep their rows and cells in ALTO and as CSV."""

from __future__ import annotations

import csv
import io
import json

import pytest
from tests.engines.formats.test_alto import check

from javon.engines.formats import page_text, page_to_csv, read_alto, table_to_csv, write_alto
from javon.engines.page import Box, Line, Page, Region, RegionKind, Word, page_from_json, page_to_json

ROWS = (
    (("Viloyat", 0), ("1939", 1), ("1959", 2)),
    (("Buxoro", 0), ("shahri,", 0), ("717,6", 1), ("“yoʻq”", 2)),
    (("Jami", 0), ("2531", 2)),
)


def _line(row: int, words: tuple[tuple[str, int], ...]) -> Line:
    made = []
    for place, (text, column) in enumerate(words):
        left = 100 + 300 * column + 90 * place
        made.append(Word(text, Box(left, 100 + 50 * row, left + 80, 130 + 50 * row), 0.9))
    box = Box(made[0].box.left, 100 + 50 * row, made[-1].box.right, 130 + 50 * row)
    return Line(tuple(made), box, "uz-Latn", "Latn", 125 + 50 * row, tuple(column for _, column in words))


@pytest.fixture
def page() -> Page:
    lines = tuple(_line(number, words) for number, words in enumerate(ROWS))
    table = Region(RegionKind.TABLE, Box(100, 100, 1200, 230), lines)
    title = Region(RegionKind.HEADING, Box(100, 20, 400, 60), (Line((), Box(100, 20, 400, 60)),), 2)
    return Page(1500, 400, 300, (table, title), "uz-Latn", "Latn")


def test_cells_come_back_from_alto(page: Page) -> None:
    data = write_alto(page)
    root = check(data)
    table = root.find(".//{*}ComposedBlock[@TYPE='table']")
    assert table is not None
    rows = table.findall("{*}ComposedBlock[@TYPE='row']")
    assert [len(row.findall("{*}TextBlock")) for row in rows] == [3, 3, 2]
    back = read_alto(data)
    assert back.regions[0] == page.regions[0]


def test_cells_come_back_from_json_and_old_files_have_none(page: Page) -> None:
    data = json.loads(json.dumps(page_to_json(page)))
    assert page_from_json(data) == page
    del data["regions"][0]["lines"][0]["cells"]
    assert page_from_json(data).regions[0].lines[0].cells == ()


def test_csv_has_a_line_a_row_and_a_field_a_cell(page: Page) -> None:
    rows = list(csv.reader(io.StringIO(table_to_csv(page.regions[0]))))
    assert rows == [["Viloyat", "1939", "1959"], ["Buxoro shahri,", "717,6", "“yoʻq”"], ["Jami", "", "2531"]]
    assert page_to_csv(page) == table_to_csv(page.regions[0])


def test_text_keeps_the_rows(page: Page) -> None:
    assert page_text(page) == "Viloyat 1939 1959\nBuxoro shahri, 717,6 “yoʻq”\nJami 2531"
