"""Damages that are known already, looked at again: a person may have put the file back, or the other copy."""

from __future__ import annotations

from javon.apps.digitization.actions.archive_copies import damage_undo, inventories_mend, kind_of, read_item
from javon.apps.digitization.actions.archive_damage import damage_end
from javon.apps.digitization.enums import DamageEnd, DamageKind, DamagePlace
from javon.apps.digitization.models import ArchiveDamage, DigitalObject
from javon.apps.digitization.queries.archive import Item, object_items, orphan_items
from javon.apps.digitization.queries.archive_state import damage_path, damages_open
from javon.engines.formats import OcflRoot


def damages_look_again(*, root: OcflRoot, repair: bool) -> int:
    """Read every damaged file again; close what is whole now and repair what can be by now; gives how many are over."""
    over = 0
    for damage in list(damages_open()):
        if _whole(root, damage):
            over += damage_end(damage=damage, end=DamageEnd.GONE)
        elif repair and damage.sha512:
            over += damage_undo(root=root, damage=damage)
        elif repair and damage.kind == DamageKind.INVENTORY and damage.object in root:
            over += inventories_mend(root=root, identifier=damage.object)
    return over


def _whole(root: OcflRoot, damage: ArchiveDamage) -> bool:
    match damage.kind:
        case DamageKind.NO_OBJECT:
            return damage.object in root
        case DamageKind.NO_ROW:
            return DigitalObject.objects.filter(identifier=damage.object).exists()
        case DamageKind.EXTRA:
            return not damage_path(damage).exists()
        case DamageKind.INVENTORY:
            return damage.object in root and damage.path not in {one.path for one in root.structure(damage.object)[1]}
        case _:
            item = _item(root, damage)
            return item is not None and kind_of(item, read_item(item)) is None


def _item(root: OcflRoot, damage: ArchiveDamage) -> Item | None:
    """The file as it should be; None where nothing wants it any more."""
    if not damage.object:
        items = orphan_items()
    else:
        inventory = root.structure(damage.object)[0] if damage.object in root else None
        items = iter(object_items(root, damage.object, inventory))
    name = (DamagePlace(damage.place), damage.path)
    return next((item for item in items if name in item.names and item.sha512 == damage.sha512), None)
