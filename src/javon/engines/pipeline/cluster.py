"""Pages on a Dask cluster, through the executor interface of its client."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from typing import Any

from distributed import Client

from javon.engines.pipeline import worker
from javon.engines.pipeline.outcome import RETRIED, Outcome, PageFailed, Reason
from javon.engines.pipeline.result import PageTask
from javon.engines.pipeline.slot import Slot

#: Pages on their way per thread of the cluster: one in work, one waiting.
AHEAD = 2
MEMORY_BYTES = 3 << 30

_here = threading.local()


def run_on_cluster(tasks: Iterable[PageTask], address: str, timeout_s: float) -> Iterator[Outcome]:
    """See ``executor.run_pages``.  A worker that is lost has its pages done by the others."""
    connect: Any = Client  # distributed carries no types
    with connect(address, set_as_default=False) as client:
        suspects: list[PageTask] = []
        for outcome in _flow(client, iter(tasks), timeout_s, 0):
            if isinstance(outcome, PageFailed) and outcome.reason in RETRIED:
                suspects.append(outcome.task)
            else:
                yield outcome
        yield from (replace(outcome, attempts=2) for outcome in _flow(client, iter(suspects), timeout_s, 1))


def _flow(client: Any, tasks: Iterator[PageTask], timeout_s: float, most: int) -> Iterator[Outcome]:
    """Keep up to ``most`` pages on their way (0: as many as the cluster can take)."""
    executor = client.get_executor(pure=False)
    running: dict[Future[Outcome], PageTask] = {}
    more = True
    while True:
        while more and len(running) < (most or _room(client)):
            task = next(tasks, None)
            more = task is not None
            if task is not None:
                running[executor.submit(read_isolated, task, timeout_s)] = task
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            yield _outcome(future, running.pop(future))


def _room(client: Any) -> int:
    threads: dict[str, int] = client.nthreads()
    return AHEAD * max(1, sum(threads.values()))


def _outcome(future: Future[Outcome], task: PageTask) -> Outcome:
    error = future.exception()
    if error is None:
        return future.result()
    return PageFailed(
        task, Reason.CRASH, f"{task.source.name}: the cluster gave it up ({error}).", type(error).__name__
    )


def read_isolated(task: PageTask, timeout_s: float) -> Outcome:
    """Runs on a worker of the cluster: the page in a process of its own, so that a crash or a hang costs only that.

    A worker under a nanny is a daemon and may have no children: there the alarm ends the worker itself, and its nanny
    starts another.
    """
    if multiprocessing.current_process().daemon:
        signal.setitimer(signal.ITIMER_REAL, timeout_s)
        try:
            return worker.attempt(task, careful=True)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    slot: Slot | None = getattr(_here, "slot", None)
    if slot is None:
        slot = _here.slot = Slot(MEMORY_BYTES, timeout_s)
    slot.give(task)
    while slot.future is not None and not slot.future.done():
        wait([slot.future], timeout=0.5)
        slot.check()
    return slot.take()
