"""A file that was given for an object."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from django.db import models
from django.utils.translation import gettext_lazy as _

from javon.apps.digitization.enums import SourceStatus
from javon.base import clock

#: Marks a path whose name is no valid UTF-8 (an old disk, another system's encoding).
RAW = "bytes:"


def path_text(path: Path) -> str:
    """A path as text that every database takes; ``path_of`` gives the same path back."""
    text = str(path)
    try:
        text.encode()
    except UnicodeEncodeError:
        return RAW + quote(os.fsencode(path))
    return text


def path_of(text: str) -> Path:
    """What ``path_text`` wrote."""
    return Path(os.fsdecode(unquote_to_bytes(text.removeprefix(RAW)))) if text.startswith(RAW) else Path(text)


def shown_text(path: Path | str) -> str:
    """A path for people: what cannot be shown becomes a question mark."""
    return os.fsencode(path).decode("utf-8", "replace")


class SourceFile(models.Model):
    """One given file and what became of it: stored as a master, or refused with the reason in words.

    Of a locked PDF the master is stored as it came; ``unlocked`` is the copy that opens without a password: pages
    are made from it.  A file that changed on disk gets a new row; the old one becomes ``REPLACED``, its master stays.
    """

    object = models.ForeignKey("digitization.DigitalObject", on_delete=models.CASCADE, related_name="sources")
    #: Its number in the object, which never changes; names of masters in the preservation copy begin with it.
    position = models.PositiveIntegerField()
    #: Its place among the files as they were given last; 0 when it was not among them.
    place = models.PositiveIntegerField(default=0)
    #: Where it was read from; "" when the rows came back from the preservation store.
    path = models.TextField(blank=True)
    #: Its name among the others, with the folder inside an archive ("part1/0001.tif").
    name = models.TextField()
    size = models.BigIntegerField(default=0)
    mtime_ns = models.BigIntegerField(default=0)
    status = models.CharField(max_length=10, choices=SourceStatus.choices, default=SourceStatus.WAITING)
    stored = models.ForeignKey("files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unlocked = models.ForeignKey("files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    frames = models.PositiveIntegerField(default=0)
    #: Why it was refused: a code of the intake engine with its figures, and the sentence of that day.
    code = models.CharField(max_length=40, blank=True)
    detail = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    #: Width and height of every page as stored, in pixels: ``[[w, h], …]``.
    sizes = models.JSONField(default=list, blank=True)
    #: Page labels that the file itself gives (a PDF's "iv", "12"); empty where it gives none.
    labels = models.JSONField(default=list, blank=True)
    #: Contents that the file itself gives (a PDF's outline): ``[[level, title, frame], …]``.
    outline = models.JSONField(default=list, blank=True)
    #: What a person should know of a file that was taken all the same: ``[[code, detail], …]``.
    notices = models.JSONField(default=list, blank=True)
    stored_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("manba fayl")
        verbose_name_plural = _("manba fayllar")
        ordering = ("object", "position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["object", "path", "name"],
                condition=~models.Q(status=SourceStatus.REPLACED.value),
                name="source_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def given_path(self) -> Path:
        """Where it was read from."""
        return path_of(self.path)

    @property
    def readable_path(self) -> Path:
        """The file that pages are made from: the master, or the unlocked copy of an encrypted one."""
        stored = self.unlocked or self.stored
        assert stored is not None
        return Path(stored.path)
