"""The reader: the page with the picture, and what its script asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from javon.apps.library.enums import UseKind
from javon.apps.library.queries.reading import page_reading, reader_pages
from javon.apps.library.queries.search import search_inside
from javon.apps.library.web.counting import count_use
from javon.apps.library.web.reading import MODULES, chosen_page, page_face, reader_settings
from javon.apps.library.web.views.door import readable_object
from javon.base.ui.keeping import kept_as
from javon.engines.index import Query

if TYPE_CHECKING:
    from javon.apps.digitization.models import DigitalObject

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
        "face": page_face(found, pages[place]) if pages else None,
        "modules": MODULES,
        "canonical": request.build_absolute_uri(_address(found, pages, place)),
        "reading": page_reading(found, pages[place]["key"]) if pages else None,
        "before": pages[place - 1] if place > 0 else None,
        "after": pages[place + 1] if place + 1 < len(pages) else None,
        "settings": reader_settings(found, pages, place, request.GET),
    }
    return render(request, "library/read.html", context)


def _address(object: DigitalObject, pages: list[dict[str, Any]], place: int) -> str:
    """The one address of this page among the many by which it can be asked for."""
    address = reverse("library:read", args=[object.identifier])
    return f"{address}?page={pages[place]['key']}" if pages else address


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
