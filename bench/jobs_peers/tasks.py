"""The job as Javon and as django-tasks-db know it."""

from __future__ import annotations

from django_tasks import task

from bench.jobs_peers import work
from javon.base.jobs import job


@job("bench.perform")
def perform(*, number: int) -> None:
    """One job of the bench."""
    work.perform(number)


@task()
def perform_plain(number: int) -> None:
    """The same, without Javon's part."""
    work.perform(number)
