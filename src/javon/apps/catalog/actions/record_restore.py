"""A record brought back from the preservation store, under the number it had."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from javon.apps.catalog.actions.record import record_fill
from javon.apps.catalog.models import Record
from javon.apps.catalog.queries.records import FIELDS
from javon.apps.people.models import User
from javon.base import clock
from javon.base.audit import record as journal
from javon.base.db.numbers import number_taken


@transaction.atomic
def record_restore(
    *,
    number: int,
    created_by: User | None = None,
    created_at: datetime | None = None,
    changed_at: datetime | None = None,
    **values: Any,
) -> Record:
    """The record, made again unless it stands already: several objects may stand under one record.

    Where another record has the number meanwhile, this one gets a new number.  Of two preserved states of one
    record the later one stays.

    Raises:
        CatalogError: a field is not as it should be.
    """
    standing = Record.objects.select_for_update().filter(pk=number).first()
    if standing is not None and _same(standing, created_at, values):
        if changed_at is not None and changed_at > standing.changed_at:
            record_fill(standing, values)
            standing.changed_at = changed_at
            standing.save()
        return standing
    record = Record(created_by=created_by, created_at=created_at or clock.now(), changed_at=changed_at or clock.now())
    if standing is None:
        record.pk = number
    record_fill(record, values)
    record.save(force_insert=True)
    number_taken(Record)
    details = {"title": record.title, "number": number}
    journal(action="catalog.record_restore", subject=f"record:{record.pk}", by=None, details=details)
    return record


def _same(standing: Record, created_at: datetime | None, values: dict[str, Any]) -> bool:
    """Made at the same moment; an older package does not know the moment, then the fields decide."""
    if created_at is not None:
        return standing.created_at == created_at
    return {name: getattr(standing, name) for name in FIELDS} == {name: values.get(name) for name in FIELDS}
