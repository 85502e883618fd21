"""METS, MODS, PREMIS, Dublin Core XML, hOCR."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree
from tests.engines.formats import programs

from javon.engines.formats import (
    Agent,
    Event,
    FileObject,
    MetsFile,
    MetsReference,
    dublin_core_xml,
    mods_xml,
    premis_xml,
    write_hocr,
    write_mets,
)
from javon.engines.formats.dublin_core import metadata_from_dublin_core
from javon.engines.formats.xml import parse
from javon.engines.page import Document, Metadata

NS = {"m": "http://www.loc.gov/METS/", "l": "http://www.w3.org/1999/xlink", "p": "http://www.loc.gov/premis/v3"}
MOMENT = datetime(2024, 12, 19, 9, 30, tzinfo=UTC)
SEAL = "ab" * 64
AGENT = Agent("javon", "Javon", version="0.1.0")
EVENT = Event("modification", MOMENT, "javon", 'deskew {"angle": 1.2}', note="blur=0.2", objects=("masters/1.tif",))


@pytest.fixture
def mets(book: Document) -> etree._Element:
    files = [
        MetsFile("PDF", "book.pdf", "application/pdf"),
        MetsFile("ALTO", "alto/p0002.xml", "application/xml", "p0002", 10, SEAL),
        MetsFile("MASTER", "masters/1.tif", "image/tiff", "p0002", 23, SEAL),
    ]
    references = [MetsReference("p0002", "premis/p0002.xml", SEAL)]
    data = write_mets(book, files, created=MOMENT, events=[EVENT], agents=[AGENT], premis=references)
    return etree.fromstring(data)


def test_mets_is_valid(mets: etree._Element, book: Document) -> None:
    programs.mets_schema().assertValid(mets)
    programs.mets_schema().assertValid(etree.fromstring(write_mets(book, [], created=MOMENT)))


def test_files_stand_in_their_groups_and_pages(mets: etree._Element) -> None:
    groups = {group.get("USE"): group[0] for group in mets.findall(".//m:fileGrp", NS)}
    assert list(groups) == ["MASTER", "ALTO", "PDF"]
    master = groups["MASTER"]
    assert (master.get("SIZE"), master.get("CHECKSUM"), master.get("CHECKSUMTYPE")) == ("23", SEAL, "SHA-512")
    pages = mets.findall(".//m:structMap[@TYPE='PHYSICAL']/m:div/m:div", NS)
    assert [(page.get("ORDER"), page.get("ORDERLABEL")) for page in pages] == [
        ("1", None),
        ("2", "1"),
        ("3", "2"),
        ("4", "3"),
    ]
    assert [pointer.get("FILEID") for pointer in pages[1]] == [master.get("ID"), groups["ALTO"].get("ID")]
    assert pages[1].get("ADMID") == "premis-p0002"


def test_chapters_are_linked_to_their_pages(mets: etree._Element) -> None:
    labels = {div.get("ID"): div.get("LABEL") for div in mets.findall(".//m:structMap[@TYPE='LOGICAL']//m:div", NS)}
    links = [(link.get(f"{{{NS['l']}}}from"), link.get(f"{{{NS['l']}}}to")) for link in mets.findall(".//m:smLink", NS)]
    named = [(labels[start], end) for start, end in links if start != "log"]
    assert named == [
        ("Sinov kitobi", "phys-p0001"),
        ("Birinchi bob", "phys-p0002"),
        ("Birinchi bob", "phys-p0003"),
        ("Kichik sarlavha", "phys-p0003"),
        ("Ikkinchi bob", "phys-p0004"),
    ]


def test_events_are_told_with_agent_and_parameters(mets: etree._Element) -> None:
    event = mets.find(".//p:event", NS)
    assert event is not None
    assert event.findtext(".//p:eventDetail", namespaces=NS) == 'deskew {"angle": 1.2}'
    assert event.findtext(".//p:linkingAgentIdentifierValue", namespaces=NS) == "javon"
    assert mets.findtext(".//p:agentVersion", namespaces=NS) == "0.1.0"


@pytest.mark.parametrize("file", [MetsFile("THUMB", "a", "b"), MetsFile("ALTO", "a", "b", "p9999")])
def test_unknown_groups_and_pages_are_refused(book: Document, file: MetsFile) -> None:
    with pytest.raises(ValueError, match="no group"):
        write_mets(book, [file], created=MOMENT)


def test_premis_names_files_seals_and_sources() -> None:
    files = [FileObject("alto/1.xml", SEAL, 10, "application/xml", "bir.xml", "masters/1.tif")]
    root = etree.fromstring(premis_xml("p0001", files, [EVENT, Event("capture", MOMENT, "javon")], [AGENT]))
    assert root.findtext(".//p:messageDigest", namespaces=NS) == SEAL
    assert root.findtext(".//p:relatedObjectIdentifierValue", namespaces=NS) == "masters/1.tif"
    linked = [element.text for element in root.findall(".//p:linkingObjectIdentifierValue", NS)]
    assert linked == ["masters/1.tif", "p0001"]
    xsd = programs.schema("premis.xsd")
    if xsd is not None:
        xsd.assertValid(root)
        xsd.assertValid(etree.fromstring(premis_xml("p0001", [], [EVENT], [AGENT])))


def test_mods_of_full_and_of_empty_records(book: Document) -> None:
    full = etree.fromstring(mods_xml(book.metadata, book.identifier))
    names = {"d": "http://www.loc.gov/mods/v3"}
    assert full.findtext("d:titleInfo/d:title", namespaces=names) == book.metadata.title
    assert [part.text for part in full.findall("d:name/d:namePart", names)] == list(book.metadata.creators)
    assert full.findtext("d:originInfo/d:publisher", namespaces=names) == "Namuna nashriyoti"
    assert full.findtext("d:language/d:scriptTerm", namespaces=names) == "Latn"
    assert {part.get("type") for part in full.findall("d:identifier", names)} == {"local", "isbn"}
    empty = etree.fromstring(mods_xml(Metadata("")))
    assert empty.find("d:originInfo", names) is None
    xsd = programs.schema("mods-3-8.xsd")
    assert xsd is not None
    xsd.assertValid(full)
    xsd.assertValid(empty)


def test_dublin_core_comes_back(book: Document) -> None:
    data = dublin_core_xml(book.metadata)
    assert metadata_from_dublin_core(parse(data)) == book.metadata


def test_hocr_holds_every_word_with_its_box(book: Document, tmp_path: Path) -> None:
    write_hocr(book, tmp_path / "book.html")
    root = etree.parse(tmp_path / "book.html").getroot()
    assert len(root.xpath("//*[@class='ocr_page']")) == 4
    names = root.xpath("//@id")
    assert len(names) == len(set(names))
    capabilities = root.xpath("string(//*[@name='ocr-capabilities']/@content)").split()
    assert {value for value in root.xpath("//@class")} <= set(capabilities)
    words = root.xpath("//*[@class='ocrx_word']")
    expected = [word for page in book.pages for word in page.page.words]
    assert [word.text for word in words] == [word.text for word in expected]
    box = expected[0].box
    assert words[0].get("title") == f"bbox {box.left} {box.top} {box.right} {box.bottom}; x_wconf 90"
