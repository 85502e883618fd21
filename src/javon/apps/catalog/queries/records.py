"""Records found, and records as the formats see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from javon.apps.catalog.models import Record
from javon.engines.page import Metadata


def records(text: str = "") -> QuerySet[Record]:
    """Records newest first, with ``text`` in the title or the publisher when it is given."""
    found = Record.objects.order_by("-created_at", "-pk")
    return found.filter(Q(title__icontains=text) | Q(publisher__icontains=text)) if text else found


def record_metadata(record: Record) -> Metadata:
    """The record as every format takes it."""
    return Metadata(
        title=record.title,
        creators=tuple(record.creators),
        publisher=record.publisher,
        place=record.place,
        date=record.date,
        language=record.language,
        kind=record.kind,
        subjects=tuple(record.subjects),
        description=record.description,
        rights=record.rights,
        identifiers=tuple(record.identifiers),
    )


#: Fields that a person may change, and that the preservation store keeps.
FIELDS = (
    "title",
    "creators",
    "publisher",
    "place",
    "date",
    "year",
    "language",
    "kind",
    "subjects",
    "description",
    "rights",
    "identifiers",
    "marc",
)


def record_package(record: Record) -> dict[str, Any]:
    """The record as the preservation store keeps it; ``actions.record_restore`` makes it again."""
    return {
        **record_json(record),
        "number": record.pk,
        "created_by": record.created_by.get_username() if record.created_by is not None else "",
        "created_at": record.created_at.isoformat(),
        "changed_at": record.changed_at.isoformat(),
    }


def record_as_it_was(values: Mapping[str, Any]) -> Record:
    """A record of these fields (``record_json``) that is no row of the catalogue: it is read and never saved."""
    return Record(**values)


def record_json(record: Record) -> dict[str, Any]:
    """The record as plain JSON values; ``actions.record_create(**values)`` makes it again."""
    return {name: getattr(record, name) for name in FIELDS}
