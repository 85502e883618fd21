"""Job libraries under kill -9: how many jobs are lost, how many run twice, how soon a killed one runs again.

    python bench/jobs.py [--library NAME]… [--jobs 300] [--kills 50] [--json FILE]

Each library gets the same jobs (note the start, 20 ms, note the end) and one worker, which is killed with its whole
process group while a job runs, and started again, ``--kills`` times; then a last worker may finish in peace.  All on
SQLite (WAL, synchronous=FULL).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: A worker gets so long to begin its first job.
START_S = 30.0
#: The last worker is taken for finished when nothing has happened for so long.
QUIET_S = 25.0
PYTHON = sys.executable
WORKERS = {
    "javon": [PYTHON, "-m", "javon.base.jobs", "default"],
    "django-tasks-db": [PYTHON, "-m", "django", "db_worker", "--interval", "0.1", "--no-startup-delay"],
    "django-q2": [PYTHON, "-m", "django", "qcluster"],
    "huey": [PYTHON, "-m", "huey.bin.huey_consumer", "bench.jobs_peers.huey_queue.huey", "-w", "1", "-d", "0.1"],
}
#: Enqueue in a transaction of Django's database, roll it back, and look whether the job is gone.
ENQUEUE = """
import sys, time, django
django.setup()
from django.db import transaction
from bench.jobs_peers.tasks import perform_plain
from bench.jobs_peers.work import perform
from javon.base.jobs import enqueue
def huey(n):
    from bench.jobs_peers.huey_queue import perform as queued
    queued(n)
def q2(n):
    from django_q.tasks import async_task
    async_task(perform, n)
add = {"javon": lambda n: enqueue("bench.perform", number=n), "django-tasks-db": lambda n: perform_plain.enqueue(n),
       "django-q2": q2, "huey": huey}[sys.argv[1]]
with transaction.atomic():
    add(-1)
    transaction.set_rollback(True)
started = time.perf_counter()
for number in range(int(sys.argv[2])):
    add(number)
print((time.perf_counter() - started) / int(sys.argv[2]) * 1000)
"""


@dataclass(frozen=True)
class Outcome:
    """What came of one library."""

    library: str
    jobs: int
    kills: int
    enqueue_ms: float
    ended: int
    lost: int
    begun_again: int
    ended_twice: int
    rolled_back_yet_run: bool
    last_worker_s: float


def main() -> int:
    """Run the libraries asked for and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", action="append", choices=WORKERS, help="only this one (may be repeated)")
    parser.add_argument("--jobs", type=int, default=300)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args()
    outcomes = []
    for library in options.library or WORKERS:
        with tempfile.TemporaryDirectory(prefix="javon-bench-jobs-") as folder:
            outcomes.append(measure(library, options.jobs, options.kills, random.Random(options.seed), Path(folder)))
        _print(outcomes[-1])
    if options.json:
        options.json.write_text(json.dumps([asdict(outcome) for outcome in outcomes], indent=2))
    return 0


def measure(library: str, jobs: int, kills: int, chance: random.Random, folder: Path) -> Outcome:
    """Enqueue, kill, finish, count."""
    log = folder / "log"
    log.touch()
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        "DJANGO_SETTINGS_MODULE": "bench.jobs_peers.settings",
        "JAVON_DATA": str(folder),
        "BENCH_JOBS_LOG": str(log),
        "BENCH_JOBS_HUEY": str(folder / "huey.sqlite3"),
        "JAVON_LOG_LEVEL": "ERROR",
    }
    _call([PYTHON, "-m", "django", "migrate", "-v0"], environment)
    enqueue_ms = float(_call([PYTHON, "-c", ENQUEUE, library, str(jobs)], environment))
    for _ in range(kills):
        before = _lines(log)
        worker = _start(library, environment)
        _wait(lambda before=before: _lines(log) > before, START_S)
        time.sleep(chance.uniform(0.0, 0.06))
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
    started = time.monotonic()
    worker = _start(library, environment)
    last_change = _finish(log, jobs)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    return _count(library, jobs, kills, enqueue_ms, log, last_change - started)


def _call(command: list[str], environment: dict[str, str]) -> str:
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def _start(library: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    return subprocess.Popen(
        WORKERS[library], env=environment, cwd=ROOT, stdout=quiet, stderr=quiet, start_new_session=True
    )


def _lines(log: Path) -> int:
    return log.read_text().count("\n")


def _wait(condition: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.005)


def _finish(log: Path, jobs: int) -> float:
    """Until all jobs have ended or nothing happens any more; the moment of the last change."""
    lines, changed = _lines(log), time.monotonic()
    while time.monotonic() - changed < QUIET_S:
        time.sleep(0.1)
        if _lines(log) != lines:
            lines, changed = _lines(log), time.monotonic()
        if len({line for line in log.read_text().splitlines() if line.startswith("end")}) >= jobs:
            break
    return changed


def _count(library: str, jobs: int, kills: int, enqueue_ms: float, log: Path, last_worker_s: float) -> Outcome:
    notes = Counter(log.read_text().splitlines())
    begun = {name: times for name, times in notes.items() if name.startswith("start")}
    ended = {name: times for name, times in notes.items() if name.startswith("end") and name != "end -1"}
    return Outcome(
        library=library,
        jobs=jobs,
        kills=kills,
        enqueue_ms=round(enqueue_ms, 2),
        ended=len(ended),
        lost=jobs - len(ended),
        begun_again=sum(times - 1 for times in begun.values()),
        ended_twice=sum(times - 1 for times in ended.values()),
        rolled_back_yet_run="start -1" in begun,
        last_worker_s=round(last_worker_s, 1),
    )


def _print(outcome: Outcome) -> None:
    for name, value in asdict(outcome).items():
        print(f"{name:>20}  {value}")
    print(flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
