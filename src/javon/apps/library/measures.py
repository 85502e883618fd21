"""What the library counts: pages and downloads that readers asked for."""

from __future__ import annotations

from functools import partial

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from javon.apps.library.enums import UseKind
from javon.apps.library.models import UseDay
from javon.base.db.actor import Actor
from javon.base.measures import Measure, Period, register


def use_days(kind: UseKind, period: Period, person: Actor) -> QuerySet[UseDay]:
    """Days and objects of the period with uses of this kind; uses are nobody's work, so a person has none."""
    days = UseDay.objects.filter(kind=kind, day__gte=period.first, day__lte=period.last)
    return days if person is None else days.none()


def uses(kind: UseKind, period: Period, person: Actor) -> int:
    """How many uses of this kind there were."""
    return use_days(kind, period, person).aggregate(total=Sum("count"))["total"] or 0


for name, kind, label, unit in (
    ("library.objects_read", UseKind.READ, _("Oʻqish uchun ochilgan resurslar"), _("ochish")),
    ("library.files_downloaded", UseKind.DOWNLOAD, _("Yuklab olingan fayllar"), _("fayl")),
):
    register(Measure(name=name, label=label, unit=unit, count=partial(uses, kind), rows=partial(use_days, kind)))
