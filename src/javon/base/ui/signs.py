"""Signs that no text of people has: a request that carries one is refused before any page sees it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from javon.base.ui.errors import bad_request

NUL = "\x00"


def signs_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 400 where the address or its parameters hold a NUL: PostgreSQL keeps no such text, SQLite cuts it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        values = (value for _name, listed in request.GET.lists() for value in listed)
        if NUL in request.path or any(NUL in value for value in values):
            return bad_request(request)
        return get_response(request)

    return middleware
