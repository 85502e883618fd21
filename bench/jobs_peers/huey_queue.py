"""The job as huey knows it, in its SQLite storage."""

from __future__ import annotations

import os

from huey import SqliteHuey

from bench.jobs_peers import work

huey = SqliteHuey(filename=os.environ["BENCH_JOBS_HUEY"], fsync=True)


@huey.task(retries=3)
def perform(number: int) -> None:
    """One job of the bench."""
    work.perform(number)
