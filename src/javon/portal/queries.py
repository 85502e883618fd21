"""What the portal's pages show, read through the queries of the apps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from javon.apps.digitization.policies import can_digitize, can_see_work
from javon.apps.digitization.queries.archive_state import damages_open
from javon.apps.digitization.queries.drafts import drafts_count
from javon.apps.digitization.queries.objects import objects_at_work, published_objects
from javon.base.jobs import jobs_overview

if TYPE_CHECKING:
    from javon.apps.people.policies import Person

SHELF = 12


@dataclass(frozen=True, slots=True)
class WorkWaiting:
    """What a member of staff should look at first."""

    in_review: int
    in_progress: int
    failed_jobs: int
    drafts: int
    damages: int
    may_digitize: bool


def newest_books() -> Sequence[object]:
    """The newest published objects with their records."""
    return list(published_objects()[:SHELF])


def work_waiting(user: Person) -> WorkWaiting | None:
    """Counts of what waits, or None for somebody who does not work here."""
    if not can_see_work(user):
        return None
    overview = jobs_overview()
    return WorkWaiting(
        in_review=objects_at_work(status="review").count(),
        in_progress=objects_at_work(status="processing").count(),
        failed_jobs=overview.failed,
        drafts=drafts_count(),
        damages=damages_open().count(),
        may_digitize=can_digitize(user),
    )
