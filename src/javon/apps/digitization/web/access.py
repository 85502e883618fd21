"""The door before a view, and the answers of doors that machines knock at."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

from javon.apps.digitization.errors import DigitizationError, NotAllowedError, WrongStateError
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.digitization.queries.objects import object_by_identifier
from javon.apps.digitization.queries.pages import page_by_key
from javon.apps.people.models import User

View = Callable[..., HttpResponseBase]


def allowed(policy: Callable[[Any], bool]) -> Callable[[View], View]:
    """Let in those whom ``policy`` lets in; others are asked to log in, or told that they may not."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not policy(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def answering(view: View) -> View:
    """Turn the errors of actions into JSON with a sentence for people: 403, 409 or 400."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NotAllowedError as error:
            return JsonResponse({"error": str(error)}, status=403)
        except WrongStateError as error:
            return JsonResponse({"error": str(error)}, status=409)
        except DigitizationError as error:
            return JsonResponse({"error": str(error)}, status=400)

    return answered


def person(request: HttpRequest) -> User:
    """The person behind a guarded view's request."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def object_or_404(identifier: str) -> DigitalObject:
    """The object of this name."""
    found = object_by_identifier(identifier)
    if found is None:
        raise Http404
    return found


def page_or_404(identifier: str, key: str) -> Page:
    """The page of this object."""
    found = page_by_key(identifier, key)
    if found is None:
        raise Http404
    return found
