"""One page of a list, whatever number the address asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

#: Figures of a page number that can be meant; what has more lies beyond the end of any list.
MOST_FIGURES = 9


def page_number(asked: str | None, pages: int) -> int:
    """The page that is shown, from 1 to ``pages``: the first where no page is named, the last where none is so far.

    What is shown always says its own number: a list of two pages never calls itself "99 / 2".
    """
    figures = (asked or "").strip()
    if not (figures.isascii() and figures.isdecimal()):
        return 1
    number = int(figures) if len(figures) <= MOST_FIGURES else pages
    return max(1, min(number, pages))


def page_of(rows: QuerySet[Any] | Sequence[Any], asked: str | None, size: int) -> Page[Any]:
    """The page of ``rows`` that the address asks for, ``size`` rows a page."""
    pages = Paginator(rows, size)
    return pages.page(page_number(asked, pages.num_pages))
