"""Uploads on their way."""

from __future__ import annotations

from django.db.models import QuerySet

from javon.apps.digitization.enums import ObjectStatus, UploadStatus
from javon.apps.digitization.models import DigitalObject, Upload
from javon.apps.people.models import User
from javon.base import clock


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


def uploads_of(object: DigitalObject) -> QuerySet[Upload]:
    """The uploads that an object was made of."""
    return Upload.objects.filter(object=object)


def expired_uploads() -> QuerySet[Upload]:
    """Uploads that nobody went on with in time, other than those whose intake still waits."""
    return Upload.objects.filter(expires_at__lt=clock.now()).exclude(object__status=ObjectStatus.INTAKE)
