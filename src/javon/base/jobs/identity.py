"""Who a worker is, and whether it still lives."""

from __future__ import annotations

import hashlib
import os
import socket
from contextlib import suppress
from pathlib import Path


def own_identity() -> str:
    """``<machine>/<process id>/<start time>``: a process id that is used again later is another identity."""
    pid = os.getpid()
    return f"{_machine()}/{pid}/{_start_time(pid)}"


def is_dead(identity: str) -> bool:
    """True when the worker ran on this machine and its process is gone; False when it lives or cannot be seen."""
    machine, _, rest = identity.partition("/")
    pid, _, started = rest.partition("/")
    if machine != _machine() or not pid.isdigit():
        return False
    return _start_time(int(pid)) != started


def _machine() -> str:
    """This boot of this machine, as its processes see each other (a container is a machine of its own)."""
    parts = [socket.gethostname()]
    with suppress(OSError):
        parts.append(Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip())
        parts.append(str(Path("/proc/self/ns/pid").stat().st_ino))
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:12]


def _start_time(pid: int) -> str:
    """Ticks between boot and the start of the process; "" when there is none or only its unburied remains."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    # The command's name may hold blanks and brackets: what counts stands behind the last one.
    fields = text.rpartition(")")[2].split()
    state, started = fields[0], fields[19]
    return "" if state in {"Z", "X"} else started
