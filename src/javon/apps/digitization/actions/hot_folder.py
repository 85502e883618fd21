"""The watched folder: what is dropped there becomes an object once it lies still; what is bad is set aside, with why.

Polling, not notifications: it works on network shares.  Every entry of the folder (a file, or a folder with its
files) is one object.  An entry is taken when its files have not changed between two looks ``quiet_s`` apart and none
of them carries a name of a copy in progress.  Taking moves it to ``JAVON_DATA/hot-taken`` first, so that a program
killed in between finds it there and goes on.
"""

from __future__ import annotations

import logging
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from javon.apps.digitization.actions.give import object_from_paths, unpacked_clear
from javon.apps.digitization.actions.intake import object_intake, source_key_of
from javon.apps.digitization.errors import AlreadyDigitizedError, DigitizationError, NoRoomError
from javon.apps.digitization.models import DigitalObject
from javon.apps.digitization.models.source import shown_text
from javon.apps.digitization.queries.objects import refused_sources

log = logging.getLogger(__name__)

#: Names of files that are still being written by some program.
UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".filepart", ".download", "~")
#: A network share may show a file whole seconds after its last byte: nothing is taken before it lay still so long.
QUIET_S = 10.0
LOOK_S = 2.0
#: After a full disk the folder is left alone for so long.
NO_ROOM_S = 60.0

Signature = tuple[tuple[str, int, int], ...]


@dataclass(slots=True)
class Seen:
    """An entry as it was at the last look, and since when it has been so."""

    signature: Signature
    since: float


@dataclass(slots=True)
class HotFolder:
    """Watches one folder.  ``clock`` is a monotonic clock in seconds."""

    quiet_s: float = QUIET_S
    clock: Callable[[], float] = time.monotonic
    seen: dict[str, Seen] = field(default_factory=dict)

    def look(self) -> list[DigitalObject]:
        """Take every entry that lies still; gives the objects made.  A bad entry never stops the others."""
        made = []
        for entry in [*_left_over(), *self._still()]:
            try:
                object = take_entry(entry)
            except NoRoomError:
                raise
            except (DigitizationError, OSError) as error:
                _aside_quietly(entry, str(error))
                continue
            if object is not None:
                made.append(object)
        return made

    def _still(self) -> list[Path]:
        root = Path(settings.JAVON_HOT_FOLDER)
        root.mkdir(parents=True, exist_ok=True)
        now, ready, present = self.clock(), [], {}
        for entry in sorted(root.iterdir()):
            if entry.name.startswith("."):
                continue
            signature = signature_of(entry)
            last = self.seen.get(entry.name)
            since = last.since if last is not None and last.signature == signature else now
            present[entry.name] = Seen(signature, since)
            if signature and now - since >= self.quiet_s and not unfinished(signature):
                ready.append(entry)
        self.seen = present
        return [_moved(entry, _taken_folder()) for entry in ready]


def signature_of(entry: Path) -> Signature:
    """Names, sizes and times of all files of an entry; empty for an empty folder, which is still being filled."""
    if entry.is_symlink() or not entry.is_dir():
        return _facts(entry, entry.name)
    found: list[tuple[str, int, int]] = []
    for folder, _folders, names in os.walk(entry):
        for name in names:
            path = Path(folder) / name
            found += _facts(path, str(path.relative_to(entry)))
    return tuple(sorted(found))


def _facts(path: Path, name: str) -> Signature:
    try:
        stat = path.lstat()
    except OSError:  # gone between two looks
        return ()
    return ((name, stat.st_size, stat.st_mtime_ns),)


def unfinished(signature: Signature) -> bool:
    """Whether a file of the entry is being copied by the look of its name."""
    return any(name.lower().endswith(UNFINISHED) for name, _size, _time in signature)


def _taken_folder() -> Path:
    folder = Path(settings.JAVON_DATA) / "hot-taken"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _left_over() -> list[Path]:
    """Entries that an earlier program took and did not finish."""
    return sorted(_taken_folder().iterdir())


def _moved(entry: Path, folder: Path) -> Path:
    """Move an entry; a name that is taken there gets a number."""
    target, number = folder / entry.name, 1
    while target.exists() or target.is_symlink():
        number += 1
        target = folder / f"{entry.stem}-{number}{entry.suffix}"
    shutil.move(entry, target)
    return target


def take_entry(entry: Path) -> DigitalObject | None:
    """Make an object of a taken entry and remove the entry: its files are in the store, or set aside with the reason.

    Raises:
        NoRoomError: the disk is full; the entry stays where it is.
        DigitizationError: nothing of it can be used.
    """
    if entry.is_symlink():
        raise DigitizationError(_("%(name)s: havola qabul qilinmaydi, faylning oʻzini qoʻying.") % {"name": entry.name})
    taken = object_from_paths(paths=[entry], by=None)
    try:
        object: DigitalObject | None = object_intake(object=taken.object, by=None)
    except AlreadyDigitizedError as error:
        log.info("%s: %s", shown_text(entry.name), error)
        object = None
    if object is not None:
        for source in refused_sources(object):
            path = source.given_path
            if path.exists():
                set_aside(path, source.reason, under=entry.name)
    unpacked_clear(source_key_of([entry]))
    _remove(entry)
    return object


def set_aside(path: Path, reason: str, *, under: str = "") -> Path:
    """Move a bad file or folder to ``JAVON_SET_ASIDE``, its reason beside it in a text file."""
    folder = Path(settings.JAVON_SET_ASIDE) / under
    folder.mkdir(parents=True, exist_ok=True)
    target = _moved(path, folder)
    target.with_name(f"{target.name}.txt").write_text(f"{reason}\n", encoding="utf-8", errors="replace")
    log.warning("set aside: %s: %s", shown_text(target.name), reason)
    return target


def _aside_quietly(entry: Path, reason: str) -> None:
    """Set a bad entry aside; where even that fails the watcher goes on and says so."""
    try:
        if entry.exists() or entry.is_symlink():
            set_aside(entry, reason)
    except OSError as error:
        log.error("%s: %s; it could not be set aside: %s", shown_text(entry), reason, error)


def _remove(entry: Path) -> None:
    if entry.is_dir():
        shutil.rmtree(entry, ignore_errors=True)
    else:
        entry.unlink(missing_ok=True)


def watch(stopping: Callable[[], bool], *, look_s: float = LOOK_S) -> None:
    """Look again and again until told to stop; nothing that lies in the folder can end it."""
    folder = HotFolder()
    while not stopping():
        pause = look_s
        try:
            folder.look()
        except NoRoomError as error:
            log.error("%s", error)
            pause = NO_ROOM_S
        except Exception:  # the watcher must outlive any surprise
            log.exception("the hot folder")
        _sleep(pause, stopping)


def _sleep(seconds: float, stopping: Callable[[], bool]) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and not stopping():
        time.sleep(0.2)
