"""Counts uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from javon.apps.library.enums import UseKind
from javon.apps.library.models import UseDay
from javon.base import clock

if TYPE_CHECKING:
    from javon.apps.digitization.models import DigitalObject


@transaction.atomic
def use_count(*, object: DigitalObject, kind: UseKind) -> None:
    """Count one use of today.  Who it was is not kept."""
    day, _made = UseDay.objects.get_or_create(object=object, day=clock.today(), kind=kind)
    UseDay.objects.filter(pk=day.pk).update(count=F("count") + 1)
