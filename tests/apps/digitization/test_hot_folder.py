"""The watched folder: patient with copies, deaf to bad files."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.test import Client
from django.utils import translation
from tests.apps.digitization.making import draw_folder, draw_scan

from javon.apps.digitization.actions import hot_folder
from javon.apps.digitization.actions.hot_folder import HotFolder
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.people.models import User

pytestmark = pytest.mark.django_db


class Clock:
    """Seconds that pass when told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def inbox(settings: LazySettings) -> Path:
    """The hot folder, empty."""
    folder = Path(settings.JAVON_HOT_FOLDER)
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def aside(settings: LazySettings) -> Path:
    """Where bad files go."""
    return Path(settings.JAVON_SET_ASIDE)


def _after(watcher: HotFolder, clock: Clock, seconds: float) -> list[DigitalObject]:
    clock.now += seconds
    return watcher.look()


def _watcher() -> tuple[HotFolder, Clock]:
    clock = Clock()
    return HotFolder(quiet_s=10, clock=clock), clock


def test_a_folder_that_lies_still_becomes_one_object(inbox: Path) -> None:
    watcher, clock = _watcher()
    draw_folder(inbox / "Eski kitob", 2)
    assert watcher.look() == []
    assert _after(watcher, clock, 5) == []
    (object,) = _after(watcher, clock, 6)
    assert object.record.title == "Eski kitob"
    assert object.pages.count() == 2
    assert list(inbox.iterdir()) == []
    assert _after(watcher, clock, 60) == []
    assert DigitalObject.objects.count() == 1


def test_what_was_set_aside_is_told_in_the_browser(
    inbox: Path, aside: Path, client: Client, operator: User, make_user: Callable[..., User]
) -> None:
    (inbox / "bosh.png").touch()
    (inbox / "Jild").mkdir()
    (inbox / "Jild" / "matn.txt").write_text("bu sahifa emas")
    watcher, clock = _watcher()
    watcher.look()
    _after(watcher, clock, 20)
    client.force_login(operator)
    told = {file.name: file.reason for file in client.get("/work/new/").context["set_aside"]}
    assert set(told) == {"bosh.png", "Jild"}
    assert "boʻsh" in told["bosh.png"]
    assert "chetga olingan fayllar: 2" in client.get("/work/").content.decode()
    (aside / "bosh.png").unlink()
    assert [file.name for file in client.get("/work/new/").context["set_aside"]] == ["Jild"]
    client.force_login(make_user("cataloguer"))
    assert "chetga olingan" not in client.get("/work/").content.decode()


def test_a_note_beside_a_file_speaks_every_language_and_the_browser_that_of_its_reader(
    inbox: Path, aside: Path, client: Client, operator: User
) -> None:
    (inbox / "bosh.png").touch()
    (inbox / "yomon.pdf").write_bytes(b"%PDF-1.4 nothing")
    watcher, clock = _watcher()
    watcher.look()
    with translation.override("en"):  # the worker's own language is nobody's
        _after(watcher, clock, 20)
    note = (aside / "bosh.png.txt").read_text(encoding="utf-8")
    assert [line[: line.index("]") + 1] for line in note.splitlines() if line] == ["[uz]", "[uz-cyrl]", "[ru]", "[en]"]
    assert all(word in note for word in ("fayl boʻsh", "файл бўш", "пуст", "empty"))
    client.force_login(operator)
    for language, word in (("uz", "fayl boʻsh"), ("ru", "пуст"), ("en", "empty")):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        told = {file.name: file.reason for file in client.get("/work/new/").context["set_aside"]}
        assert word in told["bosh.png"]
        assert "[" not in told["bosh.png"]
        assert told["yomon.pdf"]
    (aside / "bosh.png.txt").write_text("bosh.png: eski izoh\n", encoding="utf-8")
    assert "eski izoh" in {file.reason for file in client.get("/work/new/").context["set_aside"]}


def test_a_file_still_being_copied_is_waited_for(inbox: Path) -> None:
    watcher, clock = _watcher()
    folder = draw_folder(inbox / "kitob", 1)
    watcher.look()
    for number in range(2, 5):
        draw_scan(folder / f"{number}.png", str(number))
        assert _after(watcher, clock, 9) == []
    (folder / "5.png.part").write_bytes(b"...")
    assert _after(watcher, clock, 20) == []
    assert _after(watcher, clock, 20) == []
    (folder / "5.png.part").unlink()
    assert _after(watcher, clock, 1) == []
    (object,) = _after(watcher, clock, 11)
    assert object.pages.count() == 4


