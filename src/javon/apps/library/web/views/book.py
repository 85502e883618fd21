"""The page of a book."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from javon.apps.digitization.policies import can_see_work
from javon.apps.digitization.queries.documents import edition_metadata
from javon.apps.digitization.queries.editions import edition_shown
from javon.apps.library.enums import UseKind
from javon.apps.library.queries.downloads import downloads
from javon.apps.library.queries.reading import contents as chapters_of
from javon.apps.library.queries.reading import first_page, page_count
from javon.apps.library.web.citing import cite
from javon.apps.library.web.counting import count_use
from javon.apps.library.web.names import KINDS, LANGUAGES
from javon.apps.library.web.views.door import readable_object


@require_safe
def book(request: HttpRequest, identifier: str) -> HttpResponse:
    """Cover, record, ways to read and to take away, rights, how to cite."""
    found = readable_object(request, identifier)
    count_use(request, found, UseKind.VIEW)
    pages = page_count(found)
    context = {
        "object": found,
        "record": found.shown_record,
        "kind": KINDS.get(found.shown_record.kind, ""),
        "language": LANGUAGES.get(edition_metadata(edition_shown(found)).language, "") if pages else "",
        "page_count": pages,
        "draft": can_see_work(request.user) and found.is_ahead,
        "has_cover": first_page(found) is not None,
        "downloads": downloads(found),
        "citation": cite(found, request.build_absolute_uri(request.path)),
        "canonical": request.build_absolute_uri(request.path),
        "manifest": request.build_absolute_uri(f"/iiif/{found.identifier}/manifest"),
    }
    return render(request, "library/book.html", context)


@require_safe
def contents(request: HttpRequest, identifier: str) -> HttpResponse:
    """The contents of a book, as a piece of a page."""
    found = readable_object(request, identifier)
    return render(request, "library/contents.html", {"object": found, "chapters": chapters_of(found)})
