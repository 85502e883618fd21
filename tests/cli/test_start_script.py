"""`./javon`: sets up what is missing, once, and heals what was left half done; every program it calls is a stand-in."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from javon import __version__
from javon.cli.bench import BENCHES
from javon.cli.test import TITLES

ROOT = Path(__file__).parents[2]
DISTRIBUTION = "/usr/bin/python3"
NEEDED = (
    "sh",
    "awk",
    "sed",
    "cat",
    "cksum",
    "tr",
    "dirname",
    "readlink",
    "id",
    "env",
    "rm",
    "mkdir",
    "cp",
    "true",
    "flock",
)
#: Stands for every Python: makes an environment of itself, and tells what it was asked.
PYTHON = """#!/bin/sh
echo "python $*" >>"$CALLS"
case "$*" in
    *sysconfig*) mkdir -p "$VENV/site" && echo "$VENV/site" ;;
    "-m venv --clear "*) rm -rf "$VENV" && mkdir -p "$VENV/bin" && cp "$0" "$VENV/bin/python" ;;
    "-m pip install "*) [ -z "${KILL:-}" ] || kill -9 "$PPID"; exit "${PIP:-0}" ;;
esac
"""
NPM = """#!/bin/sh
echo "npm $*" >>"$CALLS"
"""


@dataclass
class House:
    """A checkout with the start script, and a PATH of stand-ins."""

    root: Path
    programs: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    def add(self, name: str, text: str) -> None:
        (self.programs / name).write_text(text)
        (self.programs / name).chmod(0o755)

    def start(self, *arguments: str, **more: str) -> tuple[int, str, list[str]]:
        """Run it; gives the exit status, what was said, and what was called."""
        calls = self.root / "calls"
        calls.write_text("")
        done = subprocess.run(
            [str(self.root / "javon"), *arguments],
            env={"PATH": str(self.programs), "CALLS": str(calls), "VENV": str(self.venv), "LANG": "C", **more},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stderr, calls.read_text().splitlines()


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Everything is installed but the environment."""
    made = House(tmp_path / "a house", tmp_path / "bin")
    made.root.mkdir()
    made.programs.mkdir()
    for name in ("debian-packages.txt", "package-lock.json"):
        shutil.copy(ROOT / name, made.root / name)
    # The machine's own Python is no stand-in: its place is taken by one in the folder of stand-ins.
    script = (ROOT / "javon").read_text()
    assert DISTRIBUTION in script
    (made.root / "javon").write_text(script.replace(DISTRIBUTION, str(made.programs / "distribution")))
    (made.root / "javon").chmod(0o755)
    (made.root / "src" / "javon" / "cli").mkdir(parents=True)
    for name in ("__init__.py", "cli/bench.py", "cli/test.py"):
        shutil.copy(ROOT / "src" / "javon" / name, made.root / "src" / "javon" / name)
    shutil.copytree(ROOT / "requirements", made.root / "requirements")
    for name in NEEDED:
        (made.programs / name).symlink_to(str(shutil.which(name)))
    made.add("python3", PYTHON)
    made.add("npm", NPM)
    made.add("dpkg-query", "#!/bin/sh\necho 'install ok installed'\n")
    return made


def environments(calls: list[str]) -> int:
    return sum("-m venv" in call for call in calls)


def test_the_second_time_only_the_command_is_run(house: House) -> None:
    status, said, calls = house.start("up")
    assert (status, environments(calls)) == (0, 1)
    assert any("run.lock" in call for call in calls)
    assert any(call.startswith("npm ci") and "--omit=dev" in call for call in calls)
    assert calls[-1] == "python -m javon up"
    assert "javon: " in said
    assert house.start("up") == (0, "", ["python -m javon up"])


def test_what_tests_need_is_added_once_and_stays(house: House) -> None:
    house.start("up")
    assert any("dev.lock" in call for call in house.start("test")[2])
    assert house.start("up")[2] == ["python -m javon up"]
    assert house.start("test")[2] == ["python -m javon test"]


def test_what_training_needs_is_installed_only_when_it_is_called(house: House) -> None:
    house.add(
        "dpkg-query", "#!/bin/sh\ncase $4 in fonts-oldstandard) exit 1 ;; *) echo 'install ok installed' ;; esac\n"
    )
    house.add("apt-get", '#!/bin/sh\necho "apt-get $*" >>"$CALLS"\n')
    (house.programs / "id").unlink()
    house.add("id", "#!/bin/sh\necho 0\n")
    assert not any("apt-get" in call for call in house.start("up")[2])
    _status, _said, calls = house.start("train")
    assert [call for call in calls if " install " in call] == [
        "apt-get install -y -qq --no-install-recommends fonts-oldstandard"
    ]
    assert calls[-1] == "python -m javon train"
    assert house.start("train")[2] == ["python -m javon train"]