def test_a_growing_file_is_not_taken(inbox: Path) -> None:
    watcher, clock = _watcher()
    whole = draw_scan(inbox.parent / "kitob.png").read_bytes()
    for end in range(0, len(whole), max(1, len(whole) // 4)):
        (inbox / "kitob.png").write_bytes(whole[:end])
        assert _after(watcher, clock, 9) == []
    (inbox / "kitob.png").write_bytes(whole)
    assert _after(watcher, clock, 9) == []
    (object,) = _after(watcher, clock, 11)
    assert object.pages.count() == 1


def test_links_lead_nobody_to_files_outside(inbox: Path, aside: Path, tmp_path: Path) -> None:
    """Whoever may only write into the folder must not have other files of the machine shown by it."""
    watcher, clock = _watcher()
    hidden = draw_scan(tmp_path / "maxfiy.png", "maxfiy")
    draw_folder(tmp_path / "maxfiy papka", 2)
    folder = draw_folder(inbox / "kitob", 1)
    (folder / "2.png").symlink_to(hidden)
    (folder / "ichki").symlink_to(tmp_path / "maxfiy papka")
    (inbox / "3.png").symlink_to(hidden)
    watcher.look()
    (object,) = _after(watcher, clock, 11)
    assert object.pages.count() == 1
    assert not any(path.is_symlink() for path in inbox.rglob("*"))
    assert "havola" in (aside / "kitob" / "2.png.txt").read_text()
    assert {path.name for path in aside.rglob("*") if path.is_symlink()} == {"2.png", "ichki", "3.png"}
    assert hidden.exists()
    assert len(list((tmp_path / "maxfiy papka").iterdir())) == 2


def test_two_names_of_the_greatest_length_are_both_set_aside(inbox: Path, aside: Path) -> None:
    watcher, clock = _watcher()
    names = [f"{'к' * 124}{end}.png" for end in "ab"]
    for name in names:
        (inbox / name).write_bytes(b"")
    watcher.look()
    _after(watcher, clock, 11)
    _after(watcher, clock, 11)
    assert len([path for path in aside.iterdir() if path.suffix == ".png"]) == 2
    assert len(list(aside.glob("*.txt"))) == 2


def test_a_note_is_written_over_nothing_and_read_from_no_link(
    inbox: Path, aside: Path, tmp_path: Path, operator: User
) -> None:
    watcher, clock = _watcher()
    (tmp_path / "kalit").write_text("maxfiy kalit")
    (inbox / "1.png.txt").symlink_to(tmp_path / "kalit")
    (inbox / "2.png.txt").write_text("odamning oʻz matni")
    watcher.look()
    _after(watcher, clock, 11)
    for name in ("1.png", "2.png"):
        (inbox / name).write_bytes(b"")
    watcher.look()
    _after(watcher, clock, 11)
    assert (tmp_path / "kalit").read_text() == "maxfiy kalit"
    assert (aside / "2.png.txt").read_text() == "odamning oʻz matni"
    assert [path.name for path in aside.rglob("*.png")] != []
    browser = Client()
    browser.force_login(operator)
    shown = browser.get("/work/new/").content.decode()
    assert "maxfiy kalit" not in shown
    assert shown.count("boʻsh") >= 2, "both empty files are told of"


def test_a_bad_file_is_set_aside_with_its_reason_and_the_others_go_on(inbox: Path, aside: Path) -> None:
    watcher, clock = _watcher()
    folder = draw_folder(inbox / "kitob", 2)
    (folder / "3.png").write_bytes(b"")
    (inbox / "yomon.pdf").write_bytes(b"%PDF-1.4 nothing")
    draw_scan(inbox / "yaxshi.png", "yaxshi")
    watcher.look()
    made = _after(watcher, clock, 11)
    assert sorted(object.record.title for object in made) == ["kitob", "yaxshi"]
    assert (aside / "kitob" / "3.png").exists()
    assert "3.png" in (aside / "kitob" / "3.png.txt").read_text(encoding="utf-8")
    assert "yomon.pdf" in (aside / "yomon.pdf.txt").read_text(encoding="utf-8")
    assert list(inbox.iterdir()) == []


def test_nothing_that_lies_there_blinds_the_watcher(inbox: Path, aside: Path) -> None:
    watcher, clock = _watcher()
    os.symlink("/etc/passwd", inbox / "havola.png")
    (inbox / "bosh").mkdir()
    (inbox / ".yashirin").write_bytes(b"x")
    (inbox / "x\udcff.png").write_bytes(b"not an image")
    watcher.look()
    assert _after(watcher, clock, 11) == []
    assert Path("/etc/passwd").exists()
    draw_scan(inbox / "yaxshi.png", "yaxshi")
    _after(watcher, clock, 1)
    assert len(_after(watcher, clock, 11)) == 1
    assert sorted(path.name for path in inbox.iterdir()) == [".yashirin", "bosh"]
    assert (aside / "havola.png.txt").exists()


def test_a_program_killed_in_between_goes_on(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watcher, clock = _watcher()
    draw_folder(inbox / "kitob", 2)

    def killed(**_arguments: object) -> None:
        raise KeyboardInterrupt

    watcher.look()
    monkeypatch.setattr(hot_folder, "object_intake", killed)
    with pytest.raises(KeyboardInterrupt):
        _after(watcher, clock, 11)
    monkeypatch.undo()
    watcher, clock = _watcher()
    (object,) = watcher.look()
    assert Page.objects.filter(object=object).count() == 2
    assert DigitalObject.objects.count() == 1


def test_what_was_digitized_before_makes_no_second_object(inbox: Path) -> None:
    for _time in range(2):
        watcher, clock = _watcher()
        draw_scan(inbox / "kitob.png", "bir xil")
        watcher.look()
        _after(watcher, clock, 11)
    assert DigitalObject.objects.count() == 1
    assert list(inbox.iterdir()) == []


def test_another_file_of_a_name_that_came_before_is_another_object(inbox: Path) -> None:
    made = []
    for text in ("dushanba", "seshanba"):
        watcher, clock = _watcher()
        draw_scan(inbox / "scan.png", text)
        draw_scan(inbox / "papka" / "1.png", f"{text} 1")
        watcher.look()
        made += _after(watcher, clock, 11)
    assert len({object.pk for object in made}) == 4
    assert [object.pages.count() for object in made] == [1, 1, 1, 1]
    assert list(inbox.iterdir()) == []


def test_nothing_that_was_not_taken_is_deleted(inbox: Path, aside: Path) -> None:
    for _time in range(2):  # the second time everything is known, and what was not taken still is not lost
        watcher, clock = _watcher()
        draw_folder(inbox / "kitob", 2)
        (inbox / "kitob" / "izoh.docx").write_bytes(b"a note")
        (inbox / "kitob" / "record.mrc").write_bytes(b"a record")
        (inbox / "kitob" / "ichki").mkdir()
        (inbox / "kitob" / "ichki" / "3.png").write_bytes(b"bad")
        (inbox / "kitob" / "Thumbs.db").write_bytes(b"litter")
        watcher.look()
        _after(watcher, clock, 11)
        assert list(inbox.iterdir()) == []
    assert DigitalObject.objects.count() == 1
    kept = sorted(path.name for path in aside.rglob("*") if path.is_file() and path.suffix != ".txt")
    assert kept == ["3-2.png", "3.png", "izoh-2.docx", "izoh.docx", "record-2.mrc", "record.mrc"]


def test_an_archive_with_more_than_pages_is_kept(inbox: Path, aside: Path, tmp_path: Path) -> None:
    watcher, clock = _watcher()
    draw_scan(tmp_path / "1.png", "arxiv")
    for name, others in (("toza.zip", []), ("izohli.zip", ["izoh.docx"])):
        with zipfile.ZipFile(inbox / name, "w") as archive:
            archive.writestr(f"{name}.png", draw_scan(tmp_path / f"{name}.png", name).read_bytes())
            for other in others:
                archive.writestr(other, b"a note")
    watcher.look()
    assert len(_after(watcher, clock, 11)) == 2
    assert [path.name for path in aside.glob("*.zip")] == ["izohli.zip"]
    assert "izoh.docx" in (aside / "izohli.zip.txt").read_text(encoding="utf-8")


def test_a_reason_can_be_written_beside_the_longest_name(inbox: Path, aside: Path) -> None:
    watcher, clock = _watcher()
    (inbox / f"{'я' * 125}.png").write_bytes(b"bad")
    watcher.look()
    _after(watcher, clock, 11)
    assert len(list(aside.iterdir())) == 2
