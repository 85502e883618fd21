"""The archive read byte by byte and compared with what was stored: all of it, or a share of it.

Where the reading stands is kept in ``ArchiveRound`` as it goes: killed at any point, it is taken up from there.  One
program reads at a time.
"""

from __future__ import annotations

import fcntl
import logging
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Sum

from javon.apps.digitization.actions.archive_again import damages_look_again
from javon.apps.digitization.actions.archive_damage import ARCHIVE, damage_note, damages_vanished
from javon.apps.digitization.actions.archive_object import Found, item_damaged, object_mend, structure_check
from javon.apps.digitization.actions.archive_reading import Reader
from javon.apps.digitization.actions.room import check_room
from javon.apps.digitization.enums import DamageEnd, DamageKind, DamagePlace
from javon.apps.digitization.errors import BusyError, NoRoomError
from javon.apps.digitization.models import ArchiveDamage, ArchivedObject, ArchiveRound, DigitalObject
from javon.apps.digitization.queries.archive import (
    Item,
    archive_names,
    extra_files,
    object_items,
    orphan_items,
    preservation_root,
)
from javon.base import clock
from javon.base.audit import record as journal
from javon.base.db.said import gettext as _
from javon.base.files import FileStoreError, StoredFile, content_restore
from javon.engines.formats.ocfl.staging import Second

log = logging.getLogger(__name__)

#: Where the reading stands is written down so often: a kill costs no more reading than that, and the file in hand.
NOTE_S = 1.0
#: A file that no row tells of may belong to a change that is being made; it is told of when it is older.
SETTLED = timedelta(days=1)
#: More lost objects than that, and than a tenth of all, are no accident of one folder.
FEW = 3
#: Stands for an object where the reading is behind the last one.
REST = "rest"


@dataclass(frozen=True, slots=True)
class Share:
    """How much is read, and how.

    Attributes:
        size: Bytes, at least one file; None for all that is left.
        seconds: Time, at least one file; None for as long as it takes.
        only: Identifiers: these objects alone, outside of the round.
        repair: Make damaged files whole from the other copy.
        again: Look at known damages first.
        gentle: Read only when nobody else wants processor or disk.
        workers: Files read at once.
    """

    size: int | None = None
    seconds: float | None = None
    only: tuple[str, ...] = ()
    repair: bool = True
    again: bool = False
    gentle: bool = False
    workers: int = 1


class Watching:
    """Who looks on; every call says how the reading gets on."""

    def begin(self, round: ArchiveRound) -> None:
        """The reading begins, or goes on."""

    def read(self, size: int) -> None:
        """So many bytes more were read (called from several threads)."""

    def at(self, name: str, number: int, count: int) -> None:
        """The object with this number of so many is being read."""

    def damaged(self, damage: ArchiveDamage) -> None:
        """A damage was seen."""


def archive_check(*, share: Share | None = None, watching: Watching | None = None) -> ArchiveRound:
    """Read the archive, or a share of it, and write down what is damaged; gives the round as it stands then.

    Raises:
        BusyError: another program is reading.
        OcflBusyError: a writer held an object for too long; the next call goes on there.
    """
    share, watching = share or Share(), watching or Watching()
    with archive_lock():
        round = ArchiveRound(total_size=expected_size()) if share.only else round_open()
        watching.begin(round)
        if share.again:
            damages_look_again(root=preservation_root(), repair=share.repair)
        with Reader(share.workers, gentle=share.gentle, told=watching.read) as reader:
            return _Reading(round, share, watching, reader).run()


@contextmanager
def archive_lock() -> Iterator[None]:
    """Be the only one who reads.

    Raises:
        BusyError: another program does.
    """
    folder = Path(settings.JAVON_DATA) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "archive-check.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(_("Arxivni hozir boshqa dastur tekshirmoqda.")) from error
        yield


def round_open() -> ArchiveRound:
    """The round that is not finished, or a new one."""
    found = ArchiveRound.objects.filter(finished_at=None).order_by("pk").last()
    return found or ArchiveRound.objects.create(total_size=expected_size())


def expected_size() -> int:
    """How many bytes there will be to read, as far as can be told without looking at every file."""
    last = ArchiveRound.objects.exclude(finished_at=None).order_by("finished_at").last()
    masters = StoredFile.objects.aggregate(total=Sum("size"))["total"] or 0
    copies = 1 if settings.JAVON_SECOND_COPY == Second.LINK else 2
    whole = ArchivedObject.objects.aggregate(total=Sum("size"))["total"] or 0
    return max(masters * copies, whole, last.size if last is not None else 0)


