"""Real worker processes: started, stopped, killed, started again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.db import connection

from javon.base.jobs.identity import is_dead, own_identity

ROOT = Path(__file__).parents[3]


def test_a_living_process_is_not_dead_and_a_gone_one_is() -> None:
    assert not is_dead(own_identity())
    child = subprocess.run(
        [sys.executable, "-c", "from javon.base.jobs.identity import own_identity; print(own_identity())"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert is_dead(child.stdout.strip())
    assert not is_dead("another-machine/1/1"), "what cannot be seen is not taken for dead"
    assert not is_dead("")


@pytest.mark.slow
@pytest.mark.django_db
def test_the_supervisor_starts_restarts_and_stops_its_workers(tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("processes, not SQL: proven on SQLite")
    outcome = _run(tmp_path)
    assert outcome["first"] == "done", "an idle worker takes a job"
    assert outcome["latency_s"] < 5, "and soon"
    assert outcome["pid_after_kill"] != outcome["pid"], "a killed worker is replaced"
    assert outcome["second"] == "done", "and the job it held is done by the new one"
    assert outcome["deaths"] == 1
    assert outcome["third"] == "waiting", "a stopped worker gives its job back"
    assert outcome["status"] == 0
    assert outcome["left_over"] == []


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_workers_go_on_by_themselves_when_the_database_was_away(tmp_path: Path, database: str) -> None:
    outcome = _run(tmp_path, "away", database, KILLING_PATIENCE="0.5")
    assert outcome["supervisor"] is None, "nobody gave up"
    assert (outcome["attempts"], outcome["failures"], outcome["deaths"]) == (1, 0, 0), "what was done is not done again"
    assert outcome["after"] == "done"
    assert outcome["status"] == 0


def _run(tmp_path: Path, program: str = "supervising", *arguments: str, **more: str) -> dict[str, Any]:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        "JAVON_DATA": str(tmp_path / "supervising"),
        "JAVON_DATABASE_URL": f"sqlite:///{tmp_path / 'supervising.sqlite3'}",
        "KILLING_LOG": str(tmp_path / "starts"),
        "DJANGO_SETTINGS_MODULE": "tests.base.jobs.killing.settings",
        **more,
    }
    command = [sys.executable, "-m", f"tests.base.jobs.killing.{program}", *arguments]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stderr
    return dict(json.loads(result.stdout.splitlines()[-1]))


#: Starts a worker and is gone before the worker has loaded anything.
GONE = """
import os, subprocess, sys
program = [sys.executable, "-m", *sys.argv[1:], "--with-parent", str(os.getpid())]
print(subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).pid, flush=True)
os._exit(0)
"""


@pytest.mark.parametrize("program", [("javon.base.jobs", "default"), ("javon", "worker")])
def test_a_worker_whose_starter_is_gone_before_it_is_up_ends(program: tuple[str, ...], tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        "JAVON_DATA": str(tmp_path),
        "JAVON_DATABASE_URL": f"sqlite:///{tmp_path}/javon.sqlite3",
    }
    command = [sys.executable, "-c", GONE, *program]
    started = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    worker = psutil.Process(int(started.stdout))
    try:
        wait_until(lambda: not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE, seconds=90)
    except psutil.NoSuchProcess:
        return
    finally:
        with suppress(psutil.NoSuchProcess):
            worker.kill()


def wait_until(true: Callable[[], bool], seconds: float) -> None:
    """Wait for it; a failure when it does not come."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)
