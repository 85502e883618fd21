"""What runs inside a worker process: one page at a time, warm, on one thread, within limits."""

from __future__ import annotations

import ctypes
import logging
import multiprocessing
import os
import resource
import signal
import threading
import time
import traceback

_LOG = logging.getLogger(__name__)

# Before any numerical library is loaded: one process a core, one thread each.
for _name in ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VIPS_CONCURRENCY"):
    os.environ[_name] = "1"

import cv2  # noqa: E402 -- the threads must be limited first
import pyvips  # noqa: E402 -- as above

from javon.engines.imaging.intake import BadFile  # noqa: E402 -- as above
from javon.engines.pipeline.outcome import Outcome, PageDone, PageFailed, Reason  # noqa: E402 -- as above
from javon.engines.pipeline.page import read_page  # noqa: E402 -- as above
from javon.engines.pipeline.result import PageTask  # noqa: E402 -- as above

#: Arrays of a page are freed into the C library's heap, which keeps them: 60 MB a worker unless it is asked to let go.
_LIBC = ctypes.CDLL(None)
#: Arrays of pages of more than 12 million pixels go back to the system at once; smaller ones are used again, which
#: saves time.  Numbers of the options as in malloc.h.
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_LARGE_ARRAY, _KEPT_FREE = 12_000_000, 64_000_000


def start(memory_bytes: int) -> None:
    """Prepare a fresh worker: limits, Ctrl-C left to the parent, and an end when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
    _LIBC.mallopt(_M_MMAP_THRESHOLD, _LARGE_ARRAY)
    _LIBC.mallopt(_M_TRIM_THRESHOLD, _KEPT_FREE)
    threading.Thread(target=_follow, daemon=True).start()


def awake() -> None:
    """Answers once the libraries are loaded: from then on a page's time runs."""


def _follow() -> None:
    """End with the process that started the executor, even where a fork server stands between."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def attempt(task: PageTask, careful: bool = False) -> Outcome:
    """Process a page; every error that can be told becomes a value.  ``careful`` is the second attempt, alone."""
    wall, cpu = time.perf_counter(), _cpu()
    try:
        results = tuple(read_page(task, careful=careful))
    except BadFile as error:
        return PageFailed(task, Reason.BAD_FILE, error.message, error.code.value, detail=error.params["detail"])
    except Exception as error:
        if _is_out_of_memory(error):
            message = f"{task.source.name}: the page needs more memory than a page may have."
            return PageFailed(task, Reason.MEMORY, message)
        # A line: this process has no log of its own, and what it says stands on the terminal of whoever waits for it.
        place = traceback.extract_tb(error.__traceback__)[-1]
        _LOG.warning("%s: %s (%s:%s)", task.source.name, error, place.filename, place.lineno)
        return PageFailed(task, Reason.ERROR, f"{task.source.name}: {error}", type(error).__name__)
    finally:
        _LIBC.malloc_trim(0)
    return PageDone(task, results, round(time.perf_counter() - wall, 4), round(_cpu() - cpu, 4))


def _is_out_of_memory(error: Exception) -> bool:
    """Whether memory ran out: OpenCV and libvips say so with errors of their own."""
    if isinstance(error, cv2.error):
        return error.code == cv2.Error.StsNoMem
    return isinstance(error, MemoryError) or (isinstance(error, pyvips.Error) and "out of memory" in error.detail)


def _cpu() -> float:
    """CPU seconds of this process and of its finished children."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
