"""A page of a digital object."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from javon.apps.digitization.enums import PageStatus, PageVerdict
from javon.base import clock


class Page(models.Model):
    """One page.  The words on it are kept apart (``PageText``), so that a list of 2,000 pages stays light.

    ``key`` never changes ("p0001"; the second half of a double page is "p0001b"); ``position`` orders the pages;
    ``label`` is what a person calls the page ("12", "iv", "[3]").
    """

    object = models.ForeignKey("digitization.DigitalObject", on_delete=models.CASCADE, related_name="pages")
    key = models.CharField(max_length=20)
    position = models.PositiveIntegerField()
    label = models.CharField(_("identifikator"), max_length=40, blank=True)
    #: A person wrote the label; the program leaves it alone.
    label_fixed = models.BooleanField(default=False)
    source = models.ForeignKey("digitization.SourceFile", on_delete=models.PROTECT, related_name="pages")
    frame = models.PositiveIntegerField(default=0)
    #: 0, or 1 for the second half of a double page.
    part = models.PositiveSmallIntegerField(default=0)

    #: Size of the scan before anything was done to it, in pixels.
    scan_width = models.PositiveIntegerField(default=0)
    scan_height = models.PositiveIntegerField(default=0)

    status = models.CharField(max_length=10, choices=PageStatus.choices, default=PageStatus.WAITING)
    #: Counts the times the page was given to the pipeline; a result of an older run is not taken.
    run = models.PositiveIntegerField(default=1)
    #: Where the files of the newest result lie, below the object's folder ("p0001/1/0"); "" before the first result.
    folder = models.CharField(max_length=60, blank=True)
    #: What a person decided about the steps; goes into ``PageOptions.steps``.
    overrides = models.JSONField(default=dict, blank=True)
    error_code = models.CharField(max_length=40, blank=True)
    error = models.TextField(blank=True)

    verdict = models.CharField(max_length=10, choices=PageVerdict.choices, blank=True)
    #: ``[[code, severity, value, limit], …]`` of the page and of the checks across the object.
    flags = models.JSONField(default=list, blank=True)
    measurements = models.JSONField(default=dict, blank=True)
    #: What the pipeline did, step by step; given back as overrides it repeats the page exactly.
    recipe = models.JSONField(default=dict, blank=True)
    seconds = models.FloatField(default=0.0)
    language = models.CharField(max_length=20, default="und")
    script = models.CharField(max_length=8, default="Zyyy")
    confidence = models.FloatField(default=0.0)
    #: The page number read from the page ("12", "iv").
    number = models.CharField(max_length=40, blank=True)
    engine = models.CharField(max_length=120, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    dpi = models.PositiveIntegerField(default=0)
    blank = models.BooleanField(default=False)
    pictures = models.BooleanField(default=False)
    has_background = models.BooleanField(default=False)
    #: A person took the page out of the book; it is kept and can come back.
    excluded = models.BooleanField(default=False)
    text_version = models.PositiveIntegerField(default=0)
    #: The object's revision at which this page last changed: goes into addresses of cached images.
    revision = models.PositiveIntegerField(default=0)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    processed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    #: When anything of the row last changed: a screen asks for what is newer than it has seen.
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("sahifa")
        verbose_name_plural = _("sahifalar")
        ordering = ("object", "position")
        indexes = [
            models.Index(fields=["object", "status"], name="page_status"),
            models.Index(fields=["object", "changed_at"], name="page_changed"),
            models.Index(fields=["processed_at"], name="page_processed"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["object", "key"], name="page_key_once"),
            models.UniqueConstraint(fields=["object", "source", "frame", "part"], name="page_frame_once"),
            models.CheckConstraint(
                condition=models.Q(status__in=[status.value for status in PageStatus]), name="page_status_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.object_id}~{self.key}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Note the moment of the change along with it."""
        self.changed_at = clock.now()
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = [*fields, "changed_at"]
        super().save(*args, **kwargs)

    def run_folder(self) -> Path:
        """Where the pipeline writes the page's present run (each part in a folder of its number)."""
        return Path(settings.JAVON_DERIVATIVES) / self.object.identifier / self.key / str(self.run)

    def path(self, name: str) -> Path:
        """A derivative of the page: ``access.tif``, ``mask.tif``, ``background.jpg``, ``thumb.jpg``.

        Reads the object's identifier: take the page from a query that selects ``object``.
        """
        return Path(settings.JAVON_DERIVATIVES) / self.object.identifier / self.folder / name

    @property
    def image_id(self) -> str:
        """The page's name in the IIIF Image API."""
        return f"{self.object.identifier}~{self.key}"
