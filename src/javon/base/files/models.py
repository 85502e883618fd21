"""The table of stored files."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from javon.base import clock


class StoredFile(models.Model):
    """One content, known by its SHA-512 (hex), whatever names it came under; ``name`` is the first."""

    sha512 = models.CharField(_("SHA-512"), max_length=128, primary_key=True)
    size = models.BigIntegerField(_("hajmi, bayt"))
    media_type = models.CharField(_("turi"), max_length=100)
    name = models.CharField(_("fayl nomi"), max_length=500)
    created_at = models.DateTimeField(_("saqlangan vaqti"), default=clock.now)
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("kim saqlagan"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("saqlangan fayl")
        verbose_name_plural = _("saqlangan fayllar")
        constraints = [models.CheckConstraint(condition=models.Q(size__gte=0), name="stored_file_size")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where the bytes stand."""
        return path_of(self.sha512)


def path_of(sha512: str) -> Path:
    """The place of a content: ``<JAVON_FILES>/ab/cd/<sha512>``."""
    return Path(settings.JAVON_FILES) / sha512[:2] / sha512[2:4] / sha512
