"""Counts uses."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from javon.apps.digitization.models import DigitalObject
from javon.apps.library.enums import UseKind
from javon.apps.library.models import UseDay
from javon.base import clock


@transaction.atomic
def use_count(*, object: DigitalObject, kind: UseKind) -> None:
    """Count one use of today.  Who it was is not kept."""
    day, _made = UseDay.objects.get_or_create(object=object, day=clock.today(), kind=kind)
    UseDay.objects.filter(pk=day.pk).update(count=F("count") + 1)
