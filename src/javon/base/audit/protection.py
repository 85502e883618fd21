"""Triggers by which the database itself refuses to change or delete a row of the journal."""

from __future__ import annotations

from typing import Any

TABLE = "audit_journalrow"

_SQLITE = {
    verb: f"CREATE TRIGGER {TABLE}_no_{verb} BEFORE {verb.upper()} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    for verb in ("update", "delete")
}
_POSTGRESQL = (
    f"CREATE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$BEGIN RAISE EXCEPTION 'the journal is append-only'; END$$",
    f"CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()",
    f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()",
)


def protect(connection: Any) -> None:
    """Put the triggers on."""
    statements = _SQLITE.values() if connection.vendor == "sqlite" else _POSTGRESQL
    _run(connection, statements)


def unprotect(connection: Any) -> None:
    """Take the triggers off: for the migration backwards, and for tests that empty or forge the table."""
    if connection.vendor == "sqlite":
        _run(connection, [f"DROP TRIGGER IF EXISTS {TABLE}_no_{verb}" for verb in _SQLITE])
    else:
        _run(connection, [f"DROP FUNCTION IF EXISTS {TABLE}_refuse() CASCADE"])


def _run(connection: Any, statements: Any) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
