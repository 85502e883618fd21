"""What the reader's script has to know, as one JSON value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.urls import reverse

from javon.base.ui.paging import page_number

if TYPE_CHECKING:
    from javon.apps.digitization.models import DigitalObject


def chosen_page(pages: list[dict[str, Any]], asked: str) -> int:
    """The place (from 0) of the page asked for by key ("p0012") or by number (from 1); the first one in doubt."""
    for place, page in enumerate(pages):
        if page["key"] == asked:
            return place
    return page_number(asked, max(len(pages), 1)) - 1


def reader_settings(object: DigitalObject, pages: list[dict[str, Any]], place: int, data: QueryDict) -> dict[str, Any]:
    """Addresses, pages and the query; ``KEY`` in an address stands for the key of a page."""
    return {
        "place": place,
        "pages": [[page["key"], page["label"], page["width"], page["height"]] for page in pages],
        "image": f"/iiif/3/{object.identifier}~KEY",
        "text": reverse("library:page_text", args=[object.identifier, "KEY"]),
        "find": reverse("library:find", args=[object.identifier]),
        "contents": reverse("library:contents", args=[object.identifier]),
        "read": reverse("library:read", args=[object.identifier]),
        "query": data.get("q", ""),
        "exact": "exact" in data,
    }
