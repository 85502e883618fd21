"""Pages given to the pipeline anew, with what a person decided about its steps."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F

from javon.apps.digitization import policies
from javon.apps.digitization.actions.object import subject_of
from javon.apps.digitization.actions.pages import enqueue_page
from javon.apps.digitization.actions.review import held_page, subject_of_page
from javon.apps.digitization.actions.rights import require
from javon.apps.digitization.actions.step_params import check_steps
from javon.apps.digitization.actions.taking import PASSING
from javon.apps.digitization.enums import ObjectStatus, PageStatus
from javon.apps.digitization.errors import DigitizationError
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.people.models import User
from javon.base import clock
from javon.base.audit import record as journal
from javon.base.db.said import gettext as _
from javon.base.jobs import enqueue
from javon.engines.pipeline import Reason

#: What may not happen again; a bad file is bad for good.
FAILED_IN_PASSING = PASSING | {reason.value for reason in Reason if reason is not Reason.BAD_FILE}
QUARTERS = (90, 180, 270)
#: Steps that decide what part of the scan is the page, and how it stands.
FRAME = frozenset({"orient", "split", "dewarp", "deskew", "crop"})
#: Parameters that are places on the picture: they mean nothing on one that is turned or divided otherwise.
PLACES = frozenset({"box", "boxes", "quad", "lift"})
#: A page cut out smaller than this is a slip of the hand.
LEAST_SIDE = 50


def give_again(page: Page, overrides: dict[str, Any], *, action: str, by: User | None) -> Page:
    """Queue the held page for another run (called inside a transaction)."""
    page.overrides, page.run, page.status = overrides, page.run + 1, PageStatus.WAITING
    page.reviewed_by = page.reviewed_at = None
    page.save(update_fields=["overrides", "run", "status", "reviewed_by", "reviewed_at"])
    details = {"overrides": overrides, "run": page.run}
    journal(action=f"digitization.{action}", subject=subject_of_page(page), by=by, details=details)
    enqueue_page(page)
    return page


@transaction.atomic
def pages_retry(*, object: DigitalObject, by: User | None) -> int:
    """Give pages again that failed for a reason that may be gone (a crash, a missing model); gives their number.

    A page whose file is bad stays as it is: the same bytes fail again.
    """
    require(policies.can_digitize, by)
    object = DigitalObject.objects.select_for_update().get(pk=object.pk)
    failed = Page.objects.filter(
        object=object, status=PageStatus.FAILED, excluded=False, error_code__in=FAILED_IN_PASSING
    )
    pages = list(failed.select_related("object").order_by("position"))
    keys = [page.key for page in pages]
    if keys:
        for page in pages:  # what the run that failed has left lying is no page of anybody
            transaction.on_commit(partial(shutil.rmtree, page.run_folder(), ignore_errors=True))
        failed.update(status=PageStatus.WAITING, run=F("run") + 1, changed_at=clock.now())
        if object.status == ObjectStatus.REVIEW:
            object.status = ObjectStatus.PROCESSING
            object.save(update_fields=["status"])
        journal(action="digitization.pages_retry", subject=subject_of(object), by=by, details={"pages": keys})
        enqueue("digitization.process_object", unique=f"process:{object.pk}", object_id=object.pk)
    return len(keys)


def _own_half(page: Page) -> dict[str, Any]:
    """What keeps a half of a double page that half: the turn and the cut it came from."""
    if "part" not in page.recipe.get("split", {}):
        return {}
    return {"orient": page.recipe.get("orient", {}), "split": page.recipe["split"]}


def _looks(page: Page) -> dict[str, Any]:
    """What a person decided that is true however the page is turned and cut: the language, steps switched off."""
    return {
        name: values for name, values in page.overrides.items() if name not in FRAME and not PLACES.intersection(values)
    }


def _turn(page: Page) -> dict[str, Any]:
    """How the page stands, or will when the turn that waits for the pipeline is done."""
    if page.status == PageStatus.WAITING and "orient" in page.overrides:
        return dict(page.overrides["orient"])
    return dict(page.recipe.get("orient", {}))


def _kept_frame(page: Page) -> dict[str, Any]:
    """What a person decided about the page's frame; an accepted page was seen and stands right."""
    seen = {"orient": _turn(page)} if page.reviewed_at is not None and _turn(page) else {}
    return {**seen, **{name: values for name, values in page.overrides.items() if name in FRAME}}


@transaction.atomic
def page_redo(*, page: Page, steps: Mapping[str, Mapping[str, Any]], by: User | None, keep_frame: bool = False) -> Page:
    """Do the page again with other parameters; ``{}`` forgets earlier decisions: the program measures anew.

    With ``keep_frame`` what a person decided about the page's frame (turn, split, straightening, crop) stays, and an
    accepted page stands as it does.

    Raises:
        DigitizationError: there is no such step, or it cannot take these parameters.
    """
    page = held_page(page, by)
    check_steps(steps, side=max((max(size) for size in page.source.sizes), default=0))
    kept = _kept_frame(page) if keep_frame else {}
    overrides = {**kept, **_own_half(page), **{name: dict(values) for name, values in steps.items()}}
    return give_again(page, overrides, action="page_redo", by=by)


