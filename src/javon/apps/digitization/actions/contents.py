"""The contents of an object: taken from its files, or written by a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from javon.apps.digitization import policies
from javon.apps.digitization.actions.object import subject_of, touch
from javon.apps.digitization.actions.rights import require
from javon.apps.digitization.enums import BEFORE_REVIEW, ContentsOrigin, ObjectStatus
from javon.apps.digitization.errors import DigitizationError, WrongStateError
from javon.apps.digitization.models import ContentsEntry, DigitalObject, Page
from javon.apps.digitization.queries.contents import contents_of, contents_version, file_contents
from javon.apps.people.models import User
from javon.base.audit import record as journal
from javon.base.db.said import gettext as _

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
    none: bool = False,
) -> list[ContentsEntry]:
    """Replace the contents of an object; without entries the headings on its pages are its contents again.

    ``none``: the book has no contents, whatever headings it has; there must be no entries then.

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
    if [_facts(row) for row in known] == [_facts(row) for row in rows] and object.without_contents == none:
        return known
    ContentsEntry.objects.filter(object=object).delete()
    made = ContentsEntry.objects.bulk_create(rows, batch_size=500)
    if object.without_contents != none:
        object.without_contents = none
        object.save(update_fields=["without_contents"])
    details = {"entries": len(rows), "origin": "none" if none else origin.value}
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


@transaction.atomic
def contents_correct(*, object: DigitalObject, entries: Sequence[Entry], base_version: str, by: User | None) -> None:
    """Store the contents as a person wrote them; without an entry the book has no contents.

    ``base_version`` is the version the person saw: where somebody changed the contents meanwhile, nothing is
    overwritten.  The same contents a second time change nothing.

    Raises:
        NotAllowedError: the person may not review.
        WrongStateError: other contents have been stored since, or the object is closed.
        DigitizationError: as ``contents_set``; a title too long, a level that cannot be.
    """
    object = _held(object, by)
    for place, entry in enumerate(entries, start=1):
        _check_typed(place, entry)
    stored = [(row.level, row.title, row.page.key) for row in contents_of(object)]
    given = [(entry.level, " ".join(entry.title.split()), entry.page) for entry in entries]
    if stored == given and (given or object.without_contents):
        return
    _check_version(object, base_version)
    contents_set(object=object, entries=entries, by=by, none=not entries)


@transaction.atomic
def contents_reset(*, object: DigitalObject, base_version: str, by: User | None) -> None:
    """Have the contents again that the program found: those of the files; without them the headings on the pages.

    Raises:
        NotAllowedError: the person may not review.
        WrongStateError: other contents have been stored since, or the object is closed.
    """
    object = _held(object, by)
    _check_version(object, base_version)
    entries = [Entry(*values) for values in file_contents(object)]
    origin = ContentsOrigin.FILE if entries else ContentsOrigin.HEADINGS
    contents_set(object=object, entries=entries, by=by, origin=origin)


def contents_from_files(*, object: DigitalObject) -> int:
    """Take over the contents that the object's files carry; gives their number.

    Contents that a person wrote, or had made from the headings, are left alone; so is a book that is to have none.
    """
    if (
        object.without_contents
        or ContentsEntry.objects.filter(object=object).exclude(origin=ContentsOrigin.FILE).exists()
    ):
        return 0
    entries = [Entry(*values) for values in file_contents(object)]
    if entries:
        contents_set(object=object, entries=entries, by=None, origin=ContentsOrigin.FILE)
    return len(entries)


def _held(object: DigitalObject, by: User | None) -> DigitalObject:
    require(policies.can_review, by)
    held = DigitalObject.objects.select_for_update().get(pk=object.pk)
    if held.status == ObjectStatus.WITHDRAWN:
        raise WrongStateError(_("Resurs yopilgan. Avval uni qayta qabul qiling."))
    return held


def _check_version(object: DigitalObject, base_version: str) -> None:
    if contents_version(object) != base_version:
        raise WrongStateError(_("Mundarijani boshqa xodim hozirgina oʻzgartirdi. Hech narsa ustidan yozilmadi."))


def _check_typed(place: int, entry: Entry) -> None:
    values = {"number": place, "most": TITLE_LENGTH, "deepest": DEEPEST}
    if len(" ".join(entry.title.split())) > TITLE_LENGTH:
        raise DigitizationError(_("Mundarijaning %(number)s-bandi %(most)s belgidan uzun.") % values)
    if not 1 <= entry.level <= DEEPEST:
        raise DigitizationError(_("Mundarijaning %(number)s-bandi darajasi 1 dan %(deepest)s gacha boʻladi.") % values)
