"""Objects as the pages of the work show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from javon.apps.digitization.models import DigitalObject
from javon.apps.digitization.queries.objects import identifiers_by_pk
from javon.base.audit import JournalRow
from javon.base.jobs import Job

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


def record_initial(record: Record) -> dict[str, Any]:
    """The record as its form takes it."""
    names = ("title", "place", "publisher", "date", "kind", "language", "description")
    lists = ("creators", "subjects", "identifiers")
    values = {name: getattr(record, name) for name in names}
    return {**values, **{name: "; ".join(getattr(record, name)) for name in lists}}


#: The journal's names of changes in words.
DEEDS = {
    "object_create": _("Obyekt yaratildi"),
    "object_intake": _("Fayllar qabul qilindi"),
    "object_finish_processing": _("Sahifalarga ishlov berildi"),
    "object_accept": _("Obyekt qabul qilindi"),
    "object_publish": _("Obyekt nashr qilindi"),
    "object_withdraw": _("Obyekt yopildi"),
    "upload_take": _("Yuklangan fayllar olindi"),
    "page_accept": _("Sahifa qabul qilindi"),
    "page_reopen": _("Sahifa qayta ochildi"),
    "page_mark_blank": _("Sahifa boʻshligi belgilandi"),
    "page_exclude": _("Sahifa kitobdan chiqarildi yoki qaytarildi"),
    "page_label": _("Sahifa belgisi oʻzgardi"),
    "page_reorder": _("Sahifalar tartibi oʻzgardi"),
    "page_redo": _("Sahifa qayta ishlandi"),
    "page_rotate": _("Sahifa burildi"),
    "page_crop": _("Sahifa qoʻlda kesildi"),
    "page_split": _("Sahifa ikkiga boʻlindi"),
    "page_unsplit": _("Ikki yarim bitta sahifa qilindi"),
    "page_replace": _("Sahifa qayta skanerlandi"),
    "page_insert": _("Sahifa qoʻshildi"),
    "text_correct": _("Matn tuzatildi"),
    "text_restore": _("Matnning oldingi nusxasi qaytarildi"),
}


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the journal in words."""

    at: datetime
    words: str | Promise
    page: str
    actor: str


def shown_history(rows: Iterable[JournalRow]) -> list[ShownRow]:
    """Rows of the journal in words, with the page they speak of."""
    shown = []
    for row in rows:
        name = row.action.partition(".")[2]
        page = row.subject.rpartition("~")[2] if row.subject.startswith("page:") else ""
        shown.append(ShownRow(row.at, DEEDS.get(name, name), page, row.actor))
    return shown


#: The names of jobs in words.
JOBS = {
    "digitization.intake_object": _("Fayllarni qabul qilish"),
    "digitization.process_object": _("Sahifalarga ishlov berish"),
    "digitization.process_page": _("Sahifani qayta ishlash"),
    "digitization.assemble_object": _("PDF, EPUB va boshqa fayllarni tuzish"),
    "digitization.preserve_object": _("Saqlash nusxasini yozish"),
    "digitization.expire_uploads": _("Eskirgan yuklamalarni oʻchirish"),
    "library.index_object": _("Qidiruv indeksini yangilash"),
}


@dataclass(frozen=True, slots=True)
class ShownJob:
    """A background job in words, with the object it works on."""

    pk: object
    name: str
    words: str | Promise
    identifier: str
    state: object
    attempts: int
    enqueued_at: datetime
    error: str


def shown_jobs(jobs: Iterable[Job]) -> list[ShownJob]:
    """Jobs in words; the objects' names are looked up in one go."""
    rows = list(jobs)
    names = identifiers_by_pk(job.arguments.get("object_id") for job in rows)
    return [
        ShownJob(
            pk=job.pk,
            name=job.name,
            words=JOBS.get(job.name, job.name),
            identifier=names.get(job.arguments.get("object_id"), ""),
            state=job.state,
            attempts=job.attempts,
            enqueued_at=job.enqueued_at,
            error=job.error,
        )
        for job in rows
    ]
