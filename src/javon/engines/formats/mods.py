"""MODS 3.8 from what is known of a work (https://www.loc.gov/standards/mods/)."""

from __future__ import annotations

from lxml import etree

from javon.engines.formats.xml import Vocabulary, to_bytes
from javon.engines.page import Metadata

_MODS = Vocabulary("mods", "http://www.loc.gov/mods/v3")


def mods_element(metadata: Metadata, identifier: str = "") -> etree._Element:
    """The record as an element, to stand alone or inside METS; what is not known is left out."""
    root = _MODS.root("mods", xsi="http://www.w3.org/2001/XMLSchema-instance")
    root.set("version", "3.8")
    _MODS.add(_MODS.add(root, "titleInfo"), "title", metadata.title or "—")
    for creator in metadata.creators:
        name = _MODS.add(root, "name")
        _MODS.add(name, "namePart", creator)
        _MODS.add(_MODS.add(name, "role"), "roleTerm", "cre", type="code", authority="marcrelator")
    _MODS.add(root, "typeOfResource", "text")
    _MODS.add(root, "genre", metadata.kind)
    _origin(root, metadata)
    _language(root, metadata.language)
    for subject in metadata.subjects:
        _MODS.add(_MODS.add(root, "subject"), "topic", subject)
    if metadata.description:
        _MODS.add(root, "abstract", metadata.description)
    if metadata.rights:
        _MODS.add(root, "accessCondition", metadata.rights, type="use and reproduction")
    for value in (*((identifier,) if identifier else ()), *metadata.identifiers):
        _MODS.add(root, "identifier", value, type=_identifier_type(value))
    return root


def mods_xml(metadata: Metadata, identifier: str = "") -> bytes:
    """The record as a document of its own."""
    return to_bytes(mods_element(metadata, identifier))


def _origin(root: etree._Element, metadata: Metadata) -> None:
    if not (metadata.place or metadata.publisher or metadata.date):
        return
    origin = _MODS.add(root, "originInfo", eventType="publication")
    if metadata.place:
        _MODS.add(_MODS.add(origin, "place"), "placeTerm", metadata.place, type="text")
    if metadata.publisher:
        _MODS.add(origin, "publisher", metadata.publisher)
    if metadata.date:
        _MODS.add(origin, "dateIssued", metadata.date)


def _language(root: etree._Element, tag: str) -> None:
    if tag in ("", "und"):
        return
    language = _MODS.add(root, "language")
    _MODS.add(language, "languageTerm", tag, type="code", authority="rfc5646")
    scripts = [part for part in tag.split("-")[1:] if len(part) == 4]
    for script in scripts:
        _MODS.add(language, "scriptTerm", script, type="code", authority="iso15924")


def _identifier_type(value: str) -> str:
    """What kind of identifier a value is, from its prefix (``isbn:…``, ``urn:…``, ``https://…``)."""
    prefix = value.partition(":")[0].lower()
    return {"http": "uri", "https": "uri", "urn": "uri", "isbn": "isbn", "issn": "issn", "doi": "doi"}.get(
        prefix, "local"
    )
