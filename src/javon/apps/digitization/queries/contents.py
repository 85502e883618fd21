"""The contents of an object: as they are kept, as its files have them, as its headings tell them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import QuerySet

from javon.apps.digitization.enums import SourceStatus
from javon.apps.digitization.models import ContentsEntry, DigitalObject, Page, SourceFile
from javon.apps.digitization.queries.pages import all_pages_of
from javon.engines.formats import headings
from javon.engines.page import ContentsEntry as ContentsModel
from javon.engines.page import Document

if TYPE_CHECKING:
    from javon.apps.digitization.queries.editions import Edition


class Found(NamedTuple):
    """An entry as a file or a heading gives it; ``page`` is the key of the page."""

    level: int
    title: str
    page: str


class NamedPage(NamedTuple):
    """A page under the one name by which a person tells it from all others of the book."""

    key: str
    name: str
    excluded: bool
    version: int


def contents_of(object: DigitalObject) -> QuerySet[ContentsEntry]:
    """The entries in order with their pages; none where the headings on the pages are the contents."""
    return ContentsEntry.objects.filter(object=object).select_related("page").order_by("position")


def contents_version(object: DigitalObject) -> str:
    """A name of the stored contents as they are now: another one after every change."""
    rows = contents_of(object).values_list("level", "title", "page__key", "origin")
    # Asked of the row: the caller's object may be older.
    none = DigitalObject.objects.filter(pk=object.pk, without_contents=True).exists()
    return hashlib.sha256(json.dumps([*rows, none] if none else list(rows)).encode()).hexdigest()[:16]


def file_contents(object: DigitalObject) -> list[Found]:
    """The contents that the object's files carry, on its pages, in their order; none where no file has any."""
    stored = SourceFile.objects.filter(object=object, status=SourceStatus.STORED).exclude(outline=[])
    outlines: dict[int, Any] = dict(stored.values_list("pk", "outline"))
    if not outlines:
        return []
    pages = Page.objects.filter(object=object, source_id__in=outlines, part=0)
    rows = pages.order_by("position").values_list("source_id", "frame", "key")
    keys = {(source, frame): key for source, frame, key in rows}
    order = list(dict.fromkeys(source for source, _frame in keys))  # files in the order of their pages
    return [
        Found(level, title, keys[source, frame])
        for source in order
        for level, title, frame in outlines[source]
        if (source, frame) in keys
    ]


def heading_contents(outline: Document) -> list[Found]:
    """The headings on the pages, whatever contents a file or a person gave; ``outline`` as of ``outline_of``.

    The highest of them are of level 1.
    """
    found = list(headings(Document(outline.identifier, outline.metadata, outline.pages)))
    above = min((section.level for section in found), default=1) - 1
    return [Found(section.level - above, section.title, outline.pages[section.page].key) for section in found]


def named_pages(object: DigitalObject) -> list[NamedPage]:
    """All pages in order; where two are called alike, or one has no label, the key tells them apart."""
    rows = list(all_pages_of(object).values_list("key", "label", "excluded", "folder", "revision"))
    counted = Counter(label.casefold() for _key, label, *_rest in rows)
    return [
        NamedPage(
            key,
            label if label and counted[label.casefold()] == 1 else f"{label} {key}".strip(),
            excluded,
            revision if folder else 0,
        )
        for key, label, excluded, folder, revision in rows
    ]


def document_contents(edition: Edition, pages: Sequence[str]) -> tuple[ContentsModel, ...]:
    """The entries as the formats see them; ``pages`` are the keys of its pages, in order.

    An entry whose page was taken out of the book, or has no text yet, is not shown.
    """
    places = {key: index for index, key in enumerate(pages)}
    entries = entries_of(edition)
    return tuple(ContentsModel(title, level, places[page]) for level, title, page, _origin in entries if page in places)


def entries_of(edition: Edition) -> list[list[Any]]:
    """The entries in order as ``[level, title, key of the page, origin]``."""
    if edition.release is not None:
        return list(edition.release.contents)
    rows = ContentsEntry.objects.filter(object=edition.object).order_by("position")
    return [list(row) for row in rows.values_list("level", "title", "page__key", "origin")]
