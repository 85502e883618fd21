"""`javon digitize`: passwords, a folder given again, and nothing left waiting for a worker."""

from __future__ import annotations

import argparse
import io
import socket
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import LazySettings
from rich.console import Console

from javon.apps.digitization.actions.object import object_create
from javon.apps.digitization.errors import DigitizationError
from javon.apps.digitization.models import DigitalObject, Page
from javon.base.jobs import Job, State
from javon.cli import digitize as command
from javon.cli import digitizing
from javon.cli.address import noted
from javon.cli.digitizing import digitize
from javon.cli.passwords import VARIABLE
from javon.cli.report import Report, close, fill
from tests.apps.digitization.making import PASSWORD, draw_folder, draw_scan, locked_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick(settings: LazySettings) -> None:
    """Pages are not read."""
    settings.JAVON_RECOGNIZER = "null"


def run(*arguments: object) -> tuple[int, list[Report], str]:
    """The command here and now: exit status, reports, what is shown."""
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    shown = io.StringIO()
    options = parser.parse_args([*map(str, arguments), "--workers", "1"])
    status, reports = digitize(options, Console(file=shown, width=200))
    return status, reports, shown.getvalue()


def test_a_locked_file_says_how_to_give_its_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = locked_pdf(tmp_path / "kitob.pdf")
    status, _reports, shown = run(path)
    assert status == 2
    assert "kitob.pdf" in shown
    assert "--password-file" in shown
    (tmp_path / "parol").write_text(f"boshqa\n{PASSWORD}\n", encoding="utf-8")
    status, (report,), shown = run(path, "--password-file", tmp_path / "parol")
    assert (status, report.pages, report.locked) == (0, 2, 0)
    assert "--password-file" not in shown
    monkeypatch.setenv(VARIABLE, PASSWORD)
    assert run(locked_pdf(tmp_path / "ikki.pdf", 1))[0] == 0
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD))
    assert run(locked_pdf(tmp_path / "uch.pdf", 3), "--password-file", "-")[0] == 0
    assert run(locked_pdf(tmp_path / "toʻrt.pdf", 4), "--password", PASSWORD)[0] == 0


def test_passwords_that_cannot_be_read_are_a_sentence(tmp_path: Path) -> None:
    status, reports, shown = run(tmp_path, "--password-file", tmp_path / "yoq")
    assert (status, reports) == (2, [])
    assert "yoq" in shown
    (tmp_path / "bayt").write_bytes(b"\xff\xfe\xff")
    assert run(tmp_path, "--password-file", tmp_path / "bayt")[0] == 2


def test_the_changes_of_a_folder_stand_under_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = draw_folder(tmp_path / "kitob", 3)
    assert run(folder)[0] == 0
    (folder / "1.png").unlink()
    draw_scan(folder / "2.png", "yangi skan")
    (folder / "3b.png").write_bytes((folder / "3.png").read_bytes())
    draw_scan(folder / "10.png", "oʻn")
    monkeypatch.chdir(tmp_path)
    status, (report,), shown = run("kitob")
    assert (status, report.pages, report.done_now) == (0, 4, 2)
    assert len(report.notes) == 3
    assert all(name in shown for name in ("1.png: ", "2.png: ", "3b.png: 3.png"))
    status, (report,), _shown = run(folder)
    assert (status, report.known, report.done_now, len(report.notes)) == (0, True, 0, 2)


def test_no_job_is_left_waiting(tmp_path: Path) -> None:
    folder = draw_folder(tmp_path / "kitob", 2)
    run(folder, "--publish")
    assert set(Job.objects.values_list("name", flat=True)) >= {"digitization.process_object", "library.index_object"}
    assert Job.objects.in_state(State.WAITING).count() == 0
    assert Job.objects.in_state(State.FAILED).count() == 0
    object = DigitalObject.objects.get()
    assert object.preserved_revision == object.revision == object.assembled_revision
    draw_scan(folder / "3.png", "uch")
    run(folder)
    assert Job.objects.in_state(State.WAITING).count() == 0
    assert Page.objects.count() == 3


def test_an_unknown_profile_or_language_is_refused_with_those_there_are() -> None:
    for values in ({"profile": "nonsense"}, {"language": "klingon"}):
        with pytest.raises(DigitizationError, match=r"(nonsense.*newspaper|klingon.*uz-Cyrl)"):
            object_create(by=None, record_values={"title": "Sinov"}, **values)
    assert DigitalObject.objects.count() == 0


def test_no_folder_inside_is_said(tmp_path: Path) -> None:
    draw_folder(tmp_path / "kitob", 1)
    status, reports, shown = run(tmp_path / "kitob", "--each-folder")
    assert (status, reports) == (2, [])
    assert shown.strip()


