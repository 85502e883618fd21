"""What readers see of a published object: a release, frozen when somebody with the right to publish said so."""

from __future__ import annotations

import secrets
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from javon.apps.catalog.queries.records import record_as_it_was
from javon.base import clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from javon.apps.catalog.models import Record


def new_place() -> str:
    """A name that was never given before."""
    return secrets.token_hex(8)


class Release(models.Model):
    """One state of an object as it was opened to readers; all that comes later is a draft until the next release.

    ``DigitalObject.release`` names the one that readers see.  A newer one waits, without ``shown_at``, until its files
    are made; then one statement puts it in the place of the old one.  Of releases that were replaced the row stays,
    their pages go.
    """

    object = models.ForeignKey("digitization.DigitalObject", on_delete=models.CASCADE, related_name="releases")
    #: Its number in the object, from 1.
    number = models.PositiveIntegerField()
    #: Where its files for readers lie, below the object's ``releases``: a name that is never given twice, so that no
    #: writer that was cut short can have left anything there.
    place = models.CharField(max_length=40, default=new_place)
    #: The object's revision that it shows: a later one is a draft.
    revision = models.PositiveIntegerField()
    #: The record as it was: fields of ``catalog.queries.records.FIELDS``.
    record_values = models.JSONField(default=dict)
    #: ``[[level, title, key of the page, origin], …]``; empty where the headings on the pages are the contents.
    contents = models.JSONField(default=list, blank=True)
    #: It is said to have none.
    without_contents = models.BooleanField(default=False)
    #: The language of most of its pages, for a record that knows none.
    language = models.CharField(max_length=20, default="und")
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now)
    #: When its files were made and it took the place of the one before.
    shown_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("eʼlon qilingan holat")
        verbose_name_plural = _("eʼlon qilingan holatlar")
        ordering = ("object", "number")
        indexes = [models.Index(fields=["created_at"], name="release_created")]
        constraints = [models.UniqueConstraint(fields=["object", "number"], name="release_number_once")]

    def __str__(self) -> str:
        return f"{self.object_id}:{self.number}"

    @property
    def folder(self) -> Path:
        """The folder of its files for readers.  Reads the object's identifier."""
        return self.object.folder / "releases" / self.place

    def all_pages(self) -> models.QuerySet[ReleasedPage]:
        """All pages in order, those that were out of the book as well; ``page.release.object`` is at hand."""
        pages = ReleasedPage.objects.filter(release=self).select_related("release__object")
        return pages.order_by("position", "pk")

    def shown_pages(self) -> models.QuerySet[ReleasedPage]:
        """The pages of the book in order, without those taken out."""
        return self.all_pages().filter(excluded=False)

    @cached_property
    def record(self) -> Record:
        """The record as it was; no row of the catalogue, never to be saved."""
        return record_as_it_was(self.record_values)


class ReleasedPage(models.Model):
    """A page as a release shows it; names are those of ``Page``.

    Pages that were out of the book stand here too, so that a dropped draft finds everything as it was.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey("digitization.Page", on_delete=models.CASCADE, related_name="released")
    key = models.CharField(max_length=20)
    position = models.PositiveIntegerField()
    label = models.CharField(max_length=40, blank=True)
    excluded = models.BooleanField(default=False)
    blank = models.BooleanField(default=False)
    folder = models.CharField(max_length=60, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    dpi = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=20, default="und")
    script = models.CharField(max_length=8, default="Zyyy")
    pictures = models.BooleanField(default=False)
    has_background = models.BooleanField(default=False)
    source = models.ForeignKey("digitization.SourceFile", on_delete=models.PROTECT, related_name="+")
    frame = models.PositiveIntegerField(default=0)
    part = models.PositiveSmallIntegerField(default=0)
    #: None: nothing was read yet.
    text = models.ForeignKey(
        "digitization.PageText", null=True, blank=True, on_delete=models.RESTRICT, related_name="released"
    )
    #: The other fields of the page (``STATE``), for whoever drops a draft or brings the object back from its store.
    state = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("eʼlon qilingan sahifa")
        verbose_name_plural = _("eʼlon qilingan sahifalar")
        ordering = ("release", "position", "key")
        constraints = [models.UniqueConstraint(fields=["release", "key"], name="released_key_once")]

    def __str__(self) -> str:
        return f"{self.release_id}~{self.key}"

    def path(self, name: str) -> Path:
        """A derivative of the page, as ``Page.path``: take it from a query that selects ``release__object``."""
        return self.release.object.folder / self.folder / name


#: Fields that a page and a released page have in common.
COMMON = (
    "key", "position", "label", "excluded", "blank", "folder", "width", "height", "dpi", "language", "script",
    "pictures", "has_background", "frame", "part",
)  # fmt: skip
#: What else a page is made of.
STATE = (
    "label_fixed", "scan_width", "scan_height", "status", "overrides", "error_code", "error", "verdict", "flags",
    "measurements", "recipe", "seconds", "confidence", "number", "engine",
)  # fmt: skip


def state_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a page's fields that is kept in ``ReleasedPage.state``."""
    return {name: values[name] for name in STATE}
