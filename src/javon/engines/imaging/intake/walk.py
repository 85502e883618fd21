"""From what a person gives (folders, files) to the files of pages, in the order in which people number them."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from javon.engines.imaging.intake.errors import BadFile, Code
from javon.engines.imaging.intake.sniff import EXTENSIONS, is_zip, kind_of, read_head, unsupported

NaturalKey = tuple[tuple[int, int, str], ...]

_DIGITS = re.compile(r"(\d+)")
_SYSTEM_NAMES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "__macosx", "$recycle.bin"})
_SIDECARS = frozenset(
    {".txt", ".xml", ".csv", ".json", ".md", ".html", ".htm", ".log", ".ini", ".nfo", ".hocr", ".xmp", ".mrc"}
    | {".sha1", ".sha256", ".sha512", ".md5", ".doc", ".docx", ".xls", ".xlsx", ".odt", ".rtf", ".yaml", ".yml"}
)


class Why(StrEnum):
    """Why a path was left out."""

    SYSTEM = "system"
    SIDECAR = "sidecar"
    UNKNOWN = "unknown"
    TWICE = "twice"
    LOOP = "loop"
    PERMISSION = "permission"
    MISSING = "missing"
    SPECIAL = "special"


#: Words of the interface (Uzbek Latin gettext keys) for each reason.
REASONS: dict[Why, str] = {
    Why.SYSTEM: "%(file)s: tizim yoki yashirin fayl, oʻtkazib yuborildi.",
    Why.SIDECAR: "%(file)s: sahifa emas, yonidagi izoh fayli.",
    Why.UNKNOWN: "%(file)s: sahifa tasviri emas.",
    Why.TWICE: "%(file)s: ikki marta berilgan, bir marta olindi.",
    Why.LOOP: "%(file)s: oʻziga qaytadigan havola, oʻtkazib yuborildi.",
    Why.PERMISSION: "%(file)s: oʻqishga ruxsat yoʻq. Javonga oʻqish huquqini bering.",
    Why.MISSING: "%(file)s: bunday fayl yoki papka yoʻq.",
    Why.SPECIAL: "%(file)s: oddiy fayl emas.",
}

#: Reasons a person need not be told of.
QUIET = frozenset({Why.SYSTEM, Why.SIDECAR})


@dataclass(frozen=True, slots=True)
class Skipped:
    """A path that was left out, and why."""

    path: Path
    why: Why


@dataclass(frozen=True, slots=True)
class Collected:
    """Files of pages (images, PDFs, and ZIP archives, see ``is_archive``) in reading order, and what was left out."""

    files: tuple[Path, ...]
    skipped: tuple[Skipped, ...] = ()


@dataclass(slots=True)
class _Walk:
    files: list[Path] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    seen: set[tuple[int, int]] = field(default_factory=set)

    def skip(self, path: Path, why: Why) -> None:
        self.skipped.append(Skipped(path, why))

    def first_time(self, found: os.stat_result) -> bool:
        identity = (found.st_dev, found.st_ino)
        known = identity in self.seen
        self.seen.add(identity)
        return not known


def natural_key(text: str | Path) -> tuple[NaturalKey, ...]:
    """Sort key under which ``page 2`` stands before ``page 10`` and ``2.tif`` before ``2a.tif``.

    Case, width and accents' composition do not count; every folder name counts by itself; the name counts before
    its extension.
    """
    parts = Path(text).parts or ("",)
    last = Path(parts[-1])
    return (*(_part_key(part) for part in parts[:-1]), _part_key(last.stem), _part_key(last.suffix))


def _part_key(part: str) -> NaturalKey:
    folded = unicodedata.normalize("NFKC", part).casefold()
    return tuple(_token_key(token) for token in _DIGITS.split(folded) if token)


def _token_key(token: str) -> tuple[int, int, str]:
    if not token.isdecimal():
        return (1, 0, token)
    # Python refuses to read numbers above 4,300 digits; names that long do not exist on any file system.
    return (0, int(token[:4000]), token)


def is_archive(path: Path) -> bool:
    """Whether the content of ``path`` is a ZIP archive."""
    try:
        return is_zip(read_head(path))
    except BadFile:
        return False


def collect(paths: Iterable[str | Path]) -> Collected:
    """Find the files of pages under ``paths``.

    Folders come in the order given, everything inside a folder in natural order, sub-folders among the files by
    their name.  Files given by name beside each other are sorted naturally too (a shell gives 1, 10, 2).
    Nothing is opened but the first bytes of files whose extension says nothing.
    """
    walk = _Walk()
    for group in _groups([Path(path) for path in paths]):
        for path in group:
            _visit(path, walk, named=True)
    return Collected(tuple(walk.files), tuple(walk.skipped))


def _groups(paths: list[Path]) -> Iterator[list[Path]]:
    run: list[Path] = []
    for path in paths:
        if os.path.isdir(path):  # unlike Path.is_dir it answers no where asking is not permitted
            yield sorted(run, key=natural_key)
            run = []
            yield [path]
        else:
            run.append(path)
    yield sorted(run, key=natural_key)


def _visit(path: Path, walk: _Walk, *, named: bool = False) -> None:
    if not named and _is_system(path.name):
        return walk.skip(path, Why.SYSTEM)
    try:
        found = path.stat()
    except FileNotFoundError:
        return walk.skip(path, Why.MISSING)
    except PermissionError:
        return walk.skip(path, Why.PERMISSION)
    except OSError:  # a link that leads to itself
        return walk.skip(path, Why.LOOP)
    if stat.S_ISDIR(found.st_mode):
        return _visit_folder(path, found, walk)
    if not stat.S_ISREG(found.st_mode):
        return walk.skip(path, Why.SPECIAL)
    why = None if named else _why_not(path)
    if why is not None:
        return walk.skip(path, why)
    if not walk.first_time(found):
        return walk.skip(path, Why.TWICE)
    walk.files.append(path)
    return None


def _visit_folder(path: Path, found: os.stat_result, walk: _Walk) -> None:
    if not walk.first_time(found):
        return walk.skip(path, Why.LOOP if path.is_symlink() else Why.TWICE)
    try:
        children = sorted(path.iterdir(), key=lambda child: natural_key(child.name))
    except PermissionError:
        return walk.skip(path, Why.PERMISSION)
    for child in children:
        _visit(child, walk)
    return None


def _is_system(name: str) -> bool:
    return name.startswith((".", "~$")) or name.casefold() in _SYSTEM_NAMES


def _why_not(path: Path) -> Why | None:
    suffix = path.suffix.lower()
    if suffix in EXTENSIONS or suffix == ".zip":
        return None
    if suffix in _SIDECARS:
        return Why.SIDECAR
    try:
        head = read_head(path)
    except BadFile as bad:
        return Why.PERMISSION if bad.code is Code.PERMISSION else Why.UNKNOWN
    return None if kind_of(head) or is_zip(head) else Why.UNKNOWN


def foreign(path: Path, name: str) -> BadFile | None:
    """Why the file at ``path``, called ``name``, can be no page nor hold any; None where it may, or is a companion.

    Told by the first bytes alone, before anything is kept; what is called a page and is broken is told by ``inspect``.
    """
    called = Path(name)
    if called.suffix.lower() in _SIDECARS or _is_system(called.name):
        return None
    try:
        head = read_head(path)
    except BadFile as bad:
        return BadFile(bad.code, called)
    if kind_of(head, called.suffix) or is_zip(head):
        return None
    told = unsupported(called, head)
    return told if told.code in {Code.UNSUPPORTED, Code.UNSUPPORTED_IMAGE} else None
