"""A PostgreSQL database copied as it stands at one moment, by PostgreSQL's own programs, and read back."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg

PROGRAMS = Path("/usr/lib/postgresql")
_COPY = re.compile(rb'^COPY (?:\w+\.)?"?(\w+)"? ')


class DumpError(Exception):
    """PostgreSQL's program failed or is missing; the text is its own."""


@contextmanager
def moment(conninfo: str) -> Iterator[tuple[psycopg.Connection, str]]:
    """A transaction that sees the database at one moment, and the name by which other programs see the same."""
    with psycopg.connect(conninfo) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        yield connection, str(row[0])


def dump(conninfo: str, password: str, snapshot: str, target: Path, *, without_rows_of: tuple[str, ...] = ()) -> None:
    """Write the database as of that moment to ``target`` (pg_dump's own compressed format).

    Raises:
        DumpError: pg_dump is missing or failed; its words are in the text.
    """
    left_out = [f"--exclude-table-data={name}" for name in without_rows_of]
    command = [_program("pg_dump"), "--format=custom", f"--snapshot={snapshot}", f"--file={target}", *left_out]
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    target.touch(mode=0o600)
    done = subprocess.run(
        [*command, f"--dbname={conninfo}"],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DumpError(done.stderr.strip()[-500:])
    with target.open("rb") as file:
        os.fsync(file.fileno())


def rows_of_dump(file: Path) -> Mapping[str, int]:
    """Read the whole dump back and count the rows of every table.

    Raises:
        DumpError: it cannot be read.
    """
    counts: dict[str, int] = {}
    with subprocess.Popen(
        [_program("pg_restore"), "--file=-", "--data-only", str(file)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        table = ""
        for line in program.stdout:
            if table and line == b"\\.\n":
                table = ""
            elif table:
                counts[table] += 1
            elif found := _COPY.match(line):
                table = found[1].decode()
                counts[table] = 0
        words = program.stderr.read().decode(errors="replace")
    if program.returncode:
        raise DumpError(words.strip()[-500:])
    return counts


def _program(name: str) -> str:
    """The newest that is there: an older one refuses a newer server."""
    found = sorted(PROGRAMS.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    program = str(found[-1]) if found else shutil.which(name)
    if program is None:
        raise DumpError(f"{name}: apt-get install postgresql-client")
    return program
