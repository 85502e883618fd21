"""A file on its way from a browser to the house."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from javon.apps.digitization.enums import UploadStatus
from javon.base import clock

#: An upload that nobody went on with for so long is removed.
LIFETIME = timedelta(days=7)


def new_token() -> str:
    """A name nobody can guess."""
    return secrets.token_urlsafe(24)


def first_expiry() -> datetime:
    """When an upload begun now is removed if nobody goes on with it."""
    return clock.now() + LIFETIME


class Upload(models.Model):
    """One file of the tus protocol.  The bytes stand in quarantine, ``JAVON_UPLOADS/<token>``, never in memory."""

    token = models.CharField(max_length=64, unique=True, default=new_token)
    #: Files dropped together carry the same batch and become one object.
    batch = models.CharField(max_length=64, db_index=True)
    position = models.PositiveIntegerField(default=0)
    name = models.TextField()
    size = models.BigIntegerField()
    status = models.CharField(max_length=10, choices=UploadStatus.choices, default=UploadStatus.OPEN)
    object = models.ForeignKey(
        "digitization.DigitalObject", null=True, blank=True, on_delete=models.SET_NULL, related_name="uploads"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(default=first_expiry)

    class Meta:
        verbose_name = _("yuklangan toʻplam")
        verbose_name_plural = _("yuklangan toʻplamlar")
        ordering = ("batch", "position", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where the bytes that have come so far lie."""
        return Path(settings.JAVON_UPLOADS) / self.token

    @property
    def offset(self) -> int:
        """Bytes that have come: the file itself is the only counter, so that a power cut cannot make them differ."""
        return self.path.stat().st_size if self.path.exists() else 0
