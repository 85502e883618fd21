"""The texts of many pages as plain values: for whoever needs only a little of each."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from javon.apps.digitization.models import PageText, ReleasedPage
from javon.apps.digitization.queries.pages import pages_of
from javon.engines.page import Page as PageModel

if TYPE_CHECKING:
    from javon.apps.digitization.models import DigitalObject, Page
    from javon.apps.digitization.queries.editions import Edition

#: How a heading stands in a packed text; pages without it need not be read.
_HEADING = b'"heading"'


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What is known of a page that has a text, without the text.

    ``text`` is the database key of that version, ``text_at`` when it was written.
    """

    key: str
    position: int
    label: str
    language: str
    script: str
    width: int
    height: int
    dpi: int
    blank: bool
    text_version: int
    text: int
    text_at: datetime

    @property
    def stamp(self) -> str:
        """Another one for every text of the page."""
        return _stamp(self.key, self.text_version, self.blank, self.text_at)


@dataclass(frozen=True, slots=True)
class KeptText:
    """A text as the plain values of ``engines.page.page_to_json``; ``stamp`` as that of ``ReadPage``."""

    data: dict[str, Any]
    stamp: str


def _stamp(key: str, version: int, blank: bool, at: datetime) -> str:
    return f"{key}:{version}:{blank:d}:{at.timestamp()}"


_ROW = ("key", "position", "label", "language", "script", "width", "height", "dpi", "blank")


def read_pages(edition: Edition, keys: Collection[str] | None = None) -> list[ReadPage]:
    """The pages of the book that have a text, in order, or those of them with these keys: one light query."""
    rows: QuerySet[Any]
    if edition.release is None:
        rows, text = pages_of(edition.object).filter(texts__version=F("text_version")), "texts"
    else:
        rows, text = edition.release.shown_pages().filter(text__isnull=False), "text"
    if keys is not None:
        rows = rows.filter(key__in=keys)
    fields = (f"{text}__version", f"{text}__pk", f"{text}__created_at")
    return [ReadPage(*row) for row in rows.select_related(None).values_list(*_ROW, *fields)]


def page_texts(edition: Edition) -> Iterator[tuple[Page | ReleasedPage, PageModel]]:
    """Every page in order with its text, one at a time: memory does not grow with the book."""
    pages: QuerySet[Any]
    if edition.release is None:
        newest = PageText.objects.filter(page=OuterRef("pk"), version=OuterRef("text_version"))
        pages = pages_of(edition.object).exclude(text_version=0).annotate(packed=Subquery(newest.values("packed")[:1]))
    else:
        pages = edition.release.shown_pages().filter(text__isnull=False).annotate(packed=F("text__packed"))
    for page in pages.iterator(chunk_size=50):
        text = PageText(packed=page.packed)
        del page.packed
        yield page, text.page_model


def page_reading(edition: Edition, key: str) -> tuple[Page | ReleasedPage, PageModel | None] | None:
    """A page of the book with its text, where it has one; None where there is no such page."""
    page = edition.pages().filter(key=key).first()
    if page is None:
        return None
    text = edition.texts().filter(page_id=page.page_id if isinstance(page, ReleasedPage) else page.pk).first()
    return page, text.page_model if text else None


def texts_json(texts: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Texts by their database key as the plain values of ``engines.page.page_to_json``."""
    found = PageText.objects.filter(pk__in=list(texts)).order_by()
    return {pk: json.loads(zlib.decompress(packed)) for pk, packed in found.values_list("pk", "packed")}


def texts_by_key(wanted: Collection[tuple[DigitalObject, str]]) -> dict[tuple[int, str], KeptText]:
    """The texts that the library shows of pages, by the database key of their object and their own key.

    One query for the published objects, one for others.  Pages taken out of the book are left out.
    """
    released = [(object, key) for object, key in wanted if object.released is not None]
    others = [(object, key) for object, key in wanted if object.released is None]
    found: list[tuple[int, str, int, bool, datetime, Any]] = []
    if released:
        asked = _asked([(object.release_id, key) for object, key in released], "release_id", "key")
        pages = ReleasedPage.objects.filter(asked, excluded=False, text__isnull=False).order_by()
        of_text = ("text__version", "blank", "text__created_at", "text__packed")
        found += pages.values_list("release__object_id", "key", *of_text)
    if others:
        asked = _asked([(object.pk, key) for object, key in others], "page__object_id", "page__key")
        texts = PageText.objects.filter(asked, page__excluded=False, version=F("page__text_version")).order_by()
        found += texts.values_list("page__object_id", "page__key", "version", "page__blank", "created_at", "packed")
    return {
        (pk, key): KeptText(json.loads(zlib.decompress(packed)), _stamp(key, version, blank, at))
        for pk, key, version, blank, at, packed in found
    }


def _asked(pairs: Collection[tuple[Any, str]], owner: str, name: str) -> Q:
    """Rows that are named by one of the pairs."""
    if len({first for first, _key in pairs}) == 1:  # hundreds of pages of one book
        return Q(**{owner: next(iter(pairs))[0], f"{name}__in": [key for _first, key in pairs]})
    asked = Q(pk=None)
    for first, key in pairs:
        asked |= Q(**{owner: first, name: key})
    return asked


def headed_json(edition: Edition) -> Iterator[tuple[int, dict[str, Any]]]:
    """Those texts that have a heading, by database key, in no order."""
    for pk, packed in edition.texts().values_list("pk", "packed").iterator(chunk_size=100):
        raw = zlib.decompress(packed)
        if _HEADING in raw:
            yield pk, json.loads(raw)
