"""Fixity: do the stored bytes still have the checksum they were stored under?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from javon.base.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class Damage:
    """A stored file that is not what it was; ``reason`` is "missing", "unreadable" or "altered"."""

    file: StoredFile
    reason: str


def files_verify(files: QuerySet[StoredFile] | None = None) -> Iterator[Damage]:
    """Read every stored file (or those given) and yield the damaged ones as they are found."""
    chosen = StoredFile.objects.all() if files is None else files
    for stored in chosen.order_by("sha512").iterator(chunk_size=500):
        reason = damage_of(stored)
        if reason:
            yield Damage(stored, reason)


def damage_of(stored: StoredFile) -> str:
    """What is wrong with one stored file, or "" when it is whole."""
    try:
        with stored.path.open("rb") as file:
            found = hashlib.file_digest(file, "sha512").hexdigest()
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "unreadable"
    return "" if found == stored.sha512 else "altered"
