"""The reader: the page with the picture, and what its script asks for."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

from javon.apps.library.enums import UseKind
from javon.apps.library.queries.reading import page_reading, reader_pages
from javon.apps.library.queries.search import search_inside
from javon.apps.library.web.counting import count_use
from javon.apps.library.web.reading import chosen_page, reader_settings
from javon.apps.library.web.views.door import readable_object
from javon.base.ui.keeping import kept_as
from javon.engines.index import Query

MOST_FOUND = 500


@require_safe
def read(request: HttpRequest, identifier: str) -> HttpResponse:
    """The reader, opened at a page; without a script it shows the picture and the text of that page."""
    found = readable_object(request, identifier)
    pages = reader_pages(found)
    place = chosen_page(pages, request.GET.get("page", ""))
    count_use(request, found, UseKind.READ)
    context = {
        "object": found,
        "pages": pages,
        "place": place,
        "page": pages[place] if pages else None,
        "reading": page_reading(found, pages[place]["key"]) if pages else None,
        "before": pages[place - 1] if place > 0 else None,
        "after": pages[place + 1] if place + 1 < len(pages) else None,
        "settings": reader_settings(found, pages, place, request.GET),
    }
    return render(request, "library/read.html", context)


@gzip_page
@conditional_page
@require_safe
def page_text(request: HttpRequest, identifier: str, key: str) -> JsonResponse:
    """The words of a page with their boxes, and its text in both scripts."""
    found = readable_object(request, identifier)
    reading = page_reading(found, key)
    if reading is None:
        raise Http404(_("Bunday sahifa yoʻq."))
    response = JsonResponse(reading)
    response["Cache-Control"] = kept_as(found.is_published)
    return response


@gzip_page
@require_safe
def find(request: HttpRequest, identifier: str) -> JsonResponse:
    """Where in this object the words stand."""
    found = readable_object(request, identifier)
    query = Query(request.GET.get("q", "")[:400], exact="exact" in request.GET, limit=MOST_FOUND)
    results = search_inside(query, found)
    hits = [
        {
            "page": hit.page_key,
            "label": hit.label,
            "words": hit.words,
            "language": hit.language,
            "parts": [[part.text, part.mark] for part in hit.excerpt],
        }
        for hit in results.hits
    ]
    return JsonResponse({"total": results.total, "near": results.near, "meant": results.meant, "hits": hits})
