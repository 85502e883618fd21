"""The closed list of job functions, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])

#: The two lanes: quick jobs never wait behind a book that takes half an hour.
QUICK, LONG = "default", "long"
LANES = (QUICK, LONG)
HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class Spec:
    """How a job runs.

    Attributes:
        name: ``<app>.<action>``.
        function: Takes keyword arguments that JSON can hold.  Must be idempotent: after a crash it runs again.
        retries: How often it is tried again after an exception.
        backoff_s: Wait before the first retry; each further one is four times longer, up to 15 minutes.
        timeout_s: After so many seconds the attempt is broken off and counts as failed.
        long: Runs in the lane of long jobs.
        atomic: Function and completion are one transaction: its effects in the database happen exactly once.  Only
            for short functions: on SQLite nobody else can write meanwhile.
    """

    name: str
    function: Callable[..., Any]
    retries: int
    backoff_s: float
    timeout_s: float
    long: bool
    atomic: bool

    @property
    def lane(self) -> str:
        """The queue it stands in."""
        return LONG if self.long else QUICK


_specs: dict[str, Spec] = {}


def job(
    name: str,
    *,
    retries: int = 3,
    backoff_s: float = 2.0,
    timeout_s: float | None = None,
    long: bool = False,
    atomic: bool = False,
) -> Callable[[Function], Function]:
    """Register the function under ``name``; it stays an ordinary function.  ``ValueError`` when the name is taken.

    The time-out is ten minutes, and twelve hours for long jobs, unless given.
    """

    def register(function: Function) -> Function:
        if name in _specs:
            raise ValueError(f"there is a job {name!r} already: {_specs[name].function.__qualname__}")
        limit = timeout_s if timeout_s is not None else (12 * HOUR_S if long else HOUR_S / 6)
        _specs[name] = Spec(name, function, retries, backoff_s, limit, long, atomic)
        return function

    return register


def find(name: str) -> Spec | None:
    """The job of this name, or ``None``."""
    return _specs.get(name)


def job_names() -> list[str]:
    """Every registered name."""
    return sorted(_specs)


def forget(name: str) -> None:
    """Take a name out again (tests register jobs of their own)."""
    _specs.pop(name, None)
