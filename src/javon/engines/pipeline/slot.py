"""One worker process behind one executor: what kills it harms one page and nothing else.

A ``ProcessPoolExecutor`` of many workers is dead for good when one of them is killed, and cannot end a page that
hangs.  So every slot is an executor of one worker; a broken or hanging one is ended and made anew.
"""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess

from javon.engines.pipeline import worker
from javon.engines.pipeline.outcome import Outcome, PageFailed, Reason
from javon.engines.pipeline.result import PageTask
from javon.engines.pipeline.undisturbed import undisturbed

#: A worker that needs longer than this beside a page's time to load its libraries will not come up at all, seconds.
START_S = 60.0
#: Imported by name, and only by the process from which workers fork: importing it loads the models.
WARM = "javon.engines.pipeline.warm"
#: A worker that does not come up so often costs the page this attempt.
STARTS = 3


class Slot:
    """A place where one page at a time is processed, by a warm process."""

    def __init__(self, memory_bytes: int, timeout_s: float) -> None:
        self._memory_bytes = memory_bytes
        self._timeout_s = timeout_s
        self._pool: ProcessPoolExecutor | None = None
        self._process: BaseProcess | None = None
        self._awake: Future[None] | None = None
        self._future: Future[Outcome] | None = None
        self._task: PageTask | None = None
        self._deadline = 0.0
        self._timed_out = False
        self._started_late = False

    @property
    def busy(self) -> bool:
        return self._future is not None

    @property
    def future(self) -> Future[Outcome] | None:
        """The page in work, to be waited for."""
        return self._future

    def give(self, task: PageTask, *, careful: bool = False) -> None:
        """Start a page; the slot must be free.  A worker that died while idle is replaced."""
        for _ in range(STARTS):
            try:
                self._future = self._warm_pool().submit(worker.attempt, task, careful)
                break
            except (BrokenProcessPool, EOFError, ConnectionError):  # the worker, or what it forks from, is gone
                self.end()
        else:
            self._future = Future()
            self._future.set_exception(BrokenProcessPool("no worker could be started"))
        self._task, self._timed_out, self._started_late = task, False, False
        self._deadline = time.monotonic() + self._timeout_s

    def check(self) -> None:
        """End the worker if its page has run out of time; the outcome follows from the broken future."""
        if self._future is None or self._future.done() or time.monotonic() < self._deadline:
            return
        if self._awake is not None and not self._awake.done() and not self._started_late:
            # The page has not begun: a fresh worker is still loading its libraries.
            self._started_late = True
            self._deadline = time.monotonic() + START_S + self._timeout_s
            return
        self._timed_out = True
        self._kill()

    def take(self) -> Outcome:
        """The outcome of the finished page; the slot is free afterwards."""
        future, task = self._future, self._task
        if future is None or task is None:
            raise RuntimeError("the slot has no page in work")
        self._future = self._task = None
        try:
            return future.result()
        except BrokenProcessPool:
            self.end()
            if self._timed_out:
                message = f"{task.source.name}: no end after {self._timeout_s:.0f} s."
                return PageFailed(task, Reason.TIMEOUT, message, Reason.TIMEOUT.value)
            message = f"{task.source.name}: the process that read it was ended from outside or crashed."
            return PageFailed(task, Reason.CRASH, message, Reason.CRASH.value)

    def end(self) -> None:
        """End the worker at once, whatever it is at; the next ``give`` starts another."""
        with undisturbed():
            self._kill()
            if self._pool is not None:
                self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = self._process = self._awake = None

    def _warm_pool(self) -> ProcessPoolExecutor:
        if self._pool is None:
            _server_up()
            with undisturbed():
                others = set(multiprocessing.active_children())
                self._pool = ProcessPoolExecutor(
                    max_workers=1,
                    mp_context=_forks(),
                    initializer=worker.start,
                    initargs=(self._memory_bytes,),
                )
                self._awake = self._pool.submit(worker.awake)
                self._process = next(iter(set(multiprocessing.active_children()) - others), None)
        return self._pool

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()


@cache
def _server_up() -> None:
    """Have the process running from which workers fork.  It loads for seconds, and Ctrl-C is answered meanwhile."""
    resource_tracker.ensure_running()  # first: its start would let Ctrl-C through to what the block starts
    with undisturbed():
        context = _forks()
        forkserver.ensure_running()
    first = context.Process(target=worker.awake)
    first.start()
    first.join()


@cache
def _forks() -> ForkServerContext:
    """Workers fork from one small process that has loaded the libraries: they are not loaded anew for each worker.

    That process starts afresh, without the threads of ours, and stays single-threaded.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([worker.__name__, "javon.engines.ocr.tesseract", WARM])
    return context
