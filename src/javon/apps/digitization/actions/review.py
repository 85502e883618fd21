"""What a person decides about pages: good as they are, blank, out of the book, in another order, named otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from javon.apps.digitization import policies
from javon.apps.digitization.actions.object import subject_of, touch
from javon.apps.digitization.actions.pages import ROWS_AT_ONCE, enqueue_page
from javon.apps.digitization.actions.rights import require
from javon.apps.digitization.enums import ObjectStatus, PageStatus
from javon.apps.digitization.errors import DigitizationError, WrongStateError
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.people.models import User
from javon.base import clock
from javon.base.audit import record as journal
from javon.base.db.said import gettext as _


def held_page(page: Page, by: User | None) -> Page:
    """The page and its object, held for a change by a reviewer (called inside a transaction).

    Raises:
        NotAllowedError: the person may not review.
        WrongStateError: the object is closed.
    """
    require(policies.can_review, by)
    held = Page.objects.select_for_update().select_related("object").get(pk=page.pk)
    if held.object.status == ObjectStatus.WITHDRAWN:
        raise WrongStateError(_("Resurs yopilgan. Avval uni qayta qabul qiling."))
    return held


def subject_of_page(page: Page) -> str:
    """How the journal names the page."""
    return f"page:{page.object.identifier}~{page.key}"


def _noted(action: str, page: Page, by: User | None, **details: object) -> None:
    journal(action=f"digitization.{action}", subject=subject_of_page(page), by=by, details=details)


@transaction.atomic
def page_accept(*, page: Page, by: User | None) -> Page:
    """Say that the page is good as it is.  A second time changes nothing.

    Raises:
        WrongStateError: the page still waits for the pipeline.
    """
    page = held_page(page, by)
    if page.status == PageStatus.WAITING:
        raise WrongStateError(_("Sahifaga hali ishlov berilmadi. Biroz kuting."))
    if page.reviewed_at is None:
        page.reviewed_by, page.reviewed_at = by, clock.now()
        page.save(update_fields=["reviewed_by", "reviewed_at"])
        _noted("page_accept", page, by)
    return page


@transaction.atomic
def page_reopen(*, page: Page, by: User | None) -> Page:
    """Take an acceptance of the page back."""
    page = held_page(page, by)
    if page.reviewed_at is not None:
        page.reviewed_by = page.reviewed_at = None
        page.save(update_fields=["reviewed_by", "reviewed_at"])
        _noted("page_reopen", page, by)
    return page


@transaction.atomic
def page_mark_blank(*, page: Page, blank: bool, by: User | None) -> Page:
    """Say that the page is blank (its text, if any was read, is noise), or that it is not."""
    page = held_page(page, by)
    if page.blank != blank:
        page.blank = blank
        page.reviewed_by, page.reviewed_at = by, clock.now()
        page.save(update_fields=["blank", "reviewed_by", "reviewed_at"])
        _noted("page_mark_blank", page, by, blank=blank)
        touch(page.object)
    return page


@transaction.atomic
def page_exclude(*, page: Page, excluded: bool, by: User | None) -> Page:
    """Take the page out of the book (a target, a doubled scan), or put it back.  The scan itself is kept.

    A page that was not read yet when it went out is given to the pipeline when it comes back: its job may be gone.
    """
    page = held_page(page, by)
    if page.excluded != excluded:
        page.excluded = excluded
        page.save(update_fields=["excluded"])
        if not excluded and page.status == PageStatus.WAITING:
            enqueue_page(page)
        _noted("page_exclude", page, by, excluded=excluded)
        touch(page.object)
    return page


@transaction.atomic
def page_label(*, page: Page, label: str, by: User | None) -> Page:
    """Name the page as a person calls it ("12", "iv"); the empty string lets the program name it again."""
    page = held_page(page, by)
    label = label.strip()[:40]
    if (page.label, page.label_fixed) != (label, bool(label)):
        old = page.label
        page.label, page.label_fixed = label, bool(label)
        page.save(update_fields=["label", "label_fixed"])
        _noted("page_label", page, by, before={"label": old}, after={"label": label})
        touch(page.object)
    return page


@transaction.atomic
def page_reorder(*, object: DigitalObject, keys: Sequence[str], after: str | None, by: User | None) -> int:
    """Move pages, in the order given, behind the page ``after`` (None: to the beginning); gives how many moved.

    Raises:
        DigitizationError: a key is unknown or comes twice.
    """
    require(policies.can_review, by)
    object = DigitalObject.objects.select_for_update().get(pk=object.pk)
    pages = list(Page.objects.filter(object=object).order_by("position", "pk").only("key", "position", "object"))
    by_key = {page.key: page for page in pages}
    unknown = [key for key in [*keys, *([after] if after else [])] if key not in by_key]
    if unknown or len(set(keys)) != len(keys) or after in keys:
        raise DigitizationError(
            _("Sahifalar tartibi notoʻgʻri berildi: %(keys)s") % {"keys": ", ".join(unknown or keys)}
        )
    moved = [by_key[key] for key in keys]
    rest = [page for page in pages if page.key not in set(keys)]
    place = next((index for index, page in enumerate(rest, start=1) if page.key == after), 0)
    if _shift([*rest[:place], *moved, *rest[place:]]):
        details = {"keys": list(keys), "after": after}
        journal(action="digitization.page_reorder", subject=subject_of(object), by=by, details=details)
        touch(object)
    return len(moved)


def _shift(pages: Sequence[Page]) -> bool:
    """Number the pages in this order, and say whether any has another place now.

    Where a page is moved, all those between its old and its new place go by the same step: a statement a step, not a
    statement a page.
    """
    steps: dict[int, list[int]] = {}
    for position, page in enumerate(pages, start=1):
        steps.setdefault(position - page.position, []).append(page.pk)
    steps.pop(0, None)
    now = clock.now()
    for step, keys in steps.items():
        for start in range(0, len(keys), ROWS_AT_ONCE):
            part = Page.objects.filter(pk__in=keys[start : start + ROWS_AT_ONCE])
            part.update(position=F("position") + step, changed_at=now)
    return bool(steps)
