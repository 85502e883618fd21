"""EPUB 3, judged by epubcheck."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.engines.formats import programs

from javon.engines.formats import write_epub
from javon.engines.formats.epub.chapters import Chapter, chapters
from javon.engines.formats.epub.package import navigation
from javon.engines.page import Box, Document, DocumentPage, Line, Metadata, Page, Region, RegionKind, Word

NS = {"h": "http://www.w3.org/1999/xhtml", "o": "http://www.idpf.org/2007/opf", "e": "http://www.idpf.org/2007/ops"}


@pytest.fixture(scope="module")
def epub(book: Document, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("epub") / "book.epub"
    write_epub(book, path, created=datetime(2024, 12, 19, tzinfo=UTC))
    return path


def part(path: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(f"EPUB/{name}"))


def test_epubcheck_has_nothing_to_say(epub: Path) -> None:
    assert programs.epubcheck(epub) == []


def test_hostile_metadata_and_unknown_language_stay_valid(book: Document, tmp_path: Path) -> None:
    metadata = Metadata(title='<b>&"\x07', creators=("",), description="]]>", subjects=("<",), rights="&amp;")
    pages = (replace(book.pages[0], access=None, label='"<&>'), replace(book.pages[1], page=Page(10, 10, 300)))
    write_epub(Document("urn:x:<1>", metadata, pages), tmp_path / "odd.epub")
    assert programs.epubcheck(tmp_path / "odd.epub") == []


def test_empty_and_broken_records_stay_valid(book: Document, tmp_path: Path) -> None:
    metadata = Metadata(title=" \x01", language="", date="1974-yil?", description="\x02", identifiers=("",))
    outside = Region(RegionKind.PICTURE, Box(3000, 4000, 3100, 4100))
    shown = replace(book.pages[0], page=replace(book.pages[0].page, regions=(outside,)))
    write_epub(Document("urn:x:1", metadata, (shown,)), tmp_path / "empty.epub")
    assert programs.epubcheck(tmp_path / "empty.epub") == []
    about = part(tmp_path / "empty.epub", "package.opf").find("o:metadata", {"o": "http://www.idpf.org/2007/opf"})
    assert about is not None
    dc = {"d": "http://purl.org/dc/elements/1.1/"}
    assert [about.findtext(f"d:{name}", namespaces=dc) for name in ("title", "language", "date")] == [
        "urn:x:1",
        "und",
        "1974",
    ]


def test_rows_of_a_table_stay_rows(book: Document, tmp_path: Path) -> None:
    lines = book.pages[1].page.regions[2].lines
    table = Region(RegionKind.TABLE, book.pages[1].page.regions[2].box, lines)
    page = replace(book.pages[1], page=replace(book.pages[1].page, regions=(table,)))
    write_epub(replace(book, pages=(page,)), tmp_path / "table.epub")
    body = part(tmp_path / "table.epub", "c0001.xhtml")
    assert len(body.findall(".//h:p[@class='table']/h:br", NS)) == len(lines) - 1


def test_chapters_and_contents_follow_the_headings(epub: Path) -> None:
    nav = part(epub, "nav.xhtml")
    top = nav.findall(".//h:nav[@id='toc']/h:ol/h:li", NS)
    assert [item.findtext("h:a", namespaces=NS) for item in top] == ["Sinov kitobi", "Birinchi bob", "Ikkinchi bob"]
    assert [item.text for item in top[1].findall("h:ol/h:li/h:a", NS)] == ["Kichik sarlavha"]


@given(st.lists(st.integers(1, 6), min_size=1, max_size=12))
def test_contents_of_any_row_of_levels_is_a_proper_list(book: Document, levels: list[int]) -> None:
    written = [Chapter("c.xhtml", headings=[(level, str(index), f"h{index}") for index, level in enumerate(levels)])]
    nav = etree.fromstring(navigation(book, written))
    entries = nav.findall(".//h:nav[@id='toc']//h:li", NS)
    assert [entry.findtext("h:a", namespaces=NS) for entry in entries] == [str(index) for index in range(len(levels))]
    for entry in entries:
        assert [etree.QName(child).localname for child in entry] in (["a"], ["a", "ol"])


def test_every_printed_page_is_marked_once_and_listed(epub: Path, book: Document) -> None:
    nav = part(epub, "nav.xhtml")
    listed = {a.text: a.get("href", "") for a in nav.findall(".//h:nav[@id='pages']//h:a", NS)}
    assert list(listed) == ["[1]", "1", "2", "3"]
    for href, page in zip(listed.values(), book.pages, strict=True):
        name, _, mark = href.partition("#")
        assert mark == page.key
        assert len(part(epub, name).xpath(f"//*[@id='{mark}' and @role='doc-pagebreak']")) == 1


def test_a_paragraph_runs_on_over_the_page(epub: Path) -> None:
    chapter = part(epub, "c0002.xhtml")
    (running,) = [p for p in chapter.findall(".//h:p", NS) if p.find("h:span", NS) is not None]
    assert " ".join("".join(running.itertext()).split()).endswith(
        "va kitoblar oʻqildi, shahar uygʻondi hamda yangi kun keldi."
    )
    assert running[0].get("aria-label") == "2"


def test_notes_pictures_and_other_languages(epub: Path) -> None:
    note = part(epub, "c0002.xhtml").find(".//h:aside", NS)
    assert note is not None
    assert note.get(f"{{{NS['e']}}}type") == "footnote"
    cyrillic = part(epub, "c0002.xhtml").xpath("//h:p[@lang='uz-Cyrl']", namespaces=NS)
    assert len(cyrillic) == 1
    picture = part(epub, "c0001.xhtml").find(".//h:img", NS)
    assert picture is not None
    assert picture.get("alt", "").startswith("Rasm")
    with zipfile.ZipFile(epub) as archive:
        assert {"EPUB/cover.jpg", "EPUB/picture0001.jpg"} <= set(archive.namelist())
        assert archive.namelist()[0] == "mimetype"


regions = st.lists(
    st.builds(
        lambda kind, level, text, left: Region(
            kind,
            Box(0, 0, 500, 40),
            tuple(Line((Word(part, Box(left, 0, 400, 30), 1.0),), Box(left, 0, 400, 30)) for part in text),
            level if kind is RegionKind.HEADING else 0,
        ),
        st.sampled_from(list(RegionKind)),
        st.integers(0, 3),
        st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8), max_size=3),
        st.sampled_from([0, 60]),
    ),
    max_size=4,
).map(tuple)


@given(st.lists(regions, min_size=1, max_size=5))
def test_any_book_becomes_chapters_with_every_page_marked_once_in_order(pages: list[tuple[Region, ...]]) -> None:
    made = [DocumentPage(f"p{n}", str(n), Page(500, 700, 300, found)) for n, found in enumerate(pages)]
    found = list(chapters(Document("x", Metadata("x"), tuple(made)), lambda index, box, caption: ""))
    bodies = "".join("".join(chapter.body) for chapter in found)
    root = etree.fromstring(f'<body xmlns:epub="{NS["e"]}">{bodies}</body>')
    assert root.xpath("//*[@role='doc-pagebreak']/@id") == [page.key for page in made]
    assert [index for chapter in found for index in chapter.pages] == list(range(len(made)))


def test_package_says_what_a_reader_must_know(epub: Path) -> None:
    package = part(epub, "package.opf")
    properties = {meta.get("property"): meta.text for meta in package.findall(".//o:meta", NS)}
    assert properties["dcterms:modified"] == "2024-12-19T00:00:00Z"
    assert properties["schema:accessModeSufficient"] == "textual"
    assert properties["schema:accessibilityHazard"] == "none"
    assert package.findtext(".//{http://purl.org/dc/elements/1.1/}language") == "uz-Latn"


def test_bytes_are_the_same_for_the_same_input(book: Document, epub: Path, tmp_path: Path) -> None:
    write_epub(book, tmp_path / "again.epub", created=datetime(2024, 12, 19, tzinfo=UTC))
    assert (tmp_path / "again.epub").read_bytes() == epub.read_bytes()


def test_a_long_book_without_headings_is_cut_into_files(book: Document, tmp_path: Path) -> None:
    plain = replace(book.pages[2], page=replace(book.pages[2].page, regions=book.pages[2].page.regions[2:3] * 40))
    pages = tuple(replace(plain, key=f"p{number}", label=str(number)) for number in range(200))
    write_epub(replace(book, pages=pages), tmp_path / "long.epub")
    with zipfile.ZipFile(tmp_path / "long.epub") as archive:
        sizes = [entry.file_size for entry in archive.infolist() if entry.filename.endswith(".xhtml")]
    assert len(sizes) > 2
    assert max(sizes) < 400_000


def test_a_document_without_pages_is_refused(book: Document, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="without pages"):
        write_epub(replace(book, pages=()), tmp_path / "book.epub")
    assert list(tmp_path.iterdir()) == []
