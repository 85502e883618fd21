"""One given file: looked at, stored as a master, or refused with the reason; an encrypted PDF unlocked."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from javon.apps.digitization import policies
from javon.apps.digitization.actions.object import subject_of
from javon.apps.digitization.actions.rights import require
from javon.apps.digitization.actions.room import check_room
from javon.apps.digitization.enums import SourceStatus
from javon.apps.digitization.errors import DigitizationError, NoRoomError
from javon.apps.digitization.models import SourceFile
from javon.apps.people.models import User
from javon.base import clock
from javon.base.audit import record as journal
from javon.base.db import said
from javon.base.db.said import gettext as _
from javon.base.files import FileStoreError, NoSpaceError, SourceUnreadableError, StoredFile, file_store
from javon.engines.imaging import intake as engine

#: The first EXIF orientation that lies on its side.
EXIF_LYING = 5
#: Nothing is said of the file's contents: it could not be read.
UNREADABLE = "unreadable"
#: Why a file is refused that may be taken another time as it is: nothing of its contents is wrong for sure.
PASSING = frozenset(
    {
        UNREADABLE,
        engine.Code.MISSING.value,
        engine.Code.PERMISSION.value,
        engine.Code.NO_SPACE.value,
        engine.Code.TIMED_OUT.value,
        engine.Code.OUT_OF_MEMORY.value,
        engine.Code.CRASHED.value,
    }
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What was found in a file: stored as it is, with its pages; ``unlocked`` is the copy that needs no password."""

    stored: StoredFile
    found: engine.Source | None = None
    unlocked: StoredFile | None = None
    code: str = ""


class RefusedError(Exception):
    """A file that cannot be a page: the intake's code, the sentence, the figures."""

    def __init__(self, reason: str, code: str = UNREADABLE, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.code, self.detail = reason, code, detail


def contents_of(*, path: Path, name: str, by: User | None, passwords: Sequence[str] = ()) -> Contents:
    """Look into a file and store it.  A locked PDF is stored too; it has no pages until a password fits.

    Raises:
        RefusedError: the file is no page.
        NoRoomError: the disk is full; nothing is lost, the same command goes on later.
        DigitizationError: the store cannot be written.
    """
    try:
        try:
            found = engine.inspect(path)
        except engine.BadFile as bad:
            if bad.code not in engine.LOCKED:
                raise
            stored = file_store(path, name=name, by=by)
            return _unlocked(stored, name, by, passwords)
        return Contents(file_store(path, name=name, by=by), found)
    except engine.BadFile as bad:
        raise _refusal(bad, name) from bad
    except NoSpaceError as error:
        raise NoRoomError(said.said_by(error)) from error
    except SourceUnreadableError as error:
        raise RefusedError(said.said_by(error)) from error
    except FileStoreError as error:  # the store itself, not this file
        raise DigitizationError(said.said_by(error)) from error


def _refusal(bad: engine.BadFile, name: str) -> RefusedError | NoRoomError:
    reason = _(engine.MESSAGES[bad.code]) % {**bad.params, "file": name}
    if bad.code is engine.Code.NO_SPACE:
        return NoRoomError(reason)
    return RefusedError(reason, bad.code.value, bad.params["detail"])


def _unlocked(stored: StoredFile, name: str, by: User | None, passwords: Sequence[str]) -> Contents:
    """The stored PDF with a copy that opens without a password, where one of the passwords fits.

    The master keeps its lock and every bit.  The copy is what pages are made from, now and in a hundred years, so no
    password has to be kept anywhere.
    """
    if not passwords:
        return Contents(stored, code=engine.Code.NEEDS_PASSWORD.value)
    check_room(stored.size, Path(settings.JAVON_DATA))
    with _workbench() as folder:
        copy = folder / "unlocked.pdf"
        try:
            engine.unlock(stored.path, copy, passwords)
        except engine.BadFile as bad:
            if bad.code in engine.LOCKED:
                return Contents(stored, code=bad.code.value)
            raise
        found = engine.inspect(copy)
        return Contents(stored, found, file_store(copy, name=name, by=by))


@contextmanager
def _workbench() -> Iterator[Path]:
    root = Path(settings.JAVON_DATA) / "unlocking"
    root.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=root))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def source_take(*, source: SourceFile, by: User | None, passwords: Sequence[str] = ()) -> SourceFile:
    """Look into one file and store it, or note why it is refused.  The other files go on either way.

    Raises:
        NoRoomError: the disk is full; nothing is lost, the same command goes on later.
        DigitizationError: the store cannot be written.
    """
    require(policies.can_digitize, by)
    try:
        contents = contents_of(path=source.given_path, name=source.name, by=by, passwords=passwords)
    except RefusedError as refused:
        return source_refuse(source, refused)
    return source_fill(source, contents, by)


def source_unlock(*, source: SourceFile, by: User | None, passwords: Sequence[str]) -> SourceFile:
    """Try passwords on a locked file that is stored already; where none fits it stays locked and says so.

    Raises:
        NoRoomError: the disk is full.
    """
    require(policies.can_digitize, by)
    assert source.stored is not None
    try:
        contents = _unlocked(source.stored, source.name, by, passwords)
    except engine.BadFile as bad:
        refusal = _refusal(bad, source.name)
        if isinstance(refusal, NoRoomError):
            raise refusal from bad
        return source_refuse(source, refusal)
    return source_fill(source, contents, by)


def source_refuse(source: SourceFile, refused: RefusedError) -> SourceFile:
    """Note why a file is no page."""
    source.status = SourceStatus.REFUSED
    source.code, source.reason, source.detail = refused.code, said.keep(refused.reason), refused.detail
    source.save(update_fields=["status", "code", "reason", "detail"])
    return source


@transaction.atomic
def source_fill(source: SourceFile, contents: Contents, by: User | None) -> SourceFile:
    """Write down what was found in a file."""
    source.stored, source.stored_at, source.size = contents.stored, clock.now(), contents.stored.size
    source.unlocked, source.code, source.reason, source.detail = contents.unlocked, contents.code, "", ""
    found = contents.found
    if found is None:
        source.status = SourceStatus.LOCKED
        source.reason = said.keep(_(engine.MESSAGES[engine.Code(contents.code)]) % {"file": source.name})
        source.save()
        return source
    source.status = SourceStatus.STORED
    source.frames = len(found.frames)
    source.sizes = [_upright_size(frame) for frame in found.frames]
    source.labels = _labels([frame.label for frame in found.frames])
    source.outline = [[entry.level, entry.title, entry.page] for entry in found.outline]
    source.notices = [[notice.code.value, notice.detail] for notice in found.warnings]
    source.save()
    if contents.unlocked is not None:
        details = {"file": source.name, "master": contents.stored.sha512, "unlocked": contents.unlocked.sha512}
        journal(action="digitization.source_unlock", subject=subject_of(source.object), by=by, details=details)
    return source


def _labels(labels: list[str]) -> list[str]:
    """The labels of a file's pages; none where they only count the pages, as programs let them by themselves."""
    counted = [str(number) for number in range(1, len(labels) + 1)]
    return labels if any(labels) and labels != counted else []


def _upright_size(frame: engine.Frame) -> list[int]:
    """Width and height after the turn that the file itself asks for (EXIF orientations 5 to 8 lie on their side)."""
    size = [frame.width, frame.height]
    return size[::-1] if frame.orientation >= EXIF_LYING else size
