"""The object or page that an address names, and the answers of doors that machines knock at."""

from __future__ import annotations

import json
from functools import wraps
from typing import Any
from unicodedata import category

from django.http import Http404, HttpRequest, JsonResponse
from django.http.request import RawPostDataException
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

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


def sent_json(request: HttpRequest) -> Any:
    """The JSON of the request; a form in its place is no JSON, and its body is gone once it was read as a form.

    Raises:
        DigitizationError: it is none.
    """
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError, RawPostDataException) as error:
        raise DigitizationError(_("Soʻrov tushunarsiz. Oynani yangilab (F5), qayta urining.")) from error


def typed_text(text: Any) -> str:
    """What a person can have typed: text without control characters; ``ValueError`` for half a character."""
    if not isinstance(text, str) or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise ValueError("not a text")
    return "".join(sign for sign in text if sign.isspace() or category(sign) != "Cc")


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
