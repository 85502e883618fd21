"""Results are stored once, whatever comes twice, late or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from PIL import Image
from pytest_django import DjangoAssertNumQueries
from tests.apps.digitization.making import (
    done_object,
    done_page,
    draw_folder,
    held_by_another,
    model_of,
    result_of,
    taken_object,
    write_files,
)

from javon.apps.digitization.actions import processing
from javon.apps.digitization.actions.processing import (
    object_finish_processing,
    object_process,
    page_failed,
    page_result_store,
    page_task,
)
from javon.apps.digitization.enums import ObjectStatus, PageStatus, PageVerdict
from javon.apps.digitization.errors import BusyError, DigitizationError, NoRoomError
from javon.apps.digitization.models import DigitalObject, Page, PageText
from javon.apps.digitization.queries.editions import edition_now
from javon.apps.digitization.queries.pages import pages_to_process
from javon.apps.digitization.queries.texts import page_texts
from javon.engines.pipeline import Flag, Verdict

pytestmark = pytest.mark.django_db


def test_the_pipeline_fills_every_page(tmp_path: Path, settings: LazySettings) -> None:
    settings.JAVON_RECOGNIZER = "null"
    object = taken_object(draw_folder(tmp_path / "kitob", 3))
    seen = []
    object = object_process(object=object, workers=1, on_page=seen.append)
    assert [page.status for page in object.pages.all()] == [PageStatus.DONE] * 3
    assert len(seen) == 3
    assert object.status == ObjectStatus.REVIEW
    page = object.pages.select_related("object").get(key="p0002")
    assert page.path("access.tif").exists()
    assert page.path("thumb.jpg").exists()
    assert object_process(object=object, workers=1, on_page=seen.append).revision == object.revision
    assert len(seen) == 3


def test_a_result_that_comes_twice_changes_nothing(tmp_path: Path) -> None:
    object = taken_object(draw_folder(tmp_path / "kitob", 1))
    page = Page.objects.get(object=object)
    for text in ("birinchi", "ikkinchi"):
        page_result_store(page=page, run=1, results=[result_of(model_of(text))])
    assert [model.text for _page, model in page_texts(edition_now(object))] == ["birinchi"]
    assert PageText.objects.count() == 1


def test_a_result_of_an_older_run_is_not_taken(tmp_path: Path) -> None:
    object = taken_object(draw_folder(tmp_path / "kitob", 1))
    page = Page.objects.get(object=object)
    Page.objects.filter(pk=page.pk).update(run=2)
    page_result_store(page=page, run=1, results=[result_of(model_of("eski"))])
    page_failed(page=page, run=1, code="crash", error="eski")
    assert Page.objects.get(pk=page.pk).status == PageStatus.WAITING


def test_a_double_page_becomes_two_pages_behind_each_other(tmp_path: Path) -> None:
    object = taken_object(draw_folder(tmp_path / "kitob", 2))
    page = Page.objects.get(object=object, key="p0001")
    halves = [result_of(model_of(text), part=part, split={"at": 300, "part": part}) for part, text in enumerate("ab")]
    page_result_store(page=page, run=1, results=halves)
    rows = Page.objects.filter(object=object).order_by("position").values_list("key", "position", "part", "folder")
    assert list(rows) == [("p0001", 1, 0, "p0001/1/0"), ("p0001b", 2, 1, "p0001/1/1"), ("p0002", 3, 0, "")]
    assert [row.key for row in pages_to_process(object)] == ["p0002"]


def test_two_halves_that_become_one_page_again_hide_the_second(tmp_path: Path) -> None:
    object = taken_object(draw_folder(tmp_path / "kitob", 1))
    page = Page.objects.get(object=object)
    page_result_store(page=page, run=1, results=[result_of(model_of("a")), result_of(model_of("b"), part=1)])
    Page.objects.filter(pk=page.pk).update(status=PageStatus.WAITING, run=2)
    page_result_store(page=page, run=2, results=[result_of(model_of("a b"))])
    assert [model.text for _page, model in page_texts(edition_now(object))] == ["a b"]
    assert Page.objects.get(key="p0001b").excluded


def test_a_page_that_fails_does_not_hold_the_book(tmp_path: Path) -> None:
    object = taken_object(draw_folder(tmp_path / "kitob", 2))
    first, second = Page.objects.filter(object=object).select_related("object").order_by("position")
    page_failed(page=first, run=1, code="timeout", error="took too long")
    assert object_finish_processing(object=object).status == ObjectStatus.PROCESSING
    done_page(second, "matn")
    assert object_finish_processing(object=object).status == ObjectStatus.REVIEW
    assert Page.objects.get(pk=first.pk).error_code == "timeout"


def test_labels_come_from_the_numbers_on_the_pages(tmp_path: Path) -> None:
    object = taken_object(draw_folder(tmp_path / "kitob", 4))
    for page, number in zip(
        Page.objects.filter(object=object).order_by("position"), (None, "5", "6", "7"), strict=True
    ):
        done_page(Page.objects.select_related("object").get(pk=page.pk), "matn", number=number)
    object_finish_processing(object=object)
    labels = Page.objects.filter(object=object).order_by("position").values_list("label", flat=True)
    assert list(labels) == ["[1]", "5", "6", "7"]


def test_a_missing_page_is_flagged_from_its_neighbours(tmp_path: Path) -> None:
    object = taken_object(draw_folder(tmp_path / "kitob", 6))
    numbers = ("1", "2", "3", "6", "7", "8")
    for page, number in zip(Page.objects.filter(object=object).order_by("position"), numbers, strict=True):
        done_page(Page.objects.select_related("object").get(pk=page.pk), f"matn {number}", number=number)
    object_finish_processing(object=object)
    flagged = Page.objects.get(object=object, number="6")
    assert flagged.verdict == PageVerdict.RESCAN
    assert [flag[:3] for flag in flagged.flags] == [["page-missing", "rescan", 2]]


def test_measured_flags_stay_beside_those_of_the_book(tmp_path: Path) -> None:
    object = taken_object(draw_folder(tmp_path / "kitob", 1))
    page = Page.objects.select_related("object").get(object=object)
    done_page(page, "matn", flags=[Flag("blurred", Verdict.RESCAN, 1.0, 2.0)])
    object_finish_processing(object=object)
    page.refresh_from_db()
    assert page.verdict == PageVerdict.RESCAN
    assert page.flags == [["blurred", "rescan", 1.0, 2.0]]


def test_a_second_program_leaves_the_object_alone(book: DigitalObject) -> None:
    with held_by_another(book.identifier), pytest.raises(BusyError):
        object_process(object=book)


def test_an_object_that_is_to_be_published_is_published_when_ready(tmp_path: Path) -> None:
    draw_folder(tmp_path / "kitob", 1)
    object = taken_object(tmp_path / "kitob")
    DigitalObject.objects.filter(pk=object.pk).update(publish_when_ready=True)
    page = Page.objects.select_related("object").get(object=object)
    write_files(page)
    page_result_store(page=page, run=1, results=[result_of(model_of("matn"))])
    object = object_finish_processing(object=object)
    assert object.status == ObjectStatus.PUBLISHED
    assert object.published_at is not None


def test_pages_of_one_object_do_not_touch_another(tmp_path: Path) -> None:
    one = done_object(tmp_path / "bir", "a", "b")
    two = done_object(tmp_path / "ikki", "c")
    assert [model.text for _page, model in page_texts(edition_now(one))] == ["a", "b"]
    assert [model.text for _page, model in page_texts(edition_now(two))] == ["c"]


def test_a_full_disk_makes_no_bad_pages(
    tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.JAVON_RECOGNIZER = "crash"
    object = taken_object(draw_folder(tmp_path / "kitob", 1))
    monkeypatch.setattr(processing, "FULL", 10**18)
    with pytest.raises(NoRoomError):
        object_process(object=object, workers=1)
    assert Page.objects.get().status == PageStatus.WAITING
    monkeypatch.undo()
    settings.JAVON_RECOGNIZER = "null"
    assert object_process(object=object, workers=1).status == ObjectStatus.REVIEW


def test_a_page_that_crashes_the_recognizer_is_marked_and_the_book_finished(
    tmp_path: Path, settings: LazySettings
) -> None:
    settings.JAVON_RECOGNIZER = "crash"
    object = object_process(object=taken_object(draw_folder(tmp_path / "kitob", 2)), workers=1)
    assert object.status == ObjectStatus.REVIEW
    assert set(Page.objects.values_list("status", "error_code")) == {(PageStatus.FAILED, "crash")}


def test_a_folder_that_cannot_be_written_makes_no_bad_pages(tmp_path: Path, settings: LazySettings) -> None:
    settings.JAVON_RECOGNIZER = "null"
    object = taken_object(draw_folder(tmp_path / "kitob", 2))
    there = Path(settings.JAVON_DERIVATIVES)
    settings.JAVON_DERIVATIVES = tmp_path / "fayl"
    (tmp_path / "fayl").write_text("")
    with pytest.raises(DigitizationError, match="fayl"):
        object_process(object=object, workers=1)
    assert set(Page.objects.values_list("status", flat=True)) == {PageStatus.WAITING}
    settings.JAVON_DERIVATIVES = there
    assert object_process(object=object, workers=1).status == ObjectStatus.REVIEW


def test_pages_of_one_large_file_do_not_hold_its_lists_each(
    tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    frames = [Image.new("L", (300, 400), shade) for shade in (255, 200, 150)]
    frames[0].save(tmp_path / "kitob.tif", save_all=True, append_images=frames[1:])
    object = taken_object(tmp_path / "kitob.tif")
    with django_assert_num_queries(1):
        pages = list(pages_to_process(object))
        assert [page_task(page).frame for page in pages] == [0, 1, 2]
    assert all({"sizes", "labels", "notices"} <= page.source.get_deferred_fields() for page in pages)
