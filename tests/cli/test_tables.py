"""The tables of a new database: whole or not at all, whoever makes them and whatever ends it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_main import own
from tests.cluster import Cluster

#: Ends the program when so many steps are noted, between a step and its note, as kill -9 does.
ENDED = """
import os, sys
from django.db.migrations.recorder import MigrationRecorder
noted = MigrationRecorder.record_applied
def ended(self, app, name):
    global left
    left -= 1
    if not left:
        os._exit(9)
    noted(self, app, name)
left, MigrationRecorder.record_applied = int(sys.argv[1]), ended
"""
READY = """
from javon.cli.ready import django_ready
django_ready(migrate=True)
from django.db import connection
from javon.cli.tables import tables_wait
print(tables_wait(), len(connection.introspection.table_names()) > 20)
with connection.cursor() as cursor:
    cursor.execute("PRAGMA foreign_keys" if connection.vendor == "sqlite" else "SELECT 1")
    print(cursor.fetchone()[0])
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The settings of a data folder and an empty database of its own."""
    if request.param == "sqlite":
        yield own(tmp_path)
        return
    cluster = Cluster()
    yield {**own(tmp_path), "JAVON_DATABASE_URL": cluster.url}
    cluster.stop()


def start(code: str, *arguments: object, settings: dict[str, str]) -> subprocess.Popen[str]:
    """Run the code in a process of its own, on a database of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**{name: value for name, value in os.environ.items() if not name.startswith("JAVON_")}, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_program_ended_while_it_makes_tables_leaves_none_half_made(database: dict[str, str]) -> None:
    for steps in (3, 25):
        ended = start(ENDED + READY, steps, settings=database)
        ended.communicate()
        assert ended.returncode == 9
    again = start(READY, settings=database)
    assert again.communicate()[0].split() == ["False", "True", "1"]


def test_several_programs_at_a_new_database_make_its_tables_once(database: dict[str, str]) -> None:
    programs = [start(READY, settings=database) for _ in range(3)]
    answers = [program.communicate() for program in programs]
    assert [answer.split() for answer, _errors in answers] == [["False", "True", "1"]] * 3
