"""Real workers while the database is away: restarted as after a crash (PostgreSQL), or locked by somebody (SQLite)."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.cluster import Cluster

CLUSTER = Cluster() if sys.argv[1] == "postgresql" else None
if CLUSTER is not None:
    os.environ["JAVON_DATABASE_URL"] = CLUSTER.url

from django.db import connection  # noqa: E402 -- app ready
from tests.base.jobs.killing.supervising import SUPERVISOR, call_command, state, wait_for  # noqa: E402 -- sets Django up

from javon.base.jobs import Job, enqueue  # noqa: E402 -- app ready

AWAY_S = 4.0


@contextmanager
def away() -> Iterator[None]:
    """The database takes nothing from anybody."""
    connection.close()
    if CLUSTER is not None:
        CLUSTER.crash()
        time.sleep(AWAY_S)
        yield
        CLUSTER.start()
        return
    with sqlite3.connect(os.environ["JAVON_DATABASE_URL"].removeprefix("sqlite:///"), isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        time.sleep(AWAY_S)
        yield
        other.execute("ROLLBACK")


def main() -> None:
    call_command("migrate", verbosity=0)
    supervisor = subprocess.Popen([sys.executable, "-c", SUPERVISOR])
    outcome: dict[str, Any] = {}
    try:
        first = enqueue("killing.hold", seconds=0)
        wait_for(lambda: state(first) == "done")
        held = enqueue("killing.hold", seconds=1.5)
        waiting = enqueue("killing.hold", seconds=0)
        wait_for(lambda: state(held) == "running")
        with away():
            outcome["supervisor"] = supervisor.poll()
        wait_for(lambda: state(held) == "done" and state(waiting) == "done")
        stored = Job.objects.get(pk=held.pk)
        outcome |= {"attempts": stored.attempts, "failures": stored.failures, "deaths": stored.deaths}
        after = enqueue("killing.hold", seconds=0)
        wait_for(lambda: state(after) == "done")
        outcome["after"] = state(after)
        supervisor.send_signal(signal.SIGTERM)
        outcome["status"] = supervisor.wait(60)
    finally:
        supervisor.kill()
    print(json.dumps(outcome))


if __name__ == "__main__":
    try:
        main()
    finally:
        if CLUSTER is not None:
            CLUSTER.stop()
