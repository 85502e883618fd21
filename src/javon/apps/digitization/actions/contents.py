"""The contents of an object: taken from its files, or written by a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from javon.apps.digitization import policies
from javon.apps.digitization.actions.object import subject_of, touch
from javon.apps.digitization.actions.rights import require
from javon.apps.digitization.enums import BEFORE_REVIEW, ContentsOrigin, SourceStatus
from javon.apps.digitization.errors import DigitizationError
from javon.apps.digitization.models import ContentsEntry, DigitalObject, Page, SourceFile
from javon.apps.people.models import User
from javon.base.audit import record as journal

#: More is no contents of a book; deeper nobody folds one.
MOST, DEEPEST = 5_000, 12
TITLE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents as it is given: level (1 the highest), title, key of the page where it begins."""

    level: int
    title: str
    page: str


@transaction.atomic
def contents_set(
    *,
    object: DigitalObject,
    entries: Sequence[Entry],
    by: User | None,
    origin: ContentsOrigin = ContentsOrigin.PERSON,
) -> list[ContentsEntry]:
    """Replace the contents of an object; without entries the headings on its pages are its contents again.

    All that is made from the object is made anew.  The same contents a second time change nothing.

    Raises:
        NotAllowedError: the person may not review.
        DigitizationError: an entry without a title, on a page that is not there, or of no level; too many.
    """
    require(policies.can_review, by)
    object = DigitalObject.objects.select_for_update().get(pk=object.pk)
    pages = {page.key: page for page in Page.objects.filter(object=object)}
    rows = [_row(object, place, entry, pages, origin) for place, entry in enumerate(entries, start=1)]
    if len(rows) > MOST:
        raise DigitizationError(_("Mundarijada bandlar juda koʻp (%(count)s).") % {"count": len(rows)})
    known = list(ContentsEntry.objects.filter(object=object).order_by("position"))
    if [_facts(row) for row in known] == [_facts(row) for row in rows]:
        return known
    ContentsEntry.objects.filter(object=object).delete()
    made = ContentsEntry.objects.bulk_create(rows, batch_size=500)
    details = {"entries": len(rows), "origin": origin.value}
    journal(action="digitization.contents_set", subject=subject_of(object), by=by, details=details)
    if object.status not in BEFORE_REVIEW:  # else everything is made when the last page is done
        touch(object)
    return made


def _row(
    object: DigitalObject, place: int, entry: Entry, pages: dict[str, Page], origin: ContentsOrigin
) -> ContentsEntry:
    title = " ".join(entry.title.split())[:TITLE_LENGTH]
    values = {"number": place, "page": entry.page}
    if not title:
        raise DigitizationError(_("Mundarijaning %(number)s-bandida sarlavha yoʻq.") % values)
    if entry.page not in pages:
        raise DigitizationError(_("Mundarijaning %(number)s-bandi yoʻq sahifani koʻrsatadi: %(page)s.") % values)
    level = min(max(entry.level, 1), DEEPEST)
    return ContentsEntry(object=object, position=place, level=level, title=title, page=pages[entry.page], origin=origin)


def _facts(row: ContentsEntry) -> tuple[int, str, int, str]:
    return row.level, row.title, row.page_id, str(row.origin)


def contents_from_files(*, object: DigitalObject) -> int:
    """Take over the contents that the object's files carry; gives their number.

    Contents that a person wrote, or had made from the headings, are left alone.
    """
    if ContentsEntry.objects.filter(object=object).exclude(origin=ContentsOrigin.FILE).exists():
        return 0
    outlines = dict(
        SourceFile.objects.filter(object=object, status=SourceStatus.STORED)
        .exclude(outline=[])
        .values_list("pk", "outline")
    )
    if not outlines:
        return 0
    pages = Page.objects.filter(object=object, source_id__in=outlines, part=0)
    rows = pages.order_by("position").values_list("source_id", "frame", "key")
    keys = {(source, frame): key for source, frame, key in rows}
    order = list(dict.fromkeys(source for source, _frame in keys))  # files in the order of their pages
    entries = [
        Entry(level, title, keys[source, frame])
        for source in order
        for level, title, frame in outlines[source]
        if (source, frame) in keys
    ]
    contents_set(object=object, entries=entries, by=None, origin=ContentsOrigin.FILE)
    return len(entries)
