"""The files of the whole book: PDF/A, EPUB, text, ALTO, hOCR."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction

from javon.apps.digitization.actions.object import remake
from javon.apps.digitization.models import DigitalObject
from javon.apps.digitization.queries.documents import document_of
from javon.base.jobs import enqueue
from javon.engines.formats import write_alto, write_epub, write_hocr, write_pdf, write_text
from javon.engines.page import Document

PDF, EPUB, TEXT, ALTO, HOCR = "book.pdf", "book.epub", "book.txt", "alto.zip", "book.hocr.html"


def object_assemble(*, object: DigitalObject) -> DigitalObject:
    """Write every file of the object anew, unless they show its present revision already.

    Each file is replaced as a whole; a program killed in between leaves the old ones.  Where the object changes
    meanwhile, the files are made once more.
    """
    object = DigitalObject.objects.select_related("record").get(pk=object.pk)
    if object.assembled_revision >= object.revision and object.file(PDF).exists():
        return object
    revision = object.revision
    document = document_of(object)
    if document.pages:
        object.folder.mkdir(parents=True, exist_ok=True)
        _write(object, document)
    with transaction.atomic():
        DigitalObject.objects.filter(pk=object.pk).update(assembled_revision=revision)
        object.refresh_from_db()
        if object.revision != revision:
            remake(object)
        else:
            enqueue("digitization.preserve_object", unique=f"preserve:{object.pk}", object_id=object.pk)
    return object


def _write(object: DigitalObject, document: Document) -> None:
    write_text(document, object.file(TEXT))
    write_pdf(document, object.file(PDF), created=object.created_at)
    write_epub(document, object.file(EPUB), created=object.changed_at)
    with _zip(object.file(ALTO)) as archive:
        for order, page in enumerate(document.pages, start=1):
            name = f"{object.identifier}/{page.key}.xml"
            file_name = f"{page.key}.tif"
            alto = write_alto(page.page, file_name=file_name, order=order, identifier=object.identifier)
            archive.writestr(name, alto)
    write_hocr(document, object.file(HOCR))


@contextmanager
def _zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """A ZIP archive that appears under its name only when it is whole."""
    temporary = path.with_suffix(".part")
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        yield archive
    temporary.replace(path)
