"""Pages through the pipeline: what waits is given to it, what comes back is stored as it arrives."""

from __future__ import annotations

import errno
import logging
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from django.conf import settings
from django.db import transaction

from javon.apps.digitization.actions.freezing import forget_pictures
from javon.apps.digitization.actions.furnishing import object_furnish
from javon.apps.digitization.actions.lock import object_lock
from javon.apps.digitization.actions.object import subject_of, touch
from javon.apps.digitization.actions.pages import make_room
from javon.apps.digitization.actions.release import object_open
from javon.apps.digitization.enums import BEFORE_REVIEW, ObjectStatus, PageStatus, TextKind
from javon.apps.digitization.errors import DigitizationError, NoRoomError
from javon.apps.digitization.models import DigitalObject, Page, PageText
from javon.apps.digitization.models.text import pack
from javon.apps.digitization.queries.across import FlagRow, across_findings
from javon.apps.digitization.queries.pages import pages_to_process
from javon.base import clock
from javon.base.audit import record as journal
from javon.base.db.said import gettext as _
from javon.engines.pipeline import PageDone, PageFailed, PageOptions, PageResult, PageTask, Reason, run_pages
from javon.engines.quality import flag_to_json
from javon.engines.tools import limits
from javon.engines.tools.causes import CAUSES, cause

log = logging.getLogger(__name__)

#: A disk with less room than a few pages' images is full.
FULL = 50 * 2**20


def page_task(page: Page) -> PageTask:
    """What the pipeline needs for one scan.  The page must come with its object and stored source."""
    object = page.object
    return PageTask(
        key=page.key,
        source=page.source.readable_path,
        frame=page.frame,
        out_dir=page.run_folder(),
        options=PageOptions(
            language=object.language,
            profile=object.profile,
            recognizer=settings.JAVON_RECOGNIZER,
            steps=page.overrides,
        ),
    )


def object_process(
    *,
    object: DigitalObject,
    workers: int | None = None,
    on_page: Callable[[Page], None] | None = None,
) -> DigitalObject:
    """Put every waiting page through the pipeline and finish the object.

    Safe to stop at any point and to repeat: only pages without a stored result are done.

    Raises:
        BusyError: another program works on this object.
        NoRoomError: the disk is full; the pages that are left wait.
    """
    with object_lock(object.identifier):
        waiting = {page.key: page for page in pages_to_process(object)}
        if waiting:
            limits.close()  # intake's own decoder would only stand there: every worker has one
            for event in run_pages(
                [page_task(page) for page in waiting.values()],
                workers=(settings.JAVON_WORKERS if workers is None else workers) or available_cores(),
                dask=settings.JAVON_DASK,
                timeout_s=settings.JAVON_PAGE_TIMEOUT,
            ):
                page = _take(waiting[event.task.key], event)
                if on_page is not None:
                    on_page(page)
        return object_finish_processing(object=object)


def page_process(*, page: Page) -> Page:
    """Put one page through the pipeline at once, whatever else is going on with the object."""
    if page.status != PageStatus.WAITING:
        return page
    for event in run_pages([page_task(page)], workers=1, timeout_s=settings.JAVON_PAGE_TIMEOUT):
        page = _take(page, event)
    object_finish_processing(object=page.object)
    return page


def available_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0))


def _take(page: Page, event: PageDone | PageFailed) -> Page:
    if isinstance(event, PageFailed):
        _stop_when_full()
        _stop_when_unwritable(page.object.folder)
        if event.reason is Reason.BAD_FILE:  # said by its code to whoever asks, with the figures of the file
            return page_failed(page=page, run=page.run, code=event.code, error=event.detail)
        return page_failed(page=page, run=page.run, code=event.reason.value, error=event.message)
    return page_result_store(page=page, run=page.run, results=event.results)


def _stop_when_full() -> None:
    """A page that fails on a full disk is not a bad page: stop, and let the same command go on later."""
    free = shutil.disk_usage(settings.JAVON_DATA).free
    if free < FULL:
        raise NoRoomError(_("Diskda joy tugadi. Joy boʻshating; qolgan sahifalar oʻsha joydan davom etadi."))


