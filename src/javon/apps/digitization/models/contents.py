"""The contents of a digital object."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from javon.apps.digitization.enums import ContentsOrigin


class ContentsEntry(models.Model):
    """One line of the contents: a title, how deep it stands, and the page where it begins.

    An object without entries has the headings on its pages for contents.  What a person wrote stands for all else and
    is not changed by the program.
    """

    object = models.ForeignKey("digitization.DigitalObject", on_delete=models.CASCADE, related_name="contents")
    #: Its place among the others, from 1.
    position = models.PositiveIntegerField()
    #: 1 is the highest.
    level = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("sarlavha"), max_length=300)
    page = models.ForeignKey("digitization.Page", on_delete=models.CASCADE, related_name="+")
    origin = models.CharField(max_length=10, choices=ContentsOrigin.choices, default=ContentsOrigin.PERSON)

    class Meta:
        verbose_name = _("mundarija bandi")
        verbose_name_plural = _("mundarija bandlari")
        ordering = ("object", "position")
        constraints = [
            models.UniqueConstraint(fields=["object", "position"], name="contents_position_once"),
            models.CheckConstraint(
                condition=models.Q(origin__in=[origin.value for origin in ContentsOrigin]), name="contents_origin_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title
