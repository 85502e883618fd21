"""The one door of every page, text and file of an object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from javon.apps.digitization.policies import can_read
from javon.apps.digitization.queries.objects import object_by_identifier

if TYPE_CHECKING:
    from javon.apps.digitization.models import DigitalObject


def readable_object(request: HttpRequest, identifier: str) -> DigitalObject:
    """The object, if the person of this request may read it.

    Raises:
        Http404: there is none, or it is closed to this person; the two look the same.
    """
    found = object_by_identifier(identifier)
    if found is None or not can_read(request.user, found):
        raise Http404(_("Bunday kitob yoʻq."))
    return found
