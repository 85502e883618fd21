"""Signs that no text of people has: a request that carries one is refused before any page sees it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from javon.base.ui.errors import bad_request

NUL = "\x00"


def signs_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 400 where the address or a form holds a NUL: PostgreSQL keeps no such text, SQLite cuts it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = (request.GET, request.POST) if request.method == "POST" else (request.GET,)
        if NUL in request.path or any(
            NUL in value for form in given for _name, listed in form.lists() for value in listed
        ):
            return bad_request(request)
        return get_response(request)

    return middleware


def cookies_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Pass over cookies with a NUL (written as an escape inside quotes): we gave none such, and a session is looked up.

    Stands before the session, so that whoever sends one is a visitor without it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if any(NUL in value for value in request.COOKIES.values()):
            request.COOKIES = {name: value for name, value in request.COOKIES.items() if NUL not in value}
        return get_response(request)

    return middleware
