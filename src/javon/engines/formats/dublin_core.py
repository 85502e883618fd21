"""Dublin Core: as OAI-PMH carries it (oai_dc), and as a JSON or CSV file that a person keeps beside the scans."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from javon.engines.formats.xml import Vocabulary, local_name, to_bytes
from javon.engines.page import Metadata

_OAI_DC = Vocabulary("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/")
_DC_NAMESPACE = "http://purl.org/dc/elements/1.1/"
_DC = Vocabulary("dc", _DC_NAMESPACE)
#: Our field for every Dublin Core element and for the words people write instead.
_FIELDS = {
    "title": "title", "creator": "creators", "author": "creators", "creators": "creators", "contributor": "creators",
    "publisher": "publisher", "place": "place", "spatial": "place", "date": "date", "year": "date", "issued": "date",
    "language": "language", "type": "kind", "kind": "kind", "subject": "subjects", "subjects": "subjects",
    "keywords": "subjects", "description": "description", "rights": "rights", "identifier": "identifiers",
    "identifiers": "identifiers", "isbn": "isbn", "issn": "issn",
}  # fmt: skip
_MANY = ("creators", "subjects", "identifiers")
_KINDS = ("book", "newspaper", "journal", "document")
_SEPARATOR = re.compile(r"\s*;\s*")


def dublin_core_xml(metadata: Metadata, identifier: str = "") -> bytes:
    """The record as an ``oai_dc`` document; what is not known is left out."""
    root = _OAI_DC.root("dc", dc=_DC_NAMESPACE)
    language = "" if metadata.language == "und" else metadata.language
    rows: list[tuple[str, Iterable[str]]] = [
        ("title", [metadata.title]),
        ("creator", metadata.creators),
        ("subject", metadata.subjects),
        ("description", [metadata.description]),
        ("publisher", [metadata.publisher]),
        ("date", [metadata.date]),
        ("type", [metadata.kind]),
        ("identifier", [identifier, *metadata.identifiers]),
        ("language", [language]),
        ("coverage", [metadata.place]),
        ("rights", [metadata.rights]),
    ]
    for name, values in rows:
        for value in values:
            if value:
                _DC.add(root, name, value)
    return to_bytes(root)


def metadata_from_dublin_core(root: etree._Element) -> Metadata:
    """What an XML element with Dublin Core children says.

    Raises:
        ValueError: there is no title.
    """
    values: dict[str, list[str]] = {}
    for element in root.iter():
        name = {"coverage": "place"}.get(local_name(element), local_name(element))
        if name in _FIELDS and element.text and element.text.strip():
            values.setdefault(name, []).append(element.text.strip())
    return _metadata(values)


def metadata_from_json(text: str) -> Metadata:
    """A JSON object of Dublin Core words: text, or lists of text.

    Raises:
        ValueError: no JSON object, a word that is not known, or no title.
    """
    data: Any = json.loads(text)
    if not isinstance(data, Mapping):
        raise ValueError("the record must be one JSON object")
    return _metadata({key: _texts(value) for key, value in data.items()})


def metadata_from_csv(text: str) -> Metadata:
    """A table: either one row of names and one of values, or a name and a value in each row.

    Raises:
        ValueError: a word that is not known, or no title.
    """
    dialect = csv.excel()
    dialect.delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = [row for row in csv.reader(io.StringIO(text.lstrip("\ufeff")), dialect) if any(row)]
    if not rows:
        raise ValueError("the record is empty")
    named = [_word(cell) in _FIELDS for cell in rows[0]]
    pairs = (
        zip(rows[0], rows[1], strict=False)
        if all(named) and len(rows) > 1
        else ((row[0], row[1] if len(row) > 1 else "") for row in rows)
    )
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return _metadata(values)


def metadata_to_json(metadata: Metadata) -> dict[str, Any]:
    """The record as plain values; ``metadata_from_values`` gives the same record back."""
    return {
        "title": metadata.title,
        "creators": list(metadata.creators),
        "publisher": metadata.publisher,
        "place": metadata.place,
        "date": metadata.date,
        "language": metadata.language,
        "kind": metadata.kind,
        "subjects": list(metadata.subjects),
        "description": metadata.description,
        "rights": metadata.rights,
        "identifiers": list(metadata.identifiers),
    }


def metadata_from_values(values: Mapping[str, Any]) -> Metadata:
    """Build the record from what ``metadata_to_json`` wrote; what is missing is not known.

    Raises:
        KeyError: there is no title.
    """
    return Metadata(
        title=values["title"],
        creators=tuple(values.get("creators", ())),
        publisher=values.get("publisher", ""),
        place=values.get("place", ""),
        date=values.get("date", ""),
        language=values.get("language", "und"),
        kind=values.get("kind", "book"),
        subjects=tuple(values.get("subjects", ())),
        description=values.get("description", ""),
        rights=values.get("rights", ""),
        identifiers=tuple(values.get("identifiers", ())),
    )


def _word(name: str) -> str:
    """``DC.Title``, ``dc:title`` and ``dcterms:issued`` are all words of ours."""
    return re.sub(r"^(dc|dcterms)[.:]", "", name.strip().lower()).strip()


def _texts(value: Any) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _metadata(values: Mapping[str, list[str]]) -> Metadata:
    found: dict[str, list[str]] = {}
    for name, texts in values.items():
        word = _FIELDS.get(_word(name))
        if word is None:
            raise ValueError(f"{name!r} is no Dublin Core word; known: {', '.join(sorted(_FIELDS))}")
        prefix = f"{word}:" if word in ("isbn", "issn") else ""
        target = "identifiers" if prefix else word
        parts = [part for text in texts for part in (_SEPARATOR.split(text) if target in _MANY else [text])]
        found.setdefault(target, []).extend(prefix + part.strip() for part in parts if part.strip())
    if not found.get("title"):
        raise ValueError("the record has no title")
    single = {name: texts[0] for name, texts in found.items() if name not in _MANY and texts}
    kind = single.get("kind", "").lower()
    many = {name: list(dict.fromkeys(found.get(name, ()))) for name in _MANY}
    return metadata_from_values({**single, **many, "kind": kind if kind in _KINDS else "book"})
