"""Locks that hold until the transaction ends, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import zlib

from django.db import connection


def serialize(name: str) -> None:
    """Let one transaction at a time pass here for ``name``; the others wait until it commits or rolls back.

    Must be called inside ``transaction.atomic``.  SQLite needs nothing more: settings open every transaction as
    IMMEDIATE, so the whole transaction already excludes other writers.  PostgreSQL takes an advisory lock.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("serialize() needs a transaction: a lock that ends at once protects nothing")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(name.encode())])
