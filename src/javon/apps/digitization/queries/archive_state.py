"""The state of the archive for people: rounds, what is damaged, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from javon.apps.digitization.enums import DamageEnd, DamageKind, DamagePlace
from javon.apps.digitization.models import ArchiveDamage, ArchiveRound, DigitalObject, Page
from javon.apps.digitization.queries.archive import preservation_root, store_gone
from javon.base import clock

#: So many pages are named one by one.
NAMED = 5


@dataclass(frozen=True, slots=True)
class ArchiveState:
    """``last`` is the newest round that was finished, ``now`` the one being read; ``late`` says that the period is
    over without a whole reading, ``gone`` that the store is not there.
    """

    last: ArchiveRound | None
    now: ArchiveRound | None
    damages: int
    late: bool
    gone: str


def archive_state() -> ArchiveState:
    """How the archive stands, in four small queries."""
    # Only the newest may be unfinished.
    rounds = list(ArchiveRound.objects.order_by("-pk")[:2])
    now = next((one for one in rounds if one.finished_at is None), None)
    last = next((one for one in rounds if one.finished_at is not None), None)
    return ArchiveState(last, now, damages_open().count(), _late(last), store_gone())


def _late(last: ArchiveRound | None) -> bool:
    if not settings.JAVON_CHECK_DAYS:
        return False
    since = last.finished_at if last is not None else _first_preserved()
    return since is not None and clock.now() - since > timedelta(days=settings.JAVON_CHECK_DAYS)


def _first_preserved() -> datetime | None:
    oldest = DigitalObject.objects.exclude(preserved_at=None).order_by("preserved_at")
    return oldest.values_list("preserved_at", flat=True).first()


def damages_open() -> QuerySet[ArchiveDamage]:
    """What is damaged and not yet repaired, the newest first."""
    return ArchiveDamage.objects.filter(ended_at=None).order_by("-found_at", "-pk")


def damages_of(identifier: str) -> QuerySet[ArchiveDamage]:
    """What is damaged of one object."""
    return damages_open().filter(object=identifier)


def damages_ended() -> QuerySet[ArchiveDamage]:
    """What was damaged once, the newest end first."""
    return ArchiveDamage.objects.exclude(ended_at=None).order_by("-ended_at", "-pk")


@dataclass(frozen=True, slots=True)
class ShownDamage:
    """A damage for people: title of the book, pages by the names people use, what is wrong and what to do."""

    damage: ArchiveDamage
    title: str
    pages: str
    what: str
    where: str
    advice: str


def damages_shown(damages: Iterable[ArchiveDamage]) -> list[ShownDamage]:
    """Damages with titles and page names, in two queries for all of them."""
    rows = list(damages)
    names = {row.object for row in rows}
    titles = dict(DigitalObject.objects.filter(identifier__in=names).values_list("identifier", "record__title"))
    labels = _labels(rows)
    return [
        ShownDamage(
            row,
            titles.get(row.object, ""),
            pages_words(row.pages, labels.get(row.object, {})),
            _what(row),
            str(damage_path(row)),
            _advice(row),
        )
        for row in rows
    ]


def _labels(rows: Sequence[ArchiveDamage]) -> dict[str, dict[str, str]]:
    keys = {key for row in rows for key in row.pages[:NAMED]}
    pages = Page.objects.filter(object__identifier__in={row.object for row in rows}, key__in=keys)
    found: dict[str, dict[str, str]] = {}
    for identifier, key, label in pages.values_list("object__identifier", "key", "label"):
        found.setdefault(identifier, {})[key] = label
    return found


def pages_words(keys: Sequence[str], labels: Mapping[str, str]) -> str:
    """Pages as people call them: "12-bet (p0012)"; many are counted."""
    named = [
        _("%(label)s-bet (%(key)s)") % {"label": labels[key], "key": key} if labels.get(key) else key
        for key in keys[:NAMED]
    ]
    more = _(" va yana %(count)s ta") % {"count": len(keys) - NAMED} if len(keys) > NAMED else ""
    return ", ".join(named) + more


def _what(damage: ArchiveDamage) -> str:
    kind, place = DamageKind(damage.kind).label, DamagePlace(damage.place).label
    where = damage.name or damage.path
    return f"{kind} ({place}): {where}" if where else str(kind)


def damage_path(damage: ArchiveDamage) -> Path:
    """The file itself: where a true copy has to be put."""
    if damage.place == DamagePlace.FILES:
        return Path(settings.JAVON_FILES) / damage.path
    if store_gone():
        return Path(settings.JAVON_PRESERVATION) / damage.object / damage.path
    return preservation_root().place(damage.object) / damage.path


def _advice(damage: ArchiveDamage) -> str:
    """What a person should do; "" for a damage that is over."""
    if damage.ended_at is not None:
        return str(DamageEnd(damage.end).label)
    match damage.kind:
        case DamageKind.EXTRA:
            return _("Bu fayl arxiv roʻyxatida yoʻq. Kimniki ekanini aniqlang, keraksiz boʻlsa oʻchiring.")
        case DamageKind.NO_ROW:
            return _("Resurs arxivda bor, maʼlumotlar bazasida yoʻq: ./javon rebuild uni qaytaradi.")
        case _:
            return _("Butun nusxasi topilmadi: zaxira nusxadan joyiga qaytaring, soʻng qayta tekshiring.")
