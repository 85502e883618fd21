"""The small process that forks one limited child per job.  Run as ``python -m javon.engines.tools.forkserver FD``.

It keeps the modules of past jobs imported, so that a job costs a fork (a few milliseconds) and not a start of Python.
It must stay single-threaded: the parent sets the thread counts of numerical libraries to one.

Job: ``_JOB`` header, pickled ``(module, name, budget, payload)``, and one file descriptor the child writes its answer
to.  Answer: ``_DONE`` with the wait status, CPU seconds and peak memory.  The answer file is read only after status 0,
so a child that dies half-way cannot confuse the protocol.
"""

from __future__ import annotations

import errno
import importlib
import os
import pickle
import signal
import socket
import struct
import sys
from typing import Any

from javon.engines.tools.budget import Budget, apply_budget

JOB = struct.Struct("<Q")
DONE = struct.Struct("<idq")
NO_MEMORY = 77
NO_ANSWER = 78


def receive_exactly(sock: socket.socket, size: int) -> bytes:
    """Read ``size`` bytes; fewer mean that the other side is gone."""
    parts = bytearray()
    while len(parts) < size:
        part = sock.recv(min(size - len(parts), 1 << 20))
        if not part:
            break
        parts += part
    return bytes(parts)


def write_answer(fd: int, answer: tuple[str, object]) -> None:
    """Write ``answer`` to ``fd``: count and lengths of buffers, pickle, then the buffers as they lie in memory."""
    buffers: list[pickle.PickleBuffer] = []
    body = pickle.dumps(answer, protocol=5, buffer_callback=buffers.append)
    views = [buffer.raw() for buffer in buffers]
    head = struct.pack(f"<QQ{len(views)}Q", len(body), len(views), *(view.nbytes for view in views))
    for view in (memoryview(head), memoryview(body), *views):
        while view:
            view = view[os.write(fd, view) :]


def read_answer(data: memoryview) -> tuple[str, Any]:
    """Give back what ``write_answer`` wrote; arrays lie on ``data`` itself without a copy."""
    body_size, count = struct.unpack_from("<QQ", data)
    sizes = struct.unpack_from(f"<{count}Q", data, 16)
    at = 16 + 8 * count
    body = data[at : at + body_size]
    at += body_size
    buffers = []
    for size in sizes:
        buffers.append(data[at : at + size])
        at += size
    # The writer is our own child running our own code; it could do no more with a pickle than it can do already.
    answer: tuple[str, Any] = pickle.loads(body, buffers=buffers)  # noqa: S301 -- see above
    return answer


def _work(fd: int, module: str, name: str, budget: Budget, payload: bytes) -> int:
    try:
        apply_budget(budget)
        function: Any = importlib.import_module(module)
        for part in name.split("."):
            function = getattr(function, part)
        args, kwargs = pickle.loads(payload)  # noqa: S301 -- comes from our own parent
        answer: tuple[str, object] = ("value", function(*args, **kwargs))
    except MemoryError:
        return NO_MEMORY
    except Exception as error:
        answer = ("error", error)
    try:
        write_answer(fd, answer)
    except MemoryError:
        return NO_MEMORY
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.EFBIG:
            return NO_MEMORY
        os.ftruncate(fd, 0)
        os.lseek(fd, 0, os.SEEK_SET)
        words = f"{answer[0]} of {module}.{name}, a {type(answer[1]).__name__}, cannot travel: {error}"
        write_answer(fd, ("lost", words))
    return 0


def _run_job(sock: socket.socket, fd: int, job: bytes) -> bytes:
    module, name, budget, payload = pickle.loads(job)  # noqa: S301 -- comes from our own parent
    try:
        importlib.import_module(module)  # kept for the jobs to come
    except Exception as error:
        write_answer(fd, ("error", error))
        return DONE.pack(0, 0.0, 0)
    pid = os.fork()
    if pid == 0:
        code = NO_ANSWER
        try:
            sock.close()
            code = _work(fd, module, name, budget, payload)
        finally:
            os._exit(code)
    _, status, usage = os.wait4(pid, 0)
    return DONE.pack(status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def serve(sock: socket.socket) -> None:
    """Take jobs until the parent goes away."""
    while True:
        head, fds, _, _ = socket.recv_fds(sock, JOB.size, 1)
        if len(head) < JOB.size or len(fds) != 1:
            return
        job = receive_exactly(sock, JOB.unpack(head)[0])
        try:
            done = _run_job(sock, fds[0], job)
        finally:
            os.close(fds[0])
        sock.sendall(done)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        serve(socket.socket(fileno=int(sys.argv[1])))
    except (BrokenPipeError, ConnectionResetError):
        sys.exit(0)
