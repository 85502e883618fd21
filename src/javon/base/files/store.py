"""Taking a file into the store."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from javon.base.db.actor import Actor
from javon.base.db.said import gettext as _
from javon.base.files.errors import (
    FileStoreError,
    NoPermissionError,
    NoSpaceError,
    SourceUnreadableError,
    StoreDamagedError,
)
from javon.base.files.media_types import HEAD_BYTES, sniff
from javon.base.files.models import StoredFile, path_of
from javon.engines.tools.causes import CAUSES, cause

CHUNK = 1024 * 1024
#: Nobody writes into the store twice: not even the owner.
READ_ONLY = 0o400


def file_store(path: Path | str, *, name: str, by: Actor = None) -> StoredFile:
    """Store a copy of ``path`` under its SHA-512; a content seen before is recognized, not stored twice.

    The bytes are streamed, never held in memory whole, written to a temporary file, synced, and only then named; a
    crash leaves either the whole file or nothing under its name.  The row is written in the caller's transaction; a
    rollback leaves the bytes, which the next storing of the same content takes up.

    Args:
        path: The file to be stored; it is read only.
        name: The name a person knows it by.
        by: Who brought it; ``None`` for the program itself.

    Raises:
        SourceUnreadableError: ``path`` is missing, is no regular file or cannot be read.
        NoSpaceError: The disk is full.
        NoPermissionError: The store cannot be written.
        StoreDamagedError: The content is known, but its stored bytes have changed size.
    """
    source = Path(path)
    try:
        with source.open("rb") as file:
            temporary, sha512, size, head = _copy_in(file, name)
    except IsADirectoryError as error:
        raise SourceUnreadableError(name, _(CAUSES[errno.EISDIR])) from error
    except OSError as error:
        raise SourceUnreadableError(name, _(cause(error))) from error
    try:
        _settle(temporary, sha512, size, name)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    with transaction.atomic():
        stored, _created = StoredFile.objects.get_or_create(
            pk=sha512,
            defaults={
                "size": size,
                "media_type": sniff(head, name),
                "name": name[-500:],
                "stored_by_id": by.pk if by is not None else None,
            },
        )
    return stored


def _copy_in(source: BinaryIO, name: str) -> tuple[Path, str, int, bytes]:
    """Copy to a synced temporary file of the store; gives its path, SHA-512, size and first bytes."""
    folder = Path(settings.JAVON_FILES) / "incoming"
    temporary: Path | None = None
    digest, size, head = hashlib.sha512(), 0, b""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, written = tempfile.mkstemp(dir=folder)
        temporary = Path(written)
        with os.fdopen(handle, "wb") as target:
            while chunk := _read(source, name):
                head = head or chunk[:HEAD_BYTES]
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
    except BaseException as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _store_error(error, name, folder) from error
        raise
    return temporary, digest.hexdigest(), size, head


def content_restore(sha512: str, source: Path) -> bool:
    """Put a stored content in its place again from another copy; False, and nothing changed, where that is not true.

    The copy is checked while it is read; what stood there before, damaged or a link to the same file, is replaced.

    Raises:
        FileStoreError: the copy cannot be read, or the store not be written.
    """
    try:
        with source.open("rb") as file:
            temporary, found, _size, _head = _copy_in(file, source.name)
    except OSError as error:
        raise SourceUnreadableError(source.name, _(cause(error))) from error
    try:
        if found == sha512:
            _place(temporary, path_of(sha512))
    except OSError as error:
        raise _store_error(error, source.name, path_of(sha512).parent) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return found == sha512


def _read(source: BinaryIO, name: str) -> bytes:
    try:
        return source.read(CHUNK)
    except OSError as error:
        raise SourceUnreadableError(name, _(cause(error))) from error


def _settle(temporary: Path, sha512: str, size: int, name: str) -> None:
    """Give the temporary file its final name, unless the content stands there already."""
    final = path_of(sha512)
    try:
        if final.exists():
            if final.stat().st_size != size:
                raise StoreDamagedError(name, str(final))
            return
        # A rename to the same content by another process is harmless: the bytes are the same.
        _place(temporary, final)
    except OSError as error:
        raise _store_error(error, name, final.parent) from error


def _place(temporary: Path, final: Path) -> None:
    final.parent.mkdir(parents=True, exist_ok=True)
    temporary.chmod(READ_ONLY)
    temporary.replace(final)
    for folder in (final.parent, final.parent.parent, final.parent.parent.parent):
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _store_error(error: OSError, name: str, folder: Path) -> FileStoreError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return NoSpaceError(name)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return NoPermissionError(name, str(folder))
    return FileStoreError(f"{name}: {_(cause(error))}")
