"""Keeps one worker process a lane alive: a job may crash its process, never the work."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from types import FrameType

from django.db import Error as DatabaseError
from django.db import connection

from javon.base.jobs.actions import jobs_prune
from javon.base.jobs.registry import LANES
from javon.base.jobs.worker import STOP_GRACE_S, stop_with_parent

logger = logging.getLogger(__name__)

LOOK_S = 0.2
#: A process that keeps dying is started again at most this often.
RESTART_S = 1.0
PRUNE_S = 3600.0
#: What the processes get beyond the running job's grace before they are ended.
EXTRA_S = 10.0


def work_forever(stop: threading.Event | None = None, *, with_parent: int | None = None) -> int:
    """Run a worker process for each lane until ``stop`` is set, or SIGTERM or SIGINT comes; gives the exit status.

    Args:
        stop: Set it to stop, from another thread; signals are taken only when this runs in the main thread.
        with_parent: Id of the process that started this one (``javon up``): stop as well when it ends.
    """
    if with_parent is not None:
        stop_with_parent(with_parent)
    supervisor = Supervisor(stop or threading.Event())
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, supervisor.stop)
        signal.signal(signal.SIGINT, supervisor.stop)
    return supervisor.run()


class Supervisor:
    """Starts, watches and ends the worker processes."""

    def __init__(self, stopping: threading.Event) -> None:
        self.stopping = stopping
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self._started: dict[str, float] = {}
        self._next_prune = 0.0

    def stop(self, number: int, frame: FrameType | None) -> None:
        """Take no new jobs, end soon."""
        self.stopping.set()

    def run(self) -> int:
        """Until told to stop."""
        try:
            while not self.stopping.wait(LOOK_S):
                for lane in LANES:
                    self._tend(lane)
                self._prune()
        finally:
            self._end_all()
        return 0

    def _tend(self, lane: str) -> None:
        child = self.children.get(lane)
        if child is not None and child.poll() is None:
            return
        if child is not None:
            logger.warning("the worker of the lane %s ended with status %s", lane, child.returncode)
            _kill_group(child)
        if time.monotonic() - self._started.get(lane, -RESTART_S) < RESTART_S:
            return
        self._started[lane] = time.monotonic()
        # A session of its own: Ctrl-C reaches the supervisor alone, and a dead worker's helpers can be ended with it.
        command = [sys.executable, "-m", "javon.base.jobs", "--with-parent", str(os.getpid()), lane]
        self.children[lane] = subprocess.Popen(command, start_new_session=True)

    def _prune(self) -> None:
        if time.monotonic() < self._next_prune:
            return
        self._next_prune = time.monotonic() + PRUNE_S
        try:
            jobs_prune()
        except DatabaseError as error:
            logger.warning("old jobs could not be cleared away: %s", error)
        finally:
            connection.close()

    def _end_all(self) -> None:
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + STOP_GRACE_S + EXTRA_S
        for child in self.children.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(max(0.0, deadline - time.monotonic()))
            _kill_group(child)
            child.wait()


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    """End whatever the worker left behind, such as its page processes."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
