"""Changes of a published object: released to readers, or dropped.  Until then readers see what was released last."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from javon.apps.digitization import policies
from javon.apps.digitization.actions.freezing import forget_pages, is_whole, release_freeze, require_whole
from javon.apps.digitization.actions.lock import files_lock
from javon.apps.digitization.actions.object import index, object_accept, object_publish, subject_of
from javon.apps.digitization.actions.rights import require
from javon.apps.digitization.enums import ObjectStatus
from javon.apps.digitization.errors import BusyError, WrongStateError
from javon.apps.digitization.models import DigitalObject, Release
from javon.apps.digitization.queries.drafts import differences, newest_release
from javon.apps.digitization.queries.lost import BOOK_FILES
from javon.base import clock
from javon.base.audit import record as journal
from javon.base.db.said import gettext as _
from javon.base.jobs import enqueue

if TYPE_CHECKING:
    from javon.apps.people.models import User


@transaction.atomic
def object_release(*, object: DigitalObject, by: User | None, seen: int | None = None) -> Release:
    """Let readers see a published object as it stands now; a second time changes nothing.

    The state is frozen here.  Readers go on with the release before until the files of the new one are made; then one
    statement puts it in its place.  ``seen`` is the revision that the person looked at: what came later is not
    released unseen.

    Raises:
        NotAllowedError: the person may not publish.
        WrongStateError: the object is not published, has changed since it was looked at, has no page, or pages of it
            are still at work.
    """
    require(policies.can_publish, by)
    object = held_published(object, seen)
    known = newest_release(object)
    if known.revision == object.revision:
        return known
    require_whole(object)
    changes = differences(object, known)
    release = release_freeze(object=object, by=by)
    details = {"release": release.number, **changes.details()}
    journal(action="digitization.object_release", subject=subject_of(object), by=by, details=details)
    with suppress(BusyError), files_lock(object.identifier, wait=False):
        if release_link(object=object, release=release):
            return release_show(release=release)
    enqueue("digitization.assemble_object", unique=f"assemble:{object.pk}", object_id=object.pk)
    return release


@transaction.atomic
def object_open(*, object: DigitalObject, by: User | None, waited: bool = True) -> DigitalObject:
    """Accept and publish in one go (the command line's ``--publish``); of a published object, release what is new.

    An object that still waits, or has no page that came out, is left alone; so are changes of a published one where
    some ``waited`` before: somebody else made them, and nobody has looked at them.

    Raises:
        NotAllowedError: the person may not review or publish.
    """
    require(policies.can_publish, by)
    object = DigitalObject.objects.select_for_update(of=("self",)).select_related("record", "release").get(pk=object.pk)
    if not is_whole(object):
        return object
    if object.status in {ObjectStatus.REVIEW, ObjectStatus.ACCEPTED}:
        return object_publish(object=object_accept(object=object, by=by), by=by)
    if object.is_published and not waited:
        object_release(object=object, by=by)
    return object


def held_published(object: DigitalObject, seen: int | None) -> DigitalObject:
    """The published object, held for a release or a drop by somebody who has seen this revision (in a transaction).

    Raises:
        WrongStateError: it is not published, or has changed since.
    """
    held = DigitalObject.objects.select_for_update(of=("self",)).select_related("record", "release").get(pk=object.pk)
    if held.status != ObjectStatus.PUBLISHED:
        raise WrongStateError(_("Resurs eʼlon qilinmagan."))
    if seen is not None and seen != held.revision:
        raise WrongStateError(
            _("%(title)s: siz koʻrgandan keyin yana oʻzgargan. Oʻzgarishlarni qaytadan koʻrib chiqing.")
            % {"title": held.record.title}
        )
    return held


@transaction.atomic
def release_show(*, release: Release) -> Release:
    """Put a release whose files are made in the place of the one before.  One that was forgotten meanwhile, or whose
    object is closed, is left alone.
    """
    object = DigitalObject.objects.select_for_update(of=("self",)).select_related("release").get(pk=release.object_id)
    held = Release.objects.filter(pk=release.pk, shown_at__isnull=True).first()
    if held is None or object.status != ObjectStatus.PUBLISHED:
        return release
    old = object.release
    held.object = object
    held.shown_at = clock.now()
    held.save(update_fields=["shown_at"])
    object.release = held
    object.save(update_fields=["release"])
    if old is not None:
        old.object = object
        forget_pages(old)
    index(object)
    enqueue("digitization.preserve_object", unique=f"preserve:{object.pk}", object_id=object.pk)
    return held


def release_files_missing(release: Release) -> list[str]:
    """The files of the book that a release does not have, or not any more."""
    return [name for name in BOOK_FILES if not (release.folder / name).exists()]


def release_link(*, object: DigitalObject, release: Release) -> bool:
    """Give the release the files of the work where they show the very same state; gives whether it has all now.

    The caller holds the files.  Every change counts the revision up when it is done; one that is under way shows in
    the rows already, so these are compared too.
    """
    object = DigitalObject.objects.select_related("record").get(pk=object.pk)
    same = object.revision == object.assembled_revision == release.revision
    if same and not differences(object, release).any():
        release.folder.mkdir(parents=True, exist_ok=True)
        for name in release_files_missing(release):
            with suppress(FileNotFoundError):
                _link(object.file(name), release.folder / name)
    return not release_files_missing(release)


def _link(source: Path, target: Path) -> None:
    """The same file under a second name: a writer puts a new file in the place of the old one, never into it."""
    try:
        os.link(source, target)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not source.exists():
            raise
        part = target.with_suffix(".part")
        shutil.copy2(source, part)
        part.replace(target)


def releases_to_make(object: DigitalObject) -> list[Release]:
    """The release that readers see and the one that is to follow, where they have not all their files."""
    found = Release.objects.filter(object=object, shown_at__isnull=True)
    wanted = [*found, *([object.released] if object.released is not None else [])]
    for release in wanted:
        release.object = object
    return [release for release in wanted if release.shown_at is None or release_files_missing(release)]
