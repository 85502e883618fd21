"""Files become sources, sources become pages.

Three steps, each safe to repeat: register what was given, take every file in, register the pages.  A program killed
in between leaves rows that tell the next one where to go on.
"""

from __future__ import annotations

import errno
import hashlib
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from javon.apps.digitization import policies
from javon.apps.digitization.actions.changes import Tell, changed_take, known_picture
from javon.apps.digitization.actions.contents import contents_from_files
from javon.apps.digitization.actions.object import object_discard, subject_of
from javon.apps.digitization.actions.pages import pages_register
from javon.apps.digitization.actions.rights import require
from javon.apps.digitization.actions.room import check_room
from javon.apps.digitization.actions.taking import PASSING, RefusedError, source_refuse, source_take, source_unlock
from javon.apps.digitization.enums import ObjectStatus, SourceStatus
from javon.apps.digitization.errors import (
    AlreadyDigitizedError,
    LockedError,
    NoRoomError,
    NothingToDigitizeError,
)
from javon.apps.digitization.models import DigitalObject, SourceFile
from javon.apps.digitization.models.source import path_text
from javon.apps.digitization.queries.objects import object_given_before
from javon.apps.digitization.queries.pages import pages_to_process
from javon.apps.digitization.queries.reasons import refusal_words
from javon.apps.people.models import User
from javon.base.audit import record as journal
from javon.base.db import said
from javon.base.db.said import gettext as _
from javon.base.jobs import enqueue
from javon.engines.tools.causes import cause

log = logging.getLogger(__name__)

#: So many new files are named in one sentence.
NAMED = 5


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


@transaction.atomic
def sources_register(*, object: DigitalObject, given: Sequence[Given], by: User | None) -> int:
    """Write down the given files in their order; gives the number of files not known before.

    A known file is left alone, unless it has changed on disk, or was refused for a reason that may be gone: then it is
    looked at again.
    """
    require(policies.can_digitize, by)
    rows = list(SourceFile.objects.filter(object=object))
    known = {(row.path, row.name): row for row in rows if row.status != SourceStatus.REPLACED}
    position = max((row.position for row in rows), default=0)
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
        elif (row.size, row.mtime_ns) != (size, mtime_ns) or row.code in PASSING:
            _look_again(row, size, mtime_ns)
    SourceFile.objects.bulk_create(new)
    return len(new)


def _look_again(row: SourceFile, size: int, mtime_ns: int) -> None:
    """A file with pages keeps them until the new contents are known to be a page; any other is simply tried again."""
    if row.status == SourceStatus.STORED:
        row.status = SourceStatus.CHANGED
    elif row.status != SourceStatus.CHANGED:
        row.status, row.size, row.mtime_ns = SourceStatus.WAITING, size, mtime_ns
    row.save(update_fields=["status", "size", "mtime_ns"])


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
            reason=said.keep(refusal.reason),
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


def sources_pending(object: DigitalObject, passwords: Sequence[str] = ()) -> QuerySet[SourceFile]:
    """Files that an intake would look at."""
    wanted = [SourceStatus.WAITING, SourceStatus.CHANGED, *([SourceStatus.LOCKED] if passwords else [])]
    return SourceFile.objects.filter(object=object, status__in=wanted).select_related("object", "stored")


def object_intake(
    *,
    object: DigitalObject,
    by: User | None,
    passwords: Sequence[str] = (),
    on_file: Callable[[SourceFile], None] | None = None,
    tell: Tell = log.info,
) -> DigitalObject:
    """Take in every file that waits, then register the pages and have them processed.

    ``passwords`` are tried on encrypted PDFs and kept nowhere; ``tell`` is given a sentence for every change of a file
    that was known before.

    Raises:
        NothingToDigitizeError: not one file could be taken; the object is gone again, the reasons are in the message.
        LockedError: everything is encrypted; the object waits for a password.
        AlreadyDigitizedError: another object was made from exactly these files; this one is gone again.
        NoRoomError: the disk is full.
    """
    pending = list(sources_pending(object, passwords))
    check_room(sum(source.size for source in pending if source.stored_id is None), Path(settings.JAVON_DATA))
    for source in pending:
        try:
            _take(source, by, passwords, tell)
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise NoRoomError(_("Diskda joy tugadi. Joy boʻshatib, xuddi shu buyruqni qayta bering.")) from error
            source_refuse(source, RefusedError(f"{source.name}: {_(cause(error))}"))
        if on_file is not None:
            on_file(source)
    return object_intake_finish(object=object, by=by, tell=tell)


