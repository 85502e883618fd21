"""The first page: search, what is new, and for staff what waits for them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from javon.portal.queries import newest_books, work_waiting


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The library's front door."""
    context = {
        "canonical": request.build_absolute_uri("/"),
        "books": newest_books(),
        "work": work_waiting(request.user),
    }
    return render(request, "portal/home.html", context)