def test_a_killed_installation_begins_anew(house: House) -> None:
    assert house.start("up", KILL="1")[0] < 0
    status, _said, calls = house.start("up")
    assert (status, environments(calls)) == (0, 1)
    assert house.start("up")[2] == ["python -m javon up"]


def test_a_failed_installation_says_so_and_throws_nothing_away(house: House) -> None:
    status, said, _calls = house.start("up", PIP="1", LANG="en_US.UTF-8")
    assert status == 1
    assert "the Python packages could not be installed" in said
    status, _said, calls = house.start("up")
    assert (status, environments(calls)) == (0, 0)


def test_an_environment_whose_python_is_gone_is_made_anew(house: House) -> None:
    house.start("up")
    (house.venv / "bin" / "python").unlink()
    status, _said, calls = house.start("up")
    assert (status, environments(calls)) == (0, 1)
    assert calls[-1] == "python -m javon up"


def test_two_commands_at_once_set_up_once(house: House) -> None:
    with (house.root).joinpath("calls").open("w"):
        pass
    environment = {"PATH": str(house.programs), "CALLS": str(house.root / "calls"), "VENV": str(house.venv)}
    command = [str(house.root / "javon"), "up"]
    both = [subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [one.wait(timeout=60) for one in both] == [0, 0]
    calls = (house.root / "calls").read_text().splitlines()
    assert environments(calls) == 1
    assert calls.count("python -m javon up") == 2


@pytest.mark.parametrize(
    ("locale", "words"),
    [("C", "yetishmaydi"), ("en_US.UTF-8", "packages are missing"), ("ru_RU.UTF-8", "не хватает")],
)
def test_without_root_the_line_to_run_is_told(house: House, locale: str, words: str) -> None:
    (house.programs / "id").unlink()
    house.add("id", "#!/bin/sh\necho 1000\n")
    house.add("apt-get", "#!/bin/sh\nexit 100\n")
    house.add("dpkg-query", "#!/bin/sh\ncase $4 in qpdf) exit 1 ;; *) echo 'install ok installed' ;; esac\n")
    status, said, calls = house.start("up", LANG=locale)
    assert (status, calls) == (1, [])
    assert words in said
    assert "apt-get update && apt-get install -y --no-install-recommends qpdf" in said


def test_where_there_is_no_apt_get_the_packages_are_named(house: House) -> None:
    house.add("dpkg-query", "#!/bin/sh\nexit 1\n")
    status, said, _calls = house.start("up")
    assert status == 1
    assert " qpdf " in said


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_of_somebody_else_is_told(house: House) -> None:
    house.root.chmod(0o555)
    status, said, _calls = house.start("up", LANG="en")
    house.root.chmod(0o755)
    assert status == 1
    assert "cannot be written" in said


def test_the_distributions_python_is_taken_before_a_newer_one_on_the_path(house: House) -> None:
    house.add("distribution", PYTHON.replace('"python $*"', '"distribution $*"'))
    status, _said, calls = house.start("up")
    assert status == 0
    assert [call.split()[0] for call in calls if "-m venv" in call] == ["distribution"]


def test_a_distribution_with_an_older_python_leaves_it_to_the_path(house: House) -> None:
    house.add("distribution", "#!/bin/sh\nexit 1\n")
    assert [call.split()[0] for call in house.start("up")[2] if "-m venv" in call] == ["python"]


@pytest.mark.parametrize("arguments", [("bench", "foo"), ("bench",), ("bench", "--help"), ("test", "lint", "foo")])
def test_a_name_that_is_no_bench_and_no_test_installs_nothing_for_them(
    house: House, arguments: tuple[str, ...]
) -> None:
    house.add(
        "dpkg-query", "#!/bin/sh\ncase $4 in chromium*|postgresql*) exit 1 ;; *) echo 'install ok installed' ;; esac\n"
    )
    house.add("apt-get", '#!/bin/sh\necho "apt-get $*" >>"$CALLS"\n')
    _status, _said, calls = house.start(*arguments)
    assert not any("apt-get" in call or "dev.lock" in call for call in calls)
    assert calls[-1] == f"python -m javon {' '.join(arguments)}"


@pytest.mark.parametrize("arguments", [*(("bench", name) for name in BENCHES), *(("test", name) for name in TITLES)])
def test_every_name_of_a_bench_and_a_test_is_known_to_the_script(house: House, arguments: tuple[str, str]) -> None:
    lock = "bench.lock" if arguments[0] == "bench" else "dev.lock"
    assert any(lock in call for call in house.start(*arguments)[2])


def test_the_version_is_told_before_anything_is_installed(house: House) -> None:
    done = subprocess.run(
        [str(house.root / "javon"), "--version"], env={"PATH": str(house.programs)}, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, f"javon {__version__}\n")
    assert not house.venv.exists()
