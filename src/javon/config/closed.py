"""What Javon keeps is closed to everybody else on the machine: folders 0700, files 0600."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

#: New files and folders are their owner's alone, those of programs that are started too.
MASK = 0o077
#: One of these lies in every folder of ours that is not empty.
OURS = ("secret-key", "seal-key", "javon.sqlite3", "files", "0=ocfl_1.1", "site-address")


def close(*kept: Path) -> None:
    """Make nothing from now on that others can read, and shut what others could read so far.

    A closed folder closes all that is in it; only what lies directly in it is shut besides, in case it is opened once.
    Where it belongs to somebody else, or holds things but none of ours (somebody set ``/srv``), nothing is changed:
    ``open_to_others`` tells of it.
    """
    os.umask(MASK)
    for path in _looked_at(path for path in kept if _is_ours(path)):
        with suppress(OSError):
            mode = path.stat().st_mode
            if mode & MASK:
                path.chmod(mode & 0o7700)


def open_to_others(*kept: Path) -> list[Path]:
    """What others on the machine can still read or write."""
    return [path for path in kept if path.exists() and path.stat().st_mode & MASK]


def _is_ours(folder: Path) -> bool:
    with suppress(OSError):
        return any((folder / name).exists() for name in OURS) or not any(folder.iterdir())
    return False


def _looked_at(kept: Iterable[Path]) -> Iterator[Path]:
    for path in kept:
        yield path
        with suppress(OSError):
            yield from (inside for inside in path.iterdir() if not inside.is_symlink())
