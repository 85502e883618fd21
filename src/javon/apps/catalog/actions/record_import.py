"""Records taken in from a file: JSON, CSV, MARC 21, UNIMARC, MARCXML, Dublin Core."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from javon.apps.catalog.actions.record import LISTS, record_create
from javon.apps.catalog.errors import CatalogError
from javon.apps.catalog.models import Record
from javon.apps.catalog.queries.records import FIELDS
from javon.apps.people.models import User
from javon.engines.formats import metadata_to_json, metadata_to_marcxml, read_record
from javon.engines.formats.encoding import in_utf8, text_of
from javon.engines.formats.marc import metadata_from_record, read_marc
from javon.engines.page import Metadata
from javon.engines.tools.causes import cause

#: A file of records larger than this is not a file of records.
MAXIMUM_BYTES = 200_000_000
LARGEST_FIELD = 1_000_000
#: What a byte that means nothing becomes.
_UNREADABLE = "\ufffd"
#: What parts the columns of a table; a spreadsheet in Russian or Uzbek writes semicolons.
PARTING = (",", ";", "\t")


@transaction.atomic
def record_import(*, path: Path, by: User | None) -> list[Record]:
    """Make every record of a file, all or none.

    Raises:
        NotAllowedError: the person may not edit the catalogue.
        CatalogError: the file cannot be read, or a record in it is not as it should be; names the file.
    """
    return [record_create(by=by, **values) for values in record_import_values(path=path)]


def record_import_values(*, path: Path) -> list[dict[str, Any]]:
    """The fields of every record of a file, for ``record_create``; writes nothing.

    JSON holds one object or a list of objects, CSV a row for each record under a row of names, parted by comma,
    semicolon or tab; both use the names of ``queries.records.FIELDS``, several values parted by ";".  MARC and Dublin
    Core are known by content.  Texts are UTF-8, UTF-16 with its mark, or Windows-1251.

    Raises:
        CatalogError: the file cannot be read or holds no record; names the file.
    """
    try:
        if path.stat().st_size > MAXIMUM_BYTES:
            raise CatalogError(_("%(name)s: yozuvlar fayli juda katta") % {"name": path.name})
        found = list(_records(path, path.read_bytes()))
    except OSError as error:
        raise CatalogError(_("%(name)s: ochib boʻlmadi — %(why)s") % {"name": path, "why": _(cause(error))}) from error
    except (ValueError, csv.Error, RecursionError) as error:
        raise CatalogError(_("%(name)s: oʻqib boʻlmadi — %(why)s") % {"name": path.name, "why": error}) from error
    if not found:
        raise CatalogError(_("%(name)s: faylda yozuv yoʻq") % {"name": path.name})
    return found


def _records(path: Path, data: bytes) -> Iterator[dict[str, Any]]:
    data = in_utf8(data)
    start = data.lstrip()
    if _is_marc(start):
        for number, record in enumerate(read_marc(data), 1):
            yield _legible(_values(metadata_from_record(record)), number)
    elif start[:1] in (b"[", b"{"):
        yield from _from_json(text_of(start))
    elif path.suffix.lower() == ".csv" and (parted := _is_table(text_of(start))):
        yield from _from_table(text_of(start), parted)
    else:
        yield _values(read_record(path))


def _is_marc(data: bytes) -> bool:
    return (data[:1] == b"<" and b"datafield" in data) or b"\x1e" in data or data[:1] == b"#"


def _is_table(text: str) -> str:
    """The sign that parts the columns, where the first row names our fields; "" where it does not (a table of Dublin
    Core words is read by the engine).
    """
    first = text.partition("\n")[0].strip().replace('"', "")
    for sign in PARTING:
        names = first.split(sign)
        if "title" in names and set(names) <= set(FIELDS):
            return sign
    return ""


def _legible(values: dict[str, Any], number: int) -> dict[str, Any]:
    """The values of a MARC record, if every byte of them meant a letter.

    Raises:
        ValueError: some did not: the file is damaged, or in an encoding that nobody knows.
    """
    for name, value in values.items():
        if any(_UNREADABLE in part for part in (value if isinstance(value, list) else [value])):
            what = {"number": number, "field": name}
            raise ValueError(_("%(number)s-yozuv, “%(field)s”: fayl buzilgan yoki kodlashi nomaʼlum") % what)
    return values


def _values(metadata: Metadata) -> dict[str, Any]:
    """What the engine read, as columns, with the record as MARC 21 beside them."""
    read = metadata_to_json(metadata)
    values = {name: _plain(name, value) for name, value in read.items() if value and name in FIELDS}
    return {**values, "marc": metadata_to_marcxml(metadata).decode()}


def _from_json(text: str) -> Iterator[dict[str, Any]]:
    data = json.loads(text)
    for item in data if isinstance(data, list) else [data]:
        if not isinstance(item, Mapping):
            raise ValueError(_("yozuv obyekt koʻrinishida emas"))
        yield _known(item)


def _from_table(text: str, parted: str) -> Iterator[dict[str, Any]]:
    csv.field_size_limit(LARGEST_FIELD)
    for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=parted):
        yield _known({name: value for name, value in row.items() if name and value})


def _known(item: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: _plain(name, item[name]) for name in FIELDS if item.get(name) not in (None, "")}
    if "year" in values:
        values["year"] = int(values["year"])
    return values


def _plain(name: str, value: Any) -> Any:
    """A value as a column takes it: a text, or a list of texts where the field is one."""
    if name in LISTS and isinstance(value, list) and all(isinstance(part, str) for part in value):
        return [_text(part) for part in value]
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int) and name not in LISTS:
        return str(value)
    raise ValueError(_("“%(field)s” maydonida matn boʻlishi kerak") % {"field": name})


def _text(value: str) -> str:
    """Without signs that no database takes: NUL and other control signs, halves of characters."""
    return "".join(sign for sign in value if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})
