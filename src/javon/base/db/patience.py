"""How long a locked database is waited for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Wait no longer than this for another writer; then ``OperationalError``.

    For what may as well be left undone.  SQLite has one writer at a time, and everybody waits half a minute for it;
    PostgreSQL makes wait only who wants the very same row.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    usual = float(connection.settings_dict["OPTIONS"].get("timeout", 5))
    _wait(seconds)
    try:
        yield
    finally:
        _wait(usual)


def _wait(seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
