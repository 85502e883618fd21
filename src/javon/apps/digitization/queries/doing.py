"""What happens with an object at this moment, in words that are true: its status says how far it has come, and the
newest job whether the program is at it, will come to it, or has stopped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from javon.apps.digitization.enums import BEFORE_REVIEW, ObjectStatus, SourceStatus
from javon.apps.digitization.models import DigitalObject, Page, SourceFile
from javon.base import clock
from javon.base.db import said
from javon.base.jobs import Job, State
from javon.base.jobs.queries import newest_jobs

#: The job that brings an object on from each status, by the beginning of its key.
JOBS = {ObjectStatus.INTAKE: "intake", ObjectStatus.PROCESSING: "process"}
WAITING = {ObjectStatus.INTAKE: _("Qabul qilish navbatida"), ObjectStatus.PROCESSING: _("Ishlov berish navbatida")}
AGAIN = {
    ObjectStatus.INTAKE: _("Qabul qilishga qayta urinib koʻriladi"),
    ObjectStatus.PROCESSING: _("Ishlov berishga qayta urinib koʻriladi"),
}
STOPPED = {
    ObjectStatus.INTAKE: _("Qabul qilish toʻxtab qoldi"),
    ObjectStatus.PROCESSING: _("Ishlov berish toʻxtab qoldi"),
}
LOCKED = _("Fayl paroli kutilmoqda")
#: A command takes files in without a job: it is at it, or was broken off and waits to be given again.
UNFINISHED = _("Qabul qilish tugallanmagan")


@dataclass(frozen=True, slots=True)
class Doing:
    """What is said of an object.

    Attributes:
        words: What happens with it now.
        tone: The end of the badge's class: a status, "waiting", "look" or "failed".
        moving: Whether its page has something to follow.
        reason: Why it stopped or has to be tried again, in the words of whoever asks; else empty.
    """

    words: str | Promise
    tone: str
    moving: bool = False
    reason: str = ""


def doings(objects: Iterable[DigitalObject]) -> dict[int, Doing]:
    """What happens with each of these objects, by database key: three queries at most, none where all is done."""
    rows = list(objects)
    at_work = [row for row in rows if row.status in BEFORE_REVIEW]
    locked = _waiting_for_password([row.pk for row in at_work if row.status == ObjectStatus.INTAKE])
    jobs = newest_jobs(_key(row) for row in at_work) if at_work else {}
    return {row.pk: _doing(row, jobs, locked) for row in rows}


def doing(object: DigitalObject) -> Doing:
    """What happens with this object."""
    return doings([object])[object.pk]


def _key(object: DigitalObject) -> str:
    return f"{JOBS[ObjectStatus(object.status)]}:{object.pk}"


def _waiting_for_password(keys: list[int]) -> set[int]:
    """Those of these objects that cannot begin before somebody opens their files."""
    if not keys:
        return set()
    locked = SourceFile.objects.filter(object__in=keys, status=SourceStatus.LOCKED)
    begun = Page.objects.filter(object__in=keys).values("object")
    return set(locked.exclude(object__in=begun).values_list("object", flat=True))


def _doing(object: DigitalObject, jobs: Mapping[str, Job], locked: set[int]) -> Doing:
    status = ObjectStatus(object.status)
    if status not in BEFORE_REVIEW:
        return Doing(status.label, status.value)
    if object.pk in locked:
        return Doing(LOCKED, "look")
    job = jobs.get(_key(object))
    if job is None and status == ObjectStatus.INTAKE:
        return Doing(UNFINISHED, status.value, moving=True)
    if job is None or job.state == State.RUNNING:
        return Doing(status.label, status.value, moving=True)
    if job.state == State.FAILED:
        return Doing(STOPPED[status], "failed", moving=True, reason=said.words(job.error))
    if job.state == State.WAITING and job.failures:
        return Doing(AGAIN[status], "look", moving=True, reason=said.words(job.error))
    # A job that waits for its hour found the object in the hands of a command: pages go on meanwhile.
    if job.state == State.WAITING and (job.run_after is None or job.run_after <= clock.now()):
        return Doing(WAITING[status], "waiting", moving=True)
    return Doing(status.label, status.value, moving=True)
