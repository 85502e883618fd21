"""The door before a view: who is not logged in is asked to; who has no right is told so."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.contrib.auth.models import _User

View = Callable[..., HttpResponseBase]
Policy = Callable[[Any], bool]


class NoRightError(PermissionDenied):
    """The person has not the right that ``policy`` asks for; whoever has it can help."""

    def __init__(self, policy: Policy) -> None:
        super().__init__()
        self.policy = policy


def allowed(policy: Policy) -> Callable[[View], View]:
    """Let in those whom ``policy`` lets in; others are asked to log in, or told that they may not."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return log_in_first(request)
            if not policy(request.user):
                raise NoRightError(policy)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def person(request: HttpRequest) -> _User:
    """The person behind a guarded view's request."""
    if isinstance(request.user, AnonymousUser):
        raise PermissionDenied
    return request.user


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, which can read nothing but JSON."""
    accepted = request.headers.get("Accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def log_in_first(request: HttpRequest) -> HttpResponse:
    """The log-in page for people; for a script an answer that it can tell from a good one.

    A script that was led to the log-in page would take that page for its answer, and what was typed would be lost.
    """
    words = _("Seansingiz tugagan. Tizimga kirib, qaytadan urining.")
    address = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': _way_back(request)})}"
    if "HX-Request" in request.headers:
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    if "Tus-Resumable" in request.headers:
        return HttpResponse(words, status=401, content_type="text/plain; charset=utf-8")
    if wants_json(request):
        return JsonResponse({"error": words, "login": address}, status=401)
    return redirect(address)


def _way_back(request: HttpRequest) -> str:
    """Where to go after the log-in: what was asked for, or the page whose form was sent."""
    if request.method in {"GET", "HEAD"} and "HX-Request" not in request.headers and not wants_json(request):
        return request.get_full_path()
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
