"""Enqueue jobs, kill the worker with -9 at random moments, let a last one finish; print what came of it as JSON.

``python -m tests.base.jobs.killing JOBS KILLS SEED`` with DJANGO_SETTINGS_MODULE,
JAVON_DATA, JAVON_DATABASE_URL and KILLING_LOG set.
Workers are forked from this process, so that they start in a moment; each is a process of its own with connections
of its own, as in earnest.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django
from django.db import connection, connections, transaction

django.setup()

from django.core.management import call_command  # noqa: E402 -- app ready

from javon.base.jobs import Job, enqueue, jobs_overview  # noqa: E402 -- app ready
from javon.base.jobs.worker import Worker  # noqa: E402 -- app ready

FINISH_S = 120.0
#: A worker gets so long to begin its first job on a busy machine.
START_S = 10.0


def main() -> int:
    jobs, kills, seed = (int(argument) for argument in sys.argv[1:4])
    _prepare(jobs)
    chance = random.Random(seed)
    for _ in range(kills):
        starts = _starts()
        worker = _start_worker()
        _wait_for(lambda starts=starts: _starts() > starts)
        # From here on the worker finishes this job, claims the next, runs it ...: the kill hits any of these.
        time.sleep(chance.uniform(0.0, 0.03))
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
    _finish()
    print(json.dumps({"jobs": jobs, "kills": kills, **_outcome()}))
    return 0


def _prepare(jobs: int) -> None:
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE effect (number INTEGER PRIMARY KEY, counted INTEGER, first INTEGER, second INTEGER)"
        )
        for number in range(jobs):
            cursor.execute("INSERT INTO effect VALUES (%s, 0, -1, -1)", [number])
    with transaction.atomic():
        for number in range(jobs):
            enqueue("killing.count", number=number)
            enqueue("killing.write", unique=f"write:{number}", number=number)


def _start_worker() -> int:
    connections.close_all()
    worker = os.fork()
    if worker == 0:
        try:
            Worker(("default",)).run()
        finally:
            os._exit(0)
    return worker


def _starts() -> int:
    """How many jobs have begun so far."""
    log = Path(os.environ["KILLING_LOG"])
    return log.read_text().count("\n") if log.exists() else 0


def _wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + START_S
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.001)


def _finish() -> None:
    worker, deadline = _start_worker(), time.monotonic() + FINISH_S
    while time.monotonic() < deadline:
        overview = jobs_overview()
        if not overview.waiting and not overview.running:
            break
        time.sleep(0.1)
    os.kill(worker, signal.SIGTERM)
    os.waitpid(worker, 0)


def _outcome() -> dict[str, object]:
    overview = jobs_overview()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM effect WHERE counted <> 1")
        miscounted = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM effect WHERE first <> number OR second <> number")
        unwritten = cursor.fetchone()[0]
    return {
        "done": overview.done,
        "failed": overview.failed,
        "waiting": overview.waiting,
        "running": overview.running,
        "miscounted": miscounted,
        "unwritten": unwritten,
        "starts": _starts(),
        "deaths": sum(Job.objects.values_list("deaths", flat=True)),
    }


if __name__ == "__main__":
    raise SystemExit(main())
