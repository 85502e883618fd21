"""What the archive should hold: every file with its checksum, and the pages that would be lost with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from javon.apps.digitization.enums import DamagePlace
from javon.apps.digitization.errors import StoreGoneError
from javon.apps.digitization.models import DigitalObject, Page, SourceFile
from javon.base.db.said import gettext as _
from javon.base.files import StoredFile
from javon.base.files.models import path_of
from javon.engines.formats import OcflError, OcflRoot
from javon.engines.formats.ocfl.inventory import Inventory
from javon.engines.formats.ocfl.layout import ROOT_DECLARATION

_PAGE = re.compile(r"(?:^|/)pages/([^/]+)/")
#: Place, path there, the file itself, its SHA-512, what people call it.
_Row = tuple[DamagePlace, str, Path, str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """One file to be read.

    Attributes:
        file: Where it lies.
        sha512: What its bytes should have.
        size: In bytes; -1 where there is no such file.
        names: Place and path of every name that these bytes have; two where both copies are one file (hard links).
        title: What people call it.
    """

    file: Path
    sha512: str
    size: int
    names: tuple[tuple[DamagePlace, str], ...]
    title: str

    @property
    def key(self) -> str:
        """Where it stands among the items of its object."""
        place, path = self.names[0]
        return f"{place}/{path}"


def preservation_root() -> OcflRoot:
    """The storage root of this house, made on first use.

    Raises:
        StoreGoneError: objects were kept in it, and it is not there: a new one would be begun on the wrong disk.
    """
    path = Path(settings.JAVON_PRESERVATION)
    if not (path / ROOT_DECLARATION).exists() and DigitalObject.objects.filter(preserved_revision__gt=0).exists():
        text = _(
            "Raqamli arxiv %(folder)s papkasida yoʻq. Disk ulanganini va JAVON_PRESERVATION toʻgʻriligini tekshiring."
        )
        raise StoreGoneError(text % {"folder": path})
    path.parent.mkdir(parents=True, exist_ok=True)
    return OcflRoot(path)


def store_gone() -> str:
    """A sentence where the store is not there; "" where it is."""
    try:
        preservation_root()
    except StoreGoneError as error:
        return str(error)
    return ""


def archive_names(root: OcflRoot) -> list[str]:
    """Every object that stands in the store or should, and every object with masters, in order."""
    sources = SourceFile.objects.filter(stored__isnull=False).values("object")
    known = DigitalObject.objects.filter(Q(preserved_revision__gt=0) | Q(pk__in=sources))
    return sorted({*root.objects(), *known.values_list("identifier", flat=True)})


def object_items(root: OcflRoot, identifier: str, inventory: Inventory | None) -> list[Item]:
    """The object's masters in ``files/`` and everything that its inventory knows, in the order of their keys."""
    folder = root.place(identifier)
    held = inventory.manifest.items() if inventory is not None else ()
    titles = _logical_names(inventory) if inventory is not None else {}
    stored = [(DamagePlace.STORE, path, folder / path, digest, titles.get(digest, path)) for digest, path in held]
    return _items([*_masters(identifier), *stored])


def orphan_items(after: str = "") -> Iterator[Item]:
    """Stored files that belong to no object (any more), those behind the key ``after``."""
    owners = SourceFile.objects.filter(Q(stored=OuterRef("pk")) | Q(unlocked=OuterRef("pk")))
    orphans = StoredFile.objects.filter(~Exists(owners)).order_by("pk")
    for digest, name in orphans.values_list("pk", "name").iterator(chunk_size=500):
        (item,) = _items([_master(digest, name)])
        if item.key > after:
            yield item


def _masters(identifier: str) -> Iterator[_Row]:
    rows = SourceFile.objects.filter(object__identifier=identifier).values_list("stored", "unlocked", "name")
    seen: dict[str, str] = {}
    for stored, unlocked, name in rows:
        for digest in (stored, unlocked):
            if digest:
                seen.setdefault(digest, name)
    for digest, name in seen.items():
        yield _master(digest, name)


def _master(digest: str, name: str) -> _Row:
    file = path_of(digest)
    return DamagePlace.FILES, str(file.relative_to(settings.JAVON_FILES)), file, digest, name


def _items(rows: Iterable[_Row]) -> list[Item]:
    """Rows as items; names of one and the same file become one item."""
    found: dict[object, Item] = {}
    for place, path, file, digest, title in rows:
        try:
            facts = file.stat()
        except OSError:
            found[place, path] = Item(file, digest, -1, ((place, path),), title)
            continue
        same = (facts.st_dev, facts.st_ino, digest)
        names = (*(found[same].names if same in found else ()), (place, path))
        found[same] = Item(file, digest, facts.st_size, names, title)
    return sorted(found.values(), key=lambda item: item.key)


def _logical_names(inventory: Inventory) -> dict[str, str]:
    """The newest name of every content."""
    return {digest: name for version in inventory.versions for name, digest in version.state.items()}


def pages_of_file(identifier: str, sha512: str, path: str) -> list[str]:
    """The keys of the pages that a file tells of or was the scan of; none for a file of the whole object."""
    named = _PAGE.search(path)
    if named:
        return [named[1]]
    pages = Page.objects.filter(object__identifier=identifier).order_by("position", "pk")
    made_from = Q(source__stored_id=sha512) | Q(source__unlocked_id=sha512)
    return list(pages.filter(made_from).values_list("key", flat=True)) if sha512 else []


def extra_files(known_after: float) -> Iterator[str]:
    """Paths in the folder of masters that no row tells of, older than the moment ``known_after`` (seconds)."""
    root = Path(settings.JAVON_FILES)
    for folder in sorted(path for path in root.glob("??") if path.is_dir()):
        known = set(StoredFile.objects.filter(pk__startswith=folder.name).values_list("pk", flat=True))
        for file in sorted(folder.rglob("*")):
            told = file.name in known and file == path_of(file.name)
            if file.is_file() and not told and file.stat().st_mtime < known_after:
                yield str(file.relative_to(root))


def other_copies(root: OcflRoot, sha512: str, than: Path) -> Iterator[Path]:
    """Files that should hold the same bytes as the one at ``than`` and are not that very file: the master, and what
    the store holds of every object that was made from it.
    """
    owners = SourceFile.objects.filter(Q(stored_id=sha512) | Q(unlocked_id=sha512))
    names = owners.values_list("object__identifier", flat=True).distinct()
    found = [path_of(sha512)] if StoredFile.objects.filter(pk=sha512).exists() else []
    for name in names:
        with suppress(OcflError):
            inventory, _findings = root.structure(name)
            path = inventory.manifest.get(sha512) if inventory is not None else None
            found += [root.place(name) / path] if path else []
    for file in found:
        with suppress(OSError):
            if not (than.exists() and than.samefile(file)) and file.is_file():
                yield file
