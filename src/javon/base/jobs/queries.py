"""What stands in the queue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from javon.base.jobs.models import STATES, Job, JobQuerySet, State


@dataclass(frozen=True, slots=True)
class Overview:
    """How many jobs are in each state, and since when the oldest one waits."""

    waiting: int
    running: int
    done: int
    failed: int
    oldest_waiting: datetime | None


def jobs_overview() -> Overview:
    """The numbers, in two queries."""
    rows = DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk"))
    counts = {STATES[TaskResultStatus(status)]: count for status, count in rows}
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    return Overview(
        waiting=counts.get(State.WAITING, 0),
        running=counts.get(State.RUNNING, 0),
        done=counts.get(State.DONE, 0),
        failed=counts.get(State.FAILED, 0),
        oldest_waiting=ready.aggregate(oldest=Min("enqueued_at"))["oldest"],
    )


def newest_jobs(unique_keys: Iterable[str]) -> dict[str, Job]:
    """The newest job of each of these unique keys that ever had one, in one query."""
    found = Job.objects.filter(unique_key__in=list(unique_keys)).order_by("enqueued_at")
    return {job.unique_key: job for job in found}


def jobs_listed(*states: State) -> JobQuerySet:
    """Jobs in these states (all when none is given), the newest first."""
    chosen = Job.objects.in_state(*states) if states else Job.objects.all()
    return chosen.order_by("-enqueued_at")
