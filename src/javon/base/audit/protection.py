"""Triggers by which the database itself refuses to change or delete a row of the journal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

TABLE = "audit_journalrow"

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
_SQLITE = {
    f"{TABLE}_no_update": f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} {_REFUSE}",
    f"{TABLE}_no_delete": f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} {_REFUSE}",
    # INSERT OR REPLACE removes the row that stands in its way without waking the trigger of DELETE.
    f"{TABLE}_no_replace": f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} "  # noqa: S608 -- our own
    f"WHEN NEW.number IN (SELECT number FROM {TABLE}) {_REFUSE}",
}
_BODY = "BEGIN RAISE EXCEPTION 'the journal is append-only'; END"
_POSTGRESQL = (
    f"CREATE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $${_BODY}$$",
    f"CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()",
    f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()",
)
#: PostgreSQL's bits of a trigger (pg_trigger.tgtype): 1 each row, 2 before, 8 delete, 16 update, 32 truncate.
_KINDS = {f"{TABLE}_no_change": 1 + 2 + 8 + 16, f"{TABLE}_no_truncate": 2 + 32}
#: Those that are on for everybody ("O", "A"), have no condition, and call the function that refuses.
_STANDING = """
    SELECT tgname, tgtype FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE tgrelid = to_regclass(%s) AND tgenabled IN ('O', 'A') AND tgqual IS NULL AND prosrc = %s
"""


def protect(connection: Any) -> None:
    """Put the triggers on, in the place of any that stand there under these names."""
    unprotect(connection)
    _run(connection, _SQLITE.values() if connection.vendor == "sqlite" else _POSTGRESQL)


def unprotect(connection: Any) -> None:
    """Take the triggers off: for the migration backwards, and for tests that empty or forge the table."""
    if connection.vendor == "sqlite":
        _run(connection, [f"DROP TRIGGER IF EXISTS {name}" for name in _SQLITE])
    else:
        _run(connection, [f"DROP FUNCTION IF EXISTS {TABLE}_refuse() CASCADE"])


def unprotected(connection: Any) -> list[str]:
    """The names of the triggers that are missing, switched off, or no longer what they were."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE])
            wanted: dict[str, object] = dict(_SQLITE)
        else:
            cursor.execute(_STANDING, [TABLE, _BODY])
            wanted = dict(_KINDS)
        standing = dict(cursor.fetchall())
    return sorted(name for name, form in wanted.items() if standing.get(name) != form)


def _run(connection: Any, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
