"""Uploads from a browser: bytes into quarantine, complete batches into objects."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import transaction

from javon.apps.digitization import policies
from javon.apps.digitization.actions.give import default_title, object_from_paths, refusals_of, unpacked_clear
from javon.apps.digitization.actions.intake import source_key_of
from javon.apps.digitization.actions.object import object_create, object_discard
from javon.apps.digitization.actions.rights import require
from javon.apps.digitization.actions.room import check_room
from javon.apps.digitization.enums import ObjectStatus, UploadStatus
from javon.apps.digitization.errors import DigitizationError, NoRoomError, NothingToDigitizeError, WrongStateError
from javon.apps.digitization.models import DigitalObject, Upload
from javon.apps.digitization.models.upload import first_expiry
from javon.apps.digitization.queries.uploads import complete_uploads, expired_uploads, open_uploads, uploads_waiting
from javon.apps.people.models import User
from javon.base.audit import record as journal
from javon.base.db import said
from javon.base.db.locks import serialize
from javon.base.db.said import gettext as _
from javon.base.jobs import enqueue
from javon.engines.imaging import intake as engine
from javon.engines.imaging.intake import natural_key

#: One file: a terabyte of scans comes as many files.
LARGEST = 200 * 2**30
LONGEST_NAME = 500
#: Bytes that a file system takes for one name; a few are left for a number behind a name that comes twice.
LONGEST_PART = 240
#: So many names stand in one sentence.
SHOWN_NAMES = 5


@transaction.atomic
def upload_create(*, name: str, size: int, batch: str, by: User) -> Upload:
    """Begin an upload.

    Raises:
        NotAllowedError: the person may not digitize.
        DigitizationError: the name or the size cannot be.
        NoRoomError: the disk is too small for it.
    """
    require(policies.can_digitize, by)
    clean = _clean_name(name)
    if not clean or not batch or len(batch) > 64:
        raise DigitizationError(_("Fayl nomi yoki toʻplam identifikatori berilmagan."))
    if size == 0:
        raise DigitizationError(_(engine.MESSAGES[engine.Code.EMPTY]) % {"file": clean})
    if not 0 < size <= LARGEST:
        raise DigitizationError(_("%(name)s: fayl juda katta.") % {"name": clean})
    check_room(size, Path(settings.JAVON_UPLOADS))
    upload = Upload.objects.create(name=clean, size=size, batch=batch, created_by=by)
    with _full_disk_said():
        upload.path.touch(mode=0o600)
    return upload


@contextmanager
def _full_disk_said() -> Iterator[None]:
    """Turn the system's word for a full disk into ours."""
    try:
        yield
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise NoRoomError(
            _("Serverda joy tugadi. Tizim administratoriga ayting; joy boʻshagach, yuklash shu yerdan davom etadi.")
        ) from error


def _clean_name(name: str) -> str:
    """The name below the folder that was dropped; never one that leads out of it, nor one that no disk takes."""
    printable = "".join(sign for sign in name.replace("\\", "/") if sign.isprintable())[-LONGEST_NAME:]
    return "/".join(_short(part) for part in printable.split("/") if part not in {"", ".", ".."})


def _short(part: str) -> str:
    """A name that a file system takes; the end with the kind of file stays."""
    stem, suffix = Path(part).stem.encode(), Path(part).suffix.encode()[-20:]
    return part if len(part.encode()) <= LONGEST_PART else (stem[: LONGEST_PART - 20] + suffix).decode(errors="ignore")


def upload_append(*, upload: Upload, offset: int, chunks: Iterable[bytes]) -> Upload:
    """Add bytes at ``offset``, which must be where the file ends; they are streamed, never held whole.

    A connection that breaks leaves what came so far; the next call goes on there.

    Raises:
        WrongStateError: the offset is another, or more bytes come than were announced.
        NoRoomError: the disk is full; what fitted is kept.
        DigitizationError: it has come whole and is no page, picture archive or companion; it is gone again.
    """
    with _full_disk_said(), upload.path.open("r+b") as file:
        if not _alone_with(file) or file.seek(0, os.SEEK_END) != offset or upload.status != UploadStatus.OPEN:
            raise WrongStateError(_("Yuklash boshqa joydan davom etishi kerak."))
        try:
            for chunk in chunks:
                if offset + len(chunk) > upload.size:
                    raise WrongStateError(_("Eʼlon qilingan hajmdan koʻp maʼlumot keldi."))
                file.write(chunk)
                offset += len(chunk)
        finally:
            file.flush()
            os.fsync(file.fileno())
    upload.expires_at = first_expiry()
    if offset == upload.size and (bad := engine.foreign(upload.path, upload.name)) is not None:
        upload_remove(upload=upload, by=None)
        raise DigitizationError(_(engine.MESSAGES[bad.code]) % {**bad.params, "file": upload.name})
    if offset == upload.size:
        upload.status = UploadStatus.COMPLETE
    upload.save(update_fields=["expires_at", "status"])
    return upload