def test_a_copy_or_an_index_that_cannot_be_written_is_a_line_and_made_up_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**arguments: object) -> None:
        raise OSError(28, "No space left on device", "ombor")

    folder = draw_folder(tmp_path / "kitob", 1)
    with monkeypatch.context() as broken:
        broken.setattr(digitizing, "run_until_idle", lambda **_arguments: 0)
        broken.setattr(digitizing, "object_preserve", full)
        broken.setattr(digitizing, "find", lambda _name: SimpleNamespace(function=full))
        status, (report,), shown = run(folder)
    assert (status, report.pages, len(report.bad_files)) == (1, 1, 2)
    assert "ombor: diskda joy qolmadi" in shown
    assert DigitalObject.objects.get().preserved_at is None
    assert run(folder)[0] == 0
    assert DigitalObject.objects.get().preserved_at is not None


@pytest.mark.django_db(transaction=True)
def test_pages_that_failed_for_a_passing_reason_are_tried_again(tmp_path: Path, settings: LazySettings) -> None:
    folder = draw_folder(tmp_path / "kitob", 2)
    draw_scan(folder / "3.bmp", "uch")
    whole = (folder / "3.bmp").read_bytes()
    (folder / "3.bmp").write_bytes(whole[: len(whole) // 2])
    settings.JAVON_RECOGNIZER = "crash"
    status, (report,), _shown = run(folder)
    assert (status, report.failed) == (1, 3)
    left = Page.objects.select_related("object").get(key="p0001").run_folder()
    left.mkdir(parents=True, exist_ok=True)
    settings.JAVON_RECOGNIZER = "null"
    status, (report,), _shown = run(folder)
    assert (status, report.pages, report.failed, report.done_now) == (1, 2, 1, 2)
    assert [path.name for path in left.parent.iterdir()] == ["2"]
    status, (report,), _shown = run(folder)
    assert (report.known, report.done_now) == (True, 0)


def test_what_was_taken_with_a_warning_is_told_once(tmp_path: Path) -> None:
    folder = draw_folder(tmp_path / "kitob", 1)
    (folder / "1.png").rename(folder / "1.jpg")
    assert [text for text in run(folder)[1][0].notes if text.startswith("1.jpg: ")]
    assert run(folder)[1][0].notes == []


def test_the_pages_to_scan_again_come_first_and_are_counted_apart(tmp_path: Path) -> None:
    run(draw_folder(tmp_path / "kitob", 4))
    Page.objects.update(verdict="good", flags=[])
    for key, verdict, code in (("p0002", "look", "page-doubled"), ("p0003", "rescan", "blurred")):
        Page.objects.filter(key=key).update(verdict=verdict, flags=[[code, verdict, 1.0, 1.0]])
    Page.objects.filter(key="p0004").update(status="failed", error_code="timeout")
    report = Report()
    fill(report, DigitalObject.objects.get(), 1.0)
    shown = io.StringIO()
    close(Console(file=shown, width=60), report)
    assert (report.failed, report.rescan, len(report.flagged)) == (1, 1, 3)
    assert [where.partition(" ")[2] for where, _words in report.flagged] == ["(4.png)", "(3.png)", "(2.png)"]
    assert all(len(line) <= 60 for line in shown.getvalue().splitlines())


def test_the_link_is_one_that_opens(tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVON_BASE_URL", raising=False)
    settings.JAVON_DATA = tmp_path
    folder = draw_folder(tmp_path / "kitob", 1)
    _status, (report,), shown = run(folder)
    assert report.where == f"{settings.JAVON_BASE_URL}/work/{report.identifier}/"
    with socket.create_server(("127.0.0.1", 0)) as site:
        address = "http://{}:{}".format(*site.getsockname())
        with noted(address):
            _status, (report,), shown = run(folder, "--publish")
            assert "./javon up" not in shown
    assert report.where == f"{address}/book/{report.identifier}/"
    with noted(address):
        assert "./javon up" in run(folder)[2]
    assert not (tmp_path / "site-address").exists()


def test_what_was_not_taken_is_named_so_that_it_can_be_found(tmp_path: Path) -> None:
    missing = tmp_path / "yoʻq" / "kitob"
    status, _reports, shown = run(missing)
    assert status == 2
    assert str(missing) in shown.replace("\n", "")
    folder = draw_folder(tmp_path / "kitob", 1)
    for part in ("a", "b"):
        (folder / part).mkdir()
        (folder / part / "skan.djvu").write_bytes(b"AT&TFORM")
    status, (report,), shown = run(folder)
    assert status == 1
    assert [text.partition(":")[0] for text in report.bad_files] == ["a/skan.djvu", "b/skan.djvu"]
    assert shown.startswith("kitob")  # no trace of the bar where no person looks on


def test_what_the_second_command_does_not_change_is_told(tmp_path: Path) -> None:
    folder = draw_folder(tmp_path / "kitob", 1)
    assert run(folder, "--title", "Birinchi")[1][0].notes == []
    assert run(folder, "--title", "Birinchi")[1][0].notes == run(folder)[1][0].notes == []
    _status, (report,), _shown = run(folder, "--title", "Ikkinchi", "--language", "ru")
    assert (report.title, len(report.notes)) == ("Birinchi", 2)
    assert "“Ikkinchi”" in report.notes[0]
