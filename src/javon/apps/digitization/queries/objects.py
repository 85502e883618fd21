"""Objects: by name, for readers, for the work list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from javon.apps.digitization.enums import ObjectStatus, PageStatus, PageVerdict, SourceStatus
from javon.apps.digitization.models import DigitalObject, Page, SourceFile
from javon.apps.people.models import User


def objects_visible_to(user: User | AnonymousUser | None) -> QuerySet[DigitalObject]:
    """Objects that the person may read (``policies.can_read`` for a whole list); ``None`` is the program itself."""
    objects = DigitalObject.objects.select_related("record", "release").defer("release__contents")
    if user is None or (isinstance(user, User) and user.is_active and user.is_staff_member):
        return objects
    return objects.filter(status=ObjectStatus.PUBLISHED)


def published_objects() -> QuerySet[DigitalObject]:
    """Everything that readers may open, newest first."""
    return objects_visible_to(AnonymousUser()).order_by("-published_at", "-pk")


def withdrawn_identifiers(most: int) -> tuple[str, ...]:
    """The objects that were closed last."""
    closed = DigitalObject.objects.filter(status=ObjectStatus.WITHDRAWN).order_by("-changed_at")
    return tuple(closed.values_list("identifier", flat=True)[:most])


def opened_identifiers(since: datetime, most: int) -> tuple[str, ...]:
    """The objects that were opened to readers after ``since``, the latest first."""
    opened = DigitalObject.objects.filter(status=ObjectStatus.PUBLISHED, published_at__gte=since)
    return tuple(opened.order_by("-published_at").values_list("identifier", flat=True)[:most])


def object_by_identifier(identifier: str) -> DigitalObject | None:
    """The object with its record and people, or None."""
    return (
        DigitalObject.objects.select_related("record", "release", "created_by", "accepted_by", "published_by")
        .filter(identifier=identifier)
        .first()
    )


def _pages_counted(**conditions: object) -> Coalesce:
    pages = Page.objects.filter(object=OuterRef("pk"), excluded=False, **conditions).order_by()
    counted = pages.values("object").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def with_counts(objects: QuerySet[DigitalObject]) -> QuerySet[DigitalObject]:
    """Add counts of pages to every object: ``page_count`` of all, and ``done_``, ``waiting_``,
    ``failed_``, ``flagged_``, ``reviewed_count``.

    Flagged are those that a person has not yet looked at.
    """
    return objects.annotate(
        page_count=_pages_counted(),
        done_count=_pages_counted(status=PageStatus.DONE),
        waiting_count=_pages_counted(status=PageStatus.WAITING),
        failed_count=_pages_counted(status=PageStatus.FAILED),
        flagged_count=_pages_counted(verdict__in=[PageVerdict.LOOK, PageVerdict.RESCAN], reviewed_at__isnull=True),
        reviewed_count=_pages_counted(reviewed_at__isnull=False),
    )


def objects_at_work(*, text: str = "", status: str = "", mine: User | None = None) -> QuerySet[DigitalObject]:
    """The work list: newest first, with counts; ``text`` is looked for in title, identifier and source."""
    objects = DigitalObject.objects.select_related("record", "created_by").order_by("-created_at", "-pk")
    if text:
        objects = objects.filter(
            Q(record__title__icontains=text) | Q(identifier__startswith=text.lower()) | Q(source__icontains=text)
        )
    if status:
        objects = objects.filter(status=status)
    if mine is not None:
        objects = objects.filter(created_by=mine)
    return with_counts(objects)


def object_with_counts(identifier: str) -> DigitalObject | None:
    """One object of the work list with its counts, or None."""
    return (
        with_counts(
            DigitalObject.objects.select_related("record", "release", "created_by", "accepted_by", "published_by")
        )
        .filter(identifier=identifier)
        .first()
    )


def object_given_before(*, fingerprint: str, other_than: DigitalObject) -> DigitalObject | None:
    """Another object made from exactly these files in this order, or None."""
    same = DigitalObject.objects.filter(fingerprint=fingerprint).exclude(pk=other_than.pk)
    return same.order_by("pk").first() if fingerprint else None


def object_by_source_key(source_key: str) -> DigitalObject | None:
    """The object that the same paths became before, or None."""
    return DigitalObject.objects.filter(source_key=source_key).order_by("pk").first() if source_key else None


def refused_sources(object: DigitalObject) -> QuerySet[SourceFile]:
    """Given files that were not taken, with the reason."""
    return SourceFile.objects.filter(object=object, status=SourceStatus.REFUSED).order_by("position")


def copied_sources(object: DigitalObject) -> QuerySet[SourceFile]:
    """Given files whose very bytes are a page already."""
    return SourceFile.objects.filter(object=object, status=SourceStatus.SAME, place__gt=0).order_by("place")


def missing_sources(object: DigitalObject, roots: Sequence[Path]) -> list[SourceFile]:
    """Files with pages that lay under these paths once and were not there this time."""
    stored = SourceFile.objects.filter(object=object, status=SourceStatus.STORED, place=0).exclude(path="")
    gone = stored.order_by("position").distinct().filter(pages__isnull=False)
    return [source for source in gone if any(source.given_path.is_relative_to(root) for root in roots)]


def locked_sources(object: DigitalObject) -> QuerySet[SourceFile]:
    """Stored files that open only with a password."""
    return SourceFile.objects.filter(object=object, status=SourceStatus.LOCKED).order_by("position")


def noticed_sources(object: DigitalObject) -> QuerySet[SourceFile]:
    """Files that were taken with something to know of them."""
    return SourceFile.objects.filter(object=object).exclude(notices=[]).order_by("position")


def objects_of_jobs(arguments: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Identifier and title of the object that each job works on, empty where it is gone; two queries for all."""
    pages = {value for given in arguments if isinstance(value := given.get("page_id"), int)}
    of_pages: dict[Any, int] = dict(Page.objects.filter(pk__in=pages).values_list("pk", "object_id"))
    keys: list[Any] = [given.get("object_id", of_pages.get(given.get("page_id"))) for given in arguments]
    found = DigitalObject.objects.filter(pk__in={key for key in keys if isinstance(key, int)})
    names = {
        key: (identifier, title) for key, identifier, title in found.values_list("pk", "identifier", "record__title")
    }
    return [names.get(key, ("", "")) for key in keys]
