"""What a piece of work may use, and the errors that say which limit it met."""

from __future__ import annotations

import resource
import signal
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """Hard limits of one child process.

    ``memory_bytes`` is address space, so the resident memory is always below it; ``file_bytes`` bounds every file
    the child writes, the result included.
    """

    memory_bytes: int = 1_500_000_000
    cpu_seconds: float = 10.0
    wall_seconds: float = 30.0
    file_bytes: int = 2 << 30


@dataclass(frozen=True, slots=True)
class Usage:
    """What a finished child used: seconds of CPU and the peak of its resident memory in bytes."""

    cpu_seconds: float = 0.0
    peak_bytes: int = 0


class LimitError(Exception):
    """A child did not bring its work to an end; the subclass says why."""

    def __init__(self, detail: str, usage: Usage | None = None) -> None:
        super().__init__(detail, usage)
        self.detail = detail
        self.usage = usage or Usage()

    def __str__(self) -> str:
        return self.detail


class TimedOut(LimitError):  # noqa: N818 -- it reads as the event it names
    """CPU seconds or wall clock ran out."""


class OutOfMemory(LimitError):  # noqa: N818 -- it reads as the event it names
    """The address space ran out, or the kernel ended the child for memory."""


class Crashed(LimitError):  # noqa: N818 -- it reads as the event it names
    """The child died of a signal or left without an answer."""


def apply_budget(budget: Budget) -> None:
    """Put the limits on the calling process for good.  A wall-clock alarm ends it even inside foreign code."""
    _lower(resource.RLIMIT_AS, budget.memory_bytes)
    _lower(resource.RLIMIT_FSIZE, budget.file_bytes)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_CPU, max(1, round(budget.cpu_seconds + 0.5)))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, budget.wall_seconds)


def extend_time(budget: Budget, factor: float) -> None:
    """In a child: give the rest of its work ``factor`` times the seconds, when it turns out to be honestly large."""
    _lower(resource.RLIMIT_CPU, max(1, round(budget.cpu_seconds * factor + 0.5)))
    signal.setitimer(signal.ITIMER_REAL, budget.wall_seconds * factor)


def _lower(what: int, wanted: int) -> None:
    _, hard = resource.getrlimit(what)
    limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(what, (limit, hard))


def death_of(signum: int, usage: Usage) -> LimitError:
    """The error for a child that died of signal ``signum``."""
    if signum in (signal.SIGXCPU, signal.SIGALRM):
        return TimedOut("time is up", usage)
    if signum == signal.SIGKILL:
        return OutOfMemory("ended by the kernel, most often for memory", usage)
    if signum == signal.SIGXFSZ:
        return OutOfMemory("the result is larger than allowed", usage)
    return Crashed(f"died of signal {signum} ({signal.Signals(signum).name})", usage)
