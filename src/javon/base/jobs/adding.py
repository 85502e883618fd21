"""Adding a job."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django_tasks import task

from javon.base import clock
from javon.base.jobs import registry
from javon.base.jobs.models import Job


@task()
def perform(name: str, arguments: dict[str, Any]) -> None:
    """The one task the library knows: it calls the registered function."""
    spec = registry.find(name)
    if spec is None:
        raise LookupError(f"there is no job {name!r}")
    spec.function(**arguments)


def enqueue(name: str, *, unique: str | None = None, delay_s: float = 0, **arguments: Any) -> Job:
    """Add a job in the caller's transaction: a rollback takes it back, a commit makes it run.

    Args:
        name: The registered name.  It may be registered by an app that the caller does not know; a name that no app
            knows makes a job that fails with this reason.
        unique: While a job with this key waits, no second one is added; the waiting one is returned, brought forward
            when the new one would have run sooner.  A job that already runs does not count: it may have read what
            the caller has just changed.
        delay_s: Earliest start, in seconds from now.
        arguments: The function's keyword arguments; JSON.

    Raises:
        TypeError: An argument is not JSON.
    """
    due = clock.now() + timedelta(seconds=delay_s)
    while True:
        try:
            with transaction.atomic():
                return (unique and _waiting(unique, due)) or _add(name, unique, due, arguments)
        except IntegrityError:
            # Another transaction added a job with this key at the same moment; now it is there to be found.
            if not unique:
                raise


def _waiting(unique: str, due: Any) -> Job | None:
    """The waiting job with this key, locked: it must not start before the caller's change is committed."""
    waiting = Job.objects.select_for_update().filter(waiting_key=unique).first()
    if waiting is not None and waiting.run_after > due:
        waiting.run_after = due
        waiting.save(update_fields=["run_after"])
    return waiting


def _add(name: str, unique: str | None, due: Any, arguments: dict[str, Any]) -> Job:
    spec = registry.find(name)
    lane = spec.lane if spec else registry.QUICK
    result: Any = perform.using(queue_name=lane, run_after=due).enqueue(name=name, arguments=arguments)
    row = result.db_result
    added = Job(dbtaskresult_ptr=row, name=name, unique_key=unique or "", waiting_key=unique)
    for field in row._meta.concrete_fields:
        setattr(added, field.attname, getattr(row, field.attname))
    # The library's part of the row is saved already: save ours alone.
    added.save_base(raw=True, force_insert=True)
    return added
