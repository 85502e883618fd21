"""The book for other viewers: Presentation 3 manifest, Content Search 2 and 1."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import conditional_page, require_http_methods

from javon.apps.library.queries.search import search_inside
from javon.apps.library.web.annotations import search_answer_1, search_answer_2
from javon.apps.library.web.presenting import manifest_of
from javon.apps.library.web.views.door import readable_object
from javon.base.ui.keeping import kept_as
from javon.engines.index import Query

MOST_FOUND = 200
LD = 'application/ld+json;profile="{}"'
SEARCH_2 = "http://iiif.io/api/search/2/context.json"
SEARCH_1 = "http://iiif.io/api/search/1/context.json"
PRESENTATION_3 = "http://iiif.io/api/presentation/3/context.json"
METHODS = ("GET", "HEAD", "OPTIONS")
View = Callable[[HttpRequest, str], HttpResponse]


def for_viewers(view: View) -> View:
    """Let viewers on other sites ask; what they may ask is the same for every object, so it tells nothing of them."""

    @conditional_page
    @require_http_methods(list(METHODS))
    @wraps(view)
    def answered(request: HttpRequest, identifier: str) -> HttpResponse:
        return _preflight() if request.method == "OPTIONS" else view(request, identifier)

    return answered


@for_viewers
def manifest(request: HttpRequest, identifier: str) -> HttpResponse:
    """The book as a Presentation 3 manifest."""
    found = readable_object(request, identifier)
    return _open(HttpResponse(manifest_of(found, request.build_absolute_uri("/"))), PRESENTATION_3, found.is_published)


@for_viewers
def search_2(request: HttpRequest, identifier: str) -> HttpResponse:
    """Content Search 2: an annotation page of the words found."""
    found = readable_object(request, identifier)
    results = search_inside(Query(request.GET.get("q", "")[:400], limit=MOST_FOUND), found)
    answer = search_answer_2(found, results, request.build_absolute_uri())
    return _open(JsonResponse(answer), SEARCH_2, found.is_published)


@for_viewers
def search_1(request: HttpRequest, identifier: str) -> HttpResponse:
    """Content Search 1, which Mirador 4 speaks."""
    found = readable_object(request, identifier)
    results = search_inside(Query(request.GET.get("q", "")[:400], limit=MOST_FOUND), found)
    answer = search_answer_1(found, results, request.build_absolute_uri())
    return _open(JsonResponse(answer), SEARCH_1, found.is_published)


def _preflight() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = ", ".join(METHODS)
    response["Access-Control-Allow-Headers"] = "accept, content-type"
    response["Access-Control-Max-Age"] = "86400"
    return response


def _open(response: HttpResponse, profile: str, public: bool) -> HttpResponse:
    """Any viewer on any site may read what anybody may read."""
    response["Content-Type"] = LD.format(profile)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = kept_as(public)
    return response
