"""`javon verify` killed with -9 amid the reading, and given twice at once: every file is read, and read once."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = 12
BOOK = """
import sys, django; django.setup()
from pathlib import Path
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.apps.digitization.making import done_object
from javon.apps.digitization.actions.preservation import object_preserve
for name in ("bir", "ikki"):
    book = done_object(Path(sys.argv[1]) / name, *(f"{name} {number}" for number in range(int(sys.argv[2]))))
    object_preserve(object=book)
    print(book.identifier)
"""
#: The command with a disk that takes 30 ms for every file.
SLOW = """
import sys, time
from javon.cli import main
from javon.cli.ready import django_ready
django_ready()
from javon.apps.digitization.actions import archive_reading
real = archive_reading.sha512_on_disk
def slow(path, told):
    time.sleep(0.03)
    return real(path, told)
archive_reading.sha512_on_disk = slow
sys.exit(main(["verify", "--workers", "1"]))
"""
FAST = [sys.executable, "-m", "javon", "verify"]

pytestmark = pytest.mark.slow


@pytest.fixture
def house(tmp_path: Path) -> dict[str, str]:
    """The environment of a house with two books in its store."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JAVON_")}
    environment = kept | {
        "JAVON_DATA": str(tmp_path / "data"),
        "JAVON_LOG_LEVEL": "CRITICAL",
        "LC_ALL": "en_US.UTF-8",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    made = [sys.executable, "-c", BOOK, str(tmp_path / "kitob"), str(PAGES)]
    subprocess.run(made, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    return environment


def rows(house: dict[str, str], query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(Path(house["JAVON_DATA"]) / "javon.sqlite3") as connection:
        return connection.execute(query).fetchall()


ROUNDS = "SELECT files, size, finished_at IS NOT NULL FROM digitization_archiveround ORDER BY id"


def read_so_far(house: dict[str, str]) -> int:
    found = rows(house, "SELECT files FROM digitization_archiveround WHERE finished_at IS NULL")
    return int(str(found[0][0])) if found else 0


def files_there(house: dict[str, str]) -> int:
    """Files that a whole round reads: masters, and contents of the store."""
    data = Path(house["JAVON_DATA"])
    found = [*data.glob("files/??/??/*"), *data.glob("preservation/???/???/???/*/v*/content/**/*")]
    return sum(path.is_file() for path in found)


def wait_for(house: dict[str, str], more_than: int, program: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and program.poll() is None and read_so_far(house) <= more_than:
        time.sleep(0.05)


def test_a_reading_killed_again_and_again_ends_with_every_file_read_once(house: dict[str, str]) -> None:
    master = next(Path(house["JAVON_DATA"]).glob("preservation/**/masters/00007-*"))
    data = master.read_bytes()
    master.chmod(0o600)
    master.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    kills = 0
    for _kill in range(3):
        before = read_so_far(house)
        program = subprocess.Popen([sys.executable, "-c", SLOW], env=house, cwd=ROOT, text=True)
        wait_for(house, before, program)
        if program.poll() is None:
            program.send_signal(signal.SIGKILL)
            kills += 1
        program.wait()
        assert read_so_far(house) >= before
    assert kills == 3
    done = subprocess.run(FAST, env=house, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The archive is whole" in done.stdout
    assert "GB/s" in done.stdout
    ((files, _size, finished),) = rows(house, ROUNDS)
    assert (files, finished) == (files_there(house), 1)
    assert master.read_bytes() == data
    assert rows(house, 'SELECT kind, "end", pages FROM digitization_archivedamage') == [
        ("altered", "repaired", '["p0007"]')
    ]


def test_two_at_once_read_it_once(house: dict[str, str]) -> None:
    first = subprocess.Popen([sys.executable, "-c", SLOW], env=house, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    wait_for(house, 0, first)
    assert first.poll() is None
    second = subprocess.run(FAST, env=house, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    told = first.communicate(timeout=300)[0]
    assert (first.returncode, second.returncode) == (0, 0)
    assert "Another program is checking" in second.stdout
    assert "The archive is whole" in told
    assert "The archive is whole" in second.stdout
    assert [(files, finished) for files, _size, finished in rows(house, ROUNDS)] == [(files_there(house), 1)]


WRITER = """
import os, django; django.setup()
from javon.apps.digitization.actions.preservation import object_preserve
from javon.apps.digitization.models import DigitalObject
while True:
    for book in DigitalObject.objects.all():
        DigitalObject.objects.filter(pk=book.pk).update(source=os.urandom(8).hex())
        object_preserve(object=book)
        print("version", flush=True)
"""


def test_a_reading_beside_a_writer_takes_nothing_for_damage(house: dict[str, str]) -> None:
    writer = subprocess.Popen([sys.executable, "-c", WRITER], env=house, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    try:
        writer.stdout.readline()
        for _reading in range(3):
            done = subprocess.run(FAST, env=house, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
            assert done.returncode == 0, done.stdout + done.stderr
    finally:
        writer.kill()
        told = writer.communicate()[0]
    assert told.count("version") > 3, "there was a writer all the while"
    assert rows(house, "SELECT object, path, kind FROM digitization_archivedamage") == []
