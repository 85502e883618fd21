"""The table of jobs: the library's row and what we add to it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult


class State(models.TextChoices):
    """Where a job is."""

    WAITING = "waiting", _("navbatda")
    RUNNING = "running", _("bajarilmoqda")
    DONE = "done", _("bajarildi")
    FAILED = "failed", _("bajarilmadi")


#: Our word for each state of the library.
STATES = {
    TaskResultStatus.READY: State.WAITING,
    TaskResultStatus.RUNNING: State.RUNNING,
    TaskResultStatus.SUCCESSFUL: State.DONE,
    TaskResultStatus.FAILED: State.FAILED,
}
STATUSES = {state: status for status, state in STATES.items()}


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs by state."""

    def in_state(self, *states: State) -> JobQuerySet:
        """Those in one of these states."""
        return self.filter(status__in=[STATUSES[state] for state in states])

    def leased(self) -> JobQuerySet:
        """Those that some worker holds, dead or alive."""
        return self.filter(lease_until__isnull=False)


class Job(DBTaskResult):  # type: ignore[type-arg] # of a parameter that says nothing to us
    """A job.  From the library's row: ``status``, ``enqueued_at``, ``started_at``, ``finished_at``, ``run_after``.

    ``attempts`` counts the starts and is the fencing token of the present one: a worker that lost its lease finds
    another number here and can no longer write.  ``failures`` counts exceptions, ``deaths`` lost workers.
    """

    name = models.CharField(_("nomi"), max_length=100, db_index=True)
    #: The unique key, held only while the job waits: two waiting jobs cannot share it.
    waiting_key = models.CharField(max_length=200, null=True, unique=True)
    unique_key = models.CharField(_("yagona kalit"), max_length=200, blank=True)
    attempts = models.PositiveIntegerField(_("urinishlar"), default=0)
    failures = models.PositiveIntegerField(_("xatolar"), default=0)
    deaths = models.PositiveIntegerField(_("uzilishlar"), default=0)
    error = models.TextField(_("sababi"), blank=True)
    worker = models.CharField(_("ishchi jarayon"), max_length=200, blank=True)
    lease_until = models.DateTimeField(_("band qilingan muddat"), null=True, db_index=True)

    objects: ClassVar[Any] = JobQuerySet.as_manager()  # type: ignore[assignment] # the library has its own

    class Meta:
        verbose_name = _("orqa fondagi ish")
        verbose_name_plural = _("orqa fondagi ishlar")

    def __str__(self) -> str:
        return f"{self.name} {self.arguments}"

    @property
    def arguments(self) -> dict[str, Any]:
        """The function's keyword arguments."""
        return dict(self.args_kwargs["kwargs"]["arguments"])

    @property
    def state(self) -> State:
        """Waiting, running, done or failed."""
        return STATES[TaskResultStatus(self.status)]
