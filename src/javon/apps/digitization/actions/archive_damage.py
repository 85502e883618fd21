"""Damage of the archive written down: found, seen again, repaired, gone.  Each is in the journal."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from javon.apps.digitization.enums import DamageEnd, DamageKind, DamagePlace
from javon.apps.digitization.models import ArchiveDamage
from javon.apps.digitization.queries.archive import pages_of_file
from javon.apps.people.models import User
from javon.base import clock
from javon.base.audit import record as journal
from javon.base.jobs import enqueue

#: The journal's subject for what belongs to no object.
ARCHIVE = "archive:store"
#: The longest subject of the journal; a name that long is none of ours.
SUBJECT = 200


@transaction.atomic
def damage_note(
    *, object: str, place: DamagePlace, path: str, kind: DamageKind, title: str = "", sha512: str = ""
) -> tuple[ArchiveDamage, bool]:
    """Write a damage down, or that it was seen again; gives it and whether it is new."""
    now = clock.now()
    known = ArchiveDamage.objects.select_for_update().filter(object=object, place=place, path=path, ended_at=None)
    damage = known.first()
    if damage is not None:
        damage.kind, damage.seen_at = kind, now
        damage.save(update_fields=["kind", "seen_at"])
        return damage, False
    pages = pages_of_file(object, sha512, path)
    damage = ArchiveDamage.objects.create(
        object=object, place=place, path=path, name=title, sha512=sha512, kind=kind, pages=pages, seen_at=now
    )
    _tell("digitization.damage_find", damage, None)
    return damage, True


@transaction.atomic
def damage_end(*, damage: ArchiveDamage, end: DamageEnd, by: User | None = None) -> bool:
    """Close a damage; False where somebody else did so already."""
    held = ArchiveDamage.objects.select_for_update().filter(pk=damage.pk, ended_at=None).first()
    if held is None:
        return False
    held.ended_at, held.end = clock.now(), end
    held.save(update_fields=["ended_at", "end"])
    _tell("digitization.damage_repair" if end is DamageEnd.REPAIRED else "digitization.damage_gone", held, by)
    return True


def damages_vanished(*, object: str, since: datetime) -> int:
    """Close what a whole reading of the object that began at ``since`` did not find again; gives the number."""
    left = ArchiveDamage.objects.filter(object=object, ended_at=None, seen_at__lt=since)
    return sum(damage_end(damage=damage, end=DamageEnd.GONE) for damage in left)


def preserve_later(object_id: int) -> None:
    """Have a new version made, which takes up again what the last one had to leave out."""
    enqueue("digitization.preserve_object", unique=f"preserve:{object_id}", object_id=object_id)


def _tell(action: str, damage: ArchiveDamage, by: User | None) -> None:
    details = {"file": damage.name or damage.path, "copy": damage.place, "damage": damage.kind, "keys": damage.pages}
    if damage.sha512:
        details["sha512"] = damage.sha512
    subject = f"object:{damage.object}"[:SUBJECT] if damage.object else ARCHIVE
    journal(action=action, subject=subject, by=by, details=details)
