"""Tables and contents are read row by row, whatever is white between their columns."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.engines.ocr.typeset import NOTO, SERIF, Paper

from javon.engines.formats.tables import table_rows
from javon.engines.ocr import Hints, recognizer
from javon.engines.page import Page, RegionKind
from javon.engines.pipeline import PageTask, read_page

CHAPTERS = (
    ("Soʻzboshi", "3"),
    ("Birinchi bob. Bahor va dalalar", "7"),
    ("Ikkinchi bob. Suv tarixi", "24"),
    ("Uchinchi bob. Maktab", "41"),
    ("Toʻrtinchi bob. Kuzgi ishlar", "58"),
    ("Beshinchi bob. Bozor kuni", "112"),
    ("Xotima", "147"),
)
PLACES = ("Самарқанд", "Андижон", "Бухоро", "Наманган", "Хоразм", "Жиззах", "Қўқон", "Термиз")


def _tables(page: Page) -> list[list[list[str]]]:
    return [table_rows(region) for region in page.regions if region.kind is RegionKind.TABLE]


def _contents(face: str, dot: str, step: int) -> Paper:
    paper = Paper(face=face)
    paper.put(640, 150, "MUNDARIJA", size=46)
    for number, (title, page) in enumerate(CHAPTERS):
        top = 330 + number * step
        paper.put(150, top, title)
        paper.put_right(1600, top, page)
        paper.leader(150 + paper.wide(title) + 14, 1600 - paper.wide(page) - 14, top, dot)
    return paper


@pytest.mark.parametrize(("face", "dot", "step"), [(SERIF, ".", 60), (NOTO, " .", 90), (NOTO, "", 70)])
def test_title_and_number_of_contents_stand_in_one_line(face: str, dot: str, step: int) -> None:
    paper = _contents(face, dot or ".", step) if dot else _without_dots(face, step)
    page = recognizer("tesseract").read(paper.pixels(), 300, Hints("uz-Latn"))
    assert _tables(page) == [[list(chapter) for chapter in CHAPTERS]]
    assert "\n".join(" ".join(chapter) for chapter in CHAPTERS) in page.text
    assert page.number is None


def _without_dots(face: str, step: int) -> Paper:
    paper = Paper(face=face)
    for number, (title, page) in enumerate(CHAPTERS):
        paper.put(150, 330 + number * step, title)
        paper.put_right(1600, 330 + number * step, page)
    return paper


@pytest.mark.parametrize(("columns", "size", "step"), [(5, 36, 100), (4, 30, 50), (7, 27, 46)])
def test_a_table_of_numbers_is_read_by_rows(columns: int, size: int, step: int) -> None:
    rng = random.Random(columns)
    rows = [
        [place, *(f"{rng.randrange(100, 9000)},{rng.randrange(10)}" for _ in range(columns - 1))] for place in PLACES
    ]
    paper = Paper(size=size)
    lefts = [120, *(420 + number * (1200 // (columns - 1)) for number in range(columns - 1))]
    paper.rows(rows, lefts, 300, step)
    page = recognizer("tesseract").read(paper.pixels(), 300, Hints("uz-Cyrl"))
    (found,) = _tables(page)
    numbers = [cell for row in rows for cell in row[1:]]
    read = [cell for row in found for cell in row[1:]]
    assert [row[0] for row in found] == list(PLACES)
    assert len(read) == len(numbers)
    assert sum(one == two for one, two in zip(read, numbers, strict=True)) >= len(numbers) - 1
    assert page.number is None


def test_the_first_column_of_a_wide_table_is_no_facing_page() -> None:
    paper = Paper(width=2338, height=1654, size=30)
    rows = [[str(101 + number), place, "Ўткан кунлар", str(1930 + number)] for number, place in enumerate(PLACES)]
    paper.rows(rows, [60, 400, 1100, 1900], 200, 88)
    page = recognizer("tesseract").read(paper.pixels(), 200, Hints("uz-Cyrl"))
    assert _tables(page) == [rows]


@pytest.fixture
def read(test_data: Path, tmp_path: Path):
    def reading(name: str) -> Page:
        (result,) = read_page(PageTask("1", test_data / "reports" / name, tmp_path))
        return result.page

    return reading


@pytest.mark.scans
@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("dot-leaders", "3 7 24 41 58 76 93 112 129 147 155 158"),
        ("no-leaders", "3 7 24 41 58 76 93 112 129 147 155 158"),
        ("cyr-tight-dots", "3 7 24 41 58 76 93 112 129 147 155 158"),
        ("eng-liberation", "3 7 24 41 58 76 93 155"),
        ("rus-liberation", "3 7 24 41 58 76 93 147 155"),
    ],
)
def test_contents_of_the_reports(read, name: str, numbers: str) -> None:
    (rows,) = _tables(read(f"21-contents/{name}.png"))
    assert [row[-1] for row in rows] == numbers.split()
    assert all(len(row) == 2 and row[0] for row in rows)


@pytest.mark.scans
def test_wide_tables_of_the_reports(read) -> None:
    page = read("29-wide-table/ledger-no-rules.png")
    (ledger,) = _tables(page)
    assert [row[0] for row in ledger] == ["№", *(str(number) for number in range(101, 115))]
    assert {len(row) for row in ledger} == {5}
    assert ledger[14] == ["114", "Ғафур Ғулом", "Кеча ва кундуз", "1946", "28"]
    assert page.number is None
    (double,) = _tables(read("29-wide-table/no-rules.png"))
    assert double[0] == ["Туман номи", "Гектар", "Тонна"] * 2
    assert double[1] == ["Қўштепа", "5122", "166,5", "Шофиркон", "5122", "166,5"]
    assert len(double) == 14


@pytest.mark.scans
def test_the_table_of_numbers_of_the_reports(read, test_data: Path) -> None:
    page = read("38-number-table/cyr.png")
    truth = (test_data / "reports/38-number-table/truth.txt").read_text(encoding="utf-8")
    assert _tables(page) == [[line.split("\t") for line in truth.strip().splitlines()]]
    assert page.number is None
