"""All books a person may read, as a shelf."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from javon.apps.digitization.queries.objects import objects_visible_to
from javon.apps.library.queries.search import Reader

if TYPE_CHECKING:
    from javon.apps.digitization.models import DigitalObject

SHELF_SIZE = 30


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of the shelf, its number, and how many books there are in all."""

    books: list[DigitalObject]
    count: int
    page: int


def shelf_page(reader: Reader, page: int) -> Shelf:
    """One page of the shelf, newest first; the last one where there are fewer."""
    books = objects_visible_to(reader).order_by("-published_at", "-pk")
    count = books.count()
    page = min(page, max(1, -(-count // SHELF_SIZE)))
    start = (page - 1) * SHELF_SIZE
    return Shelf(list(books[start : start + SHELF_SIZE]), count, page)