def _alone_with(file: IO[bytes]) -> bool:
    """Whether nobody else writes to the file: a browser that lost us asks again while we still hear its first try."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@transaction.atomic
def upload_remove(*, upload: Upload, by: User | None) -> None:
    """Give an upload up and remove its bytes."""
    path = upload.path
    upload.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


@transaction.atomic
def uploads_discard(*, batch: str, by: User) -> int:
    """Give up all uploads of a batch that no object was made of; gives their number."""
    require(policies.can_digitize, by)
    waiting = list(uploads_waiting(batch, by))
    for upload in waiting:
        upload_remove(upload=upload, by=by)
    transaction.on_commit(lambda: _batch_clear(batch, by.pk))
    return len(waiting)


def uploads_clear(*, uploads: Iterable[Upload]) -> None:
    """Remove the quarantined bytes of uploads whose files are all in the store, or refused."""
    for upload in uploads:
        _batch_clear(upload.batch, upload.created_by_id)
        upload.path.unlink(missing_ok=True)
        Upload.objects.filter(pk=upload.pk, object=None).delete()  # its object turned out to be known


def _batch_clear(batch: str, owner: int) -> None:
    for kind in ("batches", "scans"):
        shutil.rmtree(batch_folder(kind, batch, owner), ignore_errors=True)


def uploads_expire() -> int:
    """Remove uploads that nobody went on with; gives their number."""
    expired = list(expired_uploads())
    for upload in expired:
        upload_remove(upload=upload, by=None)
    for batch, owner in {(upload.batch, upload.created_by_id) for upload in expired}:
        if not Upload.objects.filter(batch=batch, created_by=owner).exists():
            _batch_clear(batch, owner)
    return len(expired)


@transaction.atomic
def object_from_uploads(
    *, batch: str, by: User, record_values: dict[str, Any], profile: str, language: str
) -> DigitalObject:
    """Make one object of the files of a batch; the background job unpacks and takes them in (``uploads_gather``).

    A second call for the same batch gives the same object: a double click makes no second one.

    Raises:
        NotAllowedError: the person may not digitize.
        DigitizationError: nothing was uploaded, or an upload is still going on.
        NothingToDigitizeError: none of the files is a page; the message names each.
        NoRoomError: the disk is full.
    """
    require(policies.can_digitize, by)
    serialize(f"digitization.batch.{batch}")
    uploads = sorted(complete_uploads(batch, by), key=lambda upload: natural_key(upload.name))
    made = next((upload.object for upload in uploads if upload.object is not None), None)
    if made is not None:
        return made
    _check_whole(uploads, [upload.name for upload in open_uploads(batch, by)])
    folder = _laid_out(batch, uploads, by)
    _check_pages(folder)
    object = object_create(
        by=by,
        record_values={"title": _title(folder, uploads), **record_values},
        profile=profile,
        language=language,
        source=str(folder),
        source_key=source_key_of([folder]),
    )
    Upload.objects.filter(pk__in=[upload.pk for upload in uploads]).update(status=UploadStatus.TAKEN, object=object)
    _noted(object, uploads, by)
    enqueue("digitization.intake_object", unique=f"intake:{object.pk}", object_id=object.pk)
    return object


def _title(folder: Path, uploads: list[Upload]) -> str:
    alone = folder / uploads[0].name
    return default_title([alone] if len(uploads) == 1 and alone.is_file() else [Path(uploads[0].name)])


def _check_whole(uploads: list[Upload], coming: list[str]) -> None:
    if coming:
        names = ", ".join(coming[:SHOWN_NAMES]) + (" …" if len(coming) > SHOWN_NAMES else "")
        raise DigitizationError(_("Fayllar hali yuklanmoqda: %(names)s. Tugagach, qayta bosing.") % {"names": names})
    if not uploads:
        raise DigitizationError(_("Avval fayllarni yuklang."))


def _check_pages(folder: Path) -> None:
    """Refuse at once what holds no page; archives are only opened in the background."""
    found = engine.collect([folder])
    if not found.files:
        reasons = said.lines(refusal.reason for refusal in refusals_of(found, [folder]))
        raise NothingToDigitizeError(reasons or _("Raqamlashtirish uchun sahifa tasviri topilmadi."))


def uploads_gather(*, object: DigitalObject, uploads: list[Upload]) -> None:
    """Unpack what was uploaded for an object and write its files down; does nothing once that is over.

    Raises:
        NothingToDigitizeError: there is no page in it; the object is gone again, the reasons are in the message.
        NoRoomError: the disk is full; a later call begins anew.
    """
    folders = {batch_folder("batches", upload.batch, upload.created_by_id) for upload in uploads}
    folder = next((folder for folder in folders if folder.is_dir()), None)
    if folder is None or object.status != ObjectStatus.INTAKE:
        return
    unpacked_clear(object.source_key)  # a program killed while it unpacked leaves half of it
    try:
        object_from_paths(paths=[folder], by=object.created_by, note_left_out=True)
    except NothingToDigitizeError as error:
        object_discard(object=object, reason=said.said_by(error), by=object.created_by)
        raise


def _noted(object: DigitalObject, uploads: list[Upload], by: User) -> None:
    details = {"files": len(uploads), "bytes": sum(upload.size for upload in uploads)}
    journal(action="digitization.upload_take", subject=f"object:{object.identifier}", by=by, details=details)


def _laid_out(batch: str, uploads: list[Upload], by: User) -> Path:
    """The batch as a folder of files under their own names (links: no byte is copied)."""
    folder = batch_folder("batches", batch, by.pk)
    with _full_disk_said():
        for upload in uploads:
            _link(upload.path, folder / upload.name)
    return folder


def _link(path: Path, target: Path) -> None:
    """Link the file under the name, or under one with a number where another file has it already."""
    if any(parent.is_file() for parent in target.parents):  # a file and a folder of one name were dropped
        target = target.parent.parent / f"{target.parent.name}-{target.name}"
    number, free = 1, target
    while free.exists() and not free.samefile(path):
        number += 1
        free = target.with_stem(f"{target.stem}-{number}")
    free.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.link(path, free)


def batch_folder(kind: str, batch: str, owner: int) -> Path:
    """Where the files of a person's batch lie; no name of a batch leads out of it, nor to another person's."""
    name = "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in batch)
    return Path(settings.JAVON_UPLOADS) / kind / f"{owner}.{name}"
