"""Which leases have run out, as far as this process can tell.

A lease has run out when nobody has prolonged it for its length of time, measured by this process's own steady clock.
The time of day would do only where nobody ever sets it: a clock set forward by an hour would take every running job
from its worker, one set back would leave a frozen worker's job with it for an hour; and two machines rarely agree.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import UUID

from javon.base.jobs import identity
from javon.base.jobs.models import Job

#: How long a claim holds without a heart-beat; matters only for workers on other machines and for frozen ones, since
#: a dead process of this machine is seen at once.
LEASE = timedelta(seconds=60)


class Watch:
    """What one process has seen of all leases."""

    def __init__(self, steady: Callable[[], float] = time.monotonic) -> None:
        self._steady = steady
        self._seen: dict[UUID, tuple[object, float]] = {}

    def abandoned(self, jobs: Iterable[Job]) -> list[Job]:
        """Those of all leased jobs whose worker is gone, or has not prolonged its lease for too long."""
        now = self._steady()
        before, self._seen = self._seen, {}
        found = []
        for job in jobs:
            lease = (job.attempts, job.lease_until)
            known, since = before.get(job.pk, (None, now))
            self._seen[job.pk] = (lease, since if known == lease else now)
            if identity.is_dead(job.worker) or now - self._seen[job.pk][1] > LEASE.total_seconds():
                found.append(job)
        return found
