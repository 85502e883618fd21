"""What the journal tells of an object and its pages."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from javon.apps.digitization.models import DigitalObject
from javon.base.audit import JournalRow
from javon.base.db import said


def object_history(object: DigitalObject) -> QuerySet[JournalRow]:
    """Every change of the object, of its pages and of its record, the newest first."""
    name = object.identifier
    own = Q(subject__in=[f"object:{name}", f"record:{object.record_id}"])
    found = JournalRow.objects.filter(own | Q(subject__startswith=f"page:{name}~"))
    return found.order_by("-number")


def discarded_as(identifier: str) -> tuple[str, str] | None:
    """Why an object was removed before it got a page, in the words of whoever asks, and the object it turned out to be.

    None: it never was.
    """
    row = JournalRow.objects.filter(subject=f"object:{identifier}", action="digitization.object_discard").first()
    return (said.words(row.data["reason"]), row.data["same_as"]) if row else None
