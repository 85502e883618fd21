"""Checking the journal: every row against its hash and the row before it, the last one against the second place.

Last, whether the database still refuses changes: a journal that holds today may be open to be forged tomorrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from javon.base.audit import head
from javon.base.audit.chain import GENESIS, Content
from javon.base.audit.head import Head
from javon.base.audit.models import JournalRow
from javon.base.audit.protection import unprotected

CHUNK = 5000
#: number, at, actor_id, actor, action, subject, details, previous_hash, hash
Row = tuple[int, datetime, int | None, str, str, str, str, str, str]
FIELDS = ("number", "at", "actor_id", "actor", "action", "subject", "details", "previous_hash", "hash")


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome: how far the journal holds, and what is wrong first, if anything.

    Attributes:
        head: The last row that holds together with all before it; ``None`` for an empty journal.
        bad_row: Number of the first bad row, or of the first missing one.
        problem: What is wrong, in words; "" when nothing is.
    """

    head: Head | None
    bad_row: int | None = None
    problem: str = ""

    @property
    def whole(self) -> bool:
        """Nothing was altered, removed, inserted or moved."""
        return not self.problem


def verify(anchor: Head | None = None) -> Report:
    """Check the whole journal, in constant memory.

    Args:
        anchor: A head noted elsewhere, such as on paper; the journal must contain it.
    """
    noted, problem = _noted()
    expected = {place.number: place.hash for place in (noted, anchor) if place is not None}
    rows = JournalRow.objects.order_by("number").values_list(*FIELDS).iterator(chunk_size=CHUNK)
    report = verify_rows(rows, expected)
    if report.head is not None and noted is None and not problem:
        problem = _("%(file)s yoʻq: audit jurnalining oxiri kesilgan boʻlsa, bilinmaydi") % {"file": head.path()}
    problem = problem or _open_to_change()
    return Report(report.head, None, problem) if report.whole and problem else report


def _open_to_change() -> str:
    names = ", ".join(unprotected(connection))
    text = _(
        "maʼlumotlar bazasi audit jurnalini endi himoya qilmaydi (%(names)s); himoyani tiklash: ./javon audit protect"
    )
    return text % {"names": names} if names else ""


def verify_rows(rows: Iterable[Row], expected: dict[int, str]) -> Report:
    """Check rows in the order of their numbers; ``expected`` gives the hash that certain rows must have."""
    last: Head | None = None
    for row in rows:
        number, previous, stored = row[0], row[7], row[8]
        wanted = 1 if last is None else last.number + 1
        if number != wanted:
            return Report(last, wanted, _gap(wanted, number))
        if previous != (GENESIS if last is None else last.hash):
            return Report(
                last, number, _("oldingi satrning davomi emas: satr olib tashlangan, qoʻshilgan yoki koʻchirilgan")
            )
        if Content(*row[:7]).digest(previous) != stored:
            return Report(last, number, _("oʻzgartirilgan: mazmuni va xeshi mos emas"))
        if number in expected and expected[number] != stored:
            return Report(last, number, _("yozib qoʻyilgan satr emas: audit jurnali qaytadan yozilgan"))
        last = Head(number, stored)
    return _tail(last, expected)


def _gap(wanted: int, found: int) -> str:
    count = found - wanted
    return _("bu satr yoʻq") if count == 1 else _("bu satr va undan keyingi %(count)s tasi yoʻq") % {"count": count - 1}


def _tail(last: Head | None, expected: dict[int, str]) -> Report:
    count = last.number if last else 0
    furthest = max(expected, default=0)
    if furthest > count:
        return Report(
            last,
            count + 1,
            _("bu satr yoʻq: oxiri kesilgan, %(count)s ta satr yozib qoʻyilgan edi") % {"count": furthest},
        )
    return Report(last)


def _noted() -> tuple[Head | None, str]:
    try:
        return head.read(), ""
    except ValueError as error:
        return None, _("oxirgi satr yozilgan fayl oʻqilmadi: %(reason)s") % {"reason": error}


def rows_after_head(report: Report) -> Iterator[str]:
    """A note when the second place stands behind: harmless after a crash, worth a look otherwise."""
    noted, _problem = _noted()
    if report.head is not None and noted is not None and noted.number < report.head.number:
        behind = report.head.number - noted.number
        text = _(
            "oxirgi satr yozilgan fayl audit jurnalidan %(count)s ta satr ortda (oʻzgarishdan "
            "keyingi uzilishda shunday boʻladi)"
        )
        yield text % {"count": behind}
