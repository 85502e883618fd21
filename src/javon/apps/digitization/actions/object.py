"""The life of a digital object: made, accepted, published, withdrawn."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from javon.apps.catalog.actions import record_create, record_delete
from javon.apps.catalog.enums import RecordLanguage
from javon.apps.digitization import policies
from javon.apps.digitization.actions.rights import require
from javon.apps.digitization.enums import ObjectStatus, PageStatus
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
    return DigitalObject.objects.select_for_update().get(pk=object.pk)


@transaction.atomic
def object_accept(*, object: DigitalObject, by: User | None) -> DigitalObject:
    """Say that the object is as it should be.  Accepting it a second time changes nothing.

    Raises:
        NotAllowedError: the person may not review.
        WrongStateError: the object is not in review, or pages still wait.
    """
    require(policies.can_review, by)
    object = _locked(object)
    if object.status in {ObjectStatus.ACCEPTED, ObjectStatus.PUBLISHED}:
        return object
    if object.status not in {ObjectStatus.REVIEW, ObjectStatus.WITHDRAWN}:
        raise WrongStateError(_("Resurs hali sifat nazoratida emas."))
    if Page.objects.filter(object=object, status=PageStatus.WAITING, excluded=False).exists():
        raise WrongStateError(_("Hali ishlov berilmagan sahifalar bor. Ular tayyor boʻlguncha kuting."))
    object.status = ObjectStatus.ACCEPTED
    object.accepted_by, object.accepted_at = by, clock.now()
    object.save(update_fields=["status", "accepted_by", "accepted_at"])
    journal(action="digitization.object_accept", subject=subject_of(object), by=by)
    touch(object)
    return object


@transaction.atomic
def object_publish(*, object: DigitalObject, by: User | None) -> DigitalObject:
    """Open an accepted object to readers.  Publishing it a second time changes nothing.

    Raises:
        NotAllowedError: the person may not publish.
        WrongStateError: the object was not accepted.
    """
    require(policies.can_publish, by)
    object = _locked(object)
    if object.status == ObjectStatus.PUBLISHED:
        return object
    if object.status != ObjectStatus.ACCEPTED:
        raise WrongStateError(_("Avval resurs sifat nazoratidan oʻtib, qabul qilinishi kerak."))
    object.status = ObjectStatus.PUBLISHED
    object.published_by, object.published_at = by, clock.now()
    object.save(update_fields=["status", "published_by", "published_at"])
    journal(action="digitization.object_publish", subject=subject_of(object), by=by)
    touch(object)
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
    journal(action="digitization.object_withdraw", subject=subject_of(object), by=by, details={"reason": reason})
    touch(object)
    return object


def object_open(*, object: DigitalObject, by: User | None) -> DigitalObject:
    """Accept and publish in one go (the command line's ``--publish``); an object that still waits is left alone."""
    with transaction.atomic():
        object = _locked(object)
        if object.status in {ObjectStatus.REVIEW, ObjectStatus.ACCEPTED}:
            object = object_publish(object=object_accept(object=object, by=by), by=by)
    return object


def object_touch(*, object: DigitalObject, by: User | None) -> DigitalObject:
    """Have everything made anew after a change of the record above the object."""
    require(policies.can_review, by)
    with transaction.atomic():
        object = _locked(object)
        touch(object)
    return object
