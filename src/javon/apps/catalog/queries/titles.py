"""Titles of records, for whoever knows them by their key only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q

from javon.apps.catalog.models import Record
from javon.engines.language import canonical


def titled(text: str, field: str = "title") -> Q:
    """Rows whose title holds ``text``, in small or capital letters and with any apostrophe.

    SQLite compares small and capital letters of English alone, so that the usual spellings are asked for one by one.
    """
    written = {text, canonical(text)}
    spellings = {form for one in written for form in (one, one.lower(), one.upper(), one.capitalize(), one.title())}
    found = Q()
    for spelling in sorted(spellings):
        found |= Q(**{f"{field}__icontains": spelling})
    return found


def titles_of(keys: Sequence[str]) -> dict[str, str]:
    """The titles of the records with these keys, as far as they are there still."""
    wanted = [int(key) for key in keys if key.isascii() and key.isdecimal()]
    return {str(key): title for key, title in Record.objects.filter(pk__in=wanted).values_list("pk", "title")}


def keys_called(text: str, most: int) -> Iterable[str]:
    """Keys of at most so many records whose title holds ``text``, the newest first."""
    found = Record.objects.filter(titled(text)).order_by("-pk").values_list("pk", flat=True)
    return map(str, found[:most])
