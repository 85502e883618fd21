"""What is given becomes pages, once, in order, whatever happens in between."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import translation
from tests.apps.digitization.making import draw_folder, draw_scan, taken_object

from javon.apps.catalog.models import Record
from javon.apps.digitization.actions import intake, room
from javon.apps.digitization.actions.give import object_from_paths, unpacked_clear, unpacked_folder
from javon.apps.digitization.actions.intake import object_intake
from javon.apps.digitization.actions.object import object_discard
from javon.apps.digitization.actions.taking import source_take
from javon.apps.digitization.enums import ObjectStatus, SourceStatus
from javon.apps.digitization.errors import (
    AlreadyDigitizedError,
    NoRoomError,
    NotAllowedError,
    NothingToDigitizeError,
)
from javon.apps.digitization.models import DigitalObject, Page, SourceFile
from javon.apps.digitization.queries.history import discarded_as
from javon.apps.people.models import User
from javon.base.audit import JournalRow
from javon.base.db import said
from javon.base.files import StoredFile
from javon.base.jobs import Job

pytestmark = pytest.mark.django_db


def test_a_folder_becomes_pages_in_the_order_of_people(tmp_path: Path) -> None:
    folder = tmp_path / "kitob"
    for name in ("10", "2", "1"):
        draw_scan(folder / f"{name}.png", name)
    object = taken_object(folder)
    assert [page.source.name for page in object.pages.order_by("position")] == ["1.png", "2.png", "10.png"]
    assert [page.key for page in object.pages.order_by("position")] == ["p0001", "p0002", "p0003"]
    assert object.status == ObjectStatus.PROCESSING
    assert StoredFile.objects.count() == 3
    assert Job.objects.filter(name="digitization.process_object").count() == 1
    assert JournalRow.objects.filter(action="digitization.object_intake").count() == 1


def test_the_same_folder_twice_is_the_same_object(tmp_path: Path) -> None:
    folder = draw_folder(tmp_path / "kitob", 2)
    first = taken_object(folder)
    again = object_from_paths(paths=[folder], by=None)
    assert again.known
    assert again.new_files == 0
    assert again.object == first
    object_intake(object=again.object, by=None)
    assert Page.objects.count() == 2


def test_the_same_scans_under_another_name_are_recognized(tmp_path: Path) -> None:
    first = taken_object(draw_folder(tmp_path / "kitob", 2))
    shutil.copytree(tmp_path / "kitob", tmp_path / "nusxa")
    with pytest.raises(AlreadyDigitizedError) as caught:
        taken_object(tmp_path / "nusxa")
    assert caught.value.identifier == first.identifier
    assert DigitalObject.objects.count() == 1
    assert Record.objects.count() == 1


def test_files_added_later_go_where_their_number_says(tmp_path: Path) -> None:
    folder = draw_folder(tmp_path / "kitob", 2)
    object = taken_object(folder)
    draw_scan(folder / "3.png", "uch")
    object = taken_object(folder)
    names = [page.source.name for page in Page.objects.filter(object=object).order_by("position")]
    assert names == ["1.png", "2.png", "3.png"]


def test_a_bad_file_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    folder = draw_folder(tmp_path / "kitob", 2)
    (folder / "3.png").write_bytes(b"")
    (folder / "4.jpg").write_bytes(b"\xff\xd8\xff\xe0 cut")
    object = taken_object(folder)
    assert object.pages.count() == 2
    refused = {row.name: row.code for row in SourceFile.objects.filter(status=SourceStatus.REFUSED)}
    assert refused["3.png"] == "empty"
    assert set(refused) == {"3.png", "4.jpg"}
    assert all(row.name in row.reason for row in SourceFile.objects.filter(status=SourceStatus.REFUSED))


def test_a_bad_file_given_again_whole_comes_to_its_place(tmp_path: Path) -> None:
    folder = draw_folder(tmp_path / "kitob", 3)
    whole = (folder / "2.png").read_bytes()
    (folder / "2.png").write_bytes(b"")
    object = taken_object(folder)
    (folder / "2.png").write_bytes(whole)
    taken_object(folder)
    pages = Page.objects.filter(object=object).order_by("position")
    assert [(page.source.name, page.key) for page in pages] == [
        ("1.png", "p0001"),
        ("2.png", "p0003"),
        ("3.png", "p0002"),
    ]


def test_why_an_object_went_is_said_in_the_language_of_whoever_asks(tmp_path: Path) -> None:
    given = object_from_paths(paths=[draw_folder(tmp_path / "kitob", 1)], by=None)
    reason = said.gettext("%(file)s: fayl boʻsh (0 bayt). Qaytadan nusxalang yoki skanerlang.") % {"file": "a.png"}
    object_discard(object=given.object, reason=said.lines([reason]), by=None)

    with translation.override("uz"):
        assert discarded_as(given.object.identifier) == (reason, "")
    with translation.override("en"):
        english = "a.png: the file is empty (0 bytes). Copy or scan it again."
        assert discarded_as(given.object.identifier) == (english, "")


def test_nothing_usable_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "bosh"
    folder.mkdir()
    with pytest.raises(NothingToDigitizeError):
        taken_object(folder)
    (folder / "1.png").write_bytes(b"")
    with pytest.raises(NothingToDigitizeError, match=r"1\.png"):
        taken_object(folder)
    assert DigitalObject.objects.count() == 0
    assert Record.objects.count() == 0


def test_an_archive_gives_its_pages(tmp_path: Path) -> None:
    folder = draw_folder(tmp_path / "kitob", 2)
    with zipfile.ZipFile(tmp_path / "kitob.zip", "w") as archive:
        for path in folder.iterdir():
            archive.write(path, f"ichida/{path.name}")
    object = taken_object(tmp_path / "kitob.zip")
    names = [page.source.name for page in object.pages.order_by("position")]
    assert names == ["kitob/ichida/1.png", "kitob/ichida/2.png"]


def test_clearing_up_after_an_object_without_a_key_leaves_the_others_alone(settings: LazySettings) -> None:
    other = unpacked_folder("a" * 64) / "1.tif"
    other.parent.mkdir(parents=True)
    other.touch()
    unpacked_clear("")
    assert other.exists()
    unpacked_clear("a" * 64)
    assert not other.exists()


def test_javons_own_data_inside_the_folder_are_no_pages(tmp_path: Path, settings: LazySettings) -> None:
    folder = draw_folder(tmp_path / "uy", 2)
    settings.JAVON_DATA = folder / "var"
    draw_scan(folder / "var" / "derivatives" / "thumb.png", "kichik")
    with zipfile.ZipFile(folder / "3.zip", "w") as archive:
        archive.writestr("a.png", draw_scan(tmp_path / "a.png", "uch").read_bytes())
    object = taken_object(folder)
    names = [page.source.name for page in object.pages.order_by("position")]
    assert names == ["1.png", "2.png", "3/a.png"]


def test_a_file_of_several_pages_gives_them_all(tmp_path: Path) -> None:
    from PIL import Image  # noqa: PLC0415 -- slow import

    frames = [Image.new("L", (300, 400), shade) for shade in (255, 200, 150)]
    frames[0].save(tmp_path / "kitob.tif", save_all=True, append_images=frames[1:])
    object = taken_object(tmp_path / "kitob.tif")
    assert [page.frame for page in object.pages.order_by("position")] == [0, 1, 2]


def test_a_kill_between_two_files_loses_and_doubles_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = draw_folder(tmp_path / "kitob", 4)
    taken = object_from_paths(paths=[folder], by=None)
    calls = []

    def killed_at_the_third(**arguments: object) -> object:
        calls.append(arguments)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return source_take(**arguments)  # type: ignore[arg-type] # passed on as they came

    monkeypatch.setattr(intake, "source_take", killed_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        object_intake(object=taken.object, by=None)
    assert Page.objects.count() == 0
    monkeypatch.undo()
    object = taken_object(folder)
    assert object.pages.count() == 4
    assert StoredFile.objects.count() == 4


def test_too_small_a_disk_is_said_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    folder = draw_folder(tmp_path / "kitob", 1)
    monkeypatch.setattr(room, "LEAST_FREE", 10**18)
    with pytest.raises(NoRoomError):
        taken_object(folder)
    assert StoredFile.objects.count() == 0


def test_a_reader_and_a_cataloguer_may_not_bring_scans_in(tmp_path: Path, reader: User, cataloguer: User) -> None:
    folder = draw_folder(tmp_path / "kitob", 1)
    for person in (reader, cataloguer):
        with pytest.raises(NotAllowedError):
            taken_object(folder, by=person)
    assert DigitalObject.objects.count() == 0
