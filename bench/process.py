"""A program measured from outside: CPU of its whole tree, wall clock, and the peak of its proportional memory."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

#: Linux: orphans of the measured program become our children, so that their CPU is counted too.
_PR_SET_CHILD_SUBREAPER = 36
_LOOK_S = 0.1


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run cost.  ``peak_bytes`` sums the proportional set size (shared pages counted once) of the tree."""

    cpu_seconds: float
    wall_seconds: float
    peak_bytes: int
    status: int
    output: str


def run(command: Sequence[str], *, environment: dict[str, str] | None = None, timeout_s: float = 3600) -> Cost:
    """Run a program to its end and measure it."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    before, start = _children_cpu(), time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **(environment or {})},
    )
    watch = _Watch(process.pid)
    watch.start()
    try:
        output, _ = process.communicate(timeout=timeout_s)
    finally:
        process.kill()
        watch.stop()
    wall = time.perf_counter() - start
    _reap()
    return Cost(_children_cpu() - before, wall, watch.peak, process.returncode, output)


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _reap() -> None:
    """Wait for orphans that came to us."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            time.sleep(0.02)


class _Watch(threading.Thread):
    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self._root = root
        self._ended = threading.Event()
        self.peak = 0

    def run(self) -> None:
        while not self._ended.wait(_LOOK_S):
            self.peak = max(self.peak, sum(_proportional(pid) for pid in _tree(self._root)))

    def stop(self) -> None:
        self._ended.set()
        self.join()


def _tree(root: int) -> list[int]:
    """The process and all that descend from it."""
    found, new = [root], [root]
    while new:
        new = [child for pid in new for child in _children(pid)]
        found += new
    return found


def _children(pid: int) -> list[int]:
    """Its children; none of a process or thread that has ended meanwhile."""
    children = []
    with suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            with suppress(OSError):
                children += [int(child) for child in Path(f"/proc/{pid}/task/{task}/children").read_text().split()]
    return children


def _proportional(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        return 0
    return 0
