"""The door before a view: who is not logged in is asked to; who has no right is told so."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from javon.apps.people.models import User

View = Callable[..., HttpResponse]


def allowed(policy: Callable[[Any], bool]) -> Callable[[View], View]:
    """Let in those whom ``policy`` lets in."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not policy(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def acting(request: HttpRequest) -> User:
    """The person behind a guarded view's request."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
