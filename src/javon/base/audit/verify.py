"""Checking the journal: every row against its hash and the row before it, the last one against the second place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from javon.base.audit import head
from javon.base.audit.chain import GENESIS, Content
from javon.base.audit.head import Head
from javon.base.audit.models import JournalRow

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
        problem: What is wrong, in English; "" when nothing is.
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
    if report.whole and problem:
        return Report(report.head, None, problem)
    return report


def verify_rows(rows: Iterable[Row], expected: dict[int, str]) -> Report:
    """Check rows in the order of their numbers; ``expected`` gives the hash that certain rows must have."""
    last: Head | None = None
    for row in rows:
        number, previous, stored = row[0], row[7], row[8]
        wanted = 1 if last is None else last.number + 1
        if number != wanted:
            return Report(last, wanted, _gap(wanted, number))
        if previous != (GENESIS if last is None else last.hash):
            return Report(last, number, "does not follow the row before it: a row was removed, inserted or moved")
        if Content(*row[:7]).digest(previous) != stored:
            return Report(last, number, "was altered: its content and its hash disagree")
        if number in expected and expected[number] != stored:
            return Report(last, number, "is not the row that was noted: the journal was written anew")
        last = Head(number, stored)
    return _tail(last, expected)


def _gap(wanted: int, found: int) -> str:
    count = found - wanted
    return "is missing" if count == 1 else f"is missing, and the {count - 1} after it"


def _tail(last: Head | None, expected: dict[int, str]) -> Report:
    count = last.number if last else 0
    furthest = max(expected, default=0)
    if furthest > count:
        return Report(last, count + 1, f"is missing: the end was cut off, {furthest} rows were noted")
    return Report(last)


def _noted() -> tuple[Head | None, str]:
    try:
        return head.read(), ""
    except ValueError as error:
        return None, f"the second place cannot be read: {error}"


def rows_after_head(report: Report) -> Iterator[str]:
    """A note when the second place stands behind: harmless after a crash, worth a look otherwise."""
    noted, _problem = _noted()
    if report.head is not None and (noted is None or noted.number < report.head.number):
        behind = report.head.number - (noted.number if noted else 0)
        yield f"the second place stands {behind} rows behind the journal (a crash right after a change does that)"
