"""Objects as the pages of the work show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.functional import Promise

from javon.apps.digitization.enums import JOBS, UploadStatus
from javon.apps.digitization.models import DigitalObject, Upload
from javon.apps.digitization.queries.objects import objects_of_jobs
from javon.apps.digitization.queries.pages import pages_of
from javon.base.audit import JournalRow
from javon.base.db import said
from javon.base.jobs import Job
from javon.base.ui.deeds import deed_words, detail_words

if TYPE_CHECKING:
    from javon.apps.catalog.models import Record

#: Files of an object that staff may take, and their media types.
FILES = {
    "book.pdf": "application/pdf",
    "book.epub": "application/epub+zip",
    "book.txt": "text/plain; charset=utf-8",
    "alto.zip": "application/zip",
    "book.hocr.html": "text/html; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file with its size."""

    name: str
    label: str
    size: int


LABELS = {"book.pdf": "PDF/A", "book.epub": "EPUB", "book.txt": "TXT", "alto.zip": "ALTO", "book.hocr.html": "hOCR"}


def object_files(object: DigitalObject) -> list[ShownFile]:
    """The files that there are."""
    paths = [(name, object.file(name)) for name in FILES]
    return [ShownFile(name, LABELS[name], path.stat().st_size) for name, path in paths if path.exists()]


def object_face(object: DigitalObject) -> str:
    """The address of a small picture of the first page; empty before there is one."""
    page = pages_of(object).exclude(folder="").first()
    if page is None:
        return ""
    address = reverse("digitization:page-thumb", args=[object.identifier, page.key])
    return f"{address}?v={page.revision}"


def record_initial(record: Record) -> dict[str, Any]:
    """The record as its form takes it."""
    names = ("title", "place", "publisher", "date", "kind", "language", "description")
    lists = ("creators", "subjects", "identifiers")
    values = {name: getattr(record, name) for name in names}
    return {**values, **{name: "; ".join(getattr(record, name)) for name in lists}}


def shown_uploads(uploads: Iterable[Upload]) -> list[dict[str, Any]]:
    """Files that have come, whole or in part, as the script of the page takes them."""
    return [
        {
            "name": upload.name,
            "size": upload.size,
            "sent": upload.offset,
            "done": upload.status == UploadStatus.COMPLETE,
            "url": reverse("digitization:upload", args=[upload.token]),
        }
        for upload in uploads
    ]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the journal in words; ``changes`` are fields with their old and new values."""

    at: datetime
    words: str
    page: str
    actor: str
    changes: list[tuple[str, str]]


def shown_history(rows: Iterable[JournalRow]) -> list[ShownRow]:
    """Rows of the journal in words, with the page they speak of."""
    shown = []
    for row in rows:
        page = row.subject.rpartition("~")[2] if row.subject.startswith("page:") else ""
        changes = detail_words(row.action, row.data) if "after" in row.data and "before" in row.data else []
        shown.append(ShownRow(row.at, deed_words(row.action), page, row.actor, changes))
    return shown


@dataclass(frozen=True, slots=True)
class ShownJob:
    """A background job in words, with the object it works on."""

    pk: object
    name: str
    words: str | Promise
    identifier: str
    title: str
    state: object
    attempts: int
    enqueued_at: datetime
    error: str


def shown_jobs(jobs: Iterable[Job]) -> list[ShownJob]:
    """Jobs in words; the objects' names are looked up in one go."""
    rows = list(jobs)
    names = objects_of_jobs([job.arguments for job in rows])
    shown = []
    for job, (identifier, title) in zip(rows, names, strict=True):
        words = JOBS.get(job.name, job.name)
        shown.append(
            ShownJob(
                job.pk,
                job.name,
                words,
                identifier,
                title,
                job.state,
                job.attempts,
                job.enqueued_at,
                said.words(job.error),
            )
        )
    return shown
