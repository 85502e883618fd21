"""Adding jobs: in the caller's transaction, once per key, when due."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from javon.base import clock
from javon.base.db import said
from javon.base.jobs import Job, State, enqueue, job_names, jobs_overview, run_until_idle
from javon.base.jobs.claim import claim
from javon.base.jobs.identity import own_identity
from javon.base.jobs.registry import LANES
from javon.base.jobs.registry import job as register

NewJob = Callable[..., str]


@pytest.mark.django_db
def test_a_job_runs_with_its_arguments(new_job: NewJob) -> None:
    seen: list[tuple[int, str]] = []
    name = new_job(lambda *, number, word: seen.append((number, word)))
    added = enqueue(name, number=3, word="oʻn")
    assert (added.state, added.arguments, added.attempts) == (State.WAITING, {"number": 3, "word": "oʻn"}, 0)
    assert run_until_idle() == 1
    assert seen == [(3, "oʻn")]
    done = Job.objects.get(pk=added.pk)
    assert (done.state, done.attempts, done.error) == (State.DONE, 1, "")
    assert done.enqueued_at <= done.started_at <= done.finished_at


@pytest.mark.django_db(transaction=True)
def test_a_rollback_takes_the_job_back(new_job: NewJob) -> None:
    name = new_job(lambda: None)
    with transaction.atomic():
        enqueue(name)
        transaction.set_rollback(True)
    assert jobs_overview().waiting == 0


@pytest.mark.django_db
def test_one_waiting_job_a_key(new_job: NewJob) -> None:
    seen: list[int] = []
    name = new_job(lambda *, number: seen.append(number))
    first = enqueue(name, unique="page:1", number=1)
    assert enqueue(name, unique="page:1", number=2) == first
    assert enqueue(name, unique="page:2", number=3) != first
    assert run_until_idle() == 2
    assert seen == [1, 3]
    again = enqueue(name, unique="page:1", number=4)
    assert again != first, "a key is free once its job has begun"


@pytest.mark.django_db
def test_a_job_that_enqueues_its_own_key_runs_once_more(new_job: NewJob) -> None:
    runs: list[int] = []

    def once_more() -> None:
        runs.append(1)
        if len(runs) < 3:
            enqueue("test.job_0", unique="page:1")

    name = new_job(once_more)
    enqueue(name, unique="page:1")
    assert run_until_idle() == 3


@pytest.mark.django_db
def test_a_delayed_job_waits_and_is_brought_forward(new_job: NewJob) -> None:
    name = new_job(lambda: None)
    late = enqueue(name, unique="page:1", delay_s=3600)
    assert late.run_after > clock.now() + timedelta(minutes=59)
    assert run_until_idle() == 0
    assert enqueue(name, unique="page:1", delay_s=7200) == late
    assert Job.objects.get(pk=late.pk).run_after == late.run_after, "later does not push it back"
    enqueue(name, unique="page:1")
    assert run_until_idle() == 1


@pytest.mark.django_db
def test_jobs_of_certain_keys_run_at_once(new_job: NewJob) -> None:
    seen: list[int] = []
    name = new_job(lambda *, number: seen.append(number))
    enqueue(name, unique="page:1", delay_s=3600, number=1)
    enqueue(name, unique="page:2", number=2)
    enqueue(name, number=3)
    assert run_until_idle(uniques=["page:1", "page:9"]) == 1
    assert seen == [1]


@pytest.mark.django_db
def test_jobs_run_in_the_order_they_came(new_job: NewJob) -> None:
    seen: list[int] = []
    name = new_job(lambda *, number: seen.append(number))
    for number in range(10):
        enqueue(name, number=number)
    assert run_until_idle(limit=4) == 4
    assert run_until_idle() == 6
    assert seen == list(range(10))


@pytest.mark.django_db
def test_long_jobs_stand_in_a_lane_of_their_own(new_job: NewJob) -> None:
    enqueue(new_job(lambda: None, long=True))
    assert run_until_idle(lanes=("default",)) == 0
    assert run_until_idle(lanes=("long",)) == 1


@pytest.mark.django_db
def test_an_unknown_name_fails_with_its_reason() -> None:
    added = enqueue("nobody.knows_this", number=1)
    run_until_idle()
    failed = Job.objects.get(pk=added.pk)
    assert (failed.state, said.words(failed.error)) == (State.FAILED, "Bunday ish yoʻq: nobody.knows_this")


@pytest.mark.django_db
def test_arguments_must_be_json(new_job: NewJob) -> None:
    with pytest.raises(TypeError):
        enqueue(new_job(lambda **_: None), moment=object())
    assert jobs_overview().waiting == 0


def test_two_jobs_cannot_share_a_name(new_job: NewJob) -> None:
    name = new_job(lambda: None)
    assert name in job_names()
    with pytest.raises(ValueError, match=name):
        register(name)(lambda: None)


@pytest.mark.django_db(transaction=True)
def test_a_key_added_by_two_at_once_is_one_job(new_job: NewJob) -> None:
    _needs_a_server()
    name, start = new_job(lambda: None), threading.Barrier(4)

    def add() -> None:
        try:
            start.wait()
            enqueue(name, unique="page:1")
        finally:
            connection.close()

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_waiting_job_does_not_begin_before_the_change_that_counts_on_it(new_job: NewJob) -> None:
    """The caller finds its key waiting and adds nothing; the waiting job must then see the caller's change."""
    _needs_a_server()
    name = new_job(lambda: None)
    enqueue(name, unique="page:1")
    claimed: list[Any] = []

    def try_to_claim() -> None:
        try:
            claimed.append(claim(own_identity(), LANES))
        finally:
            connection.close()

    with transaction.atomic():
        enqueue(name, unique="page:1")
        thread = threading.Thread(target=try_to_claim)
        thread.start()
        thread.join()
        assert claimed == [None]
    assert claim(own_identity(), LANES) is not None


def _needs_a_server() -> None:
    """SQLite has one writer at a time, so these races cannot happen there (and its test database is one thread's)."""
    if connection.vendor == "sqlite":
        pytest.skip("a race that only PostgreSQL can have")
