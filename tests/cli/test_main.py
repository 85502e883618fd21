"""Every command: wrong arguments, a reader that goes away, and surprises end in a sentence and an exit status."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from javon import __version__, cli
from javon.cli import audit, main, up

SOURCES = Path(__file__).parents[2] / "src"


def own(data: Path) -> dict[str, str]:
    """The environment of a data folder of its own."""
    return {"JAVON_DATA": str(data), "JAVON_DATABASE_URL": f"sqlite:///{data}/j.sqlite3", "PYTHONPATH": str(SOURCES)}


def run(*arguments: str, data: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, with a data folder of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JAVON_")}
    return subprocess.run(
        [sys.executable, "-m", "javon", *arguments],
        env={**kept, **own(data), **more},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("name", sorted(cli.COMMANDS))
def test_every_command_tells_its_arguments(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    if name in {"manage"}:
        pytest.skip("Django answers for its own commands")
    with pytest.raises(SystemExit) as left:
        main([name, "--help"])
    assert left.value.code == 0
    assert f"foydalanish: javon {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["digitize"],
        ["digitize", "x", "--profile", "nonsense"],
        ["digitize", "x", "--language", "klingon"],
        ["digitize", "x", "--workers", "0"],
        ["digitize", "x", "--workers", "many"],
        ["read", "x"],
        ["read", "x", "--out", "y", "--profile", "nonsense"],
        ["read", "x", "--out", "y", "--workers", "-1"],
        ["read", "x", "--out", "y", "--dask", "nonsense"],
        ["language"],
        ["language", "convert", "--to", "arab"],
        ["audit"],
        ["up", "--port", "99999"],
        ["up", "--port", "http"],
        ["rebuild", "--workers", "0"],
        ["bench", "nothing"],
        ["test", "nothing"],
    ],
)
def test_wrong_arguments_are_refused_with_the_right_ones(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert f"javon {arguments[0]}" in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"javon {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["digitize", "x", "--titel", "y"], "--title"),
        (["up", "--no-simples"], "--no-samples"),
        (["language", "convert", "--to", "cyrl", "--tu"], "--to"),
    ],
)
def test_the_option_that_was_perhaps_meant_is_named(
    arguments: list[str], meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert f"balki {meant} demoqchidirsiz?" in capsys.readouterr().err


def test_an_unknown_command_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["digitise"]) == 2
    shown = capsys.readouterr().err
    assert "digitise degan buyruq yoʻq; balki digitize demoqchidirsiz?" in shown
    assert "digitize" in shown


@pytest.mark.parametrize("arguments", [["audit", "verify"], ["--help"], ["digitize", "--help"], ["doctor"]])
def test_a_reader_that_goes_away_is_no_error(arguments: list[str], tmp_path: Path) -> None:
    assert run("manage", "migrate", "-v0", data=tmp_path).returncode == 0
    reading, writing = os.pipe()
    os.close(reading)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JAVON_")}
    done = subprocess.run(
        [sys.executable, "-m", "javon", *arguments],
        env={**kept, **own(tmp_path)},
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert done.stderr == ""


def test_a_surprise_is_a_sentence_and_its_story_a_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(options: object) -> int:
        raise RuntimeError("kutilmagan")

    monkeypatch.setattr(audit, "run", fail)
    assert main(["audit", "head"]) == 1
    first, second = capsys.readouterr().err.strip().splitlines()
    assert "kutilmagan" in first
    kept = Path(second.rpartition(" ")[2])
    assert "in fail" in kept.read_text(encoding="utf-8")
    kept.unlink()


def test_a_data_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for arguments in (["audit", "verify"], ["digitize", "x"], ["rebuild"], ["up", "--no-serve"], ["worker"]):
        done = run(*arguments, data=tmp_path / "file" / "data")
        assert done.returncode in {1, 2}, arguments
        assert "Traceback" not in done.stderr
        assert "file" in done.stderr


def test_a_bad_setting_is_a_sentence(tmp_path: Path) -> None:
    done = run("audit", "verify", data=tmp_path, JAVON_WORKERS="many")
    assert done.returncode == 1
    assert done.stderr == "javon audit: JAVON_WORKERS='many': butun son emas\n"


def test_management_commands_speak_the_language_of_the_terminal(tmp_path: Path) -> None:
    assert run("manage", "migrate", "-v0", data=tmp_path).returncode == 0
    assert "no such user" in run("manage", "readmit", "hechkim", data=tmp_path, LC_ALL="en_US.UTF-8").stderr
    assert "bunday foydalanuvchi yoʻq" in run("manage", "readmit", "hechkim", data=tmp_path).stderr


def test_a_folder_without_a_journal_is_no_empty_journal(tmp_path: Path) -> None:
    done = run("audit", "verify", data=tmp_path)
    assert done.returncode == 2
    assert str(tmp_path) in done.stderr


@pytest.mark.parametrize(
    ("host", "names"),
    [
        ("127.0.0.1", ["127.0.0.1", "localhost", "[::1]"]),
        ("localhost", ["localhost", "127.0.0.1", "[::1]"]),
        ("::1", ["[::1]", "127.0.0.1", "localhost"]),
        ("10.1.2.3", ["10.1.2.3", "127.0.0.1", "localhost", "[::1]"]),
        ("0.0.0.0", ["10.1.2.3", "javon-pc", "127.0.0.1", "localhost", "[::1]"]),
    ],
)
def test_a_site_for_the_network_answers_to_its_names_there(
    host: str, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(up, "_address_in_network", lambda: "10.1.2.3")
    monkeypatch.setattr("socket.gethostname", lambda: "Javon-PC")
    assert up.own_names(host) == names


@pytest.mark.parametrize("host", ["203.0.113.7", "no-such-host.invalid"])
def test_an_address_of_another_machine_is_not_called_a_taken_port(
    host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["up", "--host", host, "--port", "8999"]) == 1
    shown = capsys.readouterr().err
    assert host in shown
    assert "band" not in shown