def _stop_when_unwritable(folder: Path) -> None:
    """A page that fails because its files cannot be written is not a bad page either."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        reason = "" if os.access(folder, os.W_OK | os.X_OK) else _(CAUSES[errno.EACCES])
    except OSError as error:
        reason = _(cause(error))
    if reason:
        raise DigitizationError(
            _("%(folder)s: bu papkaga yozib boʻlmaydi (%(reason)s). Huquq bering; ish qolgan joyidan davom etadi.")
            % {"folder": folder, "reason": reason}
        )


@transaction.atomic
def page_result_store(*, page: Page, run: int, results: Sequence[PageResult]) -> Page:
    """Store what the pipeline made of a scan: one page, or two where it is a double page.

    A result that comes late (the page was given to the pipeline anew meanwhile) or twice changes nothing.
    """
    page = Page.objects.select_for_update().select_related("object").get(pk=page.pk)
    if page.run != run or page.status != PageStatus.WAITING:
        return page
    for result in sorted(results, key=lambda result: result.part):
        row = page if result.part == page.part else _second_half(page)
        _fill(row, result, f"{page.key}/{run}/{result.part}")
    if len(results) == 1 and "part" not in page.overrides.get("split", {}):
        Page.objects.filter(object=page.object, source=page.source_id, frame=page.frame, part=1).update(
            excluded=True, changed_at=clock.now()
        )
    return page


def _second_half(page: Page) -> Page:
    """The row of the second half, made right behind the first where there is none yet."""
    same = Page.objects.select_related("object")
    half = same.filter(object=page.object, source=page.source_id, frame=page.frame, part=1).first()
    if half is None:
        make_room(page.object, after=page.position)
        half = Page(object=page.object, key=f"{page.key}b", position=page.position + 1, run=0)
        half.source_id, half.frame, half.part = page.source_id, page.frame, 1
    half.scan_width, half.scan_height = page.scan_width, page.scan_height
    half.excluded, half.overrides = page.excluded, {}
    half.run += 1
    return half


def _fill(row: Page, result: PageResult, folder: str) -> None:
    model, old_folder = result.page, row.folder
    row.status, row.error, row.error_code = PageStatus.DONE, "", ""
    row.folder = folder
    row.verdict = result.verdict.value
    row.flags = [flag_to_json(flag) for flag in result.flags]
    row.measurements = dict(result.measurements)
    row.recipe = {name: dict(values) for name, values in result.recipe.items()}
    row.seconds = sum(result.seconds.values())
    row.language, row.script, row.confidence = model.language, model.script, model.confidence
    row.number, row.engine = (model.number or "")[:40], model.engine[:120]
    row.width, row.height, row.dpi = model.width, model.height, model.dpi
    row.blank, row.pictures = result.blank, result.pictures
    row.has_background = result.background is not None
    row.processed_at = clock.now()
    row.reviewed_by = row.reviewed_at = None
    row.revision = row.object.revision + 1
    row.text_version += 1
    row.save()
    PageText.objects.create(page=row, version=row.text_version, kind=TextKind.RECOGNIZED, packed=pack(model))
    if old_folder != folder:
        forget_pictures(row.object, [old_folder])


@transaction.atomic
def page_failed(*, page: Page, run: int, code: str, error: str) -> Page:
    """Note that the pipeline could not do a page; the book is finished without it."""
    page = Page.objects.select_for_update().select_related("object").get(pk=page.pk)
    if page.run == run and page.status == PageStatus.WAITING:
        page.status, page.error_code, page.error = PageStatus.FAILED, code[:40], error
        page.processed_at, page.revision = clock.now(), page.object.revision + 1
        page.save(update_fields=["status", "error_code", "error", "processed_at", "revision"])
        log.warning("%s~%s: %s", page.object.identifier, page.key, error)
    return page


def object_finish_processing(*, object: DigitalObject) -> DigitalObject:
    """When no page waits any more: tell heads from text, check across the object, label, hand it to a person's eyes.

    Nothing happens while pages still wait, or when nothing was processed since the last time.  The checks look at
    every page, so they run before the transaction: nobody else waits for them.
    """
    object = DigitalObject.objects.get(pk=object.pk)
    if not _to_finish(object):
        return object
    object_furnish(object=object)
    found = list(across_findings(object))
    with transaction.atomic():
        object = DigitalObject.objects.select_for_update().get(pk=object.pk)
        if not _to_finish(object):
            return object
        _apply_across(found)
        if object.status in BEFORE_REVIEW:
            object.status, object.processed_at = ObjectStatus.REVIEW, clock.now()
            object.save(update_fields=["status", "processed_at"])
        pages = Page.objects.filter(object=object, excluded=False).count()
        journal(
            action="digitization.object_finish_processing",
            subject=subject_of(object),
            by=None,
            details={"pages": pages},
        )
        touch(object)
        if object.publish_when_ready and object.status == ObjectStatus.REVIEW:
            object = object_open(object=object, by=None)
    return object


def _to_finish(object: DigitalObject) -> bool:
    """Whether no page waits, and pages were processed that the object does not show yet."""
    if Page.objects.filter(object=object, status=PageStatus.WAITING, excluded=False).exists():
        return False
    newer = Page.objects.filter(object=object, revision__gt=object.revision).exists()
    return newer or object.status in BEFORE_REVIEW


def _apply_across(found: list[tuple[Page, str, list[FlagRow], str]]) -> None:
    """Write the labels and the flags that only the whole book can tell, where they differ."""
    changed = []
    for page, label, flags, verdict in found:
        if (page.label, page.flags, page.verdict) != (label, flags, verdict):
            page.label, page.flags, page.verdict = label, flags, verdict
            page.changed_at = clock.now()
            changed.append(page)
    Page.objects.bulk_update(changed, ["label", "flags", "verdict", "changed_at"], batch_size=200)
