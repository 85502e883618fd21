"""The gate of the intake room: every file passes here, and is read in a limited child process."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ParamSpec, TypeVar

from javon.engines.imaging.intake import reader
from javon.engines.imaging.intake.errors import BadFile, Code
from javon.engines.imaging.intake.model import Kind, Limits, Raster, Source
from javon.engines.imaging.intake.sniff import sniff
from javon.engines.tools.budget import Budget, Crashed, OutOfMemory, TimedOut
from javon.engines.tools.limits import call

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

_DEFAULT = Limits()
#: What a file says that opens only with a password.
LOCKED = frozenset({Code.NEEDS_PASSWORD, Code.WRONG_PASSWORD})
#: Bytes of a PDF that are certainly decrypted in a second of CPU.
UNLOCKED_A_SECOND = 10 << 20
_ANY_SIZE = 1 << 50


def inspect(path: str | Path, *, password: str = "", limits: Limits = _DEFAULT) -> Source:
    """Say what a file is and which pages it has, without decoding pixels.

    Raises:
        BadFile: it is none that can be taken; the message says what to do.
    """
    path = Path(path)
    kind, notices = sniff(path)
    return _guarded(path, reader.look, limits.budget, path, kind, password, limits, notices)


def load_frame(path: str | Path, frame: int = 0, *, password: str = "", limits: Limits = _DEFAULT) -> Raster:
    """Decode page ``frame`` (from 0) to upright 8-bit grey or sRGB pixels.

    Raises:
        BadFile: it cannot be read whole; a cut picture tells ``readable_rows``.
    """
    path = Path(path)
    kind, _ = sniff(path)
    return _guarded(path, reader.decode, limits.budget, path, kind, frame, password, limits)


def extract_frame(
    path: str | Path, frame: int, out: str | Path, *, password: str = "", limits: Limits = _DEFAULT
) -> Path | None:
    """Take the one picture of a PDF page out without re-encoding; ``out`` gets the fitting suffix.

    Returns the file, or None where the page is not exactly one picture (then it is rendered by ``load_frame``).
    The picture lies as stored: ``Frame.orientation`` of ``inspect`` says how the page shows it.

    Raises:
        BadFile: the PDF cannot be read.
    """
    path = Path(path)
    kind, _ = sniff(path)
    if kind is not Kind.PDF:
        return None
    return _guarded(path, reader.extract, limits.budget, path, frame, Path(out), password)


def unlock(path: str | Path, out: str | Path, passwords: Sequence[str], *, limits: Limits = _DEFAULT) -> str:
    """Write a copy of an encrypted PDF that opens without a password to ``out``; gives the password that fitted.

    Every stream keeps its bytes; the same file always gives the same copy.

    Raises:
        BadFile: none of the passwords fits, or the file cannot be read.
    """
    path = Path(path)
    budget = limits.budget
    more = path.stat().st_size / UNLOCKED_A_SECOND
    budget = replace(
        budget, cpu_seconds=budget.cpu_seconds + more, wall_seconds=budget.wall_seconds + 3 * more, file_bytes=_ANY_SIZE
    )
    for password in passwords:
        try:
            _guarded(path, reader.unlock, budget, path, Path(out), password)
        except BadFile as bad:
            if bad.code not in LOCKED:
                raise
        else:
            return password
    raise BadFile(Code.WRONG_PASSWORD if passwords else Code.NEEDS_PASSWORD, path)


def _guarded(path: Path, function: Callable[P, R], budget: Budget, /, *args: P.args, **kwargs: P.kwargs) -> R:
    try:
        return call(function, budget, *args, **kwargs)
    except TimedOut as error:
        raise BadFile(Code.TIMED_OUT, path, f"{error.usage.cpu_seconds:.0f} s") from error
    except (OutOfMemory, MemoryError) as error:
        raise BadFile(Code.OUT_OF_MEMORY, path, f"{budget.memory_bytes / 1e9:.1f} GB") from error
    except Crashed as error:
        raise BadFile(Code.CRASHED, path, error.detail) from error
    except PermissionError as error:
        raise BadFile(Code.PERMISSION, path) from error
    except FileNotFoundError as error:
        raise BadFile(Code.MISSING, path) from error
    except BadFile:
        raise
    except Exception as error:  # readers meet broken files in ways that nobody can list; a person gets one answer
        log.warning("%s: %s: %s", path, type(error).__name__, error)
        raise BadFile(Code.DAMAGED, path, f"{type(error).__name__}: {error}"[:200]) from error
