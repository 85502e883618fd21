"""The worker has leavings cleared away when it starts, and again and again."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.conf import LazySettings

from javon.apps.digitization import tasks
from javon.base.jobs import Job, State, job_names
from javon.cli.worker import CHECKING, TIDYING, tidy


class _Rounds(threading.Event):
    """Says stop after so many rounds, without waiting."""

    def __init__(self, rounds: int) -> None:
        super().__init__()
        self.left, self.waits = rounds, list[float | None]()

    def wait(self, timeout: float | None = None) -> bool:
        self.left -= 1
        self.waits.append(timeout)
        if not self.left:
            self.set()
        return self.is_set()


@pytest.mark.django_db(transaction=True)
def test_clearing_away_is_asked_for_once_a_round() -> None:
    rounds = _Rounds(2)
    tidy(rounds, every_s=5.0)
    assert rounds.waits == [5.0, 5.0]
    assert sorted(Job.objects.in_state(State.WAITING).values_list("name", flat=True)) == sorted(TIDYING)
    assert {*TIDYING, *CHECKING} <= set(job_names())


@pytest.mark.django_db
def test_what_a_killed_writer_left_in_the_store_goes(settings: LazySettings) -> None:
    root = tasks.preservation_root()
    left = next(Path(settings.JAVON_PRESERVATION).rglob("*staging*"), None) or root._staging
    left.mkdir(parents=True, exist_ok=True)
    (left / "a.b.work").mkdir()
    tasks.recover_preservation()
    assert not (left / "a.b.work").exists()
