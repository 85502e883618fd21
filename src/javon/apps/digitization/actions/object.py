"""The life of a digital object: made, accepted, published, withdrawn."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from javon.apps.catalog.actions import record_create, record_delete, record_update
from javon.apps.catalog.enums import RecordLanguage
from javon.apps.digitization import policies
from javon.apps.digitization.actions.freezing import (
    forget_pages,
    forget_waiting,
    release_freeze,
    require_whole,
)
from javon.apps.digitization.actions.rights import require
from javon.apps.digitization.enums import ObjectStatus
from javon.apps.digitization.errors import DigitizationError, WrongStateError
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.people.models import User
from javon.base import clock
from javon.base.audit import record as journal
from javon.base.db import said
from javon.base.db.said import gettext as _
from javon.base.jobs import enqueue
from javon.engines.quality.profiles import PROFILES

if TYPE_CHECKING:
    from javon.apps.catalog.models import Record


def subject_of(object: DigitalObject) -> str:
    """How the journal names the object."""
    return f"object:{object.identifier}"


@transaction.atomic
def object_create(
    *,
    by: User | None,
    record: Record | None = None,
    record_values: dict[str, Any] | None = None,
    profile: str = "book",
    language: str = "",
    source: str = "",
    source_key: str = "",
    publish_when_ready: bool = False,
) -> DigitalObject:
    """Make an empty object under a catalogue record (an existing one, or one made from ``record_values``).

    Raises:
        NotAllowedError: the person may not digitize (or not publish, where ``publish_when_ready``).
        CatalogError: the record's values are not as they should be.
        DigitizationError: there is no such profile or language.
    """
    require(policies.can_digitize, by)
    _check_known(_("andoza"), profile, PROFILES)
    _check_known(_("til"), language, ["", *RecordLanguage.values])
    if publish_when_ready:
        require(policies.can_publish, by)
    object = DigitalObject(
        record=record or record_create(by=by, **(record_values or {})),
        profile=profile,
        language=language,
        source=source,
        source_key=source_key,
        publish_when_ready=publish_when_ready,
        created_by=by,
    )
    object.full_clean(exclude=["record", "created_by"])
    object.save()
    journal(action="digitization.object_create", subject=subject_of(object), by=by, details={"source": source})
    return object


def _check_known(what: str, value: str, known: Collection[str]) -> None:
    if value not in known:
        values = {"what": what, "value": value, "known": ", ".join(name for name in known if name)}
        raise DigitizationError(_("Bunday %(what)s yoʻq: “%(value)s”. Borlari: %(known)s.") % values)


@transaction.atomic
def object_discard(*, object: DigitalObject, reason: str, same_as: str = "", by: User | None) -> None:
    """Remove an object that never got a page, with the record that was made for it; the journal keeps the reason.

    Raises:
        WrongStateError: the object has pages; it can only be withdrawn.
    """
    require(policies.can_digitize, by)
    object = DigitalObject.objects.select_for_update().select_related("record").get(pk=object.pk)
    if Page.objects.filter(object=object).exists():
        raise WrongStateError(_("Sahifalari bor resurs oʻchirilmaydi, faqat yopiladi."))
    record = object.record
    details = {"reason": said.keep(reason), "same_as": same_as}
    journal(action="digitization.object_discard", subject=subject_of(object), by=by, details=details)
    object.delete()
    if not DigitalObject.objects.filter(record=record).exists():
        record_delete(record=record, by=None)


def touch(object: DigitalObject) -> None:
    """Count the object's revision up and have everything that shows it made anew (called inside a transaction)."""
    DigitalObject.objects.filter(pk=object.pk).update(revision=F("revision") + 1, changed_at=clock.now())
    object.refresh_from_db(fields=["revision", "changed_at"])
    remake(object)


def remake(object: DigitalObject, *, delay_s: float = 2) -> None:
    """Have files, preservation copy and index made anew; many calls in a row make them once."""
    enqueue("digitization.assemble_object", unique=f"assemble:{object.pk}", delay_s=delay_s, object_id=object.pk)
    index(object)


def index(object: DigitalObject) -> None:
    """Have the full-text index follow the object's text and status."""
    enqueue("library.index_object", unique=f"index:{object.pk}", object_id=object.pk)


