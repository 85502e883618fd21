"""Run the real supervisor over real workers, kill one, stop all; print what came of it as JSON."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402 -- app ready

from javon.base.jobs import Job, enqueue  # noqa: E402 -- app ready

SUPERVISOR = "import django; django.setup(); from javon.base.jobs import work_forever; raise SystemExit(work_forever())"
PATIENCE_S = 40.0


def main() -> int:
    call_command("migrate", verbosity=0)
    supervisor = subprocess.Popen([sys.executable, "-c", SUPERVISOR])
    outcome: dict[str, Any] = {}
    try:
        wait_for(lambda: len(children(supervisor.pid)) == 2)
        warm_up = enqueue("killing.hold", seconds=0)
        wait_for(lambda: state(warm_up) == "done")
        first = enqueue("killing.hold", seconds=0)
        wait_for(lambda: state(first) == "done")
        outcome["first"] = state(first)
        stored = Job.objects.get(pk=first.pk)
        outcome["latency_s"] = (stored.started_at - stored.enqueued_at).total_seconds()
        second = enqueue("killing.hold", seconds=1)
        wait_for(lambda: state(second) == "running")
        outcome["pid"] = worker_of(second)
        os.kill(outcome["pid"], signal.SIGKILL)
        wait_for(lambda: state(second) == "done")
        outcome["second"], outcome["pid_after_kill"] = state(second), worker_of(second)
        outcome["deaths"] = Job.objects.get(pk=second.pk).deaths
        third = enqueue("killing.hold", seconds=600)
        wait_for(lambda: state(third) == "running")
        workers = children(supervisor.pid)
        supervisor.send_signal(signal.SIGTERM)
        for pid in workers:  # the second request: do not wait for the running job
            wait_for(lambda pid=pid: not alive(pid) or os.kill(pid, signal.SIGTERM) or False)
        outcome["status"] = supervisor.wait(PATIENCE_S)
        outcome["third"] = state(third)
        outcome["left_over"] = [pid for pid in workers if alive(pid)]
    finally:
        supervisor.kill()
    print(json.dumps(outcome))
    return 0


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("what was waited for did not happen")
        time.sleep(0.1)


def state(job: Job) -> str:
    return str(Job.objects.get(pk=job.pk).state)


def worker_of(job: Job) -> int:
    return int(Job.objects.get(pk=job.pk).worker.split("/")[1])


def children(pid: int) -> list[int]:
    return [int(text) for text in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except OSError:
        return False


if __name__ == "__main__":
    raise SystemExit(main())
