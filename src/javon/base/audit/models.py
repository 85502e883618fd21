"""The journal's table."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from javon.base.audit.chain import Content


class JournalRow(models.Model):
    """One change.  Written by ``record`` alone; the database refuses to change or delete it.

    The person is kept by key and by name, without a foreign key: the journal outlives everybody in it.
    ``details`` is text, not a JSON column: the hash is over the very bytes that were written.
    """

    number = models.BigIntegerField(_("tartib raqami"), primary_key=True)
    at = models.DateTimeField(_("vaqti"), db_index=True)
    actor_id = models.BigIntegerField(_("foydalanuvchi identifikatori"), null=True, blank=True, db_index=True)
    actor = models.CharField(_("foydalanuvchi"), max_length=150, blank=True)
    action = models.CharField(_("amal"), max_length=100, db_index=True)
    subject = models.CharField(_("qaysi obyekt"), max_length=200, db_index=True)
    details = models.TextField(_("tafsilot"), default="{}")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("audit jurnali yozuvi")
        verbose_name_plural = _("audit jurnali yozuvlari")

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject}"

    @property
    def content(self) -> Content:
        """What the row's hash is made of."""
        return Content(self.number, self.at, self.actor_id, self.actor, self.action, self.subject, self.details)

    @property
    def data(self) -> dict[str, Any]:
        """The details, read."""
        return dict(json.loads(self.details))
