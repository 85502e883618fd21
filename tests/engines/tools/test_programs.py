"""External programs: found or named with what installs them, and run within limits."""

import re
import sys
import time
from pathlib import Path

import pytest

from javon.engines.tools.budget import Budget, TimedOut
from javon.engines.tools.programs import (
    REQUIREMENTS,
    Need,
    ProgramError,
    ProgramMissing,
    Requirement,
    Sort,
    Trouble,
    probe,
    requirement,
    run,
    version_key,
)

ROOT = Path(__file__).parents[3]


def test_output_comes_back_without_a_shell():
    assert run(["echo", "a b; $HOME"]).text == "a b; $HOME\n"


def test_standard_input_is_given():
    assert run(["cat"], stdin="oʻqi".encode()).text == "oʻqi"


def test_a_refusal_carries_the_program_s_words():
    with pytest.raises(ProgramError, match="no-such-file") as caught:
        run(["cat", "/no-such-file"])
    assert caught.value.returncode == 1


def test_a_code_may_be_accepted():
    assert run(["false"], accept=frozenset({1})).text == ""


def test_a_missing_program_is_named():
    with pytest.raises(ProgramMissing, match="no-such-program-anywhere is not installed"):
        run(["no-such-program-anywhere"])


def test_a_hanging_program_ends_with_its_children(tmp_path):
    note = tmp_path / "pid"
    with pytest.raises(TimedOut):
        run(["sh", "-c", f"sleep 60 & echo $! > {note}; wait"], budget=Budget(wall_seconds=0.5))
    state = Path(f"/proc/{int(note.read_text())}/stat")
    for _ in range(100):
        if not state.exists() or state.read_text().split()[2] == "Z":
            return
        time.sleep(0.02)
    pytest.fail("a child of the program lives on")


def test_a_program_that_wants_too_much_memory_fails():
    with pytest.raises(ProgramError, match="MemoryError"):
        run([sys.executable, "-c", "bytes(1 << 30)"], budget=Budget(memory_bytes=200_000_000))


def test_a_probe_tells_version_and_place():
    finding = probe(Requirement("cat", Sort.PROGRAM, "coreutils", "shows files", minimum="1.0"))
    assert finding.found
    assert version_key(finding.version) >= (1,)
    assert finding.place.endswith("/cat")


def test_an_old_version_is_as_good_as_missing():
    finding = probe(Requirement("cat", Sort.PROGRAM, "coreutils", "shows files", minimum="9999.0"))
    assert not finding.found
    assert finding.trouble is Trouble.OLD


def test_a_missing_thing_of_every_sort_is_told():
    for sort in Sort:
        finding = probe(Requirement("no-such-thing", sort, "no-package", "nothing"))
        assert (finding.found, finding.trouble) == (False, Trouble.MISSING)


def test_what_installs_it():
    assert requirement("scanimage").install == "apt-get install sane-utils"
    assert requirement("pikepdf").install == "./javon up"


def test_every_package_stands_in_the_one_list():
    listed = {}
    need = Need.RUN
    for line in (ROOT / "debian-packages.txt").read_text().splitlines():
        if section := re.match(r"\[(\w+)\]", line):
            need = Need(section[1])
        elif line.strip() and not line.startswith("#"):
            listed.setdefault(line.split()[0], need)  # later sections may name it again
    wanted = {line.package: line.need for line in REQUIREMENTS if line.sort is not Sort.LIBRARY}
    assert {package: listed.get(package) for package in wanted} == wanted


def test_every_library_is_locked():
    locked = (ROOT / "requirements" / "run.lock").read_text().lower()
    libraries = [line.name.lower() for line in REQUIREMENTS if line.sort is Sort.LIBRARY]
    assert [name for name in libraries if not re.search(rf"^{re.escape(name)}==", locked, re.MULTILINE)] == []
