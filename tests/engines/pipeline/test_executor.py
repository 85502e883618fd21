"""Many pages: nothing that happens to a worker loses a page or the book."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import psutil
import pytest

from javon.engines.pipeline import PageDone, PageFailed, PageOptions, PageTask, Reason, run_pages
from javon.engines.pipeline.slot import Slot

NULL = PageOptions(recognizer="null")


def _tasks(source: Path, out: Path, recognizers: list[str]) -> list[PageTask]:
    return [
        PageTask(f"{number}-{name.partition(':')[0]}", source, out / str(number), options=PageOptions(recognizer=name))
        for number, name in enumerate(recognizers)
    ]


def _children() -> list[psutil.Process]:
    return _workers_of(psutil.Process())


def test_every_page_gives_one_outcome(scan, tmp_path):
    tasks = _tasks(scan(), tmp_path / "out", ["null"] * 5)
    outcomes = list(run_pages(iter(tasks), workers=2))
    assert sorted(outcome.task.key for outcome in outcomes) == sorted(task.key for task in tasks)
    assert all(isinstance(outcome, PageDone) and outcome.attempts == 1 for outcome in outcomes)
    assert all((task.out_dir / "0/result.json").is_file() for task in tasks)
    assert _children() == []


def test_progress_is_told(scan, tmp_path):
    told = []
    tasks = _tasks(scan(), tmp_path / "out", ["null", "null"])
    outcomes = run_pages(tasks, workers=1, on_progress=lambda progress: told.append((progress.done, progress.failed)))
    assert len(list(outcomes)) == 2
    assert told == [(1, 0), (2, 0)]


def test_bad_file_is_not_tried_twice(scan, tmp_path):
    empty = tmp_path / "empty.jpg"
    empty.write_bytes(b"")
    tasks = [PageTask("bad", empty, tmp_path / "bad", options=NULL), *_tasks(scan(), tmp_path / "out", ["null"])]
    outcomes = {outcome.task.key: outcome for outcome in run_pages(tasks, workers=1)}
    bad = outcomes["bad"]
    assert isinstance(bad, PageFailed)
    assert (bad.reason, bad.code, bad.attempts) == (Reason.BAD_FILE, "empty", 1)
    assert isinstance(outcomes["0-null"], PageDone)


def test_crash_costs_only_its_page(scan, tmp_path):
    tasks = _tasks(scan(), tmp_path / "out", ["null", "crash", "null", "null"])
    outcomes = list(run_pages(tasks, workers=2))
    *good, bad = outcomes
    assert sorted(outcome.task.key for outcome in good) == ["0-null", "2-null", "3-null"]
    assert isinstance(bad, PageFailed)
    assert (bad.task.key, bad.reason, bad.attempts) == ("1-crash", Reason.CRASH, 2)
    assert "scan.png" in bad.message


def test_page_that_crashed_once_is_done_on_the_second_attempt(scan, tmp_path):
    tasks = _tasks(scan(), tmp_path / "out", [f"crash-once:{tmp_path}/marker", "null"])
    outcomes = {outcome.task.key: outcome for outcome in run_pages(tasks, workers=2)}
    again = outcomes["0-crash-once"]
    assert isinstance(again, PageDone)
    assert again.attempts == 2


def test_hang_is_ended_and_the_book_goes_on(scan, tmp_path):
    tasks = _tasks(scan(), tmp_path / "out", ["hang", "null", "null"])
    outcomes = {outcome.task.key: outcome for outcome in run_pages(tasks, workers=2, timeout_s=4)}
    hung = outcomes["0-hang"]
    assert isinstance(hung, PageFailed)
    assert (hung.reason, hung.attempts) == (Reason.TIMEOUT, 2)
    assert isinstance(outcomes["2-null"], PageDone)


def test_page_that_wants_all_memory_is_refused(scan, tmp_path):
    tasks = _tasks(scan(), tmp_path / "out", ["greedy", "null"])
    outcomes = {outcome.task.key: outcome for outcome in run_pages(tasks, workers=1)}
    greedy = outcomes["0-greedy"]
    assert isinstance(greedy, PageFailed)
    assert greedy.reason is Reason.MEMORY
    assert isinstance(outcomes["1-null"], PageDone)


def test_killed_workers_lose_no_page(scan, tmp_path):
    """Every worker is killed from outside in the middle; pages done before are not done again."""
    tasks = _tasks(scan(), tmp_path / "out", ["null"] * 6)
    seen: list[str] = []
    for outcome in run_pages(tasks, workers=2):
        assert isinstance(outcome, PageDone)
        seen.append(outcome.task.key)
        if len(seen) == 2:
            for child in _children():
                os.kill(child.pid, signal.SIGKILL)
    assert sorted(seen) == sorted(task.key for task in tasks)


def test_leaving_early_leaves_no_process(scan, tmp_path):
    outcomes = run_pages(_tasks(scan(), tmp_path / "out", ["null"] * 4), workers=2)
    next(outcomes)
    outcomes.close()
    assert _children() == []


@pytest.mark.parametrize("name", ["no-such-recognizer"])
def test_mistake_in_the_options_is_told(scan, tmp_path, name):
    (outcome,) = run_pages(_tasks(scan(), tmp_path / "out", [name]), workers=1)
    assert isinstance(outcome, PageFailed)
    assert (outcome.reason, outcome.code) == (Reason.ERROR, "UnknownRecognizerError")


def test_workers_end_with_the_program_that_started_them(scan, tmp_path):
    program = (
        "import sys; from pathlib import Path; from javon.engines.pipeline import *\n"
        "source, out = map(Path, sys.argv[1:])\n"
        "options = PageOptions(recognizer='hang')\n"
        "list(run_pages([PageTask('1', source, out, options=options)], workers=1))\n"
    )
    parent = psutil.Popen([sys.executable, "-c", program, str(scan()), str(tmp_path / "out")])
    worker = _first(lambda: _workers_of(parent))
    parent.kill()
    parent.wait()
    _, alive = psutil.wait_procs([worker], timeout=20)
    assert alive == []


def _workers_of(parent: psutil.Process) -> list[psutil.Process]:
    """Worker processes: the children of its fork server."""
    servers = [child for child in parent.children() if "multiprocessing.forkserver" in str(child.cmdline())]
    return [worker for server in servers for worker in server.children()]


def _first(find: Callable[[], list[psutil.Process]]) -> psutil.Process:
    for _ in range(200):
        found = find()
        if found:
            return found[0]
        time.sleep(0.1)
    raise AssertionError("no worker was started")


@pytest.mark.parametrize(("broken", "done"), [(2, True), (99, False)])
def test_a_worker_that_does_not_come_up_loses_no_page(
    broken: int, done: bool, scan: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [broken]
    warm = Slot._warm_pool

    def warm_pool(slot: Slot) -> ProcessPoolExecutor:
        left[0] -= 1
        if left[0] >= 0:
            raise EOFError("unexpected EOF")  # what a fork server that was ended answers
        return warm(slot)

    monkeypatch.setattr(Slot, "_warm_pool", warm_pool)
    (outcome,) = run_pages(_tasks(scan(), tmp_path / "out", ["null"]), workers=1)
    assert isinstance(outcome, PageDone) is done
    assert isinstance(outcome, PageDone) or (outcome.reason, outcome.attempts) == (Reason.CRASH, 2)