def _locked(object: DigitalObject) -> DigitalObject:
    held = DigitalObject.objects.select_for_update(of=("self",)).select_related("record", "release")
    return held.get(pk=object.pk)


@transaction.atomic
def object_accept(*, object: DigitalObject, by: User | None) -> DigitalObject:
    """Say that the object is as it should be.  Accepting it a second time changes nothing.

    Raises:
        NotAllowedError: the person may not review.
        WrongStateError: the object is not in review, has no page, or pages still wait.
    """
    require(policies.can_review, by)
    object = _locked(object)
    if object.status in {ObjectStatus.ACCEPTED, ObjectStatus.PUBLISHED}:
        return object
    if object.status not in {ObjectStatus.REVIEW, ObjectStatus.WITHDRAWN}:
        raise WrongStateError(_("Resurs hali sifat nazoratida emas."))
    require_whole(object)
    object.status = ObjectStatus.ACCEPTED
    object.accepted_by, object.accepted_at = by, clock.now()
    object.save(update_fields=["status", "accepted_by", "accepted_at"])
    journal(action="digitization.object_accept", subject=subject_of(object), by=by)
    touch(object)
    return object


@transaction.atomic
def object_publish(*, object: DigitalObject, by: User | None) -> DigitalObject:
    """Open an accepted object to readers as it stands now.  Publishing it a second time changes nothing.

    What they see is a release: changes that come later wait until ``object_release``.

    Raises:
        NotAllowedError: the person may not publish.
        WrongStateError: the object was not accepted, or has no page.
    """
    require(policies.can_publish, by)
    object = _locked(object)
    if object.status == ObjectStatus.PUBLISHED:
        return object
    if object.status != ObjectStatus.ACCEPTED:
        raise WrongStateError(_("Avval resurs sifat nazoratidan oʻtib, qabul qilinishi kerak."))
    require_whole(object)
    old = object.release
    release = release_freeze(object=object, by=by)
    release.shown_at = clock.now()
    release.save(update_fields=["shown_at"])
    object.status, object.release = ObjectStatus.PUBLISHED, release
    object.published_by, object.published_at = by, clock.now()
    object.save(update_fields=["status", "release", "published_by", "published_at"])
    if old is not None:
        forget_pages(old)
    journal(
        action="digitization.object_publish", subject=subject_of(object), by=by, details={"release": release.number}
    )
    remake(object, delay_s=0)
    return object


@transaction.atomic
def object_withdraw(*, object: DigitalObject, reason: str, by: User | None) -> DigitalObject:
    """Close an object to readers; nothing of it is removed, and when it was opened, and by whom, stays written down.

    Raises:
        NotAllowedError: the person may not publish.
        WrongStateError: the object is not published, or no reason is given.
    """
    require(policies.can_publish, by)
    object = _locked(object)
    if object.status == ObjectStatus.WITHDRAWN:
        return object
    if object.status not in {ObjectStatus.PUBLISHED, ObjectStatus.ACCEPTED}:
        raise WrongStateError(_("Faqat eʼlon qilingan yoki qabul qilingan resurs yopiladi."))
    if not reason.strip():
        raise WrongStateError(_("Yopish sababini yozing."))
    object.status = ObjectStatus.WITHDRAWN
    object.save(update_fields=["status"])
    forget_waiting(object)
    journal(action="digitization.object_withdraw", subject=subject_of(object), by=by, details={"reason": reason})
    touch(object)
    return object


@transaction.atomic
def object_describe(*, object: DigitalObject, by: User | None, **values: Any) -> DigitalObject:
    """Correct the record above the object; all objects under it are made anew.

    Raises:
        NotAllowedError: the person may not review.
        CatalogError: a field is not as it should be, or the person may not edit the catalogue.
    """
    require(policies.can_review, by)
    object = _locked(object)
    before = object.record.changed_at
    object.record = record_update(record=object.record, by=by, **values)
    if object.record.changed_at != before:
        touch(object)
        touch_same_record(object)
    return object


def touch_same_record(object: DigitalObject) -> None:
    """Have the other objects under the same record show its change (called inside a transaction)."""
    for other in DigitalObject.objects.select_for_update().filter(record=object.record_id).exclude(pk=object.pk):
        touch(other)
