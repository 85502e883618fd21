"""What digitization counts: pages digitized and pages published, by person and period."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from javon.apps.digitization.models import Page, Release
from javon.base.db.actor import Actor
from javon.base.measures import Measure, Period, register


def pages_digitized(period: Period, person: Actor) -> QuerySet[Page]:
    """Pages that came through the pipeline for the first time in the period; ``person`` is who brought the object in.

    The first text of a page tells when: a page done again, or one added later, moves no figure of an earlier report.
    """
    pages = Page.objects.filter(
        excluded=False, texts__version=1, texts__created_at__gte=period.start, texts__created_at__lt=period.end
    )
    return pages if person is None else pages.filter(object__created_by=person.pk)


def pages_published(period: Period, person: Actor) -> QuerySet[Page]:
    """Pages of objects opened to readers in the period, closed since or not; ``person`` is who opened them."""
    pages = Page.objects.filter(
        excluded=False, object__published_at__gte=period.start, object__published_at__lt=period.end
    )
    return pages if person is None else pages.filter(object__published_by=person.pk)


def changes_released(period: Period, person: Actor) -> QuerySet[Release]:
    """Releases of changes to books that readers had already; ``person`` is who released them."""
    releases = Release.objects.filter(number__gt=1, created_at__gte=period.start, created_at__lt=period.end)
    return releases if person is None else releases.filter(released_by=person.pk)


register(
    Measure(
        name="digitization.pages_digitized",
        label=_("Raqamlashtirilgan sahifalar"),
        unit=_("sahifa"),
        count=lambda period, person: pages_digitized(period, person).count(),
        rows=pages_digitized,
    )
)
register(
    Measure(
        name="digitization.pages_published",
        label=_("Eʼlon qilingan sahifalar"),
        unit=_("sahifa"),
        count=lambda period, person: pages_published(period, person).count(),
        rows=pages_published,
    )
)
register(
    Measure(
        name="digitization.changes_released",
        label=_("Eʼlon qilingan oʻzgarishlar"),
        unit=_("marta"),
        count=lambda period, person: changes_released(period, person).count(),
        rows=changes_released,
    )
)
