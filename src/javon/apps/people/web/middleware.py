"""A one-time password opens one door only: the page where it is changed."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

#: What stays open meanwhile, by name.
OPEN = ("account_change_password", "account_logout", "set_language")


class PasswordChangeMiddleware:
    """Sends a person who must change the password to that page, wherever else the person wants to go."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.must_change_password and request.path not in {reverse(n) for n in OPEN}:
            # Back to where the person was going, as after any log-in.
            aim = request.get_full_path() if request.method == "GET" and request.path != "/" else ""
            return redirect(reverse("account_change_password") + (f"?{urlencode({'next': aim})}" if aim else ""))
        return self.get_response(request)
