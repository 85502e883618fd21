"""Reading MARC records from ISO 2709, MARCXML and the text export of IRBIS; damaged ones as far as they go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from javon.engines.formats.marc.encodings import decode, encoding_of
from javon.engines.formats.marc.record import Field, MarcRecord
from javon.engines.formats.xml import local_name, parse

_RECORD_END, _FIELD_END, _SUBFIELD = b"\x1d", b"\x1e", b"\x1f"
_LEADER = 24
_ENTRY = 12
_IRBIS_END = "*****"


def read_marc(source: Path | bytes) -> Iterator[MarcRecord]:
    """Every record of a file that holds a field at all.

    Raises:
        OSError: the file cannot be read.
        ValueError: XML that is not well-formed.
    """
    data = source.read_bytes() if isinstance(source, Path) else source
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] == b"<":
        yield from _marcxml(start)
    elif start[:1] == b"#" or _IRBIS_END.encode() in data:
        yield from _irbis(data.decode("utf-8", "replace"))
    else:
        for raw in data.split(_RECORD_END):
            record = _iso2709(raw.lstrip(b"\r\n\0 \x1a"))
            if record is not None:
                yield record


def _iso2709(raw: bytes) -> MarcRecord | None:
    """One record; where the directory is wrong, the fields are taken in order by their end marks."""
    if len(raw) <= _LEADER:
        return None
    head, _, rest = raw[_LEADER:].partition(_FIELD_END)
    encoding = encoding_of(raw)
    record = MarcRecord(raw[:_LEADER].decode("ascii", "replace"))
    bodies = rest.split(_FIELD_END)
    exact = _by_directory(raw, head)
    for index, start in enumerate(range(0, len(head) - _ENTRY + 1, _ENTRY)):
        tag = head[start : start + 3].decode("ascii", "replace")
        body = exact[index] if exact else bodies[index] if index < len(bodies) else b""
        if body:
            _add(record, tag, body, encoding)
    return record if record.fields else None


def _by_directory(raw: bytes, head: bytes) -> list[bytes]:
    """The bodies where the directory says; empty when one entry does not fit the field marks."""
    try:
        base = int(raw[12:17])
        entries = [head[start : start + _ENTRY] for start in range(0, len(head), _ENTRY)]
        places = [(base + int(entry[7:12]), int(entry[3:7])) for entry in entries]
    except ValueError:
        return []
    bodies = [raw[start : start + length] for start, length in places]
    return [body[:-1] for body in bodies] if all(body.endswith(_FIELD_END) for body in bodies) else []


def _add(record: MarcRecord, tag: str, body: bytes, encoding: str) -> None:
    if _SUBFIELD not in body:
        record.controls.setdefault(tag, decode(body, encoding))
        return
    indicators, *parts = body.split(_SUBFIELD)
    subfields = tuple((chr(part[0]), decode(part[1:], encoding)) for part in parts if part)
    record.fields.append(Field(tag, indicators.decode("ascii", "replace"), subfields))


def _marcxml(data: bytes) -> Iterator[MarcRecord]:
    try:
        root = parse(data)
    except ValueError:
        if data.lstrip().startswith(b"<?xml"):
            raise
        # a bare row of <record> elements, as some systems export
        root = parse(b"<collection>" + data + b"</collection>")
    for element in root.iter():
        if local_name(element) == "record" and any(local_name(child) == "datafield" for child in element):
            yield _from_element(element)


def _from_element(element: etree._Element) -> MarcRecord:
    record = MarcRecord("")
    for child in element:
        name, tag = local_name(child), child.get("tag", "")
        if name == "leader":
            record.leader = child.text or ""
        elif name == "controlfield":
            record.controls.setdefault(tag, child.text or "")
        elif name == "datafield":
            indicators = child.get("ind1", " ") + child.get("ind2", " ")
            subfields = tuple((part.get("code", ""), part.text or "") for part in child)
            record.fields.append(Field(tag, indicators, subfields))
    return record


def _irbis(text: str) -> Iterator[MarcRecord]:
    """The text export of IRBIS64: ``#tag: ^Avalue^Bvalue``, records parted by five asterisks."""
    record = MarcRecord(" " * _LEADER)
    for line in [*text.splitlines(), _IRBIS_END]:
        if line.strip() == _IRBIS_END:
            if record.fields:
                yield record
            record = MarcRecord(" " * _LEADER)
        elif line.startswith("#"):
            tag, _, body = line[1:].partition(": ")
            first, *parts = body.split("^")
            subfields = [("a", first)] if first else []
            subfields += [(part[0].lower(), part[1:]) for part in parts if part]
            record.fields.append(Field(tag.zfill(3), "  ", tuple(subfields)))
