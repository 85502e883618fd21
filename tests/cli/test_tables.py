"""The tables of a new database: whole or not at all, whoever makes them and whatever ends it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_main import own

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
print(connection.cursor().execute("PRAGMA foreign_keys").fetchone()[0])
"""


def start(code: str, *arguments: object, data: Path) -> subprocess.Popen[str]:
    """Run the code in a process of its own, on a database of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**{name: value for name, value in os.environ.items() if not name.startswith("JAVON_")}, **own(data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("steps", [3, 25])
def test_a_program_ended_while_it_makes_tables_leaves_none_half_made(steps: int, tmp_path: Path) -> None:
    ended = start(ENDED + READY, steps, data=tmp_path)
    ended.communicate()
    assert ended.returncode == 9
    again = start(READY, data=tmp_path)
    assert again.communicate()[0].split() == ["False", "True", "1"]


def test_several_programs_at_a_new_database_make_its_tables_once(tmp_path: Path) -> None:
    programs = [start(READY, data=tmp_path) for _ in range(3)]
    answers = [program.communicate() for program in programs]
    assert [answer.split() for answer, _errors in answers] == [["False", "True", "1"]] * 3
