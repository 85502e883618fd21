"""What becomes of a job that fails, hangs, is broken off, or whose worker dies."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import timedelta
from queue import Queue
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection

from javon.apps.people.models import User
from javon.base import clock
from javon.base.audit import JournalRow
from javon.base.db import said
from javon.base.jobs import Job, State, WorkerStopping, enqueue, job_retry, jobs_overview, jobs_prune, run_until_idle
from javon.base.jobs import attempt as attempts
from javon.base.jobs.actions import JobNotFailedError
from javon.base.jobs.claim import DEATHS_ALLOWED, LeaseLostError, beat, claim, finish, take_back
from javon.base.jobs.identity import own_identity
from javon.base.jobs.leases import LEASE, Watch
from javon.base.jobs.registry import LANES

pytestmark = pytest.mark.django_db
NewJob = Callable[..., str]
#: A worker of this machine whose process is gone, made from our own name.
DEAD = own_identity().rpartition("/")[0] + "/1"
ELSEWHERE = "othermachine/1/1"


def state_of(job: Job) -> tuple[State, str]:
    stored = Job.objects.get(pk=job.pk)
    return stored.state, stored.error


def fail(**_: Any) -> None:
    raise ValueError("disk is full")


def test_a_failure_is_tried_again_and_then_shown_with_its_reason(new_job: NewJob) -> None:
    added = enqueue(new_job(fail, retries=2, backoff_s=0))
    assert run_until_idle() == 3
    stored = Job.objects.get(pk=added.pk)
    assert (stored.state, stored.error, stored.attempts, stored.failures) == (State.FAILED, "disk is full", 3, 3)
    assert "ValueError: disk is full" in stored.traceback


def test_the_wait_before_a_retry_grows(new_job: NewJob) -> None:
    added = enqueue(new_job(fail, retries=5, backoff_s=10))
    waits = []
    for _ in range(3):
        assert run_until_idle() == 1
        waits.append((Job.objects.get(pk=added.pk).run_after - clock.now()).total_seconds())
        Job.objects.filter(pk=added.pk).update(run_after=clock.now())
    assert state_of(added) == (State.WAITING, "disk is full"), "the reason shows while it waits"
    assert 8 < waits[0] < 12
    assert 32 < waits[1] < 48
    assert 128 < waits[2] < 192


def test_a_success_after_a_failure_clears_the_reason(new_job: NewJob) -> None:
    tries: list[int] = []

    def second_time_lucky() -> None:
        tries.append(1)
        if len(tries) == 1:
            fail()

    added = enqueue(new_job(second_time_lucky, backoff_s=0))
    run_until_idle()
    assert state_of(added) == (State.DONE, "")


def test_a_retry_holds_its_key_again_unless_a_newer_job_has_it(new_job: NewJob) -> None:
    name = new_job(fail, backoff_s=60)
    first = enqueue(name, unique="page:1")
    run_until_idle()
    assert enqueue(name, unique="page:1") == first
    other = new_job(lambda: enqueue(name, unique="page:2") and fail(), backoff_s=60)
    second = enqueue(other, unique="page:2")
    run_until_idle(limit=2)
    assert Job.objects.get(pk=second.pk).waiting_key is None
    assert jobs_overview().waiting == 3


def test_a_job_over_its_time_is_broken_off(new_job: NewJob) -> None:
    added = enqueue(new_job(lambda: time.sleep(30), timeout_s=0.05, retries=0))
    run_until_idle()
    state, error = state_of(added)
    assert state is State.FAILED
    assert re.fullmatch(r"Ish \d+ soniyadan keyin toʻxtatildi: vaqt chegarasi oʻtdi\.", said.words(error))


def test_a_worker_that_must_stop_gives_its_job_back(new_job: NewJob) -> None:
    def interrupted() -> None:
        raise WorkerStopping

    added = enqueue(new_job(interrupted), unique="page:1")
    with pytest.raises(WorkerStopping):
        run_until_idle()
    stored = Job.objects.get(pk=added.pk)
    assert (stored.state, stored.failures, stored.deaths) == (State.WAITING, 0, 0)
    assert stored.waiting_key == "page:1"


def test_the_job_of_a_dead_worker_is_taken_back_at_once(new_job: NewJob) -> None:
    added = enqueue(new_job(lambda: None))
    assert claim(DEAD, LANES) is not None
    assert claim(own_identity(), LANES) is None
    assert take_back() == 1
    state, error = state_of(added)
    assert (state, said.words(error)) == (
        State.WAITING,
        "Ish bajarilayotganda uni bajarayotgan jarayon 1 marta uzilib qoldi.",
    )
    assert run_until_idle() == 1
    assert state_of(added) == (State.DONE, "")


def test_a_worker_elsewhere_keeps_its_job_while_its_lease_lasts(new_job: NewJob) -> None:
    enqueue(new_job(lambda: None))
    job = claim(ELSEWHERE, LANES)
    assert job is not None
    passed = [0.0]
    watch = Watch(lambda: passed[0])
    for passed[0] in (0, 30, 59):
        assert take_back(watch) == 0
    assert beat(job)
    for passed[0] in (70, 100, 130):
        assert take_back(watch) == 0
    passed[0] = 131
    assert take_back(watch) == 1


@pytest.mark.parametrize("hours", [-5, 5])
def test_a_clock_that_jumps_takes_no_job_from_a_living_worker(
    new_job: NewJob, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    enqueue(new_job(lambda: None))
    job = claim(own_identity(), LANES)
    assert job is not None
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(hours=hours))
    assert take_back() == 0
    assert beat(job)
    assert take_back() == 0
    finish(job)


def test_a_frozen_worker_loses_its_job_whatever_the_clock_says(
    new_job: NewJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    enqueue(new_job(lambda: None))
    assert claim(own_identity(), LANES) is not None
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() - timedelta(hours=5))
    passed = [0.0]
    watch = Watch(lambda: passed[0])
    assert take_back(watch) == 0
    passed[0] = 61
    assert take_back(watch) == 1


def test_jobs_made_by_a_clock_since_set_back_do_not_wait_for_it(new_job: NewJob) -> None:
    """The clock was three hours ahead: a new job, one that waits for its retry, and one that is truly for later."""
    now, hours = clock.now(), timedelta(hours=3)
    new, retried, later = (enqueue(new_job(lambda: None), delay_s=3600) for _job in range(3))
    Job.objects.filter(pk=new.pk).update(enqueued_at=now + hours, run_after=now + hours)
    Job.objects.filter(pk=retried.pk).update(started_at=now + hours, run_after=now + hours)
    assert run_until_idle() == 2
    assert state_of(later)[0] is State.WAITING


def test_a_living_worker_keeps_its_job_by_heart_beats(new_job: NewJob) -> None:
    enqueue(new_job(lambda: None))
    job = claim(own_identity(), LANES)
    assert job is not None
    Job.objects.filter(pk=job.pk).update(lease_until=clock.now() + timedelta(seconds=1))
    assert beat(job)
    lease = Job.objects.get(pk=job.pk).lease_until
    assert lease > clock.now() + LEASE - timedelta(seconds=5)
    assert take_back() == 0


def test_who_lost_the_lease_can_no_longer_write(new_job: NewJob) -> None:
    added = enqueue(new_job(lambda: None))
    slow = claim(DEAD, LANES)
    assert slow is not None
    take_back()
    assert run_until_idle() == 1
    assert not beat(slow)
    with pytest.raises(LeaseLostError):
        finish(slow)
    assert Job.objects.get(pk=added.pk).attempts == 2


def test_an_atomic_job_that_lost_its_lease_leaves_no_effect(new_job: NewJob) -> None:
    """The late attempt rolls back: only the attempt that owns the job takes effect."""
    added = enqueue(new_job(_taken_back_meanwhile, atomic=True), username="sinov-bir")
    late = claim(own_identity(), LANES)
    assert late is not None
    attempts.run(late, own_process=False)
    assert not User.objects.exists()
    assert Job.objects.get(pk=added.pk).state is State.RUNNING, "another worker has it now"


def _taken_back_meanwhile(*, username: str) -> None:
    User.objects.create(username=username)
    job = Job.objects.get()
    job.attempts += 1
    job.save(update_fields=["attempts"])


def test_a_job_that_keeps_killing_workers_is_given_up(new_job: NewJob) -> None:
    added = enqueue(new_job(lambda: None))
    for _ in range(DEATHS_ALLOWED + 1):
        Job.objects.filter(pk=added.pk).update(run_after=clock.now())
        assert claim(DEAD, LANES) is not None
        assert take_back() == 1
    state, error = state_of(added)
    assert state is State.FAILED
    assert "11 marta uzilib qoldi" in said.words(error)


def test_a_failed_job_is_started_again_by_a_person(new_job: NewJob, operator: User) -> None:
    added = enqueue(new_job(fail, retries=0))
    with pytest.raises(JobNotFailedError):
        job_retry(job=added, by=operator)
    run_until_idle()
    job_retry(job=added, by=operator)
    assert state_of(added) == (State.WAITING, "disk is full")
    row = JournalRow.objects.get()
    assert (row.action, row.subject, row.actor) == ("jobs.job_retry", f"job:{added.pk}", operator.username)
    assert run_until_idle() == 1


def test_old_done_jobs_are_cleared_away_and_failed_ones_kept(new_job: NewJob) -> None:
    done, failed, fresh = enqueue(new_job(lambda: None)), enqueue(new_job(fail, retries=0)), enqueue("test.job_0")
    run_until_idle()
    long_ago = clock.now() - timedelta(days=31)
    Job.objects.filter(pk__in=[done.pk, failed.pk]).update(finished_at=long_ago)
    assert jobs_prune() == 1
    assert set(Job.objects.values_list("pk", flat=True)) == {failed.pk, fresh.pk}


def test_the_overview_counts_in_two_queries(new_job: NewJob, django_assert_num_queries: Any) -> None:
    good, bad = new_job(lambda: None), new_job(fail, retries=0)
    for name in (good, good, bad):
        enqueue(name)
    run_until_idle()
    waiting = enqueue(good)
    with django_assert_num_queries(2):
        overview = jobs_overview()
    assert (overview.waiting, overview.running, overview.done, overview.failed) == (1, 0, 2, 1)
    assert overview.oldest_waiting == waiting.enqueued_at


def test_looking_at_an_empty_queue_takes_no_lock(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1) as queries:
        assert claim(own_identity(), LANES) is None
    assert "UPDATE" not in queries.captured_queries[0]["sql"]
    assert connection.vendor in {"sqlite", "postgresql"}


@pytest.mark.django_db(transaction=True)
def test_heart_beats_go_on_after_the_connection_was_cut(new_job: NewJob) -> None:
    """A job of hours must outlive a restart of the database; its heart beats in a thread of its own."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no connection to cut")
    enqueue(new_job(lambda: None))
    job = claim(own_identity(), LANES)
    assert job is not None
    leases = []

    def beats() -> None:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            pids.put(cursor.fetchone()[0])
        cut.wait(20)
        for _beat in range(2):
            attempts._try_beat(job)
            leases.append(Job.objects.get(pk=job.pk).lease_until)
        connection.close()

    pids: Queue[int] = Queue()
    cut = Event()
    thread = Thread(target=beats)
    thread.start()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pids.get(timeout=20)])
    time.sleep(0.2)
    cut.set()
    thread.join()
    assert leases[1] > job.lease_until
