"""The newest text of many pages at once."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable

from django.db.models import F, Q

from javon.apps.digitization.queries.objects import objects_visible_to
from javon.engines.page import Page, page_from_json


def newest_texts(pages: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Page]:
    """The text of each page, given as (identifier, key); pages without one are left out.  One query for all."""
    wanted = Q(pk=None)
    for identifier, key in pages:
        wanted |= Q(identifier=identifier, pages__key=key)
    # One filter: page and text must be those of the same row.
    rows = objects_visible_to(None).filter(wanted, pages__texts__version=F("pages__text_version"))
    found = rows.values_list("identifier", "pages__key", "pages__texts__packed")
    return {(identifier, key): _unpacked(packed) for identifier, key, packed in found}


def _unpacked(packed: bytes | memoryview) -> Page:
    """``PageText.packed`` as the engines see it."""
    return page_from_json(json.loads(zlib.decompress(packed)))
