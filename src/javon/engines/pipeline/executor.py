"""Many pages at once: on the processes of this machine, or on a Dask cluster by one address.

Whatever kills a worker or hangs in it costs that page one attempt.  Such a page is tried once more when everything
else is done, alone; then it is given up with its reason, and the book goes on without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, wait
from dataclasses import dataclass, replace

from javon.engines.pipeline.outcome import RETRIED, Outcome, PageDone, PageFailed
from javon.engines.pipeline.result import PageTask
from javon.engines.pipeline.slot import Slot

#: A page is given up after so many seconds; a broadsheet newspaper needs about fifteen.
TIMEOUT_S = 240.0
#: Data of one worker process, bytes.
MEMORY_BYTES = 3 << 30
#: Time-outs are looked for so often, seconds.
LOOK_S = 0.5


@dataclass(slots=True)
class Progress:
    """What ``on_progress`` is told after each page: pages done and failed, and seconds of CPU used so far."""

    done: int = 0
    failed: int = 0
    cpu_seconds: float = 0.0

    def count(self, outcome: Outcome) -> None:
        if isinstance(outcome, PageDone):
            self.done += 1
            self.cpu_seconds += outcome.cpu_seconds
        else:
            self.failed += 1


def run_pages(
    tasks: Iterable[PageTask],
    *,
    workers: int,
    dask: str = "",
    timeout_s: float = TIMEOUT_S,
    memory_bytes: int = MEMORY_BYTES,
    on_progress: Callable[[Progress], None] | None = None,
) -> Iterator[Outcome]:
    """Process pages; outcomes come as they are ready, one for every task.

    Args:
        tasks: taken one by one as workers become free, so it may be endless or slow.
        workers: processes on this machine (at least one); not used with ``dask``.
        dask: address of a Dask scheduler, ``tcp://host:8786``; its workers must see the same paths.
        timeout_s: seconds after which a page is ended.
        memory_bytes: data that one worker may have.
        on_progress: called after every outcome.
    """
    progress = Progress()
    if dask:
        from javon.engines.pipeline.cluster import run_on_cluster  # noqa: PLC0415 -- optional dependency

        outcomes = run_on_cluster(tasks, dask, timeout_s)
    else:
        outcomes = _run_here(tasks, max(1, workers), timeout_s, memory_bytes)
    for outcome in outcomes:
        progress.count(outcome)
        if on_progress is not None:
            on_progress(progress)
        yield outcome


def _run_here(tasks: Iterable[PageTask], workers: int, timeout_s: float, memory_bytes: int) -> Iterator[Outcome]:
    slots = [Slot(memory_bytes, timeout_s) for _ in range(workers)]
    suspects: list[PageTask] = []
    try:
        for outcome in _flow(iter(tasks), slots):
            if isinstance(outcome, PageFailed) and outcome.reason in RETRIED:
                suspects.append(outcome.task)
            else:
                yield outcome
        for slot in slots[1:]:
            slot.end()
        for task in suspects:
            yield from (replace(outcome, attempts=2) for outcome in _flow(iter([task]), slots[:1], careful=True))
    finally:
        for slot in slots:
            slot.end()


def _flow(tasks: Iterator[PageTask], slots: list[Slot], *, careful: bool = False) -> Iterator[Outcome]:
    """Keep every slot busy until the tasks run out."""
    more = True
    while True:
        for slot in slots:
            if more and not slot.busy:
                task = next(tasks, None)
                more = task is not None
                if task is not None:
                    slot.give(task, careful=careful)
        running = [slot.future for slot in slots if slot.future is not None]
        if not running:
            return
        wait(running, timeout=LOOK_S, return_when=FIRST_COMPLETED)
        for slot in slots:
            slot.check()
            if slot.future is not None and slot.future.done():
                yield slot.take()
