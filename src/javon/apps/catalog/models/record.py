"""The bibliographic record of a work."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from javon.apps.catalog.enums import RecordKind, RecordLanguage
from javon.base import clock


class Record(models.Model):
    """A work as the catalogue knows it.  Lists are kept in the order of the title page."""

    title = models.CharField(_("sarlavha"), max_length=1000)
    creators = models.JSONField(_("mualliflar"), default=list, blank=True)
    publisher = models.CharField(_("nashriyot"), max_length=300, blank=True)
    place = models.CharField(_("nashr joyi"), max_length=200, blank=True)
    date = models.CharField(_("nashr sanasi"), max_length=100, blank=True)
    #: The year taken out of ``date``, for facets and sorting.
    year = models.PositiveSmallIntegerField(_("nashr yili"), null=True, blank=True)
    language = models.CharField(_("til"), max_length=20, default=RecordLanguage.UNKNOWN)
    kind = models.CharField(_("resurs turi"), max_length=20, choices=RecordKind.choices, default=RecordKind.BOOK)
    subjects = models.JSONField(_("mavzular"), default=list, blank=True)
    description = models.TextField(_("annotatsiya"), blank=True)
    rights = models.TextField(_("huquqlar"), blank=True)
    identifiers = models.JSONField(_("standart raqamlari"), default=list, blank=True)
    #: The full MARC 21 record as MARCXML, kept as it came; empty where none came.
    marc = models.TextField(blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("bibliografik yozuv")
        verbose_name_plural = _("bibliografik yozuvlar")
        indexes = [
            models.Index(fields=["year"], name="record_year"),
            models.Index(fields=["title"], name="record_title"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="record_has_title"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in RecordKind]), name="record_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def creators_line(self) -> str:
        """The creators as one line for lists."""
        return "; ".join(self.creators)

    @property
    def byline(self) -> str:
        """Creators and date as one line for lists; empty where neither is known."""
        return " · ".join(part for part in (self.creators_line, self.date) if part)
