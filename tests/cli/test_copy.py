"""`javon copy`: database and store as one, taken while others work, from which the library starts again."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from javon.engines.formats import OcflRoot
from tests.apps.digitization.making import draw_folder
from tests.cli.library import Library, made
from tests.cli.test_wholeness import STATE
from tests.cluster import Cluster

pytestmark = pytest.mark.slow
PAGES = 6


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    cluster = Cluster() if request.param == "postgresql" else None
    folder = tmp_path_factory.mktemp("library")
    library = made(folder / "data", cluster)
    draw_folder(folder / "kitob", 2)
    done = library.run("digitize", str(folder / "kitob"), "--workers", "1", "--json")
    assert done.returncode == 0, done.stderr
    yield library
    if cluster is not None:
        cluster.stop()


def started(library: Library, target: Path) -> Library:
    """The library that stands in the copy."""
    if library.cluster is None:
        return Library(target)
    other = Library(target, library.cluster, f"copy{os.getpid()}{random.randrange(10**6)}")
    library.sql(f"CREATE DATABASE {other.database}")
    program = max(Path("/usr/lib/postgresql").glob("*/bin/pg_restore"))
    restore = [program, "--no-owner", "-d", other.url, target / "javon.dump"]
    subprocess.run(restore, check=True, capture_output=True)
    return other


def true_copy(target: Path) -> None:
    """No row of the copy's database lacks its file, and every object of its store is whole."""
    with sqlite3.connect(target / "javon.sqlite3") as database:
        for sha512, size in database.execute("SELECT sha512, size FROM files_storedfile"):
            assert (target / "files" / sha512[:2] / sha512[2:4] / sha512).stat().st_size == size
        preserved = database.execute("SELECT identifier FROM digitization_digitalobject WHERE preserved_at IS NOT NULL")
        names = {row[0] for row in preserved}
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    root = OcflRoot(target / "preservation") if names else None
    assert root is None or names <= set(root.objects())
    for name in root.objects() if root is not None else ():
        assert root.verify(name) == []


def _one_file(data: Path, master: Path) -> bool:
    """Whether the store's master is another name of a file in ``files/``."""
    return any(path.samefile(master) for path in (data / "files").rglob("*") if path.is_file())


def test_the_library_starts_from_its_copy(library: Library, tmp_path: Path) -> None:
    target = tmp_path / "copy"
    first = library.run("copy", str(target))
    assert first.returncode == 0, first.stderr
    assert "rebuild" in first.stdout
    note = json.loads((target / "copy.json").read_text())
    assert note["rows"]["digitization_digitalobject"] == 2
    assert target.stat().st_mode & 0o077 == 0
    (again,) = [path for path in (target / "files").rglob("*") if path.is_file()][:1]
    before = again.stat().st_ino
    assert library.run("copy", str(target)).returncode == 0
    assert again.stat().st_ino == before, "what is there is not copied again"
    for path in (target / "preservation").rglob("masters/*"):
        original = library.data / path.relative_to(target)
        assert _one_file(target, path) == _one_file(library.data, original), "one file in both places where it is one"
    copy = started(library, target)
    assert copy.code(STATE) == "whole"
    back = copy.run("rebuild", "--workers", "1")
    assert back.returncode in (0, 1), back.stderr
    assert "Traceback" not in back.stderr
    assert list((target / "derivatives").rglob("access.tif")), "images are made anew"
    if library.cluster is None:
        copy.code(
            "from javon.cli.ready import django_ready; django_ready()\nfrom javon.base.audit import record\n"
            "from django.db import transaction\n"
            "with transaction.atomic(): record(action='people.user_add', subject='x:1', by=None)"
        )
        refused = library.run("copy", str(target))
        assert refused.returncode == 2
        assert copy.code(STATE) == "whole", "what was done in it since is not written over"


def test_a_lost_master_is_told_and_makes_no_whole_copy(library: Library, tmp_path: Path) -> None:
    broken = library.again(tmp_path / "data")
    (lost,) = [path for path in (broken.data / "files").rglob("*") if path.is_file()][:1]
    lost.unlink()
    done = broken.run("copy", str(tmp_path / "copy"))
    assert done.returncode == 1
    assert lost.name in done.stderr
    assert json.loads((tmp_path / "copy" / "copy.json").read_text())["problems"]


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return made(tmp_path_factory.mktemp("one") / "data")


def test_folders_that_take_no_copy(on_sqlite: Library, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("mine")
    (tmp_path / "file").write_text("")
    inside = on_sqlite.data / "preservation" / "copy"
    for target in (on_sqlite.data, inside, on_sqlite.data.parent, tmp_path / "other", tmp_path / "file"):
        done = on_sqlite.run("copy", str(target))
        assert done.returncode == 2, target
        assert str(target) in done.stderr
    assert not inside.exists()
    assert (tmp_path / "other" / "letter.txt").read_text() == "mine"


def test_a_full_disk_is_a_sentence(on_sqlite: Library, tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk: the very same error comes from the same call."""
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))\n"
        "from javon.engines.vault import tree\n"
        "from javon.cli import main; sys.exit(main(['copy', sys.argv[1]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "copy"], env=on_sqlite.environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "copy" / "copy.json").exists()
    assert on_sqlite.run("copy", str(tmp_path / "copy")).returncode == 0, "the same command goes on"


def test_a_copy_taken_and_killed_while_a_book_is_digitized(on_sqlite: Library, tmp_path: Path) -> None:
    library, dice = on_sqlite.again(tmp_path / "data"), random.Random(8)
    folder, target = tmp_path / "kitob", tmp_path / "copy"
    draw_folder(folder, PAGES)
    digitize = [sys.executable, "-m", "javon", "digitize", str(folder), "--workers", "1", "--json"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    work = subprocess.Popen(digitize, env=library.environment, **quiet)
    copies = 0
    while work.poll() is None or copies < 2:
        copy = subprocess.Popen([sys.executable, "-m", "javon", "copy", str(target)], env=library.environment, **quiet)
        time.sleep(dice.uniform(1.0, 6.0))
        if copies % 2 == 0:
            copy.send_signal(signal.SIGKILL)
        copy.wait(240)
        copies += 1
        if (target / "copy.json").exists():
            true_copy(target)
    assert work.wait(240) == 0
    done = library.run("copy", str(target))
    assert done.returncode == 0, done.stderr
    true_copy(target)
    assert Library(target).run("rebuild", "--workers", "1").returncode in (0, 1)
    again = subprocess.run(digitize, env=Library(target).environment, capture_output=True, text=True)
    assert again.returncode == 0, again.stderr
    (report,) = json.loads(again.stdout)
    assert (report["pages"], report["failed"]) == (PAGES, 0)


def test_the_keys_and_the_authority_of_the_house_are_in_the_copy_and_named(on_sqlite: Library, tmp_path: Path) -> None:
    (on_sqlite.data / "tls").mkdir(exist_ok=True)
    (on_sqlite.data / "tls" / "authority-key.pem").write_text("key")
    done = on_sqlite.run("copy", str(tmp_path / "copy"))
    assert done.returncode == 0, done.stderr
    assert "secret-key, seal-key" in done.stdout
    assert (tmp_path / "copy" / "tls" / "authority-key.pem").read_text() == "key"
    on_sqlite.more["JAVON_SEAL_KEY"] = "of another place"
    given = on_sqlite.run("copy", str(tmp_path / "second"))
    del on_sqlite.more["JAVON_SEAL_KEY"]
    assert "JAVON_SEAL_KEY" in given.stdout, "a key that the copy has not is told of"
