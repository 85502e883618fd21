"""The tables of the database: made whole or not at all, by one program at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from javon.base.db.locks import serialize


def tables_wait() -> bool:
    """Whether tables or columns are missing."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def tables_make() -> None:
    """Make what is missing.  Django notes a step after its tables are there; a program ended between the two could
    never go on, so that here all steps are one transaction.
    """
    with _foreign_keys_off(), transaction.atomic():
        serialize("cli.tables")
        call_command("migrate", interactive=False, verbosity=0)
        cache_table_make()


def cache_table_make() -> None:
    """The table of the cache belongs to no app."""
    if "DatabaseCache" in settings.CACHES["default"]["BACKEND"]:
        call_command("createcachetable", verbosity=0)


@contextmanager
def _foreign_keys_off() -> Iterator[None]:
    """SQLite changes no table while it checks references, and cannot leave off within a transaction."""
    connection.disable_constraint_checking()
    try:
        yield
    finally:
        connection.enable_constraint_checking()
