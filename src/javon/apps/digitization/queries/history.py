"""What the journal tells of an object and its pages."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from javon.apps.digitization.models import DigitalObject
from javon.base.audit import JournalRow


def object_history(object: DigitalObject) -> QuerySet[JournalRow]:
    """Every change of the object and of its pages, the newest first."""
    name = object.identifier
    found = JournalRow.objects.filter(Q(subject=f"object:{name}") | Q(subject__startswith=f"page:{name}~"))
    return found.order_by("-number")
