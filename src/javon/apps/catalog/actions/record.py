"""Making and changing a record."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from javon.apps.catalog import policies
from javon.apps.catalog.errors import CatalogError, NotAllowedError
from javon.apps.catalog.models import Record
from javon.apps.catalog.queries.records import FIELDS
from javon.apps.people.models import User
from javon.base import clock
from javon.base.audit import record as journal

YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")
LISTS = ("creators", "subjects", "identifiers")


def year_of(date: str) -> int | None:
    """The first year named in a date as printed ("Toshkent, 1974-yil" gives 1974), or None."""
    found = YEAR.search(date)
    return int(found.group(1)) if found else None


@transaction.atomic
def record_create(*, by: User | None, **values: Any) -> Record:
    """Make a record.

    ``values`` are fields of ``queries.records.FIELDS``; only ``title`` is required.

    Raises:
        NotAllowedError: the person may not edit the catalogue.
        CatalogError: a field is not as it should be.
    """
    _check_right(by)
    record = Record(created_by=by)
    record_fill(record, values)
    record.save()
    journal(action="catalog.record_create", subject=f"record:{record.pk}", by=by, details={"title": record.title})
    return record


@transaction.atomic
def record_update(*, record: Record, by: User | None, **values: Any) -> Record:
    """Change fields of a record; the journal keeps their old and new values.  Nothing is written when nothing differs.

    Raises:
        NotAllowedError: the person may not edit the catalogue.
        CatalogError: a field is not as it should be.
    """
    _check_right(by)
    record = Record.objects.select_for_update().get(pk=record.pk)
    before = {name: getattr(record, name) for name in FIELDS}
    record_fill(record, values)
    changed = sorted(name for name in FIELDS if getattr(record, name) != before[name])
    if changed:
        record.changed_at = clock.now()
        record.save()
        details = {
            "before": {name: before[name] for name in changed},
            "after": {name: getattr(record, name) for name in changed},
        }
        journal(action="catalog.record_update", subject=f"record:{record.pk}", by=by, details=details)
    return record


def _check_right(by: User | None) -> None:
    if not policies.can_edit_records(by):
        raise NotAllowedError(_("Sizda katalogni oʻzgartirish huquqi yoʻq."))


def record_fill(record: Record, values: dict[str, Any]) -> None:
    """Set fields of a record that is not saved yet.

    Raises:
        CatalogError: a field is not as it should be.
    """
    unknown = sorted(set(values) - set(FIELDS))
    if unknown:
        raise CatalogError(_("Yozuvda bunday maydon yoʻq: %(names)s") % {"names": ", ".join(unknown)})
    for name, value in values.items():
        setattr(record, name, _clean_list(value) if name in LISTS else _clean(value))
    if "date" in values and values.get("year") is None:
        record.year = year_of(record.date)
    try:
        record.full_clean(exclude=["created_by"])
    except ValidationError as error:
        problems = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
        raise CatalogError(_("Yozuv saqlanmadi — %(problems)s") % {"problems": problems}) from error


def _clean(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _clean_list(value: Any) -> list[str]:
    parts = value.split(";") if isinstance(value, str) else list(value)
    return [str(part).strip() for part in parts if str(part).strip()]


@transaction.atomic
def record_delete(*, record: Record, by: User | None) -> None:
    """Remove a record that nothing stands under; the journal keeps its fields.

    Raises:
        NotAllowedError: the person may not edit the catalogue.
        CatalogError: digital objects stand under it.
    """
    _check_right(by)
    details = {"record": {name: getattr(record, name) for name in FIELDS}}
    subject = f"record:{record.pk}"
    try:
        record.delete()
    except ProtectedError as error:
        raise CatalogError(_("Bu yozuv ostida raqamli resurs bor, uni oʻchirib boʻlmaydi.")) from error
    journal(action="catalog.record_delete", subject=subject, by=by, details=details)
