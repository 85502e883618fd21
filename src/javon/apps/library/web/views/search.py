"""The search page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from javon.apps.library.queries.search import PAGE_SIZE, Reader, SearchPage, search_pages
from javon.apps.library.queries.search import suggest as suggestions
from javon.apps.library.queries.shelf import SHELF_SIZE, shelf_page
from javon.apps.library.web.counting import heal_index
from javon.apps.library.web.forms import MOST_PAGES, Asked, narrowed, read_search
from javon.apps.library.web.shown import pager, shown_facets, shown_hits, shown_why
from javon.engines.language import tokenize


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Pages that answer to the query with the lines and the pieces of image; without a query, all books."""
    asked = read_search(request.GET, page_size=PAGE_SIZE)
    context: dict[str, Any] = {
        "canonical": "" if asked.query.text.strip() else request.build_absolute_uri(request.path),
        "asked": asked.query,
        "narrowed": narrowed(asked.query),
    }
    if asked.query.text.strip():
        found, page = _found(asked, request.user)
        heal_index()
        context |= {
            "found": found,
            "hits": shown_hits(found, asked.query),
            "facets": shown_facets(found, request.GET),
            "why": shown_why(found),
            "pager": pager(request.GET, page, min(found.total, MOST_PAGES * PAGE_SIZE), PAGE_SIZE),
        }
    else:
        shelf = shelf_page(request.user, asked.page)
        context |= {"shelf": shelf, "pager": pager(request.GET, shelf.page, shelf.count, SHELF_SIZE)}
    part = request.headers.get("HX-Target") == "results" and not request.headers.get("HX-History-Restore-Request")
    response = render(request, "library/search.html#results" if part else "library/search.html", context)
    response["Vary"] = "HX-Request, HX-Target, Cookie"
    return response


def _found(asked: Asked, reader: Reader) -> tuple[SearchPage, int]:
    """The page of results that was asked for, or the last one where there are fewer; and its number."""
    found = search_pages(asked.query, reader)
    last = max(1, -(-min(found.total, MOST_PAGES * PAGE_SIZE) // PAGE_SIZE))
    if asked.page <= last:
        return found, asked.page
    return search_pages(replace(asked.query, offset=(last - 1) * PAGE_SIZE), reader), last


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Completions while typing: words in both scripts, and works."""
    typed = request.GET.get("q", "")[:100]
    tokens = tokenize(typed)
    head = typed[: tokens[-1].start] if tokens else ""
    words, works = suggestions(typed, request.user)
    heal_index()
    offered = [(work.object.shown_record, work.url) for work in works]
    return JsonResponse(
        {
            "words": [
                {"latin": head + word.latin, "cyrillic": head + word.cyrillic, "pages": word.pages} for word in words
            ],
            "works": [{"title": record.title, "creators": record.creators_line, "url": url} for record, url in offered],
        }
    )
