"""How much an object is used: counted by the day, without a trace of who."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from javon.apps.library.enums import UseKind


class UseDay(models.Model):
    """How often readers did one kind of thing with one object on one day of Tashkent."""

    object = models.ForeignKey("digitization.DigitalObject", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=UseKind.choices)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("foydalanish kuni")
        verbose_name_plural = _("foydalanish kunlari")
        ordering = ("-day",)
        indexes = [models.Index(fields=["day", "kind"], name="use_day_kind")]
        constraints = [
            models.UniqueConstraint(fields=["object", "day", "kind"], name="use_day_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in UseKind]), name="use_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.object_id} {self.day} {self.kind}: {self.count}"
