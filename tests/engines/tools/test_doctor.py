"""``javon doctor`` names what is missing and the line that installs it."""

import argparse
import json

import pytest

from javon.cli import doctor
from javon.engines.tools.programs import Need, Requirement, Sort


@pytest.fixture
def settings_are_fine(monkeypatch):
    monkeypatch.setattr(doctor, "_setting_lines", lambda judge_all: [])


def parse(*arguments):
    parser = argparse.ArgumentParser()
    doctor.add_arguments(parser)
    return parser.parse_args(arguments)


def test_json_names_every_requirement(capsys, settings_are_fine):
    doctor.run(parse("--json"))
    lines = json.loads(capsys.readouterr().out)
    assert {line["name"] for line in lines} >= {"qpdf", "uzb_cyrl", "uz_UZ", "numpy", "python"}
    assert all(line["problem"] == "" for line in lines if line["name"] in ("numpy", "python"))


def test_something_missing_is_named_with_its_line(capsys, monkeypatch, settings_are_fine):
    missing = Requirement("no-such-program", Sort.PROGRAM, "no-such-package", "nothing at all")
    monkeypatch.setattr(doctor, "REQUIREMENTS", (missing,))
    assert doctor.run(parse()) == 1
    printed = capsys.readouterr().out
    assert "oʻrnatilmagan" in printed
    assert "apt-get install no-such-package" in printed


def test_what_only_tests_need_does_not_fail(capsys, monkeypatch, settings_are_fine):
    missing = Requirement("no-such-program", Sort.PROGRAM, "no-such-package", "nothing", Need.TEST)
    monkeypatch.setattr(doctor, "REQUIREMENTS", (missing,))
    assert doctor.run(parse()) == 0
    assert "no-such-program" not in capsys.readouterr().out, "listed only when asked"
    assert doctor.run(parse("--all")) == 1
    assert "no-such-program" in capsys.readouterr().out


def test_the_disk_of_the_data_is_measured(monkeypatch, tmp_path):
    """Not that of the code, nor the one that the person stands on."""
    monkeypatch.setenv("JAVON_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("JAVON_PRESERVATION", "/dev/shm/preservation")
    monkeypatch.setattr(doctor, "_LEAST_FREE_BYTES", 1 << 60)
    lines = [line for line in doctor._machine_lines() if line.name == "disk"]
    assert [line.version.partition("(")[2] for line in lines] == [f"{tmp_path})", "/dev/shm)"]
    assert all(line.ok is False for line in lines)


def test_broken_settings_are_told_and_the_rest_is_shown(monkeypatch):
    def broken():
        raise ImportError("cannot import name")

    monkeypatch.setattr("django.setup", broken)
    (line,) = doctor._setting_lines()
    assert line.ok is False
    assert "cannot import name" in line.problem
