"""The job that every library runs: it notes its start, takes a moment, notes its end."""

from __future__ import annotations

import os
import time

LOG = "BENCH_JOBS_LOG"
STEP_S = 0.02


def perform(number: int) -> None:
    """Note, wait, note; each line in one write, so that a kill cannot tear it."""
    _note(f"start {number}\n")
    time.sleep(STEP_S)
    _note(f"end {number}\n")


def _note(line: str) -> None:
    handle = os.open(os.environ[LOG], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, line.encode())
    os.close(handle)