@transaction.atomic
def page_rotate(*, page: Page, angle: int, by: User | None) -> Page:
    """Turn the page clockwise by 90, 180 or 270 degrees from how it stands now; everything after is measured anew.

    A second turn counts from the first, whether that is done or waits.  The language that a person chose stays, steps
    that they switched off, and that the page is not to be divided.

    Raises:
        DigitizationError: another angle, or the page is a half of a double page.
    """
    page = held_page(page, by)
    if angle not in QUARTERS:
        raise DigitizationError(_("Sahifa faqat 90, 180 yoki 270 gradusga buriladi."))
    if _own_half(page):
        raise DigitizationError(_("Ikki betlik skanning yarmi alohida burilmaydi. Avval boʻlishni bekor qiling."))
    whole = {"split": {"off": True}} if page.overrides.get("split", {}).get("off") else {}
    orient = {"angle": (int(_turn(page).get("angle", 0)) + angle) % 360}
    return give_again(page, {**_looks(page), **whole, "orient": orient}, action="page_rotate", by=by)


@transaction.atomic
def page_invert(*, page: Page, by: User | None) -> Page:
    """Show the page in the opposite tones: a positive of a negative that the program took for dark paper, or a negative
    as it was scanned.  Asked for again, the program decides anew.  The text is read from the positive in any case.
    """
    page = held_page(page, by)
    others = {name: values for name, values in page.overrides.items() if name != "polarity"}
    if "polarity" in page.overrides:
        return give_again(page, others, action="page_invert", by=by)
    shown = page.recipe.get("polarity", {})
    opposite = {"polarity": {"light": True, "positive": not (shown.get("light") and shown.get("positive"))}}
    return give_again(page, {**_own_half(page), **others, **opposite}, action="page_invert", by=by)


@transaction.atomic
def page_crop(*, page: Page, box: tuple[int, int, int, int], by: User | None) -> Page:
    """Cut the page out by hand.  ``box`` (left, top, right, bottom) is in pixels of the page before any crop, so that
    what was cut away can come back.

    Raises:
        DigitizationError: the box is empty or too small, or reaches far outside the scan.
    """
    page = held_page(page, by)
    left, top, right, bottom = box
    if right - left < LEAST_SIDE or bottom - top < LEAST_SIDE:
        raise DigitizationError(_("Kesish ramkasi juda kichik. Kattaroq joyni belgilang."))
    steps = {"crop": {"box": list(box)}}
    check_steps(steps, side=max(page.scan_width, page.scan_height))
    kept = {name: dict(page.recipe[name]) for name in ("orient", "split", "dewarp", "deskew") if name in page.recipe}
    return give_again(page, {**page.overrides, **kept, **steps}, action="page_crop", by=by)


@transaction.atomic
def page_split(*, page: Page, at: int, by: User | None) -> Page:
    """Split the scan into two pages at column ``at``, in pixels of the page as it stands now.

    Raises:
        DigitizationError: the column lies outside the page, or the page is already a half.
    """
    page = held_page(page, by)
    if _own_half(page):
        raise DigitizationError(_("Bu sahifa allaqachon ikkiga boʻlingan."))
    if not LEAST_SIDE <= at <= page.width - LEAST_SIDE:
        raise DigitizationError(_("Boʻlish chizigʻi sahifa ichida boʻlishi kerak."))
    x = (page.recipe.get("crop", {}).get("box") or (0,))[0]
    overrides = {**_looks(page), "orient": dict(page.recipe.get("orient", {})), "split": {"at": x + at}}
    return give_again(page, overrides, action="page_split", by=by)


@transaction.atomic
def page_unsplit(*, page: Page, by: User | None) -> Page:
    """Make one page again of the two halves; gives the page of the whole scan."""
    page = held_page(page, by)
    if not _own_half(page):
        raise DigitizationError(_("Bu sahifa ikkiga boʻlinmagan."))
    first = page
    if page.part:
        same = Page.objects.select_for_update().select_related("object")
        first = same.get(object=page.object_id, source=page.source_id, frame=page.frame, part=0)
    orient = dict(first.recipe.get("orient", {}))
    overrides = {**_looks(first), "orient": orient, "split": {"off": True}}
    return give_again(first, overrides, action="page_unsplit", by=by)


def page_split_toggle(*, page: Page, by: User | None) -> Page:
    """Split the page in the middle, or make one page again of two halves."""
    if _own_half(page):
        return page_unsplit(page=page, by=by)
    return page_split(page=page, at=page.width // 2, by=by)
