"""The files of an object that a reader may take away."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from javon.apps.digitization.models import DigitalObject


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its name in the address, its file among the derivatives, and what it is called."""

    name: str
    file: str
    suffix: str
    media_type: str
    label: str | Promise
    note: str | Promise


KINDS = {
    kind.name: kind
    for kind in (
        FileKind("pdf", "book.pdf", "pdf", "application/pdf", "PDF/A", _("oʻqish va chop etish uchun")),
        FileKind("epub", "book.epub", "epub", "application/epub+zip", "EPUB", _("telefon va oʻqish qurilmasi uchun")),
        FileKind("txt", "book.txt", "txt", "text/plain; charset=utf-8", _("Matn"), _("oddiy matn")),
        FileKind("alto", "alto.zip", "alto.zip", "application/zip", "ALTO", _("soʻzlar va ularning oʻrni, XML")),
    )
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file that is there."""

    kind: FileKind
    path: Path
    size: int


def downloads(object: DigitalObject) -> list[Download]:
    """The files of an object that have been made."""
    return [found for kind in KINDS if (found := download(object, kind)) is not None]


def download(object: DigitalObject, kind: str) -> Download | None:
    """One file as readers see the object, or None where there is no such kind or it has not been made."""
    if kind not in KINDS:
        return None
    folder = object.folder if object.released is None else object.released.folder
    path = folder / KINDS[kind].file
    try:
        return Download(KINDS[kind], path, path.stat().st_size)
    except FileNotFoundError:
        return None
