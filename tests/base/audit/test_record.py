"""A row of the journal: chained, in the caller's transaction, never changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import Error, connection, transaction

from javon.apps.people.models import User
from javon.base.audit import JournalRow, record
from javon.base.audit.chain import GENESIS


def test_rows_are_numbered_and_chained(operator: User) -> None:
    first = record(action="test.note", subject="thing:1", by=None)
    second = record(action="test.note", subject="thing:2", by=operator, details={"ogʻirligi": 5})
    assert (first.number, first.previous_hash, first.actor) == (1, GENESIS, "")
    assert (second.number, second.previous_hash) == (2, first.hash)
    stored = JournalRow.objects.get(number=2)
    assert (stored.actor_id, stored.actor, stored.data) == (operator.pk, operator.username, {"ogʻirligi": 5})
    assert stored.content.digest(first.hash) == stored.hash


@pytest.mark.django_db(transaction=True)
def test_a_rollback_takes_the_row_back(settings: Any) -> None:
    record(action="test.note", subject="thing:1", by=None)
    with transaction.atomic():
        record(action="test.note", subject="thing:2", by=None)
        transaction.set_rollback(True)
    third = record(action="test.note", subject="thing:3", by=None)
    assert third.number == 2
    noted = json.loads((Path(settings.JAVON_DATA) / "audit-head.json").read_text())
    assert noted == {"number": 2, "hash": third.hash}


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_changes(change: str) -> None:
    record(action="test.note", subject="thing:1", by=None)
    rows = JournalRow.objects.filter(number=1)
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        rows.update(action="other") if change == "update" else rows.delete()
    assert JournalRow.objects.get(number=1).action == "test.note"


@pytest.mark.django_db
def test_details_must_be_json() -> None:
    with pytest.raises(TypeError):
        record(action="test.note", subject="thing:1", by=None, details={"at": object()})
    with pytest.raises(ValueError, match="not JSON compliant"):
        record(action="test.note", subject="thing:1", by=None, details={"share": float("nan")})
    assert not JournalRow.objects.exists()


REPLACE = """
    INSERT OR REPLACE INTO audit_journalrow (number, at, actor, action, subject, details, previous_hash, hash)
    VALUES (1, '2026-01-01', '', 'other', '', '', '', '')
"""


def put_in_the_place_of(row: JournalRow) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(REPLACE)
    else:
        row.action = "other"
        JournalRow.objects.bulk_create([row], update_conflicts=True, update_fields=["action"], unique_fields=["number"])


@pytest.mark.django_db
def test_no_row_takes_the_place_of_another() -> None:
    """SQLite's INSERT OR REPLACE removes a row without waking the trigger of DELETE."""
    row = record(action="test.note", subject="thing:1", by=None)
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        put_in_the_place_of(row)
    assert JournalRow.objects.get(number=1).action == "test.note"
