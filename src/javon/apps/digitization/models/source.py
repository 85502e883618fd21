"""A file that was given for an object."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from javon.apps.digitization.enums import SourceStatus
from javon.base import clock


class SourceFile(models.Model):
    """One given file and what became of it: stored as a master, or refused with the reason in words."""

    object = models.ForeignKey("digitization.DigitalObject", on_delete=models.CASCADE, related_name="sources")
    position = models.PositiveIntegerField()
    #: Where it was read from; "" when the rows came back from the preservation store.
    path = models.TextField(blank=True)
    #: Its name among the others, with the folder inside an archive ("part1/0001.tif").
    name = models.TextField()
    size = models.BigIntegerField(default=0)
    mtime_ns = models.BigIntegerField(default=0)
    status = models.CharField(max_length=10, choices=SourceStatus.choices, default=SourceStatus.WAITING)
    stored = models.ForeignKey("files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    frames = models.PositiveIntegerField(default=0)
    #: Why it was refused: a code of the intake engine and the sentence for people.
    code = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    #: Page labels that the file itself gives (a PDF's "iv", "12"); empty where it gives none.
    labels = models.JSONField(default=list, blank=True)
    #: What a person should know of a file that was taken all the same: ``[[code, detail], …]``.
    notices = models.JSONField(default=list, blank=True)
    stored_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("manba fayl")
        verbose_name_plural = _("manba fayllar")
        ordering = ("object", "position", "pk")
        constraints = [models.UniqueConstraint(fields=["object", "path", "name"], name="source_once")]

    def __str__(self) -> str:
        return self.name
