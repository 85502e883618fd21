"""The files of the whole book: PDF/A, EPUB, text, ALTO, METS."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction

from javon.apps.digitization.actions.object import remake
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.digitization.queries.documents import document_of
from javon.apps.digitization.queries.pages import pages_of
from javon.base.jobs import enqueue
from javon.engines.formats import write_alto, write_pdf, write_text
from javon.engines.page import Document

PDF, TEXT, ALTO = "book.pdf", "book.txt", "alto.zip"


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
    alto = alto_files(object, document)
    with _zip(object.file(ALTO)) as archive:
        for key, path in alto.items():
            archive.write(path, f"{object.identifier}/{key}.xml")


def alto_files(object: DigitalObject, document: Document | None = None) -> dict[str, Path]:
    """The ALTO file of every page, by key; only those of changed pages are written."""
    rows = {page.key: page for page in pages_of(object)}
    document = document or document_of(object)
    written = {}
    for order, item in enumerate(document.pages, start=1):
        row = rows[item.key]
        path = alto_path(row)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            name = item.access.name if item.access else ""
            write_alto(
                item.page, path, file_name=name, order=order, identifier=object.identifier, created=row.processed_at
            )
        written[item.key] = path
    return written


def alto_path(page: Page) -> Path:
    """Where the ALTO of the page's present text lies; a changed page gets another name."""
    return page.object.folder / page.key / "alto" / f"{page.text_version}-{int(page.blank)}.xml"


@contextmanager
def _zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """A ZIP archive that appears under its name only when it is whole."""
    temporary = path.with_suffix(".part")
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        yield archive
    temporary.replace(path)
