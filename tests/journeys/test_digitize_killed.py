"""kill -9 at random moments, then the same command again: no page lost, none doubled."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

PAGES = 6
KILLS = 4

pytestmark = pytest.mark.slow


def _scans(folder: Path, pages: int = PAGES) -> Path:
    folder.mkdir()
    for number in range(1, pages + 1):
        image = Image.new("L", (700, 900), 235)
        pen = ImageDraw.Draw(image)
        for line in range(14):
            pen.rectangle((70, 90 + 50 * line, 600 - 11 * ((line * number) % 9), 106 + 50 * line), fill=40)
        pen.text((330, 850), str(number), fill=0)
        image.save(folder / f"{number}.png", dpi=(100, 100))
    return folder


def _environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JAVON_")}
    own = {
        "JAVON_DATA": str(data),
        "JAVON_DATABASE_URL": f"sqlite:///{data}/javon.sqlite3",
        "JAVON_RECOGNIZER": "null",
        "JAVON_LOG_LEVEL": "ERROR",
        "OMP_THREAD_LIMIT": "1",
        "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
    }
    return {**kept, **own}


def _command(folder: Path) -> list[str]:
    return [sys.executable, "-m", "javon", "digitize", str(folder), "--workers", "2", "--json"]


def _killed(folder: Path, environment: dict[str, str], after_s: float, *, alone: bool, wait_for: Path) -> bool:
    """Start the command, kill it ``after_s`` after ``wait_for`` is there; whether it was still running.

    Waiting for what the command makes, not for the clock, hits it at work on a slow machine too.
    """
    program = subprocess.Popen(
        _command(folder),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and program.poll() is None and not wait_for.exists():
        time.sleep(0.05)
    time.sleep(after_s)
    running = program.poll() is None
    if running:
        if alone:
            program.kill()
        else:
            os.killpg(program.pid, signal.SIGKILL)
    program.wait()
    return running


def _rows(data: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(data / "javon.sqlite3") as connection:
        return connection.execute(query).fetchall()


def test_no_page_is_lost_or_doubled(tmp_path: Path) -> None:
    dice = random.Random(20)
    data = tmp_path / "data"
    data.mkdir()
    folder, environment = _scans(tmp_path / "kitob"), _environment(data)
    database, pages = data / "javon.sqlite3", data / "derivatives"
    hits = _killed(folder, environment, 0.0, alone=True, wait_for=pages)
    for place in range(1, KILLS):
        hits += _killed(folder, environment, dice.uniform(0.5, 8), alone=place % 2 == 0, wait_for=database)
    done = subprocess.run(_command(folder), env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (report,) = json.loads(done.stdout)
    assert (report["pages"], report["failed"], report["bad_files"]) == (PAGES, 0, [])
    assert _rows(data, "select count(*) from digitization_digitalobject") == [(1,)]
    pages = _rows(data, "select key, position, status, text_version from digitization_page order by position")
    assert pages == [(f"p{number:04d}", number, "done", 1) for number in range(1, PAGES + 1)]
    assert _rows(data, "select count(*) from digitization_pagetext") == [(PAGES,)]
    assert _rows(data, "select count(*) from files_storedfile") == [(PAGES,)]
    assert _rows(data, "select count(*) from catalog_record") == [(1,)]
    assert hits > 0

    again = subprocess.run(_command(folder), env=environment, capture_output=True, text=True, check=False)
    (report,) = json.loads(again.stdout)
    assert (again.returncode, report["known"], report["done_now"]) == (0, True, 0)
    assert report["where"].endswith(f"/work/{report['identifier']}/")


def test_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    folder = _scans(tmp_path / "kitob", 8 * PAGES)  # so many that the command is still at work when it is interrupted
    environment = {**_environment(data), "LANG": "uz_UZ.UTF-8", "LC_ALL": "uz_UZ.UTF-8"}
    program = subprocess.Popen(
        [part for part in _command(folder) if part != "--json"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (data / "derivatives").exists():
        time.sleep(0.1)
    program.send_signal(signal.SIGINT)
    output, _nothing = program.communicate(timeout=60)
    assert program.returncode == 130
    assert "xuddi shu buyruqni qayta bering" in output
    assert "Traceback" not in output
