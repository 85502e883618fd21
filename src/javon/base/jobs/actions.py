"""Changes of jobs that a person asks for, and the clearing away of old ones."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus

from javon.base import clock
from javon.base.audit import record
from javon.base.db.actor import Actor
from javon.base.jobs.models import Job, State

#: Done jobs are kept so long; failed ones until a person deals with them.
KEPT = timedelta(days=30)


class JobNotFailedError(Exception):
    """Only a failed job can be tried again."""

    def __init__(self) -> None:
        super().__init__(_("Faqat bajarilmagan ishni qaytadan boshlash mumkin."))


def job_retry(*, job: Job, by: Actor) -> Job:
    """Let a failed job run again, with all its retries.  ``JobNotFailedError`` when it is in another state."""
    with transaction.atomic():
        held = Job.objects.select_for_update().get(pk=job.pk)
        if held.state is not State.FAILED:
            raise JobNotFailedError
        held.status = TaskResultStatus.READY
        held.run_after = clock.now()
        held.finished_at = None
        held.failures = held.deaths = 0
        held.save(update_fields=["status", "run_after", "finished_at", "failures", "deaths"])
        record(action="jobs.job_retry", subject=f"job:{held.pk}", by=by, details={"name": held.name})
    return held


def jobs_prune(*, kept: timedelta = KEPT) -> int:
    """Delete jobs that were done long ago; gives their number."""
    old = Job.objects.in_state(State.DONE).filter(finished_at__lt=clock.now() - kept)
    return sum(count for label, count in old.delete()[1].items() if label == "jobs.Job")
