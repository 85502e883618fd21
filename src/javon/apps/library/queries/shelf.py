"""All books a person may read, as a shelf."""

from __future__ import annotations

from typing import Any

from javon.apps.digitization.queries.objects import objects_visible_to
from javon.apps.library.queries.search import Reader

SHELF_SIZE = 30


def shelf_page(reader: Reader, page: int) -> dict[str, Any]:
    """One page of the shelf, newest first: ``books``, their ``count`` and ``page_size``."""
    books = objects_visible_to(reader).order_by("-published_at", "-pk")
    start = (page - 1) * SHELF_SIZE
    return {"books": list(books[start : start + SHELF_SIZE]), "count": books.count(), "page_size": SHELF_SIZE}
