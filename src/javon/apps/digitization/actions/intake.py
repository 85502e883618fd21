"""Files become sources, sources become pages.

Three steps, each safe to repeat: register what was given, take every file in, register the pages.  A program killed
in between leaves rows that tell the next one where to go on.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from javon.apps.digitization import policies
from javon.apps.digitization.actions.object import object_discard, subject_of
from javon.apps.digitization.actions.pages import pages_register
from javon.apps.digitization.actions.rights import require
from javon.apps.digitization.enums import ObjectStatus, SourceStatus
from javon.apps.digitization.errors import (
    AlreadyDigitizedError,
    DigitizationError,
    NoRoomError,
    NothingToDigitizeError,
)
from javon.apps.digitization.models import DigitalObject, SourceFile
from javon.apps.digitization.models.source import path_text
from javon.apps.digitization.queries.objects import object_given_before
from javon.apps.people.models import User
from javon.base import clock
from javon.base.audit import record as journal
from javon.base.files import FileStoreError, NoSpaceError, SourceUnreadableError, file_store
from javon.base.jobs import enqueue
from javon.engines.imaging import intake as engine

#: Room that must stay free on the disk beside the files themselves: derivatives, database, index.
SPARE = 1.6
LEAST_FREE = 200 * 1024 * 1024
#: The first EXIF orientation that lies on its side.
EXIF_LYING = 5


@dataclass(frozen=True, slots=True)
class Given:
    """A file that was given: where it lies and what people call it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was given and cannot be a page: ``code`` of the intake engine where it has one, and the sentence."""

    name: str
    code: str = ""
    reason: str = ""
    detail: str = ""


def source_key_of(paths: Iterable[Path]) -> str:
    """What makes the same command the same: the absolute paths in their order."""
    text = "\n".join(str(Path(path).resolve()) for path in paths)
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def check_room(needed: int, folder: Path) -> None:
    """Raise ``NoRoomError`` unless the disk of ``folder`` takes ``needed`` bytes and what is made from them."""
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    wanted = int(needed * SPARE) + LEAST_FREE
    if free < wanted:
        raise NoRoomError(
            _(
                "Diskda joy yetmaydi (%(folder)s): %(wanted)s MB kerak, %(free)s MB boʻsh. "
                "Joy boʻshatib, qayta boshlang."
            )
            % {"folder": folder, "wanted": wanted // 2**20 + 1, "free": free // 2**20}
        )


@transaction.atomic
def sources_register(*, object: DigitalObject, given: Sequence[Given], by: User | None) -> int:
    """Write down the given files in their order; gives the number of files not known before.

    A known file is left alone, unless it was refused and has changed since: then it is tried again.
    """
    require(policies.can_digitize, by)
    known = {(row.path, row.name): row for row in SourceFile.objects.filter(object=object)}
    position = max((row.position for row in known.values()), default=0)
    new = []
    for item in given:
        size, mtime_ns = _stat(item.path)
        row = known.get((path_text(item.path), item.name))
        if row is None:
            position += 1
            new.append(
                SourceFile(
                    object=object,
                    position=position,
                    path=path_text(item.path),
                    name=item.name,
                    size=size,
                    mtime_ns=mtime_ns,
                )
            )
        elif row.status == SourceStatus.REFUSED and (row.size, row.mtime_ns) != (size, mtime_ns):
            row.status, row.size, row.mtime_ns = SourceStatus.WAITING, size, mtime_ns
            row.save(update_fields=["status", "size", "mtime_ns"])
    SourceFile.objects.bulk_create(new)
    return len(new)


@transaction.atomic
def sources_note(*, object: DigitalObject, refusals: Sequence[Refusal], by: User | None) -> None:
    """Keep with the object what was given and is no page, so that nothing vanishes without a word."""
    require(policies.can_digitize, by)
    rows = SourceFile.objects.filter(object=object)
    position = max(rows.values_list("position", flat=True), default=0)
    known = set(rows.values_list("name", flat=True))
    fresh = {refusal.name: refusal for refusal in refusals if refusal.name not in known}
    SourceFile.objects.bulk_create(
        SourceFile(
            object=object,
            position=place,
            name=refusal.name,
            status=SourceStatus.REFUSED,
            code=refusal.code,
            reason=refusal.reason,
            detail=refusal.detail,
        )
        for place, refusal in enumerate(fresh.values(), start=position + 1)
    )


def _stat(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def source_take(*, source: SourceFile, by: User | None) -> SourceFile:
    """Look into one file and store it, or note why it is refused.  The other files go on either way.

    Raises:
        NoRoomError: the disk is full; nothing is lost, the same command goes on later.
        DigitizationError: the store cannot be written.
    """
    require(policies.can_digitize, by)
    path = source.given_path
    try:
        found = engine.inspect(path)
        stored = file_store(path, name=source.name, by=by)
    except engine.BadFile as bad:
        if bad.code is engine.Code.NO_SPACE:
            raise NoRoomError(_refusal(bad, source.name)) from bad
        return _refuse(source, bad.code.value, _refusal(bad, source.name), bad.params["detail"])
    except NoSpaceError as error:
        raise NoRoomError(str(error)) from error
    except SourceUnreadableError as error:
        return _refuse(source, "unreadable", str(error))
    except FileStoreError as error:  # the store itself, not this file
        raise DigitizationError(str(error)) from error
    source.status, source.code, source.reason = SourceStatus.STORED, "", ""
    source.stored, source.stored_at, source.size = stored, clock.now(), stored.size
    source.frames = len(found.frames)
    source.sizes = [_upright_size(frame) for frame in found.frames]
    labels = [frame.label for frame in found.frames]
    source.labels = labels if any(labels) else []
    source.notices = [[notice.code.value, notice.detail] for notice in found.warnings]
    source.save()
    return source


def _upright_size(frame: engine.Frame) -> list[int]:
    """Width and height after the turn that the file itself asks for (EXIF orientations 5 to 8 lie on their side)."""
    size = [frame.width, frame.height]
    return size[::-1] if frame.orientation >= EXIF_LYING else size


def _refusal(bad: engine.BadFile, name: str) -> str:
    return _(engine.MESSAGES[bad.code]) % {**bad.params, "file": name}


def _refuse(source: SourceFile, code: str, reason: str, detail: str = "") -> SourceFile:
    source.status, source.code, source.reason, source.detail = SourceStatus.REFUSED, code, reason, detail
    source.save(update_fields=["status", "code", "reason", "detail"])
    return source


def object_intake(
    *, object: DigitalObject, by: User | None, on_file: Callable[[SourceFile], None] | None = None
) -> DigitalObject:
    """Take in every file that waits, then register the pages and have them processed.

    Raises:
        NothingToDigitizeError: not one file could be taken; the object is gone again, the reasons are in the message.
        AlreadyDigitizedError: another object was made from exactly these files; this one is gone again.
        NoRoomError: the disk is full.
    """
    waiting = list(SourceFile.objects.filter(object=object, status=SourceStatus.WAITING))
    check_room(sum(source.size for source in waiting), Path(settings.JAVON_DATA))
    for source in waiting:
        try:
            source_take(source=source, by=by)
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise NoRoomError(_("Diskda joy tugadi. Joy boʻshatib, xuddi shu buyruqni qayta bering.")) from error
            _refuse(source, "unreadable", f"{source.name}: {error.strerror or os.strerror(error.errno or 0)}")
        if on_file is not None:
            on_file(source)
    return object_intake_finish(object=object, by=by)


def object_intake_finish(*, object: DigitalObject, by: User | None) -> DigitalObject:
    """Register the pages of the files taken in, and have them processed."""
    stored = SourceFile.objects.filter(object=object, status=SourceStatus.STORED)
    sums = list(stored.order_by("position").values_list("stored_id", flat=True))
    fresh = not object.pages.exists()
    if not sums:
        _give_up(object, by)
    fingerprint = hashlib.sha256("\n".join(map(str, sums)).encode()).hexdigest()
    same = object_given_before(fingerprint=fingerprint, other_than=object)
    if same is not None and fresh:
        reason = _("Bu fayllar avval raqamlashtirilgan: %(identifier)s") % {"identifier": same.identifier}
        object_discard(object=object, reason=reason, same_as=same.identifier, by=by)
        raise AlreadyDigitizedError(reason, same.identifier)
    with transaction.atomic():
        object = DigitalObject.objects.select_for_update().get(pk=object.pk)
        added = pages_register(object=object, by=by)
        object.fingerprint = fingerprint
        if added:
            object.status = ObjectStatus.PROCESSING
            journal(
                action="digitization.object_intake",
                subject=subject_of(object),
                by=by,
                details={"files": len(sums), "pages": added},
            )
            enqueue("digitization.process_object", unique=f"process:{object.pk}", object_id=object.pk)
        object.save(update_fields=["fingerprint", "status"])
    return object


def _give_up(object: DigitalObject, by: User | None) -> None:
    reasons = list(SourceFile.objects.filter(object=object).exclude(reason="").values_list("reason", flat=True))
    reason = "\n".join(reasons) or _("Raqamlashtirish uchun sahifa tasviri topilmadi.")
    if not object.pages.exists():
        object_discard(object=object, reason=reason, by=by)
    raise NothingToDigitizeError(reason)
