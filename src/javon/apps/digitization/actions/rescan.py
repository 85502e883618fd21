"""Scans that come later: a page done again, a page that was missing."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from javon.apps.digitization.actions.changes import page_rescan
from javon.apps.digitization.actions.intake import Given, sources_register
from javon.apps.digitization.actions.object import subject_of
from javon.apps.digitization.actions.pages import enqueue_page, key_number, make_room
from javon.apps.digitization.actions.review import held_page, subject_of_page
from javon.apps.digitization.actions.taking import source_take
from javon.apps.digitization.enums import SourceStatus
from javon.apps.digitization.errors import DigitizationError
from javon.apps.digitization.models import DigitalObject, Page, SourceFile
from javon.apps.digitization.models.source import path_text
from javon.apps.digitization.queries.reasons import refusal_words
from javon.apps.people.models import User
from javon.base.audit import record as journal
from javon.base.db.said import gettext as _


def page_replace(*, page: Page, path: Path, name: str, by: User | None) -> Page:
    """Put a rescan in the place of the page's scan; the old master stays in the preservation store.

    Raises:
        DigitizationError: the file holds no page or more than one, or cannot be taken; the message says why.
    """
    with transaction.atomic():
        held_page(page, by)
    source = _taken(page.object, path, name, by)
    with transaction.atomic():
        page = held_page(page, by)
        if page.part:
            raise DigitizationError(_("Ikki betlik skanning birinchi yarmini almashtiring."))
        old = page.source_id
        page_rescan(page, source, 0)
        details = {"file": name, "sha512": source.stored_id, "before": old}
        journal(action="digitization.page_replace", subject=subject_of_page(page), by=by, details=details)
        enqueue_page(page)
    return page


def page_insert(*, after: Page, path: Path, name: str, by: User | None) -> Page:
    """Add a scan behind a page.

    Raises:
        DigitizationError: the file holds no page or more than one, or cannot be taken; the message says why.
    """
    with transaction.atomic():
        held_page(after, by)
    source = _taken(after.object, path, name, by)
    with transaction.atomic():
        after = held_page(after, by)
        make_room(after.object, after=after.position)
        key = f"p{key_number(after.object):04d}"
        page = Page(object=after.object, key=key, position=after.position + 1, source=source)
        page.scan_width, page.scan_height = source.sizes[0]
        page.save()
        details = {"file": name, "sha512": source.stored_id, "key": key, "after": after.key}
        journal(action="digitization.page_insert", subject=subject_of(after.object), by=by, details=details)
        enqueue_page(page)
    return page


def _taken(object: DigitalObject, path: Path, name: str, by: User | None) -> SourceFile:
    """The stored source of one later scan."""
    sources_register(object=object, given=[Given(path, name)], by=by)
    source = SourceFile.objects.get(object=object, path=path_text(path), name=name)
    source = source_take(source=source, by=by)
    if source.status != SourceStatus.STORED:
        reason = refusal_words(source)
        source.delete()
        raise DigitizationError(reason)
    if source.frames != 1:
        source.delete()
        raise DigitizationError(_("%(name)s: faylda bitta sahifa boʻlishi kerak.") % {"name": name})
    return source
