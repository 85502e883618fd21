"""Uploads on their way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet

from javon.apps.digitization.enums import ObjectStatus, UploadStatus
from javon.apps.digitization.models import DigitalObject, Upload
from javon.apps.people.models import User
from javon.base import clock

#: Batches that are offered to be gone on with.
MOST_LEFT = 5


def upload_by_token(token: str, user: User) -> Upload | None:
    """A person's own upload, or None."""
    return Upload.objects.filter(token=token, created_by=user).first()


def complete_uploads(batch: str, user: User) -> QuerySet[Upload]:
    """A person's uploads of a batch that have come whole."""
    whole = [UploadStatus.COMPLETE, UploadStatus.TAKEN]
    return Upload.objects.filter(batch=batch, created_by=user, status__in=whole).select_related("object__record")


def open_uploads(batch: str, user: User) -> QuerySet[Upload]:
    """A person's uploads of a batch that are still coming."""
    return Upload.objects.filter(batch=batch, created_by=user, status=UploadStatus.OPEN)


def uploads_waiting(batch: str, user: User) -> QuerySet[Upload]:
    """A person's uploads of a batch that no object was made of yet, whole or not."""
    return _waiting(user).filter(batch=batch)


@dataclass(frozen=True, slots=True)
class LeftBatch:
    """Files that were brought and that no object was made of: ``coming`` of them are not whole yet."""

    batch: str
    files: int
    coming: int
    name: str
    begun_at: datetime


def batches_left(user: User, *, other_than: str) -> list[LeftBatch]:
    """A person's batches that wait for their object, the newest first."""
    found = (
        _waiting(user)
        .exclude(batch=other_than)
        .order_by()
        .values("batch")
        .annotate(
            files=Count("pk"), coming=Count("pk", filter=Q(status=UploadStatus.OPEN)), name=Min("name"),
            begun_at=Min("created_at"),
        )
    )  # fmt: skip
    return [LeftBatch(**row) for row in found.order_by("-begun_at")[:MOST_LEFT]]


def _waiting(user: User) -> QuerySet[Upload]:
    coming = [UploadStatus.OPEN, UploadStatus.COMPLETE]
    return Upload.objects.filter(created_by=user, status__in=coming, object=None)


def uploads_of(object: DigitalObject) -> QuerySet[Upload]:
    """The uploads that an object was made of."""
    return Upload.objects.filter(object=object)


def expired_uploads() -> QuerySet[Upload]:
    """Uploads that nobody went on with in time, other than those whose intake still waits."""
    return Upload.objects.filter(expires_at__lt=clock.now()).exclude(object__status=ObjectStatus.INTAKE)
