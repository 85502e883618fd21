"""One attempt at one job, from claim to outcome."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from django.db import Error as DatabaseError
from django.db import connection, transaction

from javon.base.db import said
from javon.base.db.said import gettext as _
from javon.base.jobs import claim, registry
from javon.base.jobs.interrupts import JobTimeout, WorkerStopping, time_limit
from javon.base.jobs.leases import LEASE
from javon.base.jobs.models import Job

logger = logging.getLogger(__name__)

BEAT_S = LEASE.total_seconds() / 6
#: A job that cannot be broken off (it sits in foreign code) gets so long after its time-out, then its process ends.
GRACE_S = 15.0
REASON_LENGTH = 2000
#: Pauses between tries to write an outcome while the database is away.
PATIENCE_S = (0.2, 1.0, 2.0, 5.0, 10.0, 10.0, 20.0)


def run(job: Job, *, own_process: bool) -> None:
    """Run a claimed job and write down how it went.

    Args:
        job: As ``claim`` gave it.
        own_process: The process is a worker's: it may end itself when a job cannot be broken off.
    """
    spec = registry.find(job.name)
    started = time.monotonic()
    try:
        if spec is None:
            raise LookupError(_("Bunday ish yoʻq: %(name)s") % {"name": job.name})
        with _heartbeat(job, spec.timeout_s if own_process else None):
            _perform(job, spec)
    except claim.LeaseLostError:
        logger.warning("%s: taken back by another worker, this attempt does not count", job)
    except WorkerStopping:
        _settle(partial(claim.give_back, job))
        raise
    except JobTimeout as error:
        seconds = f"{time.monotonic() - started:.0f}"
        reason = _("Ish %(seconds)s soniyadan keyin toʻxtatildi: vaqt chegarasi oʻtdi.") % {"seconds": seconds}
        logger.warning("%s: %s", job, reason)
        _settle(partial(claim.fail, job, error, said.keep(reason)))
    except Exception as error:
        logger.warning("%s: failed: %s", job, said.said_by(error).partition("\n")[0])
        logger.debug("%s: where it failed", job, exc_info=True)
        _settle(partial(claim.fail, job, error, reason_of(error)))


def _perform(job: Job, spec: registry.Spec) -> None:
    if not spec.atomic:
        with time_limit(spec.timeout_s):
            spec.function(**job.arguments)
        _write(partial(claim.finish, job))
        return
    with transaction.atomic():
        with time_limit(spec.timeout_s):
            spec.function(**job.arguments)
        claim.finish(job)


def reason_of(error: BaseException) -> str:
    """What a person reads about a failure, kept: the error's own words, with its kind where it has none."""
    return said.keep(said.said_by(error), REASON_LENGTH)


def _settle(write: Callable[[], None]) -> None:
    """Write an outcome; a lease lost meanwhile makes it void."""
    try:
        _write(write)
    except claim.LeaseLostError as lost:
        logger.warning("%s: taken back by another worker, this attempt does not count", lost)


def _write(write: Callable[[], None]) -> None:
    """Write an outcome, also over a restart of the database: what was done must not be done again for want of a note.

    Raises:
        DatabaseError: it stayed away; when it is back the job is taken for abandoned and runs again.
    """
    for pause in PATIENCE_S:
        try:
            return write()
        except DatabaseError as error:
            if connection.in_atomic_block:
                raise
            logger.warning("the outcome of a job could not be written yet: %s", error)
            connection.close()
            time.sleep(pause)
    return write()


@contextmanager
def _heartbeat(job: Job, timeout_s: float | None) -> Iterator[None]:
    """Prolong the lease while the block runs; end the process when it runs far over ``timeout_s``."""
    if connection.in_atomic_block:
        # Run inside somebody's transaction (a test): nobody else sees the claim, nobody can take it back.
        yield
        return
    stop = threading.Event()
    thread = threading.Thread(target=_beat_until, args=(stop, job, timeout_s), name="javon-heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _beat_until(stop: threading.Event, job: Job, timeout_s: float | None) -> None:
    deadline = time.monotonic() + timeout_s + GRACE_S if timeout_s is not None else float("inf")
    try:
        while not stop.wait(min(BEAT_S, max(0.0, deadline - time.monotonic()))):
            if time.monotonic() >= deadline:
                _end_process(job)
            _try_beat(job)
    finally:
        connection.close()


def _try_beat(job: Job) -> None:
    try:
        if not claim.beat(job):
            logger.warning("%s: the lease is lost", job)
    except DatabaseError as error:  # the database is busy or away: the next beat may get through, on a new connection
        logger.warning("%s: heart-beat failed: %s", job, error)
        connection.close()


def _end_process(job: Job) -> None:
    reason = _("Ish vaqt chegarasidan keyin ham toʻxtamadi, uni bajarayotgan jarayon tugatildi.")
    logger.error("%s: %s", job, reason)
    try:
        claim.fail(job, JobTimeout(reason), said.keep(reason))
    finally:
        os._exit(os.EX_SOFTWARE)
