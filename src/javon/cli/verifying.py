"""The dialog of `javon verify`: a bar with the speed, and every damage by object and page."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.table import Table

from javon.apps.digitization.actions.archive_check import (
    Share,
    Watching,
    archive_check,
    expected_size,
    round_restart,
)
from javon.apps.digitization.actions.processing import available_cores
from javon.apps.digitization.errors import BusyError
from javon.apps.digitization.models import ArchiveRound
from javon.apps.digitization.queries.archive import archive_names, preservation_root, store_gone
from javon.apps.digitization.queries.archive_state import ShownDamage, damages_open, damages_shown
from javon.base import clock
from javon.cli.archive_health import leavings_words
from javon.cli.terminal import Terminal

WHOLE, DAMAGED, NOTHING = 0, 1, 2
#: So many damages are printed; all of them stand on the page of the archive.
PRINTED = 50
#: Between two looks at what another program has read.
LOOK_S = 1.0
MOST_WORKERS = 8
#: The worker reads the archive in small shares for months, and this command reads the rest: of an older beginning it
#: tells.
SAME_READING = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for on the command line; ``share`` in hundredths."""

    share: int | None = None
    objects: tuple[str, ...] = ()
    again: bool = False
    repair: bool = True
    workers: int | None = None


class _Bar(Watching):
    """Shows the reading in a bar."""

    def __init__(self, bar: Progress) -> None:
        self.bar = bar
        self.row: TaskID | None = None

    def begin(self, round: ArchiveRound) -> None:
        self.row = self.bar.add_task("", total=round.total_size or None, completed=round.size)

    def read(self, size: int) -> None:
        if self.row is not None:
            self.bar.advance(self.row, size)

    def at(self, name: str, number: int, count: int) -> None:
        if self.row is not None:
            self.bar.update(self.row, description=f"{name} · {number + 1}/{count}")


def verify(wish: Wish) -> int:
    """Read what was asked for and tell; gives the exit status."""
    console = Terminal()
    gone = store_gone()
    if gone:
        console.print(escape(gone), style="red")
        return DAMAGED
    unknown = _unknown(wish.objects)
    if unknown or not archive_names(preservation_root()):
        words = _("Arxivda bunday resurs yoʻq: %(names)s") % {"names": ", ".join(unknown)}
        console.print(escape(words if unknown else _("Arxivda hali hech narsa yoʻq.")))
        return NOTHING
    if wish.again:
        round_restart()
    size = expected_size() * wish.share // 100 if wish.share else None
    workers = wish.workers or min(available_cores(), MOST_WORKERS)
    share = Share(size=size, only=wish.objects, repair=wish.repair, again=True, workers=workers)
    before = time.monotonic()
    try:
        round = _read(console, share)
    except KeyboardInterrupt:
        console.print(_("Toʻxtatildi. Xuddi shu buyruq qolgan joyidan davom ettiradi."))
        raise
    return _told(console, round, time.monotonic() - before)


def _unknown(names: Sequence[str]) -> list[str]:
    known = set(archive_names(preservation_root())) if names else set()
    return [name for name in names if name not in known]


def _read(console: Console, share: Share) -> ArchiveRound:
    """Read; while another program does, wait, and take its round for ours where it finishes it."""
    watched: ArchiveRound | None = None
    waits = False
    everything = not share.only and share.size is None
    while True:
        newest = ArchiveRound.objects.order_by("pk").last()
        if everything and newest is not None and _over(watched, newest):
            return newest
        try:
            with _bar(console) as bar:
                return archive_check(share=share, watching=_Bar(bar))
        except BusyError as error:
            if not waits:
                console.print(escape(str(error)))
            waits = True
            # A round that was over before tells nothing of today: the other program may read but one object.
            if watched is None and newest is not None and newest.finished_at is None:
                watched = newest
        time.sleep(LOOK_S)


def _over(watched: ArchiveRound | None, newest: ArchiveRound) -> bool:
    """Whether the round that another program was reading is finished by now."""
    return watched is not None and newest.pk == watched.pk and newest.finished_at is not None


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def _told(console: Console, round: ArchiveRound, seconds: float) -> int:
    """The figures of the reading and every damage that is left; gives the exit status."""
    left = damages_open()
    if round._state.adding:
        left = left.filter(seen_at__gte=round.started_at)
    table = Table(show_header=False, box=None)
    gigabytes = round.size / 1e9
    speed = round.speed / 1e9
    for name, value in (
        (_("oʻqilgan fayllar"), str(round.files)),
        (_("oʻqilgan hajm"), f"{gigabytes:.3f} GB ({round.share:.0%})"),
        (_("oʻqish tezligi"), f"{speed:.2f} GB/s, {seconds:.1f} s"),
        (_("topilgan shikastlar"), str(round.found)),
        (_("tiklandi"), str(round.repaired)),
    ):
        table.add_row(name, value)
    console.print(table)
    for shown in damages_shown(left[:PRINTED]):
        console.print(_line(shown), style="red", soft_wrap=True)
    count = left.count()
    if count > PRINTED:
        console.print(_("va yana %(count)s ta") % {"count": count - PRINTED}, style="red")
    half = "" if round._state.adding else leavings_words(None)
    if half:
        console.print(escape(half), style="yellow", soft_wrap=True)
    old = _begun_long_ago(round, seconds)
    if old:
        console.print(old, style="yellow", soft_wrap=True)
    if not count:
        console.print(_("Arxiv butun.") if round.share >= 1 else _("Oʻqilgan qismi butun."), style="green")
    return DAMAGED if count else WHOLE


def _begun_long_ago(round: ArchiveRound, seconds: float) -> str:
    """A sentence where some of what counts as read was read by another program, days or weeks ago; else ""."""
    if round.finished_at is None or round.started_at > clock.now() - timedelta(seconds=seconds) - SAME_READING:
        return ""
    words = _(
        "Tekshiruv %(day)s kuni boshlangan: undan beri oʻqilgan fayllar hozir qayta oʻqilmadi. Hammasini hozir oʻqish: "
        "./javon verify --again"
    )
    return words % {"day": f"{localtime(round.started_at):%d.%m.%Y}"}


def _line(shown: ShownDamage) -> str:
    parts = [shown.damage.object, shown.title, shown.pages, shown.what]
    return escape(" · ".join(part for part in parts if part) + f". {shown.advice}\n    {shown.where}")
