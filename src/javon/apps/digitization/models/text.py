"""Versions of a page's text."""

from __future__ import annotations

import json
import zlib
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from javon.apps.digitization.enums import TextKind
from javon.base import clock
from javon.engines.page import Page as PageModel
from javon.engines.page import page_from_json, page_to_json


class PageText(models.Model):
    """One version of the page model (regions, lines, words, boxes); the newest is ``Page.text_version``."""

    page = models.ForeignKey("digitization.Page", on_delete=models.CASCADE, related_name="texts")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=TextKind.choices, default=TextKind.RECOGNIZED)
    #: The page as JSON, deflated: about a sixth of its size.
    packed = models.BinaryField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("sahifa matni")
        verbose_name_plural = _("sahifa matnlari")
        ordering = ("page", "version")
        constraints = [models.UniqueConstraint(fields=["page", "version"], name="text_version_once")]

    def __str__(self) -> str:
        return f"{self.page_id}:{self.version}"

    @property
    def data(self) -> dict[str, Any]:
        """The page as plain JSON values."""
        unpacked: dict[str, Any] = json.loads(zlib.decompress(self.packed))
        return unpacked

    @property
    def page_model(self) -> PageModel:
        """The page as the engines see it."""
        return page_from_json(self.data)


def pack(page: PageModel) -> bytes:
    """The page as it is kept in ``PageText.packed``."""
    return pack_json(page_to_json(page))


def pack_json(data: dict[str, Any]) -> bytes:
    """JSON values of ``page_to_json`` as they are kept in ``PageText.packed``."""
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 6)
