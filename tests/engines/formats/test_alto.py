"""ALTO: ours is valid and comes back the same, that of others is understood."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.engines.formats import programs

from javon.engines.formats import read_alto, write_alto
from javon.engines.page import Box, Document, Line, Page, Region, RegionKind, Word

NS = {"a": "http://www.loc.gov/standards/alto/ns-v4#"}


def check(data: bytes) -> etree._Element:
    """Valid, identifiers unique, references resolved."""
    root = etree.fromstring(data)
    names = root.xpath("//@ID")
    assert len(names) == len(set(names))
    referred = {name for value in root.xpath("//@TAGREFS | //@PROCESSINGREFS") for name in value.split()}
    assert referred <= set(names)
    programs.assert_alto(root)
    return root


def test_every_page_of_the_book_comes_back(book: Document) -> None:
    for page in book.pages:
        data = write_alto(page.page, file_name="a.tif", order=3, identifier=book.identifier)
        check(data)
        assert read_alto(data) == page.page


def test_what_the_head_says(book: Document, tmp_path: Path) -> None:
    moment = datetime(2024, 12, 19, tzinfo=UTC)
    data = write_alto(book.pages[1].page, tmp_path / "a.xml", file_name="sken 1.tif", order=2, created=moment)
    assert (tmp_path / "a.xml").read_bytes() == data
    root = check(data)
    assert root.findtext(".//a:fileName", namespaces=NS) == "sken 1.tif"
    assert root.findtext(".//a:processingDateTime", namespaces=NS) == "2024-12-19T00:00:00Z"
    assert root.findtext(".//a:softwareName", namespaces=NS) == "Sinov 1.0"
    page = root.find(".//a:Page", NS)
    assert page is not None
    assert (page.get("PHYSICAL_IMG_NR"), page.get("PRINTED_IMG_NR"), page.get("LANG")) == ("2", "1", "uz-Latn")


def test_a_parted_word_is_told_whole_in_both_halves(book: Document) -> None:
    root = check(write_alto(book.pages[1].page))
    halves = root.findall(".//a:String[@SUBS_TYPE]", NS)
    assert [(half.get("SUBS_TYPE"), half.get("CONTENT"), half.get("SUBS_CONTENT")) for half in halves] == [
        ("HypPart1", "kito", "kitoblar"),
        ("HypPart2", "blar", "kitoblar"),
    ]
    assert [hyphen.get("CONTENT") for hyphen in root.findall(".//a:HYP", NS)] == ["-"]


words = st.builds(
    Word,
    st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12),
    st.builds(lambda left, top, width, height: Box(left, top, left + width, top + height), *[st.integers(0, 5000)] * 4),
    st.integers(0, 1000).map(lambda value: value / 1000),
)
lines = st.lists(words, min_size=1, max_size=4).map(tuple)
kinds = st.sampled_from(list(RegionKind))


@given(lines, kinds, st.integers(0, 3), st.none() | st.integers(0, 4000))
def test_any_page_comes_back(found: tuple[Word, ...], kind: RegionKind, level: int, baseline: int | None) -> None:
    line = Line(found, Box(1, 2, 3, 4), "en", baseline=baseline)
    level = level if kind is RegionKind.HEADING else 0
    page = Page(
        100, 200, 300, (Region(kind, Box(0, 0, 9, 9), (line,), level), Region(kind, Box(5, 5, 6, 6))), engine="x"
    )
    data = write_alto(page)
    check(data)
    back = read_alto(data)
    scripts = [
        replace(region, lines=tuple(replace(item, script="Zyyy") for item in region.lines)) for region in back.regions
    ]
    if kind in (RegionKind.PICTURE, RegionKind.SEPARATOR):
        # what is written on a picture is a text block inside it
        assert [region.lines for region in scripts] == [(line,), ()]
    else:
        assert tuple(scripts) == page.regions


@pytest.mark.parametrize("data", [b"", b"<alto/>", b"<html><Page/></html>", b"\xff\xfe", b"<alto><Page></alto>"])
def test_what_is_no_alto_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"ALTO|XML"):
        read_alto(data)


def test_entities_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("maxfiy")
    data = (
        f'<!DOCTYPE alto [<!ENTITY s SYSTEM "file://{secret}">]>'
        '<alto><Layout><Page WIDTH="1" HEIGHT="1"><TextBlock><TextLine><String CONTENT="&s;"/></TextLine></TextBlock>'
        "</Page></Layout></alto>"
    ).encode()
    with contextlib.suppress(ValueError):
        assert "maxfiy" not in read_alto(data).text


@pytest.mark.scans
def test_alto_of_other_libraries_is_understood(test_data: Path) -> None:
    """Versions 1 to 4, tenths of millimetres and 1/1200 inch among them; what was read can be written again."""
    found = {}
    for path in sorted(test_data.glob("mets-alto/**/*")):
        if path.suffix in (".xml", ".alto") and b"<alto" in path.read_bytes()[:3000]:
            page = read_alto(path.read_bytes())
            check(write_alto(page))
            found[path.name] = len(list(page.words))
    assert len(found) >= 9
    assert {name for name, count in found.items() if count < 5} <= {"altoNoTextLine.xml", "Glyph_Sample01_General.xml"}


@pytest.mark.scans
def test_ground_truth_of_the_scans_is_read(test_data: Path) -> None:
    for path in sorted(test_data.glob("scans/rus-18c/*.xml")):
        page = read_alto(path.read_bytes())
        assert page.width > 0
        assert any("\u0400" <= char <= "\u04ff" for char in page.text), path.name
