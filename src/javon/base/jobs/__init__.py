"""Durable background work: at-least-once, with retry and a visible reason of failure.

A job is a named function of an app's ``tasks.py`` and a row in the database.  Rows, claiming and states are
``django-tasks-db``'s; leases, heart-beats, retries and unique keys are added here (docs/adr/0001-jobs.md).

    from javon.base.jobs import enqueue, job

    @job("digitization.process_object", retries=3, long=True)
    def process_object(*, object_id: int) -> None: ...

    enqueue("digitization.process_object", unique="process:17", object_id=17)
"""

from typing import TYPE_CHECKING

from javon.base.db.lazy import lazy_names

if TYPE_CHECKING:
    from javon.base.jobs.actions import job_retry, jobs_prune
    from javon.base.jobs.adding import enqueue
    from javon.base.jobs.interrupts import JobTimeout, WorkerStopping
    from javon.base.jobs.models import Job, State
    from javon.base.jobs.queries import Overview, jobs_listed, jobs_overview
    from javon.base.jobs.registry import job, job_names
    from javon.base.jobs.supervisor import work_forever
    from javon.base.jobs.worker import run_until_idle

_HOMES = {
    "Job": "models",
    "JobTimeout": "interrupts",
    "Overview": "queries",
    "State": "models",
    "WorkerStopping": "interrupts",
    "enqueue": "adding",
    "job": "registry",
    "job_names": "registry",
    "job_retry": "actions",
    "jobs_listed": "queries",
    "jobs_overview": "queries",
    "jobs_prune": "actions",
    "run_until_idle": "worker",
    "work_forever": "supervisor",
}
__all__ = [
    "Job",
    "JobTimeout",
    "Overview",
    "State",
    "WorkerStopping",
    "enqueue",
    "job",
    "job_names",
    "job_retry",
    "jobs_listed",
    "jobs_overview",
    "jobs_prune",
    "run_until_idle",
    "work_forever",
]
__getattr__ = lazy_names(__name__, _HOMES)
