"""The SHA-512 of a file as it stands on the disk, read without driving other files out of memory."""

from __future__ import annotations

import ctypes
import hashlib
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

#: One reading: large enough that hashing, not calling, takes the time.
CHUNK = 1 << 20
#: What was read is let go of in such steps, so that a file of many gigabytes never fills the memory.
_LET_GO = 32 << 20
_LOWEST = 19
#: Linux: ioprio_set(2) on x86-64 and on 64-bit ARM; the class "idle" gets the disk when nobody else wants it.
_IOPRIO_SET = {"x86_64": 251, "aarch64": 30}
_WHO_PROCESS, _CLASS_IDLE = 1, 3 << 13


def sha512_on_disk(path: Path, told: Callable[[int], None] | None = None) -> str:
    """Read the whole file from its disk, not from what the system remembers of it, and give its SHA-512 in hex.

    ``told`` is called with the number of bytes of every piece read.

    Raises:
        OSError: the file is missing or cannot be read to its end.
    """
    seal, buffer, read, kept = hashlib.sha512(), memoryview(bytearray(CHUNK)), 0, 0
    with path.open("rb", buffering=0) as file:
        handle = file.fileno()
        _forget(handle, 0, 0)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_SEQUENTIAL)
        while count := file.readinto(buffer):
            seal.update(buffer[:count])
            read += count
            if read - kept >= _LET_GO:
                _forget(handle, kept, read - kept)
                kept = read
            if told is not None:
                told(count)
        _forget(handle, kept, 0)
    return seal.hexdigest()


def _forget(handle: int, start: int, length: int) -> None:
    """Let the system forget what it remembers of the file; on a file system that cannot, nothing is lost."""
    with suppress(OSError):
        os.posix_fadvise(handle, start, length, os.POSIX_FADV_DONTNEED)


def stand_back() -> None:
    """Have the calling thread use processor and disk only when nobody else wants them (Linux: both are a thread's)."""
    thread = threading.get_native_id()
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, thread, _LOWEST)
    number = _IOPRIO_SET.get(os.uname().machine)
    if number is not None:
        ctypes.CDLL(None, use_errno=True).syscall(number, _WHO_PROCESS, thread, _CLASS_IDLE)
