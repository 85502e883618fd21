"""One object of the archive: its masters and its copy in the store, looked at and read."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from javon.apps.digitization.actions.archive_copies import (
    damage_undo,
    inventories_mend,
    item_note,
    kind_of,
    read_item,
)
from javon.apps.digitization.actions.archive_damage import damage_end, damage_note
from javon.apps.digitization.actions.preservation import object_preserve
from javon.apps.digitization.enums import DamageEnd, DamageKind, DamagePlace
from javon.apps.digitization.errors import DigitizationError
from javon.apps.digitization.models import ArchiveDamage, DigitalObject
from javon.apps.digitization.queries.archive import Item, object_items
from javon.base.db import said
from javon.base.files import FileStoreError
from javon.engines.formats import OcflError, OcflMissingError, OcflRoot
from javon.engines.formats.ocfl.inventory import Inventory
from javon.engines.formats.ocfl.verify import EXTRA, Finding

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Found:
    """Damages seen."""

    damages: list[ArchiveDamage] = field(default_factory=list)


def structure_check(*, root: OcflRoot, name: str, found: Found, repair: bool) -> Inventory | None:
    """Look at all of an object's copy but the bytes of its contents; gives the inventory that speaks for it."""
    object = DigitalObject.objects.filter(identifier=name).first()
    if name not in root:
        if object is not None and object.preserved_revision > 0 and not _there(root, name):
            found.damages.append(_note(name, "", DamageKind.NO_OBJECT))
        return None
    if object is None:
        found.damages.append(_note(name, "", DamageKind.NO_ROW))
    inventory, findings = root.structure(name)
    if findings:
        # Seen amid the work of a writer it may be nothing.
        with root.held(name):
            inventory, findings = root.structure(name)
    found.damages += [_note(name, finding.path, _kind(finding)) for finding in findings]
    if repair and any(_kind(finding) is DamageKind.INVENTORY for finding in findings):
        inventories_mend(root=root, identifier=name)
        inventory, _findings = root.structure(name)
    return inventory


def _there(root: OcflRoot, name: str) -> bool:
    """Whether it is there after all, once no writer is at work on it."""
    with root.held(name):
        return name in root


def _kind(finding: Finding) -> DamageKind:
    return DamageKind.EXTRA if finding.kind == EXTRA else DamageKind.INVENTORY


def _note(name: str, path: str, kind: DamageKind) -> ArchiveDamage:
    return damage_note(object=name, place=DamagePlace.STORE, path=path, kind=kind)[0]


def item_damaged(*, root: OcflRoot, name: str, item: Item, found: Found, repair: bool) -> None:
    """Write down that a file is not what was stored, once that is sure, and repair it from the other copy."""
    kind = _confirmed(root, name, item) if name else kind_of(item, read_item(item))
    if kind is None:
        return
    noted = item_note(identifier=name, item=item, kind=kind)
    found.damages += noted
    if repair:
        for damage in noted:
            damage_undo(root=root, damage=damage)


def _confirmed(root: OcflRoot, name: str, item: Item) -> DamageKind | None:
    """What is wrong with the file when no writer is at work on the object; None: nothing, or it is not wanted."""
    with root.held(name):
        try:
            inventory = root.structure(name)[0]
        except OcflMissingError:
            inventory = None
        now = {one.key: one for one in object_items(root, name, inventory)}.get(item.key)
        return kind_of(now, read_item(now)) if now is not None else None


def object_mend(*, root: OcflRoot, name: str, lost_too: bool) -> None:
    """Have what no other copy holds written anew from the database: text, METS, and ``lost_too`` a lost object."""
    if name not in root and not lost_too:
        return
    object = DigitalObject.objects.filter(identifier=name).first()
    open_ones = ArchiveDamage.objects.filter(object=name, place=DamagePlace.STORE, ended_at=None)
    mendable = open_ones.exclude(kind__in=[DamageKind.EXTRA, DamageKind.INVENTORY, DamageKind.NO_ROW])
    if object is None or not mendable.exists():
        return
    try:
        object_preserve(object=object)
    except (OcflError, DigitizationError, FileStoreError, OSError) as error:
        log.warning("%s: %s", name, said.said_by(error))
    if name in root:
        for damage in mendable.filter(kind=DamageKind.NO_OBJECT):
            damage_end(damage=damage, end=DamageEnd.REPAIRED)
