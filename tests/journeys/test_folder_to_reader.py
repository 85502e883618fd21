"""The main way with the real recognizer: a folder of scans, one command, text found in the other script."""

from __future__ import annotations

import argparse
import io
import threading
from pathlib import Path

import pytest
from django.test import Client
from rich.console import Console
from tests.apps.digitization.making import draw_folder, taken_object

from javon.apps.digitization.actions.lock import object_lock
from javon.apps.digitization.actions.samples import TEXTS
from javon.apps.digitization.actions.typeset import parse, save_all, set_book
from javon.apps.digitization.enums import ObjectStatus
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.digitization.queries.editions import edition_now
from javon.apps.digitization.queries.texts import page_texts
from javon.apps.people.models import User
from javon.cli import digitize as command
from javon.cli import digitizing
from javon.cli.digitizing import digitize

pytestmark = pytest.mark.django_db


def _options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return parser.parse_args(list(arguments))


def _run(*arguments: str) -> tuple[int, list, str]:
    shown = io.StringIO()
    status, reports = digitize(_options(*arguments), Console(file=shown, width=200))
    return status, reports, shown.getvalue()


@pytest.mark.slow
def test_a_folder_is_found_and_read_in_the_other_script(tmp_path: Path) -> None:
    text = parse((TEXTS / "uz-latn.txt").read_text(encoding="utf-8"))
    save_all(set_book(text, "dejavu")[2:3], tmp_path / "kitob", "sinov")
    status, (report,), shown = _run(str(tmp_path / "kitob"), "--title", "Sinov kitobi", "--publish", "--workers", "1")
    assert status == 0
    assert "Sinov kitobi" in shown
    assert report.identifier in shown
    object = DigitalObject.objects.get()
    assert object.status == ObjectStatus.PUBLISHED
    ((page, model),) = page_texts(edition_now(object))
    assert (page.language, page.script) == ("uz-Latn", "Latn")
    assert "Eski shaharning tor koʻchalarida kitob qimmat narsa edi" in " ".join(model.text.split())
    assert object.file("book.pdf").read_bytes().startswith(b"%PDF-")
    for query in ("o'tkan kunlar", "Ўткан кунлар", "otkan kunlar"):
        answer = Client().get("/search", {"q": query})
        assert object.identifier in answer.content.decode(), query


def test_a_bad_folder_says_so_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bosh").mkdir()
    status, (report,), shown = _run(str(tmp_path / "bosh"))
    assert (status, report.identifier) == (2, "")
    assert "topilmadi" in shown
    status, _reports, shown = _run(str(tmp_path / "yoq"))
    assert status == 2
    assert "yoq" in shown
    assert "Traceback" not in shown


def test_bad_files_are_named_at_the_end(tmp_path: Path, settings) -> None:
    settings.JAVON_RECOGNIZER = "null"
    folder = draw_folder(tmp_path / "kitob", 2)
    (folder / "3.png").write_bytes(b"")
    status, (report,), shown = _run(str(folder), "--workers", "1")
    assert (status, report.pages) == (1, 2)
    assert "3.png" in shown.splitlines()[-1] or any("3.png" in line for line in shown.splitlines())


def test_folders_inside_a_folder_are_not_guessed_at(tmp_path: Path, settings) -> None:
    settings.JAVON_RECOGNIZER = "null"
    for name in ("bir", "ikki"):
        draw_folder(tmp_path / "papka" / name, 1)
    status, reports, shown = _run(str(tmp_path / "papka"))
    assert (status, reports) == (2, [])
    assert "--each-folder" in shown
    assert DigitalObject.objects.count() == 0
    status, reports, _shown = _run(str(tmp_path / "papka"), "--each-folder", "--workers", "1")
    assert status == 0
    assert [report.title for report in reports] == ["bir", "ikki"]


def test_the_record_and_the_person_are_taken(tmp_path: Path, settings, operator: User) -> None:
    settings.JAVON_RECOGNIZER = "null"
    (tmp_path / "r.json").write_text('{"title": "Yozuvdan", "creators": ["A"], "date": "1974"}', encoding="utf-8")
    folder = draw_folder(tmp_path / "kitob", 1)
    arguments = (str(folder), "--record", str(tmp_path / "r.json"), "--as", operator.username, "--workers", "1")
    status, _reports, _shown = _run(*arguments)
    assert status == 0
    object = DigitalObject.objects.get()
    assert (object.record.title, object.record.year, object.created_by) == ("Yozuvdan", 1974, operator)
    assert _run(*arguments, "--publish")[0] == 2
    assert Page.objects.count() == 1
    assert _run(str(folder), "--as", "hech-kim")[0] == 2


def test_what_was_digitized_under_another_name_is_named(tmp_path: Path, settings) -> None:
    settings.JAVON_RECOGNIZER = "null"
    draw_folder(tmp_path / "kitob", 1)
    _run(str(tmp_path / "kitob"), "--workers", "1")
    (tmp_path / "kitob").rename(tmp_path / "boshqa")
    status, (report,), shown = _run(str(tmp_path / "boshqa"))
    assert (status, report.known) == (0, True)
    assert DigitalObject.objects.get().identifier in shown


def test_another_program_at_work_is_waited_for(tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.JAVON_RECOGNIZER = "null"
    folder = draw_folder(tmp_path / "kitob", 1)
    object = taken_object(folder)
    monkeypatch.setattr(digitizing, "FOLLOW_S", 0.05)
    holding, letting_go = threading.Event(), threading.Event()

    def hold() -> None:
        with object_lock(object.identifier):
            holding.set()
            letting_go.wait(20)

    other = threading.Thread(target=hold)
    other.start()
    holding.wait(20)
    threading.Timer(0.5, letting_go.set).start()
    status, (report,), _shown = _run(str(folder), "--workers", "1")
    other.join()
    assert (status, report.pages) == (0, 1)
