"""Closed lists of the library app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UseKind(TextChoices):
    """What a reader did with an object."""

    VIEW = "view", _("Sahifasi koʻrilgan")
    READ = "read", _("Oʻqish uchun ochilgan")
    DOWNLOAD = "download", _("Yuklab olingan")
