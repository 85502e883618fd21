"""The watched folder: what is dropped there becomes an object once it lies still; what is bad is set aside, with why.

Polling, not notifications: it works on network shares.  Every entry of the folder (a file, or a folder with its
files) is one object.  An entry is taken when its files have not changed between two looks ``quiet_s`` apart and none
of them carries a name of a copy in progress.  Taking moves it to a place of its own in ``JAVON_DATA/hot-taken`` first,
so that a program killed in between finds it there and goes on, and that today's ``scan.pdf`` is not taken for the
one of yesterday.  Only what is in the store is deleted; everything else ends in ``JAVON_SET_ASIDE``.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import time
from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from javon.apps.digitization.actions.give import LITTER, object_from_paths, unpacked_clear
from javon.apps.digitization.actions.intake import object_intake, source_key_of
from javon.apps.digitization.actions.lock import object_lock
from javon.apps.digitization.errors import (
    AlreadyDigitizedError,
    BusyError,
    DigitizationError,
    LockedError,
    NoRoomError,
)
from javon.apps.digitization.models import DigitalObject, SourceFile
from javon.apps.digitization.models.source import shown_text
from javon.apps.digitization.queries.objects import refused_sources
from javon.apps.digitization.queries.reasons import refusal_words
from javon.apps.digitization.queries.set_aside import note_text
from javon.base.db import said
from javon.base.db.said import gettext as _
from javon.base.files import StoredFile
from javon.engines.imaging.intake import is_archive
from javon.engines.tools.plain import plain

log = logging.getLogger(__name__)

#: Names of files that are still being written by some program.
UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".filepart", ".download", "~")
#: A network share may show a file whole seconds after its last byte: nothing is taken before it lay still so long.
QUIET_S = 10.0
LOOK_S = 2.0
#: After a full disk the folder is left alone for so long.
NO_ROOM_S = 60.0
#: Bytes of a name; the file systems of Linux take 255, and ``.txt`` comes behind.
LONGEST_NAME = 250
#: What the watcher holds, so that two workers do not take the same entry.
LOCK = "hot-folder"

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
        try:
            with object_lock(LOCK):
                taken = [_taken(entry) for entry in [*_left_over(), *self._still()]]
        except BusyError:  # another worker watches the same folder
            return []
        return [object for object in taken if object is not None]

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
        return [_moved(entry, _taken_folder() / uuid4().hex) for entry in ready]


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
    found = []
    for place in sorted(_taken_folder().iterdir()):
        found += sorted(place.iterdir())
        with suppress(OSError):  # only an empty place goes
            place.rmdir()
    return found


def _moved(entry: Path, folder: Path, *, noted: bool = False) -> Path:
    """Move an entry; a name that is taken there, or whose note's name is (``noted``), gets a number."""
    folder.mkdir(parents=True, exist_ok=True)
    target, number = folder / entry.name, 1
    while os.path.lexists(target) or (noted and os.path.lexists(_note_of(target))):
        number += 1
        target = folder / _numbered(entry, number)
    shutil.move(entry, target)
    return target


def _numbered(entry: Path, number: int) -> str:
    """The name with a number behind it, no longer than a file system takes."""
    end = f"-{number}{entry.suffix}".encode("utf-8", "surrogateescape")
    kept = entry.stem.encode("utf-8", "surrogateescape")[: max(1, LONGEST_NAME - len(end))]
    return (kept.decode("utf-8", "ignore").encode() + end).decode("utf-8", "surrogateescape")


def _taken(entry: Path) -> DigitalObject | None:
    """The object of an entry; a bad entry is set aside and stops nothing."""
    try:
        object = take_entry(entry)
    except NoRoomError:
        raise
    except (DigitizationError, OSError) as error:
        _aside_quietly(entry, said.said_by(error))
        object = None
    with suppress(OSError):
        entry.parent.rmdir()
    return object


