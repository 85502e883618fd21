"""A folder given again after it changed: what a person expects of it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PIL import Image
from tests.apps.digitization.making import (
    done_object,
    done_page,
    draw_folder,
    draw_scan,
    model_of,
    result_of,
    taken_object,
)

from javon.apps.digitization.actions import taking
from javon.apps.digitization.actions.give import object_from_paths
from javon.apps.digitization.actions.intake import object_intake
from javon.apps.digitization.actions.object import object_accept
from javon.apps.digitization.actions.preservation import object_preserve
from javon.apps.digitization.actions.processing import object_finish_processing, page_result_store
from javon.apps.digitization.actions.rebuilding import object_restore
from javon.apps.digitization.actions.release import object_open
from javon.apps.digitization.actions.rescan import page_replace
from javon.apps.digitization.actions.review import page_reorder
from javon.apps.digitization.actions.text import text_correct
from javon.apps.digitization.enums import ObjectStatus, PageStatus, SourceStatus
from javon.apps.digitization.models import DigitalObject, Page, SourceFile
from javon.apps.digitization.queries.archive import preservation_root
from javon.apps.digitization.queries.objects import copied_sources, missing_sources
from javon.apps.digitization.queries.reasons import notice_words

pytestmark = pytest.mark.django_db


def again(folder: Path) -> tuple[DigitalObject, list[str]]:
    """Give the folder again; the object and what the person is told."""
    told: list[str] = []
    taken = object_from_paths(paths=[folder], by=None)
    return object_intake(object=taken.object, by=None, tell=told.append), told


def names(object: DigitalObject) -> list[str]:
    return [page.source.name for page in Page.objects.filter(object=object).order_by("position")]


def newer(path: Path) -> None:
    """As if it had been written a second later, whatever the clock of the file system."""
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 10**9))


def test_pages_added_in_front_in_the_middle_and_behind_come_to_their_places(tmp_path: Path) -> None:
    folder = tmp_path / "kitob"
    for number in (2, 4):
        draw_scan(folder / f"{number}.png", str(number))
    first = taken_object(folder)
    for number in (1, 3, 10):
        draw_scan(folder / f"{number}.png", str(number))
    object, told = again(folder)
    assert names(object) == ["1.png", "2.png", "3.png", "4.png", "10.png"]
    assert [page.position for page in Page.objects.filter(object=first).order_by("position")] == [1, 2, 3, 4, 5]
    assert told == []


def test_an_added_page_follows_its_neighbour_where_a_person_moved_it(tmp_path: Path) -> None:
    folder = tmp_path / "kitob"
    for number in (1, 3, 5):
        draw_scan(folder / f"{number}.png", str(number))
    object = taken_object(folder)
    page_reorder(object=object, keys=["p0001"], after="p0003", by=None)
    draw_scan(folder / "2.png", "ikki")
    object, _told = again(folder)
    assert names(object) == ["3.png", "5.png", "1.png", "2.png"]


def test_a_rescan_under_the_old_name_takes_its_place_and_the_old_master_stays(tmp_path: Path) -> None:
    folder = tmp_path / "kitob"
    object = done_object(folder, "bir", "ikki", "uch")
    page = Page.objects.get(key="p0002")
    text_correct(page=page, lines={(0, 0): "tuzatilgan"}, base_version=page.text_version, by=None)
    object_preserve(object=object)
    old = SourceFile.objects.get(name="2.png")
    draw_scan(folder / "2.png", "yangi skan", size=(620, 820))
    object, told = again(folder)
    assert len(told) == 2
    assert all(text.startswith("2.png: ") for text in told)
    assert names(object) == ["1.png", "2.png", "3.png"]
    old.refresh_from_db()
    page.refresh_from_db()
    assert (old.status, page.key, page.status, page.run) == (SourceStatus.REPLACED, "p0002", PageStatus.WAITING, 2)
    assert (page.source_id != old.pk, page.scan_width) == (True, 620)
    assert Page.objects.filter(status=PageStatus.WAITING).count() == 1
    page = done_page(Page.objects.select_related("object").get(key="p0002"), "yangi matn")
    object_preserve(object=object_finish_processing(object=object))
    assert [text.kind for text in page.texts.order_by("version")] == ["recognized", "corrected", "recognized"]
    masters = [name for name in preservation_root().state(object.identifier) if name.startswith("masters/")]
    assert masters == ["masters/00001-1.png", "masters/00002-2.png", "masters/00003-3.png", "masters/00004-2.png"]

    object, told = again(folder)
    assert told == []
    assert not Page.objects.filter(status=PageStatus.WAITING).exists()
    Page.objects.all().delete()
    DigitalObject.objects.all().delete()
    back = object_restore(identifier=object.identifier)
    assert names(back) == ["1.png", "2.png", "3.png"]
    assert Page.objects.get(key="p0002").scan_width == 620


def test_a_file_that_was_only_touched_is_not_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "kitob"
    done_object(folder, "bir", "ikki")
    for path in folder.iterdir():
        newer(path)
    object, told = again(folder)
    assert told == []
    assert not Page.objects.filter(status=PageStatus.WAITING).exists()
    assert set(SourceFile.objects.values_list("status", flat=True)) == {SourceStatus.STORED}
    assert object.status == ObjectStatus.REVIEW


def test_a_broken_rescan_leaves_the_page_and_is_told_until_it_is_mended(tmp_path: Path) -> None:
    folder = tmp_path / "kitob"
    done_object(folder, "bir", "ikki")
    whole = draw_scan(tmp_path / "yangi.png", "butun").read_bytes()
    (folder / "2.png").write_bytes(whole[: len(whole) // 2])
    for _time in range(2):
        object, told = again(folder)
        assert len(told) == 1
        assert "2.png" in told[0]
        assert not Page.objects.filter(status=PageStatus.WAITING).exists()
    (folder / "2.png").write_bytes(whole)
    object, told = again(folder)
    assert Page.objects.get(status=PageStatus.WAITING).key == "p0002"
    assert SourceFile.objects.filter(object=object).count() == 3


def test_a_copy_under_another_name_makes_no_second_page(tmp_path: Path) -> None:
    folder = tmp_path / "kitob"
    done_object(folder, "bir", "ikki")
    shutil.copy(folder / "1.png", folder / "1 nusxa.png")
    for _time in range(2):
        object, told = again(folder)
        assert (names(object), told) == (["1.png", "2.png"], [])
        assert [source.detail for source in copied_sources(object)] == ["1.png"]
    (folder / "1 nusxa.png").unlink()
    object, _told = again(folder)
    assert not copied_sources(object).exists()


def test_a_renamed_file_is_its_old_page(tmp_path: Path) -> None:
    folder = tmp_path / "kitob"
    object = done_object(folder, "bir", "ikki")
    (folder / "1.png").rename(folder / "muqova.png")
    object, told = again(folder)
    assert names(object) == ["muqova.png", "2.png"]
    assert len(told) == 1
    assert "muqova.png" in told[0]
    assert missing_sources(object, [folder]) == []
    assert again(folder)[1] == []


@pytest.mark.parametrize("publish", [True, False])
def test_what_comes_into_an_accepted_book_is_named(publish: bool, tmp_path: Path) -> None:
    folder = tmp_path / "kitob"
    object = done_object(folder, "bir", "ikki")
    object = object_open(object=object, by=None) if publish else object_accept(object=object, by=None)
    for number in range(3, 10):
        draw_scan(folder / f"{number}.png", str(number))
    changed, (words,) = again(folder)
    assert changed.status == object.status
    assert words.startswith(f"{object.record.title}: ")
    assert "3.png, 4.png, 5.png, 6.png, 7.png" in words
    assert "8.png" not in words


def test_a_pdf_cut_in_half_gives_what_is_left_until_a_whole_copy_lies_there(tmp_path: Path) -> None:
    scans = [Image.open(draw_scan(tmp_path / f"{number}.png", str(number))) for number in range(6)]
    whole, path = tmp_path / "butun.pdf", tmp_path / "kitob.pdf"
    scans[0].convert("RGB").save(whole, save_all=True, append_images=[scan.convert("RGB") for scan in scans[1:]])
    path.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    taken = object_from_paths(paths=[path], by=None)
    object = object_intake(object=taken.object, by=None)
    left = object.pages.count()
    assert 0 < left < 6
    (words,) = notice_words(SourceFile.objects.get(object=object))
    assert words.startswith("kitob.pdf: ")
    assert f" {left}. " in words
    path.write_bytes(whole.read_bytes())
    object_intake(object=object_from_paths(paths=[path], by=None).object, by=None)
    assert Page.objects.filter(object=object, excluded=False).count() == 6


def test_a_removed_file_keeps_its_page_and_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "kitob"
    done_object(folder, "bir", "ikki")
    (folder / "1.png").unlink()
    object, told = again(folder)
    assert (names(object), told) == (["1.png", "2.png"], [])
    assert [source.name for source in missing_sources(object, [folder])] == ["1.png"]


def test_files_that_changed_names_with_each_other_change_places(tmp_path: Path) -> None:
    folder = tmp_path / "kitob"
    done_object(folder, "bir", "ikki")
    one, two = (folder / "1.png").read_bytes(), (folder / "2.png").read_bytes()
    (folder / "1.png").write_bytes(two)
    (folder / "2.png").write_bytes(one)
    object, _told = again(folder)
    assert [
        page.source.stored.path.read_bytes() == wanted
        for page, wanted in zip(Page.objects.filter(object=object).order_by("position"), (two, one), strict=True)
    ] == [True, True]
    assert Page.objects.count() == 2


def test_a_file_of_pages_that_grew_or_shrank(tmp_path: Path) -> None:
    def book(count: int) -> None:
        frames = [Image.new("L", (300, 400 + shade), 255 - shade) for shade in range(count)]
        frames[0].save(tmp_path / "kitob.tif", save_all=True, append_images=frames[1:])

    book(2)
    object = taken_object(tmp_path / "kitob.tif")
    book(4)
    newer(tmp_path / "kitob.tif")
    object, _told = again(tmp_path / "kitob.tif")
    assert [(page.key, page.frame) for page in object.pages.order_by("position")] == [
        ("p0001", 0),
        ("p0002", 1),
        ("p0003", 2),
        ("p0004", 3),
    ]
    book(3)
    object, told = again(tmp_path / "kitob.tif")
    assert object.pages.count() == 4
    assert len(told) == 2


def test_a_published_book_stays_open_and_the_person_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "kitob"
    object = object_open(object=done_object(folder, "bir", "ikki"), by=None)
    assert object.is_published
    draw_scan(folder / "3.png", "uch")
    object, told = again(folder)
    object.refresh_from_db()
    assert object.is_published
    assert len(told) == 1


def test_a_double_page_scanned_again_has_two_halves_again(tmp_path: Path) -> None:
    object = taken_object(draw_folder(tmp_path / "kitob", 1))
    page = Page.objects.select_related("object").get()
    halves = [result_of(model_of("chap"), part=0), result_of(model_of("oʻng"), part=1)]
    page_result_store(page=page, run=page.run, results=halves)
    object_finish_processing(object=object)
    page = Page.objects.select_related("object").get(part=0)
    page = page_replace(page=page, path=draw_scan(tmp_path / "yangi.png", "yangi"), name="yangi.png", by=None)
    page = Page.objects.select_related("object").get(pk=page.pk)
    page_result_store(page=page, run=page.run, results=halves)
    assert [(row.key, row.excluded) for row in Page.objects.order_by("position")] == [
        ("p0001", False),
        ("p0001b", False),
    ]


def test_a_file_refused_for_a_passing_reason_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crashed(path: Path) -> taking.engine.Source:
        raise taking.engine.BadFile(taking.engine.Code.CRASHED, str(path), "ended from outside")

    folder = tmp_path / "kitob"
    draw_scan(folder / "1.png", "bir")
    draw_scan(folder / "2.png", "ikki")
    (folder / "3.png").write_bytes(b"")
    whole = taking.engine.inspect
    monkeypatch.setattr(taking.engine, "inspect", lambda path: (crashed if path.name == "2.png" else whole)(path))
    object = taken_object(folder)
    assert names(object) == ["1.png"]
    monkeypatch.setattr(taking.engine, "inspect", whole)
    object, told = again(folder)
    assert names(object) == ["1.png", "2.png"]
    assert SourceFile.objects.get(name="3.png").code == "empty"
    assert again(folder)[1] == told == []
