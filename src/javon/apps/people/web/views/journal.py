"""The journal of changes, to be read only."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from javon.apps.people.policies import can_see_journal
from javon.base.audit.queries import journal_listed
from javon.base.ui.access import allowed

PAGE_SIZE = 100


@allowed(can_see_journal)
def journal(request: HttpRequest) -> HttpResponse:
    """Who changed what, a hundred rows a page."""
    text = request.GET.get("q", "").strip()[:200]
    page = Paginator(journal_listed(text), PAGE_SIZE).get_page(request.GET.get("page"))
    query = f"{urlencode({'q': text})}&" if text else ""
    return render(request, "people/journal.html", {"page": page, "text": text, "query": query})