def take_entry(entry: Path) -> DigitalObject | None:
    """Make an object of a taken entry and remove the entry: its files are in the store, or set aside with the reason.

    Raises:
        NoRoomError: the disk is full; the entry stays where it is.
        DigitizationError: nothing of it can be used.
    """
    if entry.is_symlink():
        raise DigitizationError(_link_words(entry))
    _links_aside(entry)
    taken = object_from_paths(paths=[entry], by=None, note_left_out=True)
    given = {source.given_path for source in SourceFile.objects.filter(object=taken.object).exclude(path="")}
    try:
        object: DigitalObject | None = object_intake(object=taken.object, by=None)
        refused = {
            source.given_path: refusal_words(source) for source in refused_sources(taken.object).exclude(path="")
        }
    except LockedError:  # stored, and waiting for a password
        object, refused = taken.object, {}
    except AlreadyDigitizedError as error:
        log.info("%s: %s", shown_text(entry.name), error)
        object = None
        refused = {path: said.said_by(error) for path in given if not _is_stored(path)}
    _clear(entry, given - set(refused), refused, taken.left_out)
    unpacked_clear(source_key_of([entry]))
    return object


def _links_aside(entry: Path) -> None:
    """Whoever may write into the watched folder alone must not have files from elsewhere taken in by a link."""
    paths = [Path(folder) / name for folder, folders, names in os.walk(entry) for name in [*folders, *names]]
    for path in paths:
        if path.is_symlink():
            set_aside(path, _link_words(path), under=_below(path, entry))


def _link_words(path: Path) -> str:
    name = shown_text(path.name)
    return _("%(name)s: havola qabul qilinmaydi, faylning oʻzini qoʻying.") % {"name": name}


def _clear(entry: Path, stored: Set[Path], refused: Mapping[Path, str], left_out: Sequence[str]) -> None:
    """Delete what is in the store; all else is set aside, an archive as a whole where not all of it was taken."""
    lost = [*left_out, *(reason for path, reason in refused.items() if not path.is_relative_to(entry))]
    for path in _files(entry):
        if path in stored or path.name.casefold().startswith(LITTER) or (not lost and is_archive(path)):
            path.unlink()
        else:
            reason = refused.get(path) or (said.lines(lost) if lost else shown_text(path.name))
            set_aside(path, reason, under=_below(path, entry))
    shutil.rmtree(entry, ignore_errors=True)


def _is_stored(path: Path) -> bool:
    with path.open("rb") as file:
        return StoredFile.objects.filter(pk=hashlib.file_digest(file, "sha512").hexdigest()).exists()


def _files(entry: Path) -> list[Path]:
    """The entry, or every file of it where it is a folder."""
    if not entry.is_dir():
        return [entry]
    return [Path(folder) / name for folder, _folders, names in os.walk(entry) for name in names]


def _below(path: Path, entry: Path) -> str:
    """Where a file of an entry is set aside: in a folder of the entry's name, below it as it lay there."""
    return "" if path == entry else str(Path(entry.name) / path.parent.relative_to(entry))


def set_aside(path: Path, reason: str, *, under: str = "") -> Path:
    """Move a bad file or folder to ``JAVON_SET_ASIDE``, its reason beside it in a text file.

    Who opens the folder is not known, so the note speaks every language of the interface, each behind its name.
    """
    target = _moved(path, Path(settings.JAVON_SET_ASIDE) / under, noted=True)
    # "x" follows no link and writes over nothing: a name of somebody else's choosing stands there.
    with _note_of(target).open("x", encoding="utf-8", errors="replace") as note:
        note.write(plain(note_text(reason)))
    log.warning("set aside: %s: %s", shown_text(target.name), reason)
    return target


def _note_of(target: Path) -> Path:
    """Where the reason stands for which something was set aside."""
    beside = target.name.encode("utf-8", "surrogateescape")[:LONGEST_NAME].decode("utf-8", "ignore")
    return target.with_name(f"{beside}.txt")


def _aside_quietly(entry: Path, reason: str) -> None:
    """Set a bad entry aside; where even that fails the watcher goes on and says so."""
    try:
        if entry.exists() or entry.is_symlink():
            set_aside(entry, reason)
    except OSError as error:
        log.error("%s: %s; it could not be set aside: %s", shown_text(entry), reason, error)


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
