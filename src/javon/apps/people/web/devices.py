"""Devices on which somebody has logged in: a signed cookie, by which their own log-in is told from a stranger's guess.

The cookie opens nothing: whoever has it still needs the password.  It holds no name, only signs made of names.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

DEVICE, TURN = "javon-device", "javon-turn"
#: Only the log-in pages ask for them.
PATH = "/accounts/"
DEVICE_S = 180 * 24 * 3600
#: A machine that many use remembers so many of them, the last ones.
MOST_PEOPLE = 30
SALT = "javon.people.device"


def mark_of(name: str) -> str:
    """The sign of a log-in name: equal for equal names, and tells the name to nobody."""
    return salted_hmac(SALT, name).hexdigest()[:24]


def device_of(request: HttpRequest, name: str) -> str:
    """The number of the device, where this person has logged in on it before; "" on any other."""
    device, people = _read(request)
    return device if mark_of(name) in people else ""


def device_remember(request: HttpRequest, name: str) -> None:
    """From the answer to this request on the device is known as one of this person."""
    device, people = _read(request)
    known = [mark for mark in people if mark != mark_of(name)]
    value = [device or secrets.token_urlsafe(12), *known[-MOST_PEOPLE + 1 :], mark_of(name)]
    cookie_leave(request, DEVICE, signing.dumps(value, salt=SALT), DEVICE_S)


def cookie_leave(request: HttpRequest, name: str, value: str, age_s: int) -> None:
    """Have the answer to this request leave a cookie; what is refused by a form has no answer yet."""
    request.META.setdefault("javon.cookies", {})[name] = (value, age_s)


def cookies_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Leave the cookies that the log-in asked for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        for name, (value, age_s) in request.META.get("javon.cookies", {}).items():
            answer.set_cookie(
                name, value, age_s, path=PATH, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
            )
        return answer

    return middleware


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        device, *people = signing.loads(request.COOKIES.get(DEVICE, ""), salt=SALT, max_age=DEVICE_S)
    except (signing.BadSignature, ValueError):
        return "", []
    return str(device), [str(mark) for mark in people]
