"""The newest texts of many pages as plain values: for whoever needs only a little of each."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q

from javon.apps.digitization.models import PageText
from javon.apps.digitization.queries.pages import pages_of

if TYPE_CHECKING:
    from javon.apps.digitization.models import DigitalObject

#: How a heading stands in a packed text; pages without it need not be read.
_HEADING = b'"heading"'


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What is known of a page that has a text, without the text; ``text_at``: when this version was written."""

    pk: int
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
    text_at: datetime


def read_pages(object: DigitalObject) -> list[ReadPage]:
    """The pages of the book that have a text, in order: one light query."""
    names = [name for name in ReadPage.__slots__ if name not in ("pk", "text_at")]
    rows = pages_of(object).select_related(None).filter(texts__version=F("text_version"))
    return [ReadPage(*row) for row in rows.values_list("pk", *names, "texts__created_at")]


def newest_json(pages: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The newest text of each page (by database key) as the plain values of ``engines.page.page_to_json``."""
    texts = PageText.objects.filter(page_id__in=list(pages), version=F("page__text_version"))
    return {pk: json.loads(zlib.decompress(packed)) for pk, packed in texts.values_list("page_id", "packed")}


def json_by_key(wanted: Collection[tuple[int, str]]) -> dict[tuple[int, str], dict[str, Any]]:
    """The same for pages named by their object's database key and their own: one query for all.

    Pages taken out of the book are left out.
    """
    asked = Q(pk=None)
    for object_pk, key in wanted:
        asked |= Q(page__object_id=object_pk, page__key=key)
    if len({object_pk for object_pk, _key in wanted}) == 1:  # hundreds of pages of one book
        asked = Q(page__object_id=next(iter(wanted))[0], page__key__in=[key for _object, key in wanted])
    texts = PageText.objects.filter(asked, page__excluded=False, version=F("page__text_version"))
    rows = texts.values_list("page__object_id", "page__key", "packed")
    return {(object_pk, key): json.loads(zlib.decompress(packed)) for object_pk, key, packed in rows}


def headed_json(object: DigitalObject) -> Iterator[tuple[int, dict[str, Any]]]:
    """The newest texts of those pages that have a heading, by database key, in no order."""
    texts = PageText.objects.filter(page__object=object, page__excluded=False, version=F("page__text_version"))
    for pk, packed in texts.order_by().values_list("page_id", "packed").iterator(chunk_size=100):
        raw = zlib.decompress(packed)
        if _HEADING in raw:
            yield pk, json.loads(raw)
