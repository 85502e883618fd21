"""What machines that walk through the site are told: books are for them, the work of the house is not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

#: Where nothing is for them.
CLOSED = ("/work/", "/people/", "/accounts/", "/i18n/", "/search/suggest")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The file ``robots.txt``."""
    lines = ["User-agent: *", *(f"Disallow: {place}" for place in CLOSED)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
