"""Closed lists of the catalogue."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RecordKind(TextChoices):
    """What a work is, in the terms of the page model's metadata."""

    BOOK = "book", _("Kitob")
    NEWSPAPER = "newspaper", _("Gazeta")
    JOURNAL = "journal", _("Jurnal")
    DOCUMENT = "document", _("Arxiv hujjati")
    MANUSCRIPT = "manuscript", _("Qoʻlyozma")


class RecordLanguage(TextChoices):
    """Languages that a record can name (BCP 47); the page itself may hold others."""

    UNKNOWN = "und", _("Aniqlanmagan")
    UZBEK_LATIN = "uz-Latn", _("Oʻzbekcha (lotin)")
    UZBEK_CYRILLIC = "uz-Cyrl", _("Oʻzbekcha (kirill)")
    RUSSIAN = "ru", _("Ruscha")
    ENGLISH = "en", _("Inglizcha")
