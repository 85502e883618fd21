"""Signs that no XML file may hold (old MARC records, names of files, a slip of the keyboard) break no format."""

from __future__ import annotations

import json
import zipfile
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
from lxml import etree

from javon.engines.formats import (
    Agent,
    Event,
    FileObject,
    IiifLinks,
    MetsFile,
    dublin_core_xml,
    iiif_manifest,
    metadata_to_marcxml,
    mods_xml,
    premis_xml,
    write_alto,
    write_epub,
    write_hocr,
    write_mets,
    write_pdf,
    write_text,
)
from javon.engines.page import Box, Document, DocumentPage, Line, Metadata, Page, Region, RegionKind, Word

ODD = "a\x00b\x0b\x1b[31m\ud800\ufffe\x88\u202e<&>\"'"
WHEN = datetime(2024, 5, 1, tzinfo=UTC)


def _metadata() -> Metadata:
    values = {field.name: (ODD,) if field.type.startswith("tuple") else ODD for field in fields(Metadata)}
    return Metadata(**{**values, "language": "uz-Latn", "kind": "book"})


def _document() -> Document:
    box = Box(10, 10, 200, 40)
    line = Line((Word(ODD, box, 0.9),), box, "uz-Latn", "Latn")
    regions = tuple(Region(kind, box, (line,)) for kind in (RegionKind.HEADING, RegionKind.TEXT, RegionKind.FOOTNOTE))
    page = Page(400, 500, 300, regions, "uz-Latn", "Latn", ODD, ODD)
    return Document("jvb3k9x2mqz", _metadata(), (DocumentPage("p0001", ODD, page),))


def test_xml_files_are_well_formed() -> None:
    document = _document()
    agents = [Agent("a", ODD)]
    events = [Event("capture", WHEN, "a", ODD, note=ODD)]
    files = [FileObject("masters/1", "0" * 128, 5, "image/tiff", ODD)]
    mets_files = [MetsFile("MASTER", ODD, "image/tiff", size=5, sha512="0" * 128)]
    alto = write_alto(document.pages[0].page, file_name=ODD, order=1, identifier=document.identifier)
    for data in (
        alto,
        write_mets(document, mets_files, created=WHEN, events=events, agents=agents),
        premis_xml(document.identifier, files, events, agents),
        mods_xml(document.metadata, document.identifier),
        dublin_core_xml(document.metadata, document.identifier),
        metadata_to_marcxml(document.metadata, document.identifier),
    ):
        assert etree.fromstring(data).tag


def test_books_can_be_opened(tmp_path: Path) -> None:
    document = _document()
    write_epub(document, tmp_path / "book.epub", created=WHEN)
    with zipfile.ZipFile(tmp_path / "book.epub") as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".opf", ".xml")):
                assert etree.fromstring(archive.read(name)).tag
    write_hocr(document, tmp_path / "book.html")
    assert etree.fromstring((tmp_path / "book.html").read_bytes()).tag
    write_text(document, tmp_path / "book.txt")
    assert (tmp_path / "book.txt").read_text(encoding="utf-8").startswith("a")
    write_pdf(document, tmp_path / "book.pdf")
    with pikepdf.open(tmp_path / "book.pdf") as pdf, pdf.open_metadata() as about:
        assert about["dc:title"].startswith("ab")
    links = IiifLinks.below("http://localhost/", document.identifier)
    assert json.dumps(iiif_manifest(document, "http://localhost/", links=links))
