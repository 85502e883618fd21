"""Breaking off the running job: its time is over, or the worker is to stop.  Works in the main thread only."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupted(BaseException):
    """The attempt is broken off; not an ``Exception``, so that no job takes it for a failure of its own."""


class JobTimeout(Interrupted):
    """The job's time is over."""


class WorkerStopping(Interrupted):
    """The worker is to stop; the job goes back and runs again later."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise ``JobTimeout`` inside the block once ``seconds`` are over."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(number: int, frame: FrameType | None) -> None:
        raise JobTimeout

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def stop_within(seconds: float) -> None:
    """Raise ``WorkerStopping`` in the running job after at most ``seconds``; harmless when none runs."""

    def over(number: int, frame: FrameType | None) -> None:
        raise WorkerStopping

    remaining = signal.getitimer(signal.ITIMER_REAL)[0]
    if remaining:
        signal.signal(signal.SIGALRM, over)
        signal.setitimer(signal.ITIMER_REAL, min(seconds, remaining) or 0.001)