class _Reading:
    """One share of one round."""

    def __init__(self, round: ArchiveRound, share: Share, watching: Watching, reader: Reader) -> None:
        self.round, self.share, self.watching, self.reader = round, share, watching, reader
        self.root = preservation_root()
        self.began = self.noted = time.monotonic()
        self.size = 0
        self.separating = settings.JAVON_SECOND_COPY == Second.COPY

    def run(self) -> ArchiveRound:
        """Read until the end of the round or of the share."""
        try:
            if self._objects() and self._rest():
                self._finish()
        finally:
            self._save()
        return self.round

    def _objects(self) -> bool:
        """Every object behind where the round stands; False where the share ended before the last."""
        if self.round.object == REST:
            return True
        names = sorted(self.share.only) or archive_names(self.root)
        for number in range(bisect_left(names, self.round.object), len(names)):
            self.watching.at(names[number], number, len(names))
            if not self._object(names[number]):
                return False
        return True

    def _object(self, name: str) -> bool:
        # Taken up amid an object: how long ago its first files were read is known no better.
        since = self.round.started_at if self.round.object == name else clock.now()
        self._stand(name)
        found = Found()
        inventory = structure_check(root=self.root, name=name, found=found, repair=self.share.repair)
        self._tell(found)
        items = object_items(self.root, name, inventory)
        if not self._read(name, [item for item in items if item.key > self.round.place]):
            return False
        if self.share.repair:
            object_mend(root=self.root, name=name, lost_too=self._few_lost())
        self._whole(name, since, sum(max(item.size, 0) for item in items))
        return True

    def _few_lost(self) -> bool:
        """Whether so few objects are lost that they are made anew; of more, a person should know why they are gone."""
        if self.share.only:
            return True
        kept = DigitalObject.objects.filter(preserved_revision__gt=0).count()
        lost = ArchiveDamage.objects.filter(kind=DamageKind.NO_OBJECT, found_at__gte=self.round.started_at).count()
        return lost <= max(FEW, kept // 10)

    def _whole(self, name: str, since: datetime, size: int) -> None:
        """All of the object was read: what was not seen again is gone, and where nothing is left it is whole."""
        damages_vanished(object=name, since=self.round.started_at)
        if not ArchiveDamage.objects.filter(object=name, ended_at=None).exists():
            ArchivedObject.objects.update_or_create(pk=name, defaults={"read_at": since, "size": size})

    def _rest(self) -> bool:
        """Masters without an object, and files that nobody knows."""
        if self.share.only:
            return True
        self._stand(REST)
        if not self._read("", orphan_items(self.round.place)):
            return False
        for path in extra_files((clock.now() - SETTLED).timestamp()):
            damage, _new = damage_note(object="", place=DamagePlace.FILES, path=path, kind=DamageKind.EXTRA)
            self._tell(Found([damage]))
        damages_vanished(object="", since=self.round.started_at)
        return True

    def _read(self, name: str, items: Iterable[Item]) -> bool:
        """Read and judge; False where the share ended before the last file."""
        for item, digest in self.reader.read(items):
            if digest != item.sha512:
                found = Found()
                item_damaged(root=self.root, name=name, item=item, found=found, repair=self.share.repair)
                self._tell(found)
            elif len(item.names) > 1 and self.separating:
                self._separate(item)
            self.round.files += 1
            self.round.size += max(item.size, 0)
            self.size += max(item.size, 0)
            self.round.place = item.key
            if time.monotonic() - self.noted > NOTE_S:
                self._save()
            if self._spent():
                return False
        return True

    def _separate(self, item: Item) -> None:
        """Give a master that is only a second name of the store's file bytes of its own."""
        try:
            check_room(item.size, Path(settings.JAVON_FILES))
            content_restore(item.sha512, item.file)
        except (NoRoomError, FileStoreError) as error:
            log.warning("%s", error)
            self.separating = False

    def _tell(self, found: Found) -> None:
        for damage in found.damages:
            self.watching.damaged(damage)

    def _spent(self) -> bool:
        most = self.share
        return (most.size is not None and self.size >= most.size) or (
            most.seconds is not None and time.monotonic() - self.began >= most.seconds
        )

    def _stand(self, name: str) -> None:
        if self.round.object != name:
            self.round.object, self.round.place = name, ""

    def _save(self) -> None:
        now = time.monotonic()
        self.round.seconds += now - self.noted
        self.noted = now
        self._count()
        if not self.share.only:
            self.round.save()

    def _count(self) -> None:
        seen = ArchiveDamage.objects.filter(seen_at__gte=self.round.started_at)
        self.round.found = seen.count()
        self.round.repaired = seen.filter(end=DamageEnd.REPAIRED).count()

    def _finish(self) -> None:
        self.round.finished_at = clock.now()
        self.round.total_size = self.round.size
        if self.share.only:
            return
        self._count()
        details = {
            "files": self.round.files,
            "bytes": self.round.size,
            "damages": self.round.found,
            "repaired": self.round.repaired,
        }
        journal(action="digitization.archive_check", subject=ARCHIVE, by=None, details=details)


def archive_check_due(*, seconds: float) -> ArchiveRound | None:
    """Read as much as the calendar wants by now, for at most so long; None where nothing is due.

    Within ``JAVON_CHECK_DAYS`` days every byte is read once: a tenth of that time is kept for days without power.
    """
    if not settings.JAVON_CHECK_DAYS:
        return None
    round = ArchiveRound.objects.filter(finished_at=None).order_by("pk").last()
    if round is None and not archive_names(preservation_root()):
        return None
    if round is None:
        return archive_check(share=Share(size=1, seconds=seconds, gentle=True))
    period = 0.9 * timedelta(days=settings.JAVON_CHECK_DAYS).total_seconds()
    elapsed = max(0.0, (clock.now() - round.started_at).total_seconds())
    # How much there is to read was only thought of: when the time is over, whatever is left is due.
    due = None if elapsed >= period else int(round.total_size * elapsed / period) - round.size
    return archive_check(share=Share(size=due, seconds=seconds, gentle=True)) if due is None or due > 0 else None


def round_restart() -> None:
    """Have the next reading begin with the first object."""
    ArchiveRound.objects.filter(finished_at=None).delete()
