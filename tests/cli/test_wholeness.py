"""A lost, broken or foreign database beside a full archive stops every command with the way back."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.library import Library, made
from tests.cluster import Cluster

pytestmark = pytest.mark.slow

STATE = """
from javon.cli.ready import django_ready
django_ready()
from javon.cli.wholeness import examine
print(examine(None).state.value)
"""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    cluster = Cluster() if request.param == "postgresql" else None
    yield made(tmp_path_factory.mktemp("whole") / "data", cluster)
    if cluster is not None:
        cluster.stop()


@pytest.fixture
def library(whole: Library, tmp_path: Path) -> Library:
    return whole.again(tmp_path / "data")


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return made(tmp_path_factory.mktemp("whole") / "data")


def state(library: Library) -> str:
    return library.code(STATE)


def test_an_empty_database_is_no_new_library(library: Library) -> None:
    assert state(library) == "whole"
    (told,) = [line for line in json.loads(library.run("doctor", "--json").stdout) if line["name"] == "database"]
    assert told["ok"] is True
    assert "secret" not in told["version"]
    library.empty()
    assert state(library) == "lost"
    for command in (["up", "--no-serve"], ["digitize", str(library.data)]):
        done = library.run(*command)
        assert done.returncode == 1, command
        assert "./javon rebuild" in done.stderr
        assert str(library.data / "preservation") in done.stderr
        assert "Traceback" not in done.stderr
    assert state(library) == "lost", "nothing was made in it"
    back = library.run("rebuild", "--rows-only")
    assert back.returncode == 0, back.stderr
    assert list(library.data.glob("audit-head.set-aside-*.json"))
    assert state(library) == "whole"


def test_tables_without_rows_are_an_empty_database(library: Library) -> None:
    library.empty()
    assert library.run("manage", "migrate", "-v0").returncode == 0
    assert state(library) == "lost"


def test_an_archive_alone_asks_for_rebuild(library: Library) -> None:
    library.empty()
    (library.data / "audit-head.json").unlink()
    assert state(library) == "lost"


def test_another_librarys_database_is_told(library: Library, whole: Library, tmp_path: Path) -> None:
    other = made(tmp_path / "other", library.cluster)
    shutil.copy(other.data / "audit-head.json", tmp_path / "head.json")
    library.database = other.database
    if library.cluster is None:
        shutil.copy(other.file, library.file)
    assert state(library) == "foreign"
    shutil.copy(tmp_path / "head.json", library.data / "audit-head.json")
    assert state(library) == "foreign", "the archive alone shows it too"
    done = library.run("rebuild", "--rows-only")
    assert done.returncode == 1
    assert "--set-aside" in done.stderr


def test_an_older_database_is_told_and_can_be_gone_on_with(whole: Library, library: Library, tmp_path: Path) -> None:
    older = library.again(tmp_path / "older")
    library.code(
        "from javon.cli.ready import django_ready; django_ready()\n"
        "from javon.base.audit import record\nfrom django.db import transaction\n"
        "with transaction.atomic(): record(action='people.user_add', subject='x:1', by=None)"
    )
    shutil.copy(library.data / "audit-head.json", older.data / "audit-head.json")
    assert state(library) == "whole"
    assert state(older) == "older"
    assert older.run("up", "--no-serve").returncode == 1
    assert older.run("rebuild", "--rows-only").returncode == 0
    assert state(older) == "whole"


def garbage(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 400)


def cut(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.truncate(file.stat().st_size // 2 // 4096 * 4096)


def flipped(file: Path) -> None:
    """Every third page of the second half is overwritten, as a dying disk does."""
    with file.open("r+b") as opened:
        for page in range(file.stat().st_size // 4096 // 2, file.stat().st_size // 4096, 3):
            opened.seek(page * 4096)
            opened.write(b"\xa5" * 512)


@pytest.mark.parametrize("harm", [garbage, cut, flipped])
def test_a_damaged_file_is_told_and_set_aside_only_when_asked(
    on_sqlite: Library, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    library = on_sqlite.again(tmp_path / "data")
    settled(library.file)
    harm(library.file)
    broken = library.file.read_bytes()
    assert state(library) == "damaged"
    shown = library.run("doctor", "--json")
    assert shown.returncode == 1
    assert [line["ok"] for line in json.loads(shown.stdout) if line["name"] == "database"] == [False]
    done = library.run("up", "--no-serve")
    assert done.returncode == 1
    assert "rebuild --set-aside" in done.stderr
    assert library.run("rebuild", "--rows-only").returncode == 1
    assert library.file.read_bytes() == broken
    back = library.run("rebuild", "--rows-only", "--set-aside")
    assert back.returncode == 0, back.stderr
    aside = min(library.data.glob("javon.sqlite3.set-aside-*"))
    assert aside.read_bytes() == broken
    assert state(library) == "whole"


def test_a_deleted_file_and_a_deleted_log_are_told(on_sqlite: Library, tmp_path: Path) -> None:
    library = on_sqlite.again(tmp_path / "data")
    settled(library.file)
    library.code(LOGGED)
    log = library.file.with_name("javon.sqlite3-wal")
    assert log.stat().st_size > 0
    log.unlink()
    assert state(library) == "older"
    library.file.unlink()
    assert state(library) == "lost"
    assert not library.file.exists(), "a look makes no file"


def settled(file: Path) -> None:
    """All of the log is in the file, as after the last program has closed it."""
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


#: Writes to the journal and is ended before the log is taken into the file.
LOGGED = """
from javon.cli.ready import django_ready
django_ready()
import os
from django.db import transaction
from javon.base.audit import record
with transaction.atomic():
    record(action="people.user_add", subject="x:1", by=None)
os._exit(0)
"""
