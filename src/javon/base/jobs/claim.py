"""Taking a job, giving it back, ending it: every change of a job's state but its making."""

from __future__ import annotations

import random
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from javon.base import clock
from javon.base.db import said
from javon.base.db.said import gettext as _
from javon.base.jobs import registry
from javon.base.jobs.leases import LEASE, Watch
from javon.base.jobs.models import Job

#: Clocks of several machines may differ by so much; a job made later than that from now was made by a clock since set
#: back.
CLOCKS_DIFFER = timedelta(seconds=60)
LONGEST_BACKOFF_S = 900.0
#: So many workers may die over a job before it is taken for the cause.
DEATHS_ALLOWED = 10
#: What this process has seen of everybody's leases.
OURS = Watch()


class LeaseLostError(Exception):
    """The job was taken back meanwhile; whatever this attempt wanted to write no longer counts."""


def claim(worker: str, lanes: tuple[str, ...]) -> Job | None:
    """Take the next due job of these lanes, or ``None``."""
    due = _due(lanes)
    if not due.exists():  # a glance first: most looks find nothing, and this one needs no lock
        return None
    with transaction.atomic():
        row = due.get_locked()
        return _take(row, worker) if row is not None else None


def _due(lanes: tuple[str, ...]) -> DBTaskResultQuerySet:
    """Waiting jobs whose time has come; after the clock was set back nobody can tell, so these are due as well."""
    now = clock.now()
    ahead = now + CLOCKS_DIFFER
    time_has_come = Q(run_after__lte=now) | Q(enqueued_at__gt=ahead) | Q(started_at__gt=ahead)
    waiting: DBTaskResultQuerySet = DBTaskResult.objects.filter(status=TaskResultStatus.READY, queue_name__in=lanes)
    return waiting.filter(time_has_come)


def claim_by_key(worker: str, keys: Collection[str]) -> Job | None:
    """Take a waiting job with one of these unique keys, due or not, or ``None``."""
    with transaction.atomic():
        waiting = DBTaskResult.objects.filter(job__waiting_key__in=keys, status=TaskResultStatus.READY)
        row = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        return _take(row, worker) if row is not None else None


def _take(row: DBTaskResult[Any, Any], worker: str) -> Job:
    row.claim(worker)
    job = Job.objects.get(pk=row.pk)
    job.attempts += 1
    job.waiting_key = None
    job.worker = worker
    job.lease_until = clock.now() + LEASE
    job.save(update_fields=["attempts", "waiting_key", "worker", "lease_until"])
    return job


def beat(job: Job) -> bool:
    """Prolong the lease; False when it is lost."""
    held = Job.objects.leased().filter(pk=job.pk, attempts=job.attempts)
    return bool(held.update(lease_until=clock.now() + LEASE))


def finish(job: Job) -> None:
    """The attempt succeeded.  ``LeaseLostError`` when it is no longer ours."""
    with transaction.atomic():
        held = _hold(job)
        held.set_successful(None)
        _release(held, error="")


def give_back(job: Job) -> None:
    """The worker stops: the job waits again, as if this attempt had not been."""
    with transaction.atomic():
        _wait_again(_hold(job), 0)


def fail(job: Job, error: BaseException, reason: str) -> None:
    """The attempt failed: try again after a while, or give up when the retries are used up."""
    spec = registry.find(job.name)
    with transaction.atomic():
        held = _hold(job)
        held.failures += 1
        if spec is not None and held.failures <= spec.retries:
            held.error = reason
            _wait_again(held, _backoff_s(spec.backoff_s, held.failures))
        else:
            held.set_failed(error)
            _release(held, error=reason)


def take_back(watch: Watch = OURS) -> int:
    """Free the jobs of dead workers; gives their number."""
    freed = 0
    for job in watch.abandoned(Job.objects.leased().only("pk", "worker", "lease_until", "attempts")):
        with transaction.atomic():
            held = Job.objects.select_for_update(skip_locked=True).filter(pk=job.pk).first()
            if held and (held.attempts, held.lease_until) == (job.attempts, job.lease_until):
                _bury(held)
                freed += 1
    return freed


def _bury(job: Job) -> None:
    """The job's worker is gone: let it run again, unless it seems to be what kills the workers."""
    job.deaths += 1
    reason = _("Ish bajarilayotganda uni bajarayotgan jarayon %(count)s marta uzilib qoldi.") % {"count": job.deaths}
    if job.deaths > DEATHS_ALLOWED:
        job.set_failed(RuntimeError(reason))
        _release(job, error=said.keep(reason))
    else:
        job.error = said.keep(reason)
        _wait_again(job, 0 if job.deaths == 1 else _backoff_s(0.5, job.deaths - 1))


def _hold(job: Job) -> Job:
    """The row, locked, if this attempt still owns it."""
    held = Job.objects.select_for_update().filter(pk=job.pk, attempts=job.attempts).first()
    if held is None or held.lease_until is None or held.status != TaskResultStatus.RUNNING:
        raise LeaseLostError(str(job))
    return held


def _release(job: Job, *, error: str) -> None:
    job.error = error
    job.lease_until = None
    job.save(update_fields=["error", "lease_until", "failures", "deaths"])


def _wait_again(job: Job, delay_s: float) -> None:
    job.status = TaskResultStatus.READY
    job.run_after = clock.now() + timedelta(seconds=delay_s)
    job.lease_until = None
    job.save(update_fields=["status", "run_after", "lease_until", "error", "failures", "deaths"])
    if job.unique_key:
        _take_key(job)


def _take_key(job: Job) -> None:
    """Hold the unique key again, unless a newer job has it."""
    try:
        with transaction.atomic():
            job.waiting_key = job.unique_key
            job.save(update_fields=["waiting_key"])
    except IntegrityError:
        job.waiting_key = None


def _backoff_s(first: float, times: int) -> float:
    """Four times longer each time, a little scattered so that jobs that failed together do not come back together."""
    return min(first * 4.0 ** (times - 1), LONGEST_BACKOFF_S) * random.uniform(0.9, 1.1)
