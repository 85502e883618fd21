"""What is known of the archive's own health: rounds of reading, what was found damaged, when an object was read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from javon.apps.digitization.enums import DamageEnd, DamageKind, DamagePlace
from javon.base import clock


class ArchiveRound(models.Model):
    """One reading of every byte of masters and preservation store, from the first object to the last.

    ``object`` and ``place`` are where the reading stands: whoever goes on begins behind them.
    """

    started_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    object = models.CharField(max_length=400, blank=True)
    place = models.TextField(blank=True)
    files = models.PositiveIntegerField(default=0)
    #: Bytes read so far, and as many as there were thought to be when the round began.
    size = models.BigIntegerField(default=0)
    total_size = models.BigIntegerField(default=0)
    #: Time spent reading, without the pauses between two shares.
    seconds = models.FloatField(default=0.0)
    found = models.PositiveIntegerField(default=0)
    repaired = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("arxiv tekshiruvi")
        verbose_name_plural = _("arxiv tekshiruvlari")
        ordering = ("-started_at", "-pk")

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d}"

    @property
    def share(self) -> float:
        """How much of the bytes was read, from 0 to 1."""
        if self.finished_at is not None:
            return 1.0
        return min(1.0, self.size / self.total_size) if self.total_size else 0.0

    @property
    def speed(self) -> float:
        """Bytes a second while reading."""
        return self.size / self.seconds if self.seconds else 0.0


class ArchiveDamage(models.Model):
    """One damaged place of the archive, open until it is repaired or found whole again.

    ``object`` is an identifier, "" where the place belongs to none; ``path`` is below the object's folder in the store,
    or below the folder of masters.  ``pages`` are the keys of the pages made from the file.
    """

    object = models.CharField(max_length=400, blank=True)
    place = models.CharField(max_length=10, choices=DamagePlace.choices)
    path = models.TextField(blank=True)
    name = models.TextField(blank=True)
    sha512 = models.CharField(max_length=128, blank=True)
    kind = models.CharField(max_length=12, choices=DamageKind.choices)
    pages = models.JSONField(default=list, blank=True)
    found_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=10, choices=DamageEnd.choices, blank=True)

    class Meta:
        verbose_name = _("arxivdagi shikast")
        verbose_name_plural = _("arxivdagi shikastlar")
        ordering = ("-found_at", "-pk")
        indexes = [models.Index(fields=["ended_at", "object"], name="damage_open")]
        constraints = [
            models.UniqueConstraint(
                fields=["object", "place", "path"], condition=models.Q(ended_at=None), name="damage_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.object} {self.place} {self.path}"


class ArchivedObject(models.Model):
    """When every byte of an object was last read and found whole, and how many bytes that were."""

    identifier = models.CharField(max_length=400, primary_key=True)
    read_at = models.DateTimeField(default=clock.now)
    size = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("tekshirilgan resurs")
        verbose_name_plural = _("tekshirilgan resurslar")

    def __str__(self) -> str:
        return self.identifier
