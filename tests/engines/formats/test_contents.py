"""Contents that a file or a person gave, and labels, in every format."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from tests.engines.formats import programs

from javon.engines.formats import iiif_manifest, sections, write_epub, write_mets, write_pdf
from javon.engines.page import ContentsEntry, Document

MOMENT = datetime(2024, 12, 19, 9, 30, tzinfo=UTC)
METS = "{http://www.loc.gov/METS/}"
HTML = {"h": "http://www.w3.org/1999/xhtml"}
LABELS = ("i", "5", "6", "7")


@pytest.fixture
def given(book: Document) -> Document:
    """The book with labels and contents as its file had them; the last entry points beyond its pages."""
    pages = tuple(replace(page, label=label) for page, label in zip(book.pages, LABELS, strict=True))
    contents = (
        ContentsEntry("Muqaddima", 1, 0),
        ContentsEntry("Birinchi qism", 1, 1),
        ContentsEntry("Ikkinchi  qism\n", 2, 2),
        ContentsEntry("Uchinchi qism", 2, 3),
        ContentsEntry("Yoʻq", 1, 9),
    )
    return replace(book, pages=pages, contents=contents)


def test_pdf(given: Document, tmp_path: Path) -> None:
    write_pdf(given, tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert tuple(page.label for page in pdf.pages) == LABELS
        with pdf.open_outline() as outline:
            tree = [(item.title, [child.title for child in item.children]) for item in outline.root]
            places = [pdf.pages.index(item.destination[0]) for item in outline.root]
    assert tree == [("Muqaddima", []), ("Birinchi qism", ["Ikkinchi qism", "Uchinchi qism"])]
    assert places == [0, 1]


def test_mets(given: Document) -> None:
    data = write_mets(given, [], created=MOMENT)
    root = etree.fromstring(data)
    programs.mets_schema().assertValid(root)
    chapters = root.findall(f".//{METS}structMap[@TYPE='LOGICAL']//{METS}div")
    assert [division.get("LABEL") for division in chapters][1:] == [
        "Muqaddima", "Birinchi qism", "Ikkinchi qism", "Uchinchi qism",
    ]  # fmt: skip
    sheets = root.findall(f".//{METS}structMap[@TYPE='PHYSICAL']//{METS}div[@TYPE='page']")
    assert tuple(sheet.get("ORDERLABEL") for sheet in sheets) == LABELS


def test_iiif(given: Document) -> None:
    manifest = iiif_manifest(given, "https://example.org")
    assert tuple(canvas["label"]["none"][0] for canvas in manifest["items"]) == LABELS
    first, second = manifest["structures"]
    assert first["label"]["uz-Latn"] == ["Muqaddima"]
    below = [item for item in second["items"] if item["type"] == "Range"]
    assert [item["label"]["uz-Latn"] for item in below] == [["Ikkinchi qism"], ["Uchinchi qism"]]
    assert [item["id"].rpartition("/")[2] for item in first["items"]] == [given.pages[0].key]


def test_epub(given: Document, tmp_path: Path) -> None:
    write_epub(given, tmp_path / "a.epub")
    assert programs.epubcheck(tmp_path / "a.epub") == []
    with zipfile.ZipFile(tmp_path / "a.epub") as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
    top = nav.findall(".//h:nav[@id='toc']/h:ol/h:li", HTML)
    assert [item.findtext("h:a", namespaces=HTML) for item in top] == ["Muqaddima", "Birinchi qism"]
    assert [item.text for item in top[1].findall("h:ol/h:li/h:a", HTML)] == ["Ikkinchi qism", "Uchinchi qism"]
    assert tuple(item.text for item in nav.findall(".//h:nav[@id='pages']//h:a", HTML)) == LABELS


def test_an_entry_begins_where_its_title_stands_on_the_page(book: Document) -> None:
    headings = {section.title: section for section in _flat(book)}
    contents = (ContentsEntry("Birinchi bob", 1, headings["Birinchi bob"].page), ContentsEntry("Ilova", 1, 3))
    first, last = sections(replace(book, contents=contents))
    assert first.top == headings["Birinchi bob"].top
    assert (last.top, last.opens_page) == (0, True)
    assert first.end == 2


def _flat(document: Document):
    waiting = sections(document)
    while waiting:
        section = waiting.pop(0)
        yield section
        waiting += section.below
