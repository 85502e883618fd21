"""Records taken in from a file: JSON, CSV, MARC 21 (ISO 2709) and MARCXML."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from javon.apps.catalog.actions.marc_fields import marc_records
from javon.apps.catalog.actions.record import record_create
from javon.apps.catalog.errors import CatalogError
from javon.apps.catalog.models import Record
from javon.apps.catalog.queries.records import FIELDS
from javon.apps.people.models import User

#: A file of records larger than this is not a file of records.
MAXIMUM_BYTES = 200_000_000
LARGEST_FIELD = 1_000_000


@transaction.atomic
def record_import(*, path: Path, by: User | None) -> list[Record]:
    """Make every record of a file, all or none.

    JSON holds one object or a list of objects with the names of ``queries.records.FIELDS``; CSV (UTF-8) has these
    names in its first row, several values parted by ";"; MARC 21 comes as ``.mrc`` or as MARCXML.

    Raises:
        NotAllowedError: the person may not edit the catalogue.
        CatalogError: the file cannot be read, or a record in it is not as it should be; names the file.
    """
    try:
        found = list(_records_of(path))
    except OSError as error:
        raise CatalogError(_("%(name)s: ochib boʻlmadi — %(why)s") % {"name": path, "why": error.strerror}) from error
    except (ValueError, UnicodeDecodeError, csv.Error) as error:
        raise CatalogError(_("%(name)s: oʻqib boʻlmadi — %(why)s") % {"name": path.name, "why": error}) from error
    if not found:
        raise CatalogError(_("%(name)s: faylda yozuv yoʻq") % {"name": path.name})
    return [record_create(by=by, **values) for values in found]


def _records_of(path: Path) -> Iterator[dict[str, Any]]:
    if path.stat().st_size > MAXIMUM_BYTES:
        raise CatalogError(_("%(name)s: yozuvlar fayli juda katta") % {"name": path.name})
    kind = path.suffix.lower()
    if kind == ".json":
        yield from _from_json(path)
    elif kind == ".csv":
        yield from _from_csv(path)
    elif kind in {".mrc", ".marc", ".iso", ".xml"}:
        yield from marc_records(path)
    else:
        raise CatalogError(_("%(name)s: yozuv fayli .json, .csv, .mrc yoki .xml boʻlishi kerak") % {"name": path.name})


def _from_json(path: Path) -> Iterator[dict[str, Any]]:
    data = json.loads(path.read_text(encoding="utf-8-sig"))
    for item in data if isinstance(data, list) else [data]:
        if not isinstance(item, Mapping):
            raise ValueError(_("yozuv obyekt koʻrinishida emas"))
        yield _known(item)


def _from_csv(path: Path) -> Iterator[dict[str, Any]]:
    csv.field_size_limit(LARGEST_FIELD)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield _known({name: value for name, value in row.items() if name and value})


def _known(item: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: item[name] for name in FIELDS if item.get(name) not in (None, "")}
    if "year" in values:
        values["year"] = int(values["year"])
    return values
