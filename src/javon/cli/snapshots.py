"""The database as one moment knew it, for `javon copy`: on SQLite a copy of the file, on PostgreSQL a transaction."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg
from django.db import connection
from psycopg.conninfo import make_conninfo

from javon.apps.digitization.models import DigitalObject, Upload
from javon.base.audit.models import JournalRow
from javon.base.files import StoredFile
from javon.cli.wholeness import LibraryStoppedError, database_file
from javon.config.words import gettext as _
from javon.engines.vault import postgresql
from javon.engines.vault.sqlite import back_up, look_over

FILE, DUMP = "javon.sqlite3", "javon.dump"


class _Connection(Protocol):
    """What sqlite3 and psycopg have in common."""

    def execute(self, query: Any, /) -> Any: ...


class Snapshot(ABC):
    """Rows of the moment; ``finish`` puts the database of the copy in its place, opened and counted."""

    name: str

    def __init__(self, connection: _Connection, target: Path) -> None:
        self._connection = connection
        self.target = target

    def stored_files(self) -> Iterator[tuple[str, int]]:
        """SHA-512 and size of every file in the store."""
        yield from self._connection.execute(f"SELECT sha512, size FROM {StoredFile._meta.db_table}")  # noqa: S608 -- own table

    def preserved_objects(self) -> Iterator[str]:
        """Identifiers of the objects that are in the preservation store."""
        table = DigitalObject._meta.db_table
        query = f"SELECT identifier FROM {table} WHERE preserved_at IS NOT NULL"  # noqa: S608 -- own table
        yield from (row[0] for row in self._connection.execute(query))

    def upload_tokens(self) -> Iterator[str]:
        """Uploads whose bytes still wait."""
        query = f"SELECT token FROM {Upload._meta.db_table}"  # noqa: S608 -- own table
        yield from (row[0] for row in self._connection.execute(query))

    def head(self) -> dict[str, Any] | None:
        """The last row of the journal, as ``audit-head.json`` notes it."""
        query = f"SELECT number, hash FROM {JournalRow._meta.db_table} ORDER BY number DESC LIMIT 1"  # noqa: S608 -- own table
        row = self._connection.execute(query).fetchone()
        return {"number": row[0], "hash": row[1]} if row else None

    @abstractmethod
    def finish(self, *, without_uploads: bool) -> dict[str, int]:
        """Put the database in its place; gives the rows of every table, counted in what was written."""

    def _counts(self, tables: list[str]) -> dict[str, int]:
        return {name: int(self._connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in tables}  # noqa: S608 -- own tables


@contextmanager
def snapshot_of_database(target: Path) -> Iterator[Snapshot]:
    """The moment, held until the copy is closed."""
    file = database_file()
    if file is not None:
        draft = target / f"{FILE}.part"
        back_up(file, draft)
        with closing(sqlite3.connect(draft)) as opened:
            yield _Sqlite(opened, target)
        return
    values = dict(connection.get_connection_params())
    password = str(values.get("password") or "")
    known = {name: values[name] for name in ("host", "port", "user", "dbname", *_passed(values)) if values.get(name)}
    with postgresql.moment(make_conninfo("", **known, **({"password": password} if password else {}))) as (
        moment,
        name,
    ):
        yield _Postgresql(moment, target, make_conninfo("", **known), password, name)


def _passed(values: dict[str, Any]) -> list[str]:
    """What of Django's settings libpq knows too: how the connection is secured."""
    return [name for name in values if name.startswith("ssl")]


class _Sqlite(Snapshot):
    name = FILE

    def __init__(self, opened: sqlite3.Connection, target: Path) -> None:
        super().__init__(opened, target)
        self._opened = opened

    def finish(self, *, without_uploads: bool) -> dict[str, int]:
        """See ``Snapshot``."""
        draft, final = self.target / f"{FILE}.part", self.target / FILE
        if without_uploads:
            for token in [token for token in self.upload_tokens() if not (self.target / "uploads" / token).exists()]:
                self._opened.execute(f"DELETE FROM {Upload._meta.db_table} WHERE token = ?", [token])  # noqa: S608 -- own table
            self._opened.commit()
        found = self._opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        counts = self._counts([row[0] for row in found])
        damage = look_over(draft).damage
        if damage:
            raise sqlite3.DatabaseError(damage)
        draft.replace(final)
        for end in ("-wal", "-shm"):  # an empty log of a copy that was looked into
            Path(f"{final}{end}").unlink(missing_ok=True)
        return counts


class _Postgresql(Snapshot):
    name = DUMP

    def __init__(self, moment: psycopg.Connection, target: Path, conninfo: str, password: str, snapshot: str) -> None:
        super().__init__(moment, target)
        self._conninfo, self._password, self._snapshot = conninfo, password, snapshot

    def finish(self, *, without_uploads: bool) -> dict[str, int]:
        """See ``Snapshot``; the dump is read back whole, and its rows are compared with those of the moment."""
        draft = self.target / f"{DUMP}.part"
        left_out = (Upload._meta.db_table,) if without_uploads else ()
        draft.unlink(missing_ok=True)
        postgresql.dump(self._conninfo, self._password, self._snapshot, draft, without_rows_of=left_out)
        counts = dict(postgresql.rows_of_dump(draft))
        there = self._counts([name for name in counts if name not in left_out])
        if there != {name: count for name, count in counts.items() if name not in left_out}:
            raise LibraryStoppedError(_("PostgreSQL nusxasidagi qatorlar soni bazadagidan farq qiladi"))
        draft.replace(self.target / DUMP)
        return counts
