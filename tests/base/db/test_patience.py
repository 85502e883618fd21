"""What may be left undone does not wait for another writer."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from tests.apps.library.books import book

from javon.apps.library.models import UseDay
from javon.base.db.patience import patience

pytestmark = pytest.mark.django_db(transaction=True)


def waiting_ms() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        return int(cursor.fetchone()[0])


@pytest.fixture
def locked() -> Iterator[None]:
    """Somebody else writes, and goes on writing."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has many writers")
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, uri=True)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.close()


def test_the_usual_patience_comes_back(locked: None) -> None:
    usual = waiting_ms()
    with pytest.raises(OperationalError), patience(0.05), transaction.atomic():
        UseDay.objects.count()
    assert waiting_ms() == usual


def test_a_reader_does_not_wait_for_a_use_to_be_counted(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has many writers")
    made = book("matn")
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, uri=True)
    other.execute("BEGIN IMMEDIATE")
    with caplog.at_level(logging.WARNING):
        assert client.get(f"/book/{made.identifier}/").status_code == 200
    other.close()
    assert "was not counted" in caplog.text
    assert client.get(f"/book/{made.identifier}/").status_code == 200
    assert UseDay.objects.get().count == 1
