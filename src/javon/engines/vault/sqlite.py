"""A SQLite file: looked over without changing it, copied while others write to it."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

#: Steps of SQLite's machine between two looks at the clock: some milliseconds.
STEPS = 20_000
#: So many findings of a damaged file are told.
TOLD = 3
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at the file gave: ``damage`` is "" where none was found; ``whole`` is False where time ran out."""

    damage: str = ""
    whole: bool = True


def look_over(path: Path, seconds: float | None = None) -> Look:
    """Read the pages of the file and see whether they hang together; no longer than ``seconds``, None for no limit.

    Finds what is no database, lacks pages, or has pages that cannot be right.  SQLite keeps no checksums: bytes changed
    within a text go unseen.  A file that is missing or empty has no damage.
    """
    if not path.exists() or path.stat().st_size == 0:
        return Look()
    deadline = None if seconds is None else time.monotonic() + seconds
    try:
        with reading(path) as connection:
            if deadline is not None:
                connection.set_progress_handler(lambda: time.monotonic() > deadline, STEPS)
            found = [str(row[0]) for row in connection.execute(f"PRAGMA quick_check({TOLD})")]
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in _DAMAGED:
            return Look(damage=str(error))
        if error.sqlite_errorcode in (sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_BUSY):
            return Look(whole=False)
        raise
    return Look() if found == ["ok"] else Look(damage="; ".join(found)[:300])


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that writes nothing and makes no file."""
    with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=10)) as connection:
        yield connection


def back_up(source: Path, target: Path) -> None:
    """Copy the database as it stands at one moment, also while others write to it; ``target`` is a new file, synced.

    The copy is one file, without the log that stands beside a database in use.

    Raises:
        sqlite3.Error: the source cannot be read whole.
        OSError: the target cannot be written.
    """
    for leaving in (target, *(Path(f"{target}{end}") for end in ("-wal", "-shm", "-journal"))):
        leaving.unlink(missing_ok=True)
    target.touch(mode=0o600)
    with reading(source) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)
        written.execute("PRAGMA journal_mode = DELETE")
    with target.open("rb") as file:
        os.fsync(file.fileno())