def _take(source: SourceFile, by: User | None, passwords: Sequence[str], tell: Tell) -> None:
    if source.status == SourceStatus.CHANGED:
        changed_take(source=source, by=by, passwords=passwords, tell=tell)
    elif source.status == SourceStatus.LOCKED:
        source_unlock(source=source, by=by, passwords=passwords)
    else:
        known_picture(source=source_take(source=source, by=by, passwords=passwords), tell=tell)


def object_intake_finish(*, object: DigitalObject, by: User | None, tell: Tell = log.info) -> DigitalObject:
    """Register the pages of the files taken in, and have them processed."""
    stored = SourceFile.objects.filter(object=object, status=SourceStatus.STORED)
    sums = list(stored.filter(place__gt=0).order_by("place").values_list("stored_id", flat=True))
    fresh = not object.pages.exists()
    if not stored.exists():
        _give_up(object, by)
    fingerprint = hashlib.sha256("\n".join(map(str, sums)).encode()).hexdigest() if sums else object.fingerprint
    same = object_given_before(fingerprint=fingerprint, other_than=object)
    if same is not None and fresh:
        reason = _("Bu fayllar avval raqamlashtirilgan: %(identifier)s") % {"identifier": same.identifier}
        object_discard(object=object, reason=reason, same_as=same.identifier, by=by)
        raise AlreadyDigitizedError(reason, same.identifier)
    with transaction.atomic():
        object = DigitalObject.objects.select_for_update().get(pk=object.pk)
        added = pages_register(object=object, by=by)
        contents_from_files(object=object)
        object.fingerprint = fingerprint
        if added:
            details = {"files": len(sums), "pages": added}
            journal(action="digitization.object_intake", subject=subject_of(object), by=by, details=details)
        if pages_to_process(object).exists():
            _to_work(object, tell)
        object.save(update_fields=["fingerprint", "status"])
    return object


def _to_work(object: DigitalObject, tell: Tell) -> None:
    """Have the waiting pages processed.  An object that people have accepted stays what it is: readers keep it."""
    if object.status in {ObjectStatus.INTAKE, ObjectStatus.REVIEW}:
        object.status = ObjectStatus.PROCESSING
    elif object.status != ObjectStatus.PROCESSING:
        tell(_kept_state(object))
    enqueue("digitization.process_object", unique=f"process:{object.pk}", object_id=object.pk)


def _kept_state(object: DigitalObject) -> str:
    """What is said of new pages in a book that people have accepted already."""
    names = list(dict.fromkeys(page.source.name for page in pages_to_process(object)))
    more = _(" va yana %(count)s ta") % {"count": len(names) - NAMED} if len(names) > NAMED else ""
    values = {
        "title": object.record.title,
        "status": ObjectStatus(object.status).label,
        "names": ", ".join(names[:NAMED]) + more,
    }
    if object.status == ObjectStatus.PUBLISHED:
        text = _(
            "%(title)s: kitob eʼlon qilinganicha qoldi. Yangi sahifalarni (%(names)s) kitobxonlar siz ularni eʼlon "
            "qilganingizdan keyin koʻradi; avval sifat nazoratidan oʻtkazing."
        )
    else:
        text = _(
            "%(title)s: kitob holati oʻzgarmadi (%(status)s). "
            "Yangi sahifalarni (%(names)s) sifat nazoratidan oʻtkazing."
        )
    return text % values


def _give_up(object: DigitalObject, by: User | None) -> None:
    sources = SourceFile.objects.filter(object=object)
    reason = said.lines(refusal_words(source) for source in sources.exclude(reason=""))
    if sources.filter(status=SourceStatus.LOCKED).exists():
        raise LockedError(reason)
    reason = reason or _("Raqamlashtirish uchun sahifa tasviri topilmadi.")
    if not object.pages.exists():
        object_discard(object=object, reason=reason, by=by)
    raise NothingToDigitizeError(reason)
