"""Changes of a published book wait until somebody with the right to publish releases or drops them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.apps.digitization.making import done_object, done_page, draw_folder, draw_scan, taken_object

from javon.apps.digitization.actions import assembly, review
from javon.apps.digitization.actions.assembly import object_assemble
from javon.apps.digitization.actions.drop import draft_drop
from javon.apps.digitization.actions.object import (
    object_accept,
    object_describe,
    object_publish,
    object_withdraw,
)
from javon.apps.digitization.actions.processing import object_finish_processing, page_failed
from javon.apps.digitization.actions.redo import page_redo, pages_retry
from javon.apps.digitization.actions.release import object_open, object_release, release_files_missing
from javon.apps.digitization.actions.rescan import page_insert
from javon.apps.digitization.actions.text import text_correct, text_correct_released, text_restore
from javon.apps.digitization.enums import ObjectStatus, PageChange, PageStatus
from javon.apps.digitization.errors import AssemblyError, NotAllowedError, WrongStateError
from javon.apps.digitization.models import DigitalObject, Page, PageText, Release, ReleasedPage
from javon.apps.digitization.queries.drafts import (
    changed_counts,
    differences,
    draft_waits,
    drafts,
    drafts_count,
    release_in_making,
)
from javon.apps.digitization.queries.editions import edition_shown
from javon.apps.digitization.queries.pages import fits_picture
from javon.apps.digitization.queries.texts import page_texts
from javon.apps.people.enums import Role
from javon.apps.people.models import User
from javon.base import clock
from javon.base.audit import JournalRow
from javon.base.jobs.models import Job
from javon.base.measures import Period, measure

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(book: DigitalObject, head: User) -> DigitalObject:
    """The book, open to readers with all its files."""
    object_publish(object=object_accept(object=book, by=head), by=head)
    object_assemble(object=book)
    return fresh(book)


def fresh(object: DigitalObject) -> DigitalObject:
    return DigitalObject.objects.select_related("record", "release").get(pk=object.pk)


def page_of(object: DigitalObject, key: str = "p0001") -> Page:
    return Page.objects.select_related("object").get(object=object, key=key)


def shown(object: DigitalObject) -> list[str]:
    """What readers read."""
    return [model.text for _page, model in page_texts(edition_shown(fresh(object)))]


def correct(object: DigitalObject, text: str, by: User, key: str = "p0001") -> PageText:
    page = page_of(object, key)
    return text_correct(page=page, lines={(0, 0): text}, base_version=page.text_version, by=by)


def rows(action: str) -> int:
    return JournalRow.objects.filter(action=f"digitization.{action}").count()


TEXTS = ["birinchi sahifa", "ikkinchi sahifa matni", "uchinchi"]


def test_an_object_without_a_page_is_neither_accepted_nor_published(book: DigitalObject, head: User) -> None:
    for page in book.pages.all():
        review.page_exclude(page=page, excluded=True, by=head)
    with pytest.raises(WrongStateError, match="birorta ham tayyor sahifa"):
        object_accept(object=book, by=head)
    DigitalObject.objects.filter(pk=book.pk).update(status=ObjectStatus.ACCEPTED)
    with pytest.raises(WrongStateError, match="birorta ham tayyor sahifa"):
        object_publish(object=book, by=head)
    assert fresh(object_open(object=book, by=None)).status == ObjectStatus.ACCEPTED
    assert not Release.objects.exists()


def test_the_last_page_of_a_published_book_cannot_be_released_away(published: DigitalObject, head: User) -> None:
    for page in published.pages.all():
        review.page_exclude(page=page, excluded=True, by=head)
    with pytest.raises(WrongStateError, match="birorta ham tayyor sahifa"):
        object_release(object=published, by=head)
    assert shown(published) == TEXTS


def test_the_database_itself_refuses_a_published_object_without_a_release(book: DigitalObject) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        DigitalObject.objects.filter(pk=book.pk).update(status=ObjectStatus.PUBLISHED)


def test_an_object_whose_every_page_failed_stays_closed(tmp_path: Path) -> None:
    object = taken_object(draw_folder(tmp_path / "kitob", 1))
    DigitalObject.objects.filter(pk=object.pk).update(publish_when_ready=True)
    page = page_of(object)
    page_failed(page=page, run=page.run, code="crash", error="sinov")
    assert object_finish_processing(object=object).status == ObjectStatus.REVIEW


def test_a_change_waits_and_is_released(published: DigitalObject, operator: User, head: User) -> None:
    assert not draft_waits(published)
    correct(published, "tuzatilgan satr", operator)
    assert draft_waits(fresh(published))
    assert list(drafts()) == [published]
    assert shown(published) == TEXTS
    release = object_release(object=published, by=head)
    assert release.shown_at is None, "its files are not made yet"
    assert shown(published) == TEXTS
    assert drafts_count() == 0
    object_assemble(object=published)
    assert shown(published) == ["tuzatilgan satr", *TEXTS[1:]]
    now = fresh(published)
    assert (now.release_id, now.release.number, now.release.released_by) == (release.pk, 2, head)
    assert "tuzatilgan satr" in (now.release.folder / "book.txt").read_text(encoding="utf-8")
    assert rows("object_release") == 1
    assert not draft_waits(now)


def test_files_that_are_made_already_are_shown_at_once(published: DigitalObject, operator: User, head: User) -> None:
    correct(published, "tuzatilgan satr", operator)
    object_assemble(object=published)
    assert object_release(object=published, by=head).shown_at is not None
    assert shown(published)[0] == "tuzatilgan satr"


@pytest.mark.parametrize("role", Role.values)
def test_who_may_release_and_drop(
    published: DigitalObject, operator: User, make_user: Callable[..., User], role: str
) -> None:
    who = make_user(role, username="kishi")
    may = role in {Role.HEAD, Role.CATALOGUER, Role.ADMINISTRATOR}
    for deed in (object_release, draft_drop):
        correct(published, f"matn {deed.__name__}", operator)
        if may:
            deed(object=published, by=who)
        else:
            with pytest.raises(NotAllowedError):
                deed(object=published, by=who)
        assert draft_waits(fresh(published)) is not may
    assert (rows("object_release"), rows("draft_drop")) == ((1, 1) if may else (0, 0))


def test_a_second_click_changes_nothing(published: DigitalObject, operator: User, head: User) -> None:
    correct(published, "bir", operator)
    first = object_release(object=published, by=head)
    assert object_release(object=published, by=head) == first
    object_assemble(object=published)
    assert object_release(object=published, by=head) == first
    correct(published, "ikki", operator)
    draft_drop(object=published, by=head)
    revision = fresh(published).revision
    draft_drop(object=published, by=head)
    assert fresh(published).revision == revision
    assert (rows("object_release"), rows("draft_drop")) == (1, 1)


def test_what_came_after_the_look_is_not_released_unseen(published: DigitalObject, operator: User, head: User) -> None:
    correct(published, "bir", operator)
    seen = fresh(published).revision
    correct(published, "ikki", operator)
    for deed in (object_release, draft_drop):
        with pytest.raises(WrongStateError, match="koʻrgandan keyin"):
            deed(object=published, by=head, seen=seen)
    assert draft_waits(fresh(published))


def test_of_two_who_release_at_once_the_second_finds_it_done(
    published: DigitalObject, operator: User, head: User, cataloguer: User
) -> None:
    correct(published, "bir", operator)
    seen = fresh(published).revision
    first = object_release(object=published, by=head, seen=seen)
    assert object_release(object=published, by=cataloguer, seen=seen) == first
    assert first.released_by == head
    assert rows("object_release") == 1


def test_a_later_release_takes_the_place_of_one_that_still_waits(
    published: DigitalObject, operator: User, head: User
) -> None:
    correct(published, "bir", operator)
    object_release(object=published, by=head)
    correct(published, "ikki", operator)
    assert draft_waits(fresh(published))
    second = object_release(object=published, by=head)
    assert list(Release.objects.filter(object=published, shown_at__isnull=True)) == [second]
    object_assemble(object=published)
    assert shown(published)[0] == "ikki"


def test_what_is_changed_while_a_release_is_made_stays_a_draft(
    published: DigitalObject, operator: User, head: User
) -> None:
    correct(published, "bir", operator)
    object_release(object=published, by=head)
    correct(published, "ikki", operator)
    object_assemble(object=published)
    assert shown(published)[0] == "bir"
    now = fresh(published)
    assert "bir" in (now.release.folder / "book.txt").read_text(encoding="utf-8")
    assert "ikki" in now.file("book.txt").read_text(encoding="utf-8")
    assert draft_waits(now)


@pytest.mark.parametrize("killed_at", ["book.pdf", "book.epub", "switch"])
def test_a_kill_while_releasing_leaves_the_old_release_whole(
    published: DigitalObject, operator: User, head: User, monkeypatch: pytest.MonkeyPatch, killed_at: str
) -> None:
    class Killed(BaseException):
        """No handler of errors sees a kill."""

    def kill(*_args: Any, **_kwargs: Any) -> None:
        raise Killed

    correct(published, "bir", operator)
    object_release(object=published, by=head)
    old = fresh(published).release
    name = {"book.pdf": "write_pdf", "book.epub": "write_epub", "switch": "release_show"}[killed_at]
    with monkeypatch.context() as patch:
        patch.setattr(assembly, name, kill)
        with pytest.raises(Killed):
            object_assemble(object=published)
    now = fresh(published)
    assert now.release == old
    assert release_files_missing(now.release) == []
    assert shown(published) == TEXTS
    object_assemble(object=published)  # the job is done again
    assert shown(published)[0] == "bir"
    assert release_files_missing(fresh(published).release) == []


def test_publishing_by_command_releases_its_own_pages_and_nobody_elses(
    published: DigitalObject, operator: User
) -> None:
    correct(published, "bir", operator)
    object_open(object=published, by=None, waited=True)
    assert draft_waits(fresh(published)), "somebody else's change is not released with it"
    object_open(object=published, by=None, waited=False)
    assert not draft_waits(fresh(published))


def test_a_format_that_cannot_be_made_keeps_readers_at_the_old_release(
    published: DigitalObject, operator: User, head: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise OSError("sinov")

    correct(published, "bir", operator)
    release = object_release(object=published, by=head)
    with monkeypatch.context() as patch:
        patch.setattr(assembly, "write_epub", broken)
        with pytest.raises(AssemblyError, match=r"book\.epub"):
            object_assemble(object=published)
    assert shown(published) == TEXTS
    assert release_in_making(published) == release


def test_a_dropped_draft_returns_the_released_text_and_loses_none(
    published: DigitalObject, operator: User, head: User
) -> None:
    correct(published, "bir", operator)
    review.page_label(page=page_of(published), label="xii", by=operator)
    review.page_reorder(object=published, keys=["p0003"], after=None, by=operator)
    review.page_mark_blank(page=page_of(published, "p0002"), blank=True, by=operator)
    object_describe(object=published, by=operator, title="Boshqa nom")
    draft_drop(object=published, by=head)
    now = fresh(published)
    assert not draft_waits(now)
    assert not differences(now, now.release).any()
    assert now.record.title == "Sinov kitobi"
    page = page_of(published)
    assert (page.text_version, page.label, page.position) == (3, "[1]", 1)
    newest = page.texts.get(version=3)
    assert newest.page_model.text == "birinchi sahifa"
    assert text_restore(page=page, version=2, by=operator).page_model.text == "bir", "what was dropped is still there"


def test_a_page_done_anew_is_a_draft_and_its_old_picture_stays_for_readers(
    published: DigitalObject, operator: User, head: User
) -> None:
    page = page_of(published)
    old = page.path("access.tif")
    page_redo(page=page, steps={"deskew": {"off": True}}, by=operator)
    assert not draft_waits(fresh(published))
    review.page_label(page=page_of(published, "p0002"), label="xii", by=operator)
    with pytest.raises(WrongStateError, match="ishlov berilmagan"):
        object_release(object=published, by=head)
    done_page(page_of(published), "yangi oʻqilgan")
    with pytest.raises(WrongStateError, match="ishlov berilmagan"):
        object_release(object=published, by=head)
    object_finish_processing(object=published)
    assert draft_waits(fresh(published))
    assert old.exists()
    assert shown(published)[0] == TEXTS[0]
    (changed,) = (one for one in differences(fresh(published), published.release).pages if one.new.key == "p0001")
    assert set(changed.changes) == {PageChange.PICTURE, PageChange.TEXT}
    object_release(object=published, by=head)
    object_assemble(object=published)
    assert shown(published)[0] == "yangi oʻqilgan"


def test_work_of_the_pipeline_that_comes_after_a_drop_is_not_taken(
    published: DigitalObject, operator: User, head: User
) -> None:
    page = page_of(published)
    page_redo(page=page, steps={}, by=operator)
    late = page_of(published)
    draft_drop(object=published, by=head)
    assert page_of(published).status == PageStatus.DONE
    done_page(late, "kech qolgan")
    object_finish_processing(object=published)
    assert not draft_waits(fresh(published))
    assert shown(published) == TEXTS


def test_pictures_that_nobody_shows_go_with_the_release(
    published: DigitalObject, operator: User, head: User, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    old = page_of(published).path("access.tif")
    files = published.release.folder
    page_redo(page=page_of(published), steps={"deskew": {"off": True}}, by=operator)
    done_page(page_of(published), "yangi")
    object_finish_processing(object=published)
    object_release(object=published, by=head)
    with django_capture_on_commit_callbacks(execute=True):
        object_assemble(object=published)
    assert not old.exists()
    assert not files.exists()
    assert page_of(published).path("access.tif").exists()
    assert ReleasedPage.objects.values("release").distinct().count() == 1


def test_withdrawal_works_at_once_and_a_release_that_waited_is_forgotten(
    published: DigitalObject, operator: User, head: User
) -> None:
    correct(published, "bir", operator)
    object_release(object=published, by=head)
    object_withdraw(object=published, reason="sinov", by=head)
    object_assemble(object=published)
    assert fresh(published).status == ObjectStatus.WITHDRAWN
    assert release_in_making(published) is None
    for deed in (object_release, draft_drop):
        with pytest.raises(WrongStateError, match="eʼlon qilinmagan"):
            deed(object=published, by=head)
    object_publish(object=object_accept(object=published, by=head), by=head)
    assert shown(published)[0] == "bir"


def test_counts_and_differences_tell_of_pages(
    published: DigitalObject, operator: User, django_assert_num_queries: Any
) -> None:
    correct(published, "bir", operator)
    review.page_exclude(page=page_of(published, "p0003"), excluded=True, by=operator)
    review.page_reorder(object=published, keys=["p0002"], after=None, by=operator)
    with django_assert_num_queries(3):
        assert changed_counts(list(drafts())) == {published.pk: 2}
    found = differences(fresh(published), published.release)
    changes = {one.new.key: list(one.changes) for one in found.pages}
    text_and_place = {key: sorted(of) for key, of in changes.items()}
    assert text_and_place["p0003"] == [PageChange.REMOVED]
    assert PageChange.TEXT in text_and_place["p0001"]
    assert sum(PageChange.PLACE in of for of in changes.values()) == 1


def test_one_record_above_two_books_waits_in_both(
    published: DigitalObject, tmp_path: Path, operator: User, head: User
) -> None:
    other = done_object(tmp_path / "ikkinchi jild", "boshqa matn")
    DigitalObject.objects.filter(pk=other.pk).update(record=published.record)
    object_publish(object=object_accept(object=other, by=head), by=head)
    object_describe(object=published, by=operator, title="Boshqa nom")
    assert drafts_count() == 2
    assert fresh(other).shown_record.title == "Sinov kitobi"


def test_releases_are_counted(published: DigitalObject, operator: User, head: User) -> None:
    correct(published, "bir", operator)
    object_release(object=published, by=head)
    figure, today = measure("digitization.changes_released"), Period(clock.today(), clock.today())
    assert [figure.count(today, person) for person in (None, operator, head)] == [1, 0, 1]


def _with_a_failed_page(folder: Path, head: User) -> DigitalObject:
    """A book, open to readers, whose second page could not be read."""
    object = taken_object(draw_folder(folder, 2))
    done_page(page_of(object), "birinchi sahifa")
    page = page_of(object, "p0002")
    page_failed(page=page, run=page.run, code="crash", error="sinov")
    object_finish_processing(object=object)
    object_publish(object=object_accept(object=object, by=head), by=head)
    object_assemble(object=object)
    return fresh(object)


def test_a_page_that_could_not_be_read_is_no_change(tmp_path: Path, head: User) -> None:
    book = _with_a_failed_page(tmp_path / "kitob", head)
    assert not differences(book, book.release).any()
    assert changed_counts([book]) == {}


def test_a_page_read_for_the_first_time_in_a_dropped_draft_goes_out_of_the_book(
    tmp_path: Path, operator: User, head: User
) -> None:
    book = _with_a_failed_page(tmp_path / "kitob", head)
    assert pages_retry(object=book, by=operator) == 1
    done_page(page_of(book, "p0002"), "endi oʻqildi")
    object_finish_processing(object=book)
    assert draft_waits(fresh(book))
    draft_drop(object=book, by=head)
    now = fresh(book)
    assert not draft_waits(now)
    assert not differences(now, now.release).any()
    object_assemble(object=now)
    assert shown(now) == ["birinchi sahifa"]
    correct(now, "tuzatilgan", operator)
    object_release(object=now, by=head)
    object_assemble(object=now)
    assert shown(now) == ["tuzatilgan"]
    review.page_exclude(page=page_of(now, "p0002"), excluded=False, by=operator)
    object_release(object=now, by=head)
    object_assemble(object=now)
    assert shown(now) == ["tuzatilgan", "endi oʻqildi"], "what was read is still there"


def test_a_text_is_saved_where_a_page_of_the_book_is_at_work(
    published: DigitalObject, operator: User, head: User
) -> None:
    page_redo(page=page_of(published, "p0002"), steps={}, by=operator)
    text, released = text_correct_released(page=page_of(published), lines={(0, 0): "yozildi"}, base_version=1, by=head)
    assert (text.version, released) == (2, False)
    assert draft_waits(fresh(published))
    assert shown(published) == TEXTS


def test_a_page_whose_work_a_drop_ended_is_read_when_it_is_put_back(
    published: DigitalObject, tmp_path: Path, operator: User, head: User
) -> None:
    scan = draw_scan(tmp_path / "yangi.png", "yangi")
    page = page_insert(after=page_of(published), path=scan, name="yangi.png", by=operator)
    draft_drop(object=published, by=head)
    Job.objects.all().delete()
    review.page_exclude(page=page_of(published, page.key), excluded=False, by=operator)
    assert Job.objects.filter(unique_key=f"page:{page.pk}").exists()
    done_page(page_of(published, page.key), "yangi sahifa")
    object_finish_processing(object=published)
    object_release(object=published, by=head)
    object_assemble(object=published)
    assert shown(published) == [*TEXTS, "yangi sahifa"]


def test_the_text_that_comes_back_with_its_picture_fits_it(
    published: DigitalObject, operator: User, head: User
) -> None:
    page_redo(page=page_of(published), steps={"deskew": {"off": True}}, by=operator)
    done_page(page_of(published), "boshqa rasmdan")
    object_finish_processing(object=published)
    draft_drop(object=published, by=head)
    page = page_of(published)
    newest = page.texts.get(version=page.text_version)
    assert newest.page_model.text == TEXTS[0]
    assert fits_picture(page, newest)
    assert not fits_picture(page, page.texts.get(version=page.text_version - 1))
