"""What was made from an object and is not there any more, and what killed programs left lying."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.db.models import F

from javon.apps.digitization.enums import PageStatus
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.digitization.models.release import COMMON
from javon.apps.digitization.queries.pages import pages_of

#: The files of the whole object.
PDF, EPUB, TEXT, ALTO, HOCR = "book.pdf", "book.epub", "book.txt", "alto.zip", "book.hocr.html"
BOOK_FILES = (TEXT, PDF, EPUB, ALTO, HOCR)
#: A file in hand is written within minutes; what is older than an hour was left by a program that was killed.
LEFT_S = 3600.0
#: Derivatives lie in folders of objects, pages, runs and parts.
_DEPTH = 4


def images_of(page: Page) -> list[str]:
    """What the pipeline writes for the page."""
    return ["access.tif", "mask.tif", "thumb.jpg", *(["background.jpg"] if page.has_background else [])]


def images_lost(object: DigitalObject) -> list[Page]:
    """The read pages of which some image is not there, those taken out of the book as well; of the release too."""
    read = Page.objects.filter(object=object, status=PageStatus.DONE).exclude(folder="").order_by("position")
    light = read.select_related("object").only("key", "folder", "has_background", "object__identifier")
    pages = chain(light, released_pictures(object))
    return [page for page in pages if not all(page.path(name).exists() for name in images_of(page))]


def released_pictures(object: DigitalObject) -> Iterator[Page]:
    """Pages with the pictures that readers see, where those of the work as it stands are others; they are no rows."""
    if object.released is None:
        return
    done = {"folder": F("page__folder"), "page__status": PageStatus.DONE}
    other = object.released.all_pages().exclude(folder="").exclude(**done)
    for page in other.select_related("source__stored", "source__unlocked"):
        state = {name: page.state[name] for name in ("recipe", "overrides")}
        common = {name: getattr(page, name) for name in COMMON}
        yield Page(object=object, source=page.source, **common, **state)


def files_lost(object: DigitalObject) -> list[str]:
    """The files of the whole object, and of what readers see of it, that were made once and are not there."""
    if not object.assembled_revision or not pages_of(object).exclude(text_version=0).exists():
        return []
    paths = [(name, object.file(name)) for name in BOOK_FILES]
    if object.released is not None:
        paths += [(name, object.released.folder / name) for name in BOOK_FILES]
    return [name for name, path in paths if not path.exists()]


@dataclass(frozen=True, slots=True)
class Leaving:
    """A file or folder that a killed program left: its size in bytes and age in seconds."""

    path: Path
    size: int
    age: float


def leavings(older_s: float = LEFT_S, seconds: float | None = None) -> Iterator[Leaving]:
    """What was being written when a program was killed, and is older than that; looks for at most ``seconds``."""
    began = time.monotonic()
    for path in _candidates():
        try:
            size, newest = _facts(path)
        except FileNotFoundError:  # it was no leaving: its writer has just finished
            continue
        age = time.time() - newest
        if age >= older_s:
            yield Leaving(path, size, age)
        if seconds is not None and time.monotonic() - began > seconds:
            return


def _candidates() -> Iterator[Path]:
    for folder in (Path(settings.JAVON_FILES) / "incoming", Path(settings.JAVON_DATA) / "unlocking"):
        yield from folder.glob("*")
    store = Path(settings.JAVON_PRESERVATION)
    staging = f".{store.name}.staging"
    yield from (path for path in store.parent.glob(f".{store.name}.*") if path.name != staging)
    yield from (store.parent / staging).glob("*.work")
    yield from _below(Path(settings.JAVON_DERIVATIVES), 0)


def _below(folder: Path, depth: int) -> Iterator[Path]:
    """Hidden and half-written files among the derivatives: of books, of pages, of their runs and parts."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:  # not there (any more)
        return
    for entry in entries:
        if depth and (entry.name.startswith(".") or entry.name.endswith(".part")):
            yield Path(entry.path)
        elif depth < _DEPTH and entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path), depth + 1)


def _facts(path: Path) -> tuple[int, float]:
    """Bytes, and the newest change."""
    parts = [path, *path.rglob("*")] if path.is_dir() else [path]
    facts = [part.lstat() for part in parts]
    return sum(fact.st_size for fact in facts), max(fact.st_mtime for fact in facts)
