"""Pages on a Dask cluster: scheduler and workers are programs of their own, one is killed in the middle."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from javon.engines.pipeline import PageDone, PageFailed, PageOptions, PageTask, Reason, run_pages

pytest.importorskip("distributed")
SRC = Path(__file__).parents[3] / "src"


@pytest.fixture
def cluster(tmp_path):
    """Address of a scheduler with two workers, and the workers' processes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    environment = {**os.environ, "PYTHONPATH": str(SRC), "PYTHONWARNINGS": "ignore"}

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        with (tmp_path / "dask.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
                env=environment,
                stdout=log,
                stderr=log,
                cwd=tmp_path,
            )

    processes = [start("dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")]
    processes += [
        start(
            "dask_worker",
            address,
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
            "--local-directory",
            str(tmp_path),
        )
        for _ in range(2)
    ]
    yield address, processes[1:]
    for process in processes:
        process.kill()
        process.wait()


def _await_workers(address: str, count: int) -> None:
    from distributed import Client  # noqa: PLC0415 -- optional dependency

    deadline = time.monotonic() + 60
    with Client(address, set_as_default=False, timeout=60) as client:
        while len(client.nthreads()) < count and time.monotonic() < deadline:
            time.sleep(0.2)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # of distributed and tornado, about their own sockets
def test_killed_worker_loses_and_doubles_no_page(cluster, scan, tmp_path):
    address, workers = cluster
    _await_workers(address, 2)
    source = scan()
    names = ["null"] * 9 + ["crash"]
    tasks = [
        PageTask(str(number), source, tmp_path / "out" / str(number), options=PageOptions(recognizer=name))
        for number, name in enumerate(names)
    ]
    seen = []
    for outcome in run_pages(tasks, workers=0, dask=address, timeout_s=60):
        seen.append(outcome)
        if len(seen) == 2:
            os.kill(workers[0].pid, signal.SIGKILL)
    assert sorted(outcome.task.key for outcome in seen) == [str(number) for number in range(10)]
    done = [outcome for outcome in seen if isinstance(outcome, PageDone)]
    failed = [outcome for outcome in seen if isinstance(outcome, PageFailed)]
    assert len(done) == 9
    assert [(outcome.task.key, outcome.reason, outcome.attempts) for outcome in failed] == [("9", Reason.CRASH, 2)]
    assert all((outcome.task.out_dir / "0/result.json").is_file() for outcome in done)
