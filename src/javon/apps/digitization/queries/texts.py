"""The newest texts of many pages, packed as they are kept: for whoever needs only a little of each."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F

from javon.apps.digitization.models import PageText
from javon.apps.digitization.queries.pages import pages_of

if TYPE_CHECKING:
    from javon.apps.digitization.models import DigitalObject


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What is known of a page that has a text, without the text."""

    pk: int
    key: str
    position: int
    label: str
    language: str
    script: str
    blank: bool
    text_version: int


def read_pages(object: DigitalObject) -> list[ReadPage]:
    """The pages of the book that have a text, in order: one light query."""
    names = [name for name in ReadPage.__slots__ if name != "pk"]
    rows = pages_of(object).exclude(text_version=0).select_related(None).values_list("pk", *names)
    return [ReadPage(*row) for row in rows]


def newest_json(pages: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The newest text of each page (by database key) as the plain values of ``engines.page.page_to_json``."""
    texts = PageText.objects.filter(page_id__in=list(pages), version=F("page__text_version"))
    return {pk: json.loads(zlib.decompress(packed)) for pk, packed in texts.values_list("page_id", "packed")}
