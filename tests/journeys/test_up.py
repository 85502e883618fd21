"""`javon up` and `javon worker`: a port that is taken, a second start, a clean stop, a hot folder that is watched."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from tests.apps.digitization.making import draw_folder

pytestmark = pytest.mark.slow
WAIT_S = 120


def _environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JAVON_")}
    own = {
        "JAVON_DATA": str(data),
        "JAVON_RECOGNIZER": "null",
        "OMP_THREAD_LIMIT": "1",
        "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
    }
    return {**kept, **own}


def _javon(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "javon", *arguments]
    return subprocess.run(command, env=_environment(data), capture_output=True, text=True, check=False, timeout=WAIT_S)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _until(ready, what: str) -> None:
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline:
        if ready():
            return
        time.sleep(0.3)
    raise AssertionError(f"{what}: not within {WAIT_S} s")


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_a_taken_port_is_said_before_anything_is_done(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = _javon(tmp_path / "data", "up", "--port", str(other.getsockname()[1]))
    assert done.returncode == 1
    assert "--port" in done.stderr
    assert not (tmp_path / "data").exists()


def test_the_password_is_told_once_and_the_house_is_served_and_left_clean(tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = _javon(data, "up", "--no-serve", "--no-samples")
    second = _javon(data, "up", "--no-serve", "--no-samples")
    assert first.returncode == second.returncode == 0
    assert "administrator" in first.stdout
    assert second.stdout == ""
    port = _free_port()
    program = subprocess.Popen(
        [sys.executable, "-m", "javon", "up", "--no-samples", "--port", str(port)],
        env={**_environment(data), "JAVON_HOT_FOLDER": str(data / "inbox")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        _until(lambda: _answers(port), "the server")
        draw_folder(data / "inbox" / "kitob", 2)
        _until(lambda: _done_pages(data) == 2, "the hot folder")
        os.kill(_child(program.pid, "worker"), signal.SIGKILL)
        draw_folder(data / "inbox" / "daftar", 3)
        _until(lambda: _done_pages(data) == 5, "the worker that was started again")
        program.send_signal(signal.SIGINT)
        output, _nothing = program.communicate(timeout=WAIT_S)
        assert f"http://127.0.0.1:{port}" in output
        assert "Traceback" not in output
        assert program.returncode == 0
        _until(lambda: not _session_alive(program.pid), "the worker's end")
    finally:
        if program.poll() is None:
            os.killpg(program.pid, signal.SIGKILL)


def _done_pages(data: Path) -> int:
    with sqlite3.connect(f"file:{data}/javon.sqlite3?mode=ro", uri=True) as connection:
        query = "select count(*) from digitization_page where status = 'done'"
        return int(connection.execute(query).fetchone()[0])


def _child(parent: int, argument: str) -> int:
    """The process that ``parent`` started with this argument."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                arguments = (entry / "cmdline").read_bytes().split(b"\0")
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == parent and argument.encode() in arguments:
                return int(entry.name)
    raise AssertionError(f"no child {argument}")


def _session_alive(session: int) -> bool:
    """Whether any process of the session is left."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                return True
    return False


def test_after_sigterm_nothing_names_an_address_where_nobody_answers(tmp_path: Path) -> None:
    data, port = tmp_path / "data", _free_port()
    program = subprocess.Popen(
        [sys.executable, "-m", "javon", "up", "--no-samples", "--port", str(port)],
        env=_environment(data),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _until(lambda: _answers(port), "the server")
        assert (data / "site-address").exists()
        program.terminate()
        program.wait(WAIT_S)
        assert not (data / "site-address").exists()
        _until(lambda: not _session_alive(program.pid), "the worker's end")
    finally:
        if program.poll() is None:
            os.killpg(program.pid, signal.SIGKILL)
