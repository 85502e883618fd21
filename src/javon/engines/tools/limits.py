"""Run a function in a child process with hard limits, cheaply enough to do it for every page.

``call(function, …)`` sends the work to a warm fork server (one per process of ours, started on first use).  Each job
is a process of its own with its limits, so nothing of one file is left for the next, and a crash costs nothing but
that job.  Arrays come back through shared memory without a copy.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import mmap
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from javon.engines.tools.budget import Budget, Crashed, LimitError, OutOfMemory, TimedOut, Usage, death_of
from javon.engines.tools.forkserver import DONE, JOB, NO_MEMORY, read_answer, receive_exactly

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

#: The child's own alarm ends it in time (``extend_time`` may lengthen it); this is the net below that alarm.
_WALL_FACTOR, _GRACE = 4.0, 5.0
_SINGLE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OMP_THREAD_LIMIT": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "VIPS_CONCURRENCY": "1",
    "MALLOC_ARENA_MAX": "1",
}


class _Gone(Crashed):
    """The fork server died, not the job: whatever ended it, the job itself has done nothing wrong."""


class Server:
    """A warm fork server.  Safe for threads: one job at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._sock: socket.socket | None = None
        self._stderr = -1

    def call(self, budget: Budget, module: str, name: str, payload: bytes) -> tuple[object, Usage]:
        """Run ``module.name`` on the pickled ``(args, kwargs)``; return its value and what it used.

        Raises:
            LimitError: the job met a limit or died.
            Exception: whatever the function raised.
        """
        job = pickle.dumps((module, name, budget, payload), protocol=5)
        with self._lock:
            try:
                return self._run(job, budget)
            except _Gone as error:
                log.warning("%s; its job is given to another", error)
                return self._run(job, budget)

    def _run(self, job: bytes, budget: Budget) -> tuple[object, Usage]:
        sock = self._connect()
        answer = os.memfd_create("javon-answer")
        try:
            usage = self._exchange(sock, answer, job, budget)
            return self._read(answer), usage
        finally:
            os.close(answer)

    def _connect(self) -> socket.socket:
        if self._process is not None and self._process.poll() is None and self._sock is not None:
            return self._sock
        self._stop()
        ours, theirs = socket.socketpair()
        self._stderr = os.memfd_create("javon-stderr")
        path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "javon.engines.tools.forkserver", str(theirs.fileno())],
            env={**os.environ, **_SINGLE_THREAD, "PYTHONPATH": path},
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._stderr,
            start_new_session=True,
        )
        theirs.close()
        self._sock = ours
        return ours

    def _exchange(self, sock: socket.socket, answer: int, job: bytes, budget: Budget) -> Usage:
        os.ftruncate(self._stderr, 0)
        try:
            sock.settimeout(budget.wall_seconds * _WALL_FACTOR + _GRACE)
            socket.send_fds(sock, [JOB.pack(len(job))], [answer])
            sock.sendall(job)
            done = receive_exactly(sock, DONE.size)
        except TimeoutError as error:
            self._stop()
            raise TimedOut("no answer in time; the child was ended") from error
        except OSError as error:
            self._stop()
            raise _Gone(f"the fork server is gone: {error}") from error
        except BaseException:
            self._stop()  # a Ctrl-C between job and answer must not leave a stale answer in the pipe
            raise
        if len(done) < DONE.size:
            self._stop()
            raise _Gone("the fork server left without an answer")
        status, seconds, peak = DONE.unpack(done)
        usage = Usage(seconds, peak)
        error_of = _failure(status, usage)
        if error_of is not None:
            log.info("child failed: %s; %s", error_of, self._last_words())
            raise error_of
        return usage

    def _last_words(self) -> str:
        size = os.fstat(self._stderr).st_size
        return os.pread(self._stderr, 2000, max(0, size - 2000)).decode(errors="replace").strip()

    @staticmethod
    def _read(answer: int) -> object:
        size = os.fstat(answer).st_size
        if size == 0:
            raise Crashed("the child left without an answer")
        # The child is dead and the file is ours alone: nobody can shorten it under the map.
        mapped = mmap.mmap(answer, size, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ | mmap.PROT_WRITE)
        kind, value = read_answer(memoryview(mapped))
        if kind == "error":
            raise cast(Exception, value)
        if kind == "lost":
            raise Crashed(str(value))
        return cast(object, value)

    def _stop(self) -> None:
        if self._sock is not None:
            self._sock.close()
            self._sock = None
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None
        if self._stderr >= 0:
            os.close(self._stderr)
            self._stderr = -1

    def close(self) -> None:
        """End the server and everything it runs."""
        with self._lock:
            self._stop()

    def forget(self) -> None:
        """In a forked copy of our process: let go of the parent's server without touching it."""
        self._lock = threading.Lock()
        if self._process is not None:
            self._process.returncode = 0  # not ours to wait for
            self._process = None
        if self._sock is not None:
            self._sock.close()
            self._sock = None
        if self._stderr >= 0:
            os.close(self._stderr)
            self._stderr = -1


def _failure(status: int, usage: Usage) -> LimitError | None:
    if os.WIFSIGNALED(status):
        return death_of(os.WTERMSIG(status), usage)
    code = os.WEXITSTATUS(status)
    if code == NO_MEMORY:
        return OutOfMemory("memory is used up", usage)
    return Crashed(f"left with code {code}", usage) if code else None


_server = Server()
atexit.register(_server.close)
os.register_at_fork(after_in_child=_server.forget)


def call(function: Callable[P, R], budget: Budget, /, *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a module-level ``function`` in a limited child process and return what it returns.

    Arguments and result must pickle; arrays in the result are not copied.

    Raises:
        TimedOut, OutOfMemory, Crashed: what became of the child.
        Exception: whatever the function raised.
    """
    return measured_call(function, budget, *args, **kwargs)[0]


def measured_call(function: Callable[P, R], budget: Budget, /, *args: P.args, **kwargs: P.kwargs) -> tuple[R, Usage]:
    """Like ``call``, and also what the child used."""
    payload = pickle.dumps((args, kwargs), protocol=5)
    value, usage = _server.call(budget, function.__module__, function.__qualname__, payload)
    return cast(R, value), usage


def close() -> None:
    """End the fork server of this process; the next call starts a new one."""
    _server.close()
