"""A child that crashes, hangs or eats memory costs its job and nothing else."""

import operator
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from javon.engines.tools.budget import Budget, Crashed, OutOfMemory, TimedOut
from javon.engines.tools.limits import call, close, measured_call

SHORT = Budget(cpu_seconds=1, wall_seconds=0.4)


def test_a_value_comes_back():
    assert call(operator.add, Budget(), 2, 3) == 5


def test_arrays_come_back_whole_and_writable():
    array = call(np.full, Budget(), (300, 200, 3), 7, np.uint8)
    assert array.shape == (300, 200, 3)
    assert (array == 7).all()
    array[0, 0] = 9
    assert array[0, 0].tolist() == [9, 9, 9]


def test_an_exception_comes_back_as_itself():
    with pytest.raises(ValueError, match="invalid literal"):
        call(int, Budget(), "x")


def test_wall_clock_ends_a_sleeper():
    with pytest.raises(TimedOut):
        call(time.sleep, SHORT, 20)


def test_cpu_seconds_end_a_runaway_inside_foreign_code():
    with pytest.raises(TimedOut) as caught:
        call(pow, Budget(cpu_seconds=0.4, wall_seconds=20), 3, 10**9)
    assert caught.value.usage.cpu_seconds < 3


def test_memory_is_bounded():
    with pytest.raises(OutOfMemory):
        call(bytes, Budget(memory_bytes=800_000_000), 1 << 30)


def test_a_result_larger_than_allowed_is_refused():
    with pytest.raises(OutOfMemory):
        call(bytes, Budget(file_bytes=1 << 20), 2 << 20)


def test_a_crash_is_told_and_the_next_job_runs():
    with pytest.raises(Crashed, match="SIGABRT"):
        call(os.abort, Budget())
    assert call(operator.neg, Budget(), 4) == -4


def test_leaving_without_an_answer_is_a_crash():
    with pytest.raises(Crashed):
        call(os._exit, Budget(), 0)


def test_a_value_that_cannot_travel_is_told():
    with pytest.raises(Crashed, match="cannot travel"):
        call(open, Budget(), os.devnull)


def test_no_job_sees_what_another_left():
    call(os.putenv, Budget(), "JAVON_LEFT", "1")
    call(os.chdir, Budget(), "/")
    assert call(os.getcwd, Budget()) == os.getcwd()


def test_every_job_is_a_process_of_its_own():
    assert call(os.getpid, Budget()) != call(os.getpid, Budget()) != os.getpid()


def test_a_killed_server_is_replaced():
    server = call(os.getppid, Budget())
    os.kill(server, signal.SIGKILL)
    for _ in range(100):
        if Path(f"/proc/{server}/stat").read_text().split()[2] == "Z":
            break
        time.sleep(0.01)
    assert call(operator.add, Budget(), 1, 1) == 2


def test_a_job_whose_server_is_killed_is_given_to_another_once(tmp_path: Path):
    mark = tmp_path / "tried"
    ends_its_server = "import os, signal, time; os.kill(os.getppid(), signal.SIGKILL); time.sleep(10)"
    once = f"from pathlib import Path\nmark = Path({str(mark)!r})\n"
    once += f"if not mark.exists():\n    mark.touch(); {ends_its_server}\n"
    assert call(exec, Budget(), once) is None
    assert mark.exists()
    with pytest.raises(Crashed, match=r"without an answer|is gone"):
        call(exec, Budget(), ends_its_server)


def test_closing_ends_the_server_and_the_next_call_starts_another():
    server = call(os.getppid, Budget())
    close()
    assert not Path(f"/proc/{server}").exists()
    assert call(os.getppid, Budget()) != server


def test_a_fork_of_ours_gets_a_server_of_its_own():
    mine = call(os.getppid, Budget())
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        other = call(os.getppid, Budget())
        close()
        os.write(write, str(other).encode())
        os._exit(0)
    os.close(write)
    assert os.waitpid(pid, 0)[1] == 0
    assert int(os.read(read, 20)) != mine
    os.close(read)
    assert call(os.getppid, Budget()) == mine


def test_usage_is_measured():
    _, usage = measured_call(sum, Budget(), range(3_000_000))
    assert usage.cpu_seconds > 0.01
    assert usage.peak_bytes > 1_000_000


def test_nothing_outlives_its_parent():
    code = (
        "import os\nfrom javon.engines.tools.limits import call\nfrom javon.engines.tools.budget import Budget\n"
        "print(call(os.getppid, Budget()), flush=True)\nos._exit(0)"
    )
    src = Path(__file__).parents[3] / "src"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env={**os.environ, "PYTHONPATH": str(src)}
    )
    server = Path(f"/proc/{int(done.stdout)}")
    for _ in range(200):
        if not server.exists() or (server / "stat").read_text().split()[2] == "Z":
            return
        time.sleep(0.02)
    pytest.fail("the fork server outlived its parent")
