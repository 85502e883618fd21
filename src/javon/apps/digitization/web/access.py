"""The object or page that an address names, and the answers of doors that machines knock at."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

from javon.apps.digitization.errors import DigitizationError, NotAllowedError, WrongStateError
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.digitization.queries.objects import object_by_identifier
from javon.apps.digitization.queries.pages import page_by_key
from javon.base.ui.access import View


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
