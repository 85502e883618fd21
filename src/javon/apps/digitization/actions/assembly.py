"""The files of the whole book: PDF/A, EPUB, text, ALTO, hOCR."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from javon.apps.digitization.actions.lock import files_lock
from javon.apps.digitization.actions.object import remake
from javon.apps.digitization.actions.release import (
    release_files_missing,
    release_link,
    release_show,
    releases_to_make,
)
from javon.apps.digitization.errors import AssemblyError
from javon.apps.digitization.models import DigitalObject, Release
from javon.apps.digitization.queries.documents import document_of
from javon.apps.digitization.queries.editions import Edition, edition_now
from javon.apps.digitization.queries.lost import ALTO, BOOK_FILES, EPUB, HOCR, PDF, TEXT, files_lost
from javon.base.db import said
from javon.base.jobs import enqueue
from javon.engines.formats import write_alto, write_epub, write_hocr, write_pdf, write_text
from javon.engines.formats.atomic import replacing
from javon.engines.page import Document

log = logging.getLogger(__name__)

#: A file of the book and why it could not be made.
_NAMED = said.Said("%(name)s: %(reason)s", "%(name)s: %(reason)s")


def object_assemble(*, object: DigitalObject) -> DigitalObject:
    """Write every file of the object anew, unless they show its present revision already; then those of its release.

    Each file is replaced as a whole; a program killed in between leaves the old ones.  Where the object changes
    meanwhile, the files are made once more.  A file that cannot be made stops neither the others nor the
    preservation copy; a release waits for all of its own, and readers keep the one before.

    Raises:
        AssemblyError: a file could not be made; the message names it.
    """
    with files_lock(object.identifier):
        object = DigitalObject.objects.select_related("record", "release").get(pk=object.pk)
        failed = []
        if object.assembled_revision < object.revision or files_lost(object):
            failed = _assemble(object)
            object.refresh_from_db()
        for release in releases_to_make(object):
            failed += _assemble_release(object, release)
    if failed:
        raise AssemblyError(said.lines(dict.fromkeys(failed)))
    return object


def _assemble(object: DigitalObject) -> list[str]:
    """The files of the work as it stands now."""
    revision = object.revision
    failed = _write(document_of(edition_now(object)), object.folder, object)
    with transaction.atomic():
        if not failed:
            DigitalObject.objects.filter(pk=object.pk).update(assembled_revision=revision)
        object.refresh_from_db()
        if object.revision != revision:
            remake(object)
        enqueue("digitization.preserve_object", unique=f"preserve:{object.pk}", object_id=object.pk)
    return failed


def _assemble_release(object: DigitalObject, release: Release) -> list[str]:
    """The files of a release: those of the work where it is in the same state, else made of what was frozen."""
    failed = []
    if not release_link(object=object, release=release):
        failed = _write(document_of(Edition(object, release)), release.folder, object, release_files_missing(release))
    if not failed:
        release_show(release=release)
    return failed


def _write(document: Document, folder: Path, object: DigitalObject, names: Collection[str] = BOOK_FILES) -> list[str]:
    """Write the named files; gives what could not be written, and why.  A book without a page has none."""
    if not document.pages:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    writers: dict[str, Callable[[Path], Any]] = {
        TEXT: lambda path: write_text(document, path),
        PDF: lambda path: write_pdf(document, path, created=object.created_at),
        EPUB: lambda path: write_epub(document, path, created=object.changed_at, letters=settings.JAVON_ALPHABET),
        ALTO: lambda path: _write_alto(document, path),
        HOCR: lambda path: write_hocr(document, path),
    }
    failed = []
    for name in names:
        try:
            writers[name](folder / name)
        except Exception as error:  # whatever breaks one format must not take the others from the reader
            log.exception("%s: %s", object.identifier, name)
            failed.append(_NAMED % {"name": name, "reason": said.said_by(error)})
    return failed


def _write_alto(document: Document, path: Path) -> None:
    with _zip(path) as archive:
        for order, page in enumerate(document.pages, start=1):
            alto = write_alto(page.page, file_name=f"{page.key}.tif", order=order, identifier=document.identifier)
            archive.writestr(f"{document.identifier}/{page.key}.xml", alto)


@contextmanager
def _zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """A ZIP archive that appears under its name only when it is whole."""
    with replacing(path) as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        yield archive
