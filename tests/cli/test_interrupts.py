"""Ctrl-C wherever it falls: an end, and never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_main import own

SWALLOWED = """
import contextlib, signal, sys, weakref
from javon.cli.interrupts import answer_ctrl_c
class Thing: pass
def from_c():
    thing = Thing()
    kept = weakref.ref(thing, lambda gone: signal.raise_signal(signal.SIGINT))
    del thing
def caught():
    with contextlib.suppress(BaseException):
        signal.raise_signal(signal.SIGINT)
answer_ctrl_c()
try:
    {"from_c": from_c, "caught": caught}[sys.argv[1]]()
    signal.pause()
except KeyboardInterrupt:
    sys.exit(130)
"""
#: A terminal's Ctrl-C reaches the command, its fork server and the worker that is only just starting.
STARTING = """
import os, signal, sys, threading
from pathlib import Path
from javon.engines.pipeline import PageTask
from javon.engines.pipeline.executor import run_pages
try:
    threading.Timer(float(sys.argv[1]), os.killpg, (0, signal.SIGINT)).start()
    while True:
        list(run_pages([PageTask("p1", Path("none.png"), Path("out"))], workers=2))
except KeyboardInterrupt:
    sys.exit(130)
"""


def run(code: str, *arguments: object, data: Path) -> subprocess.CompletedProcess[str]:
    """Run the code in a process group of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, **own(data)},
        cwd=data,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
        timeout=120,
    )


@pytest.mark.parametrize("place", ["from_c", "caught"])
def test_an_interrupt_that_was_swallowed_comes_again(place: str, tmp_path: Path) -> None:
    done = run(SWALLOWED, place, data=tmp_path)
    assert (done.returncode, done.stderr) == (130, "")


@pytest.mark.parametrize("after_s", [0.0, 0.15, 0.5, 1.0, 2.0])
def test_workers_that_are_only_just_starting_say_nothing(after_s: float, tmp_path: Path) -> None:
    done = run(STARTING, after_s, data=tmp_path)
    assert (done.returncode, done.stderr) == (130, "")


def test_a_command_that_is_only_just_starting_ends_without_a_word(tmp_path: Path) -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        program = subprocess.Popen(
            [sys.executable, "-m", "javon", "worker"], env={**os.environ, **own(tmp_path)}, stderr=subprocess.PIPE
        )
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    program.send_signal(signal.SIGINT)
    assert program.communicate(timeout=60)[1] == b""
    assert program.returncode == -signal.SIGINT
