"""Files copied so that a copy can be trusted: whole or not there, gone on with after a kill, links kept as links."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

CHUNK = 1 << 20
#: A file on its way; its bytes are nowhere counted as copied.
UNFINISHED = ".part"
#: File systems keep times to the nanosecond or to two seconds.
SAME_TIME_NS = 2_000_000_000
#: A file that a writer is just putting in place is waited for so long.
WAIT_S, LOOK_S = 10.0, 0.05


class ChangedError(Exception):
    """A file's bytes are not those of its checksum: it is not copied as if all were well."""


class Copier:
    """Copies files one by one; what is there already with the same size and time is not copied again.

    Two names of one file (hard links) are one file in the copy as well, where its file system can.
    """

    def __init__(self, on_bytes: Callable[[int], None] = lambda count: None) -> None:
        self.copied = 0
        self._on_bytes = on_bytes
        self._seen: dict[tuple[int, int], Path] = {}

    def file(self, source: Path, target: Path, sha512: str = "") -> None:
        """Copy one file; where ``sha512`` is given its bytes are compared with it on the way.

        Raises:
            ChangedError: the bytes are others; nothing was copied.
            FileNotFoundError: the source is gone.
            OSError: it cannot be read, or the target cannot be written.
        """
        facts = source.stat()
        known = self._seen.get((facts.st_dev, facts.st_ino))
        if not _same(facts, target):
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if known is None or not _linked(known, target):
                self._stream(source, target, sha512)
                self.copied += 1
                self._on_bytes(facts.st_size)
        if facts.st_nlink > 1 and known is None:
            self._seen[facts.st_dev, facts.st_ino] = target

    def _stream(self, source: Path, target: Path, sha512: str) -> None:
        draft = target.with_name(target.name[-200:] + UNFINISHED)
        digest = hashlib.sha512()
        try:
            with source.open("rb") as read, draft.open("wb") as written:
                facts = os.fstat(read.fileno())
                while chunk := read.read(CHUNK):
                    written.write(chunk)
                    digest.update(chunk)
                if sha512 and digest.hexdigest() != sha512:
                    raise ChangedError(str(source))
                written.flush()
                os.fchmod(written.fileno(), stat.S_IMODE(facts.st_mode))
                os.fsync(written.fileno())
            os.utime(draft, ns=(facts.st_atime_ns, facts.st_mtime_ns))
            draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise

    def steady(self, source: Path, target: Path, sha512: str = "") -> None:
        """The same for a file that never changes and never goes; the moment in which it is put in place passes.

        Raises:
            FileNotFoundError: it is not there.
            ChangedError, OSError: as ``file``.
        """
        deadline = time.monotonic() + WAIT_S
        while True:
            try:
                return self.file(source, target, sha512)
            except FileNotFoundError:
                if time.monotonic() > deadline or source.parent.exists():
                    raise
                time.sleep(LOOK_S)

    def tree(self, source: Path, target: Path) -> None:
        """Copy every file of a folder that others may be changing: what goes meanwhile is left out."""
        for path in files_below(source):
            with suppress(FileNotFoundError):
                self.file(path, target / path.relative_to(source))


def files_below(folder: Path) -> Iterator[Path]:
    """Every plain file of a folder, at any depth, in order; no links, nothing on its way; none of a missing folder."""
    for here, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(here, name)
            if not name.endswith(UNFINISHED) and path.is_file() and not path.is_symlink():
                yield path


def bytes_missing(source: Path, target: Path, seen: set[tuple[int, int]]) -> int:
    """Bytes that a copy of the folder would still write; ``seen`` holds the files counted under another name."""
    missing = 0
    for path in files_below(source):
        with suppress(FileNotFoundError):
            facts = path.stat()
            name = (facts.st_dev, facts.st_ino)
            if name not in seen and not _same(facts, target / path.relative_to(source)):
                missing += facts.st_size
            if facts.st_nlink > 1:
                seen.add(name)
    return missing


def _same(facts: os.stat_result, target: Path) -> bool:
    try:
        there = target.stat()
    except OSError:
        return False
    return there.st_size == facts.st_size and abs(there.st_mtime_ns - facts.st_mtime_ns) < SAME_TIME_NS


def _linked(known: Path, target: Path) -> bool:
    """Whether the target could be made another name of what was copied already."""
    try:
        target.unlink(missing_ok=True)
        os.link(known, target)
    except OSError:
        return False
    return True
