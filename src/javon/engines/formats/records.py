"""One door for a record that a person hands over with the scans, whatever form it has."""

from __future__ import annotations

from pathlib import Path

from javon.engines.formats.dublin_core import metadata_from_csv, metadata_from_dublin_core, metadata_from_json
from javon.engines.formats.encoding import in_utf8, text_of
from javon.engines.formats.marc import metadata_from_marc
from javon.engines.formats.xml import local_name, parse
from javon.engines.page import Metadata

#: Larger files are no record of one work.
_LARGEST = 64 << 20


def read_record(path: Path) -> Metadata:
    """The metadata in a file: MARC 21 or UNIMARC (ISO 2709, MARCXML, IRBIS text), Dublin Core (XML, JSON, CSV).

    The content decides, not the name.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is none of these, or has no title; the message says what was wrong.
    """
    if path.stat().st_size > _LARGEST:
        raise ValueError(f"{path.name}: too large for a record")
    data = path.read_bytes()
    try:
        return _read(in_utf8(data).lstrip())
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error


def _read(data: bytes) -> Metadata:
    if data[:1] == b"{":
        return metadata_from_json(text_of(data))
    if data[:1] == b"<":
        if b"datafield" in data:
            return metadata_from_marc(data)
        root = parse(data)
        if local_name(root) in ("mets", "mods"):
            raise ValueError("METS and MODS are not read as a record; give MARC or Dublin Core")
        return metadata_from_dublin_core(root)
    if b"\x1e" in data or data[:1] == b"#":
        return metadata_from_marc(data)
    return metadata_from_csv(text_of(data))
