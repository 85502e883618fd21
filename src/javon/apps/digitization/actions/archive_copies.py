"""A damaged file of the archive made whole from the other copy, where that one is true."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence, Set
from datetime import timedelta
from pathlib import Path

from javon.apps.digitization.actions.archive_damage import damage_end, damage_note
from javon.apps.digitization.enums import DamageEnd, DamageKind, DamagePlace
from javon.apps.digitization.models import ArchiveDamage, ArchivedObject
from javon.apps.digitization.queries.archive import Item, object_items, other_copies
from javon.apps.people.models import User
from javon.base import clock
from javon.base.files import FileStoreError, StoredFile, content_restore
from javon.base.files.models import path_of
from javon.engines.formats import Known, OcflError, OcflRoot
from javon.engines.formats.ocfl.inventory import Inventory
from javon.engines.formats.ocfl.staging import digest_of
from javon.engines.formats.ocfl.verify import INVENTORY_DAMAGED
from javon.engines.tools.digests import sha512_on_disk

log = logging.getLogger(__name__)

#: A new version takes a file for seen that was read so short a time ago and has not been written to since.
SEEN_FOR = timedelta(days=1)


def kind_of(item: Item, found: str | None) -> DamageKind | None:
    """What is wrong with a file whose SHA-512 is ``found`` (None: it cannot be read); None where it is whole."""
    if found == item.sha512:
        return None
    if found is not None:
        return DamageKind.ALTERED
    return DamageKind.UNREADABLE if item.file.exists() else DamageKind.MISSING


def read_item(item: Item) -> str | None:
    """The SHA-512 of a file as it stands, or None where it cannot be read."""
    return read_digest(item.file)


def read_digest(file: Path) -> str | None:
    """The same by the file's path."""
    try:
        return sha512_on_disk(file)
    except OSError:
        return None


def damage_undo(*, root: OcflRoot, damage: ArchiveDamage, by: User | None = None) -> bool:
    """Make one damaged content whole from the other copy and close the damage; False where there is no true one."""
    inventory, _findings = root.structure(damage.object) if damage.object in root else (None, [])
    place = path_of(damage.sha512) if damage.place == DamagePlace.FILES else root.place(damage.object) / damage.path
    if damage.place == DamagePlace.STORE and (inventory is None or damage.sha512 not in inventory.manifest):
        return False
    for source in other_copies(root, damage.sha512, than=place):
        try:
            if damage.place == DamagePlace.STORE:
                root.mend(damage.object, {damage.path: source})
            elif not content_restore(damage.sha512, source):
                continue
        except (OcflError, OSError, FileStoreError) as error:
            log.warning("%s", error)
            continue
        damage_end(damage=damage, end=DamageEnd.REPAIRED, by=by)
        return True
    return False


def inventories_mend(*, root: OcflRoot, identifier: str) -> bool:
    """Write damaged inventories, seals and the declaration anew; False where none is whole."""
    _inventory, findings = root.structure(identifier)
    broken = [finding for finding in findings if finding.kind == INVENTORY_DAMAGED]
    noted = [
        damage_note(object=identifier, place=DamagePlace.STORE, path=finding.path, kind=DamageKind.INVENTORY)[0]
        for finding in broken
    ]
    if not broken:
        return True
    try:
        root.mend(identifier, {})
    except (OcflError, OSError) as error:
        log.warning("%s: %s", identifier, error)
        return False
    _inventory, findings = root.structure(identifier)
    left = {finding.path for finding in findings}
    for damage in noted:
        if damage.path not in left:
            damage_end(damage=damage, end=DamageEnd.REPAIRED)
    return not any(finding.kind == INVENTORY_DAMAGED for finding in findings)


def contents_lost(*, root: OcflRoot, identifier: str) -> frozenset[str]:
    """The checksums that the object's copy in the store can no longer show, and no other copy either.

    Every file of it is looked at, and read unless it was read within ``SEEN_FOR`` and not written to since; whatever is
    damaged is written down and mended where another copy is true.
    """
    if identifier not in root:
        return frozenset()
    start = clock.now()
    inventories_mend(root=root, identifier=identifier)
    inventory, _findings = root.structure(identifier)
    items = _of_store(root, identifier, inventory)
    seen = ArchivedObject.objects.filter(pk=identifier, read_at__gt=start - SEEN_FOR).first()
    unread = [item for item in items if seen is None or not _seen(item, seen.read_at.timestamp())]
    damaged = [(item, kind) for item in unread if (kind := kind_of(item, read_item(item)))]
    lost = {
        item.sha512 for item, kind in damaged if not item_mend(root=root, identifier=identifier, item=item, kind=kind)
    }
    if not lost and len(unread) == len(items):
        ArchivedObject.objects.update_or_create(pk=identifier, defaults={"read_at": start})
    return frozenset(lost)


def masters_lost(*, root: OcflRoot, identifier: str, deep: bool) -> frozenset[str]:
    """The checksums of masters that the store does not hold yet and ``files/`` can no longer show.

    Without ``deep`` only their presence and length are looked at: putting them into the store reads every byte.
    """
    held = root.structure(identifier)[0] if identifier in root else None
    masters = object_items(root, identifier, None)
    new = [item for item in masters if held is None or item.sha512 not in held.manifest]
    sizes = dict(StoredFile.objects.filter(pk__in=[item.sha512 for item in new]).values_list("pk", "size"))
    suspect = [item for item in new if deep or item.size != sizes.get(item.sha512)]
    return frozenset(
        item.sha512
        for item in suspect
        if (kind := kind_of(item, read_item(item)))
        and not item_mend(root=root, identifier=identifier, item=item, kind=kind)
    )


def written_anew(*, root: OcflRoot, identifier: str, files: Mapping[str, Path | bytes | Known], lost: Set[str]) -> None:
    """Put lost contents back from files of a new version that were made from the database and came out the same."""
    if not lost or identifier not in root:
        return
    inventory, _findings = root.structure(identifier)
    for content in files.values():
        digest = "" if isinstance(content, Known) else digest_of(content)
        path = inventory.manifest.get(digest) if inventory is not None else None
        if digest in lost and path is not None and not isinstance(content, Known):
            root.mend(identifier, {path: content})
            open_ones = ArchiveDamage.objects.filter(object=identifier, sha512=digest, ended_at=None)
            for damage in open_ones:
                damage_end(damage=damage, end=DamageEnd.REPAIRED)


def item_mend(*, root: OcflRoot, identifier: str, item: Item, kind: DamageKind) -> bool:
    """Write down that a file is damaged under all its names, and mend it; True where all are whole again."""
    noted = item_note(identifier=identifier, item=item, kind=kind)
    return all([damage_undo(root=root, damage=damage) for damage in noted])


def item_note(*, identifier: str, item: Item, kind: DamageKind) -> Sequence[ArchiveDamage]:
    """Write down that a file is damaged, once for every name it has."""
    return [
        damage_note(object=identifier, place=place, path=path, kind=kind, title=item.title, sha512=item.sha512)[0]
        for place, path in item.names
    ]


def _of_store(root: OcflRoot, identifier: str, inventory: Inventory | None) -> list[Item]:
    """What the store alone holds; a file that is a link to a master is both."""
    items = object_items(root, identifier, inventory)
    return [item for item in items if any(place is DamagePlace.STORE for place, _path in item.names)]


def _seen(item: Item, moment: float) -> bool:
    try:
        return item.size >= 0 and item.file.stat().st_mtime < moment
    except OSError:
        return False
