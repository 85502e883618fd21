"""A digital object: one book, one newspaper issue, one document."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from javon.apps.digitization.enums import ObjectStatus
from javon.base import clock

if TYPE_CHECKING:
    from javon.apps.catalog.models import Record
    from javon.apps.digitization.models.release import Release

#: Digits and letters that nobody confuses or reads as a word (the "betanumeric" set of NOID).
BETANUMERIC = "0123456789bcdfghjkmnpqrstvwxz"


def check_letter(text: str) -> str:
    """NOID's check letter: finds one wrong sign and any two neighbours swapped."""
    total = sum(place * max(BETANUMERIC.find(sign), 0) for place, sign in enumerate(text, start=1))
    return BETANUMERIC[total % len(BETANUMERIC)]


def new_identifier() -> str:
    """``jv``, eight random betanumeric signs and their check letter: 5 x 10^11 possible names."""
    name = "jv" + "".join(secrets.choice(BETANUMERIC) for _place in range(8))
    return name + check_letter(name)


def is_identifier(text: str) -> bool:
    """Whether ``text`` has the form of an identifier and its check letter is right."""
    known = len(text) == 11 and text.startswith("jv") and all(sign in BETANUMERIC for sign in text[2:])
    return known and check_letter(text[:-1]) == text[-1]


class DigitalObject(models.Model):
    """One object on its way from the shelf to the reader.  Closed to everybody but staff until it is published."""

    identifier = models.CharField(max_length=20, unique=True, default=new_identifier, editable=False)
    record = models.ForeignKey("catalog.Record", on_delete=models.PROTECT, related_name="digital_objects")
    status = models.CharField(_("holat"), max_length=20, choices=ObjectStatus.choices, default=ObjectStatus.INTAKE)
    profile = models.CharField(_("andoza"), max_length=40, default="book")
    #: BCP 47, or "" for "the program finds it".
    language = models.CharField(_("til"), max_length=20, blank=True)
    #: Where it came from, for people: a folder, a list of files, an upload, a scanner.
    source = models.TextField(blank=True)
    #: Hash of the paths given: the same command finds its object again.  Empty for uploads.
    source_key = models.CharField(max_length=64, blank=True, db_index=True)
    #: Hash of the checksums of all files in order: the same scans under another name are recognized.
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True)
    #: Publish by itself when everything is made (the command line's --publish, the sample shelf).
    publish_when_ready = models.BooleanField(default=False)
    #: A person says that the book has no contents, whatever headings stand on its pages.
    without_contents = models.BooleanField(default=False)
    #: Counts up with every change that the files made from the object must show.
    revision = models.PositiveIntegerField(default=0)
    assembled_revision = models.PositiveIntegerField(default=0)
    preserved_revision = models.PositiveIntegerField(default=0)
    #: Pages that changed since then are written anew into the next version of the preservation copy.
    preserved_at = models.DateTimeField(null=True, blank=True)
    #: What readers see while the object is published: never the rows of its pages and its record themselves.
    release = models.ForeignKey(
        "digitization.Release", null=True, blank=True, on_delete=models.RESTRICT, related_name="shown_of"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now)
    processed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("elektron resurs")
        verbose_name_plural = _("elektron resurslar")
        ordering = ("-created_at", "-pk")
        indexes = [
            models.Index(fields=["status", "-created_at"], name="object_status"),
            models.Index(fields=["published_at"], name="object_published"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=[status.value for status in ObjectStatus]), name="object_status_known"
            ),
            # Nothing is published by accident: without a release there is nothing that readers may see.
            models.CheckConstraint(
                condition=~models.Q(status=ObjectStatus.PUBLISHED) | models.Q(release__isnull=False),
                name="object_published_with_release",
            ),
        ]

    def __str__(self) -> str:
        return self.identifier

    def get_absolute_url(self) -> str:
        return reverse("digitization:object", args=[self.identifier])

    @property
    def folder(self) -> Path:
        """Where everything made from the object lies; can be made anew from the preservation store."""
        return Path(settings.JAVON_DERIVATIVES) / self.identifier

    def file(self, name: str) -> Path:
        """A file of the whole object: ``book.pdf``, ``book.epub``, ``book.txt``, ``alto.zip``, ``mets.xml``."""
        return self.folder / name

    @property
    def is_published(self) -> bool:
        return self.status == ObjectStatus.PUBLISHED

    @property
    def released(self) -> Release | None:
        """The release that readers see; None while the object is closed to them."""
        return self.release if self.is_published else None

    @property
    def is_ahead(self) -> bool:
        """Whether the work has changed since the state that readers see."""
        return self.released is not None and self.released.revision < self.revision

    @property
    def shown_record(self) -> Record:
        """The record as readers see it; of an object that is closed to them, as it stands now."""
        return self.record if self.released is None else self.released.record
