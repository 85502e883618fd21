"""The loops that run jobs: once until nothing is due, or as a worker until told to stop."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import time
from collections.abc import Collection
from types import FrameType

from django.db import Error as DatabaseError
from django.db import close_old_connections, connection

from javon.base.jobs import attempt, claim
from javon.base.jobs.identity import own_identity
from javon.base.jobs.interrupts import WorkerStopping, stop_within
from javon.base.jobs.registry import LANES

logger = logging.getLogger(__name__)

#: Between two looks at an empty queue: the longest a new job waits for an idle worker.
LOOK_S = 0.2
#: Between two looks for jobs of dead workers.
TAKE_BACK_S = 1.0
#: After a request to stop, the running job may go on for so long.
STOP_GRACE_S = 20.0
_PR_SET_PDEATHSIG = 1


def run_until_idle(
    *, uniques: Collection[str] | None = None, lanes: tuple[str, ...] = LANES, limit: int | None = None
) -> int:
    """Run every due job in this process, also those that they add; gives how many were run.

    Jobs that wait for a later moment (a delay, a retry) are left waiting.  Jobs of dead workers are taken back first.

    Args:
        uniques: Run only waiting jobs with one of these unique keys, and these at once, due or not.
        lanes: The lanes to look at, when no keys are given.
        limit: Run at most so many.
    """
    worker, done = own_identity(), 0
    claim.take_back()
    while limit is None or done < limit:
        job = claim.claim(worker, lanes) if uniques is None else claim.claim_by_key(worker, uniques)
        if job is None:
            break
        attempt.run(job, own_process=False)
        done += 1
    return done


class Worker:
    """One process, one job at a time, until SIGTERM or SIGINT.

    The first signal lets the running job go on for ``STOP_GRACE_S``, then gives it back; a second one at once.
    """

    def __init__(self, lanes: tuple[str, ...]) -> None:
        self.lanes = lanes
        self.identity = own_identity()
        self.stopping = False
        self._next_take_back = 0.0

    def run(self) -> None:
        """Work until told to stop."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        while not self.stopping:
            try:
                worked = self._step()
            except WorkerStopping:
                break
            except DatabaseError as error:
                logger.error("the database is away: %s", error)
                connection.close()
                worked = False
                time.sleep(1)
            if not worked and not self.stopping:
                time.sleep(LOOK_S)

    def _step(self) -> bool:
        close_old_connections()
        if time.monotonic() >= self._next_take_back:
            claim.take_back()
            self._next_take_back = time.monotonic() + TAKE_BACK_S
        job = claim.claim(self.identity, self.lanes)
        if job is None:
            return False
        attempt.run(job, own_process=True)
        return True

    def _stop(self, number: int, frame: FrameType | None) -> None:
        stop_within(0 if self.stopping else STOP_GRACE_S)
        self.stopping = True


def stop_with_parent(parent: int) -> None:
    """Ask the kernel for a SIGTERM when the parent process ends, however it ends (Linux).

    ``parent`` is its process id as it told it: one that ended while this process was starting is nobody's parent now.
    """
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:  # it ended before we asked
        os.kill(os.getpid(), signal.SIGTERM)
