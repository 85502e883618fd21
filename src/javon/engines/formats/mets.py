"""METS 1.12 of a digital object: its record, its files, its pages and its chapters (https://www.loc.gov/standards/mets/)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from javon.engines.formats.mods import mods_element
from javon.engines.formats.premis import Agent, Event, add_agent, add_event
from javon.engines.formats.sound import sound_document
from javon.engines.formats.structure import Section, sections
from javon.engines.formats.xml import NAMESPACES, Vocabulary, to_bytes
from javon.engines.page import Document

NAMESPACE = "http://www.loc.gov/METS/"
_METS = Vocabulary("mets", NAMESPACE)
#: The groups of files, in the order they are written.
GROUPS = ("MASTER", "ACCESS", "ALTO", "PDF", "EPUB", "TEXT")
_KINDS = {"book": "monograph", "newspaper": "newspaper", "journal": "periodical", "document": "document"}


@dataclass(frozen=True, slots=True)
class MetsFile:
    """A file of the package: its group, where it lies, and the page it belongs to ("" = the whole object)."""

    group: str
    href: str
    media_type: str
    page: str = ""
    size: int = 0
    sha512: str = ""


@dataclass(frozen=True, slots=True)
class MetsReference:
    """A PREMIS file of its own that METS points to, with the page it speaks of."""

    page: str
    href: str
    sha512: str = ""


def write_mets(
    document: Document,
    files: Sequence[MetsFile],
    *,
    created: datetime,
    events: Sequence[Event] = (),
    agents: Sequence[Agent] = (),
    premis: Sequence[MetsReference] = (),
) -> bytes:
    """The package description in UTF-8.

    Args:
        document: metadata, pages in order with their labels, headings for the logical structure.
        files: every file of the package.
        created: when the description is made.
        events: what was done to the object as a whole, written inside.
        agents: every agent that an event names.
        premis: PREMIS files that lie beside, one a page.

    Raises:
        ValueError: a file names an unknown group or page.
    """
    document = sound_document(document)
    _check(document, files)
    root = _METS.root("mets", xlink=NAMESPACES["xlink"], xsi=NAMESPACES["xsi"])
    root.set("OBJID", document.identifier)
    root.set("LABEL", document.metadata.title)
    root.set("TYPE", _KINDS.get(document.metadata.kind, document.metadata.kind))
    _header(root, created)
    _record(root, document)
    _administrative(root, document, events, agents, premis)
    numbered = [(f"f{number}", file) for number, file in enumerate(_sorted(files), 1)]
    described = {reference.page for reference in premis}
    _file_section(root, numbered)
    _physical(root, document, numbered, described)
    _logical(root, document)
    return to_bytes(root)


def _check(document: Document, files: Iterable[MetsFile]) -> None:
    pages = {page.key for page in document.pages}
    for file in files:
        if file.group not in GROUPS or (file.page and file.page not in pages):
            raise ValueError(f"{file.href}: no group {file.group} or no page {file.page} in {document.identifier}")


def _sorted(files: Iterable[MetsFile]) -> list[MetsFile]:
    return sorted(files, key=lambda file: GROUPS.index(file.group))


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _header(root: etree._Element, created: datetime) -> None:
    header = _METS.add(root, "metsHdr", CREATEDATE=_stamp(created))
    agent = _METS.add(header, "agent", ROLE="CREATOR", TYPE="OTHER", OTHERTYPE="SOFTWARE")
    _METS.add(agent, "name", "Javon")


def _record(root: etree._Element, document: Document) -> None:
    wrap = _METS.add(_METS.add(root, "dmdSec", ID="dmd"), "mdWrap", MDTYPE="MODS", MDTYPEVERSION="3.8")
    _METS.add(wrap, "xmlData").append(mods_element(document.metadata, document.identifier))


def _administrative(
    root: etree._Element,
    document: Document,
    events: Sequence[Event],
    agents: Sequence[Agent],
    premis: Sequence[MetsReference],
) -> None:
    if not events and not premis:
        return
    section = _METS.add(root, "amdSec", ID="amd")
    for number, event in enumerate(events, 1):
        data = _provenance(section, f"event-{number}", "PREMIS:EVENT")
        add_event(data, event, f"{document.identifier}/event/{number}", document.identifier)
    for number, agent in enumerate(agents, 1):
        add_agent(_provenance(section, f"agent-{number}", "PREMIS:AGENT"), agent)
    for reference in premis:
        _METS.add(
            _METS.add(section, "digiprovMD", ID=f"premis-{reference.page}"),
            "mdRef",
            LOCTYPE="URL",
            xlink__href=reference.href,
            MDTYPE="PREMIS",
            MDTYPEVERSION="3.0",
            MIMETYPE="application/xml",
            CHECKSUM=reference.sha512,
            CHECKSUMTYPE="SHA-512" if reference.sha512 else "",
        )


def _provenance(section: etree._Element, identifier: str, kind: str) -> etree._Element:
    """Where one PREMIS event or agent goes."""
    wrap = _METS.add(_METS.add(section, "digiprovMD", ID=identifier), "mdWrap", MDTYPE=kind, MDTYPEVERSION="3.0")
    return _METS.add(wrap, "xmlData")


def _file_section(root: etree._Element, numbered: list[tuple[str, MetsFile]]) -> None:
    if not numbered:
        return
    section = _METS.add(root, "fileSec")
    group: etree._Element | None = None
    for identifier, file in numbered:
        if group is None or group.get("USE") != file.group:
            group = _METS.add(section, "fileGrp", USE=file.group)
        element = _METS.add(
            group,
            "file",
            ID=identifier,
            MIMETYPE=file.media_type,
            SIZE=str(file.size) if file.size else "",
            CHECKSUM=file.sha512,
            CHECKSUMTYPE="SHA-512" if file.sha512 else "",
        )
        _METS.add(element, "FLocat", LOCTYPE="URL", xlink__href=file.href)


def _physical(
    root: etree._Element, document: Document, numbered: list[tuple[str, MetsFile]], described: set[str]
) -> None:
    by_page: dict[str, list[str]] = {}
    for identifier, file in numbered:
        by_page.setdefault(file.page, []).append(identifier)
    whole = _METS.add(_METS.add(root, "structMap", TYPE="PHYSICAL"), "div", ID="phys", TYPE="physSequence", DMDID="dmd")
    for identifier in by_page.get("", ()):
        _METS.add(whole, "fptr", FILEID=identifier)
    for order, page in enumerate(document.pages, 1):
        division = _METS.add(
            whole,
            "div",
            ID=f"phys-{page.key}",
            TYPE="page",
            ORDER=str(order),
            ORDERLABEL=page.label,
            ADMID=f"premis-{page.key}" if page.key in described else "",
        )
        for identifier in by_page.get(page.key, ()):
            _METS.add(division, "fptr", FILEID=identifier)


def _logical(root: etree._Element, document: Document) -> None:
    kind = _KINDS.get(document.metadata.kind, document.metadata.kind)
    whole = _METS.add(
        _METS.add(root, "structMap", TYPE="LOGICAL"),
        "div",
        ID="log",
        TYPE=kind,
        LABEL=document.metadata.title,
        DMDID="dmd",
    )
    links: list[tuple[str, str]] = [("log", "phys")]
    _divisions(whole, sections(document), "log", document, links)
    section = _METS.add(root, "structLink")
    for logical, physical in links:
        _METS.add(section, "smLink", xlink__from=logical, xlink__to=physical)


def _divisions(
    parent: etree._Element, found: Sequence[Section], prefix: str, document: Document, links: list[tuple[str, str]]
) -> None:
    for number, section in enumerate(found, 1):
        identifier = f"{prefix}-{number}"
        division = _METS.add(
            parent, "div", ID=identifier, TYPE="chapter" if prefix == "log" else "section", LABEL=section.title
        )
        links += [(identifier, f"phys-{document.pages[index].key}") for index in section.pages]
        _divisions(division, section.below, identifier, document, links)
