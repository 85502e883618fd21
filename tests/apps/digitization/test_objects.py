"""Names that stay, doors that are closed, figures that are counted."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.apps.digitization.making import done_object, done_page

from javon.apps.digitization import policies
from javon.apps.digitization.actions.object import object_accept, object_create, object_publish, object_withdraw
from javon.apps.digitization.actions.processing import object_finish_processing
from javon.apps.digitization.actions.redo import page_rotate
from javon.apps.digitization.models import DigitalObject, Page, PageText
from javon.apps.digitization.models.object import is_identifier, new_identifier
from javon.apps.digitization.models.source import path_of, path_text
from javon.apps.digitization.queries.documents import document_of
from javon.apps.digitization.queries.editions import edition_now
from javon.apps.digitization.queries.objects import objects_visible_to, published_objects
from javon.apps.digitization.queries.reasons import failure_words, flag_words
from javon.apps.people.models import User
from javon.base import clock
from javon.base.jobs import Job
from javon.base.jobs.registry import job_names
from javon.base.measures import Period, measure


def test_an_identifier_finds_a_slip_of_the_pen() -> None:
    name = new_identifier()
    assert is_identifier(name)
    assert len({new_identifier() for _time in range(2000)}) == 2000
    signs = "0123456789bcdfghjkmnpqrstvwxz"
    for place in range(2, 11):
        for sign in signs:
            wrong = name[:place] + sign + name[place + 1 :]
            assert is_identifier(wrong) == (wrong == name)
    for place in range(2, 9):
        swapped = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
        assert is_identifier(swapped) == (swapped == name)
    assert not is_identifier("jv")
    assert not is_identifier(name.upper())


@pytest.mark.parametrize("name", ["/a/b.tif", "/китоб/1.tif", "/a\udcff\udc80/%20.tif"])
def test_any_path_can_be_kept(name: str) -> None:
    kept = path_text(Path(name))
    kept.encode()
    assert path_of(kept) == Path(name)


@pytest.mark.django_db
def test_nobody_outside_sees_an_object_before_it_is_published(
    book: DigitalObject, reader: User, operator: User, head: User
) -> None:
    outside: list[User | AnonymousUser] = [reader, AnonymousUser()]
    for person in outside:
        assert not policies.can_read(person, book)
        assert not objects_visible_to(person).exists()
    assert policies.can_read(operator, book)
    assert objects_visible_to(operator).get() == book
    assert not published_objects().exists()
    object_publish(object=object_accept(object=book, by=head), by=head)
    book.refresh_from_db()
    for person in outside:
        assert policies.can_read(person, book)
        assert objects_visible_to(person).get() == book
    operator.is_active = False
    operator.save()
    assert not policies.can_see_work(operator)


@pytest.mark.parametrize(
    ("role", "digitizes", "reviews", "publishes"),
    [
        ("director", False, False, False),
        ("head", True, True, True),
        ("operator", True, True, False),
        ("cataloguer", False, True, True),
        ("administrator", True, True, True),
        ("reader", False, False, False),
    ],
)
def test_roles(role: str, digitizes: bool, reviews: bool, publishes: bool) -> None:
    person = User(username="x", role=role)
    rights = (policies.can_digitize(person), policies.can_review(person), policies.can_publish(person))
    assert rights == (digitizes, reviews, publishes)
    assert not policies.can_digitize(AnonymousUser())


@pytest.mark.django_db
def test_pages_are_counted_by_person_and_day(tmp_path: Path, operator: User, head: User) -> None:
    book = done_object(tmp_path / "kitob", "a", "b", by=operator)
    object_publish(object=object_accept(object=book, by=head), by=head)
    today, before = Period.day(clock.today()), Period.day(date(2020, 1, 1))
    digitized, published = measure("digitization.pages_digitized"), measure("digitization.pages_published")
    assert [digitized.count(today, person) for person in (None, operator, head)] == [2, 2, 0]
    assert [published.count(today, person) for person in (None, operator, head)] == [2, 0, 2]
    assert digitized.count(before, None) == published.count(before, None) == 0
    assert {page.key for page in digitized.rows(today, operator)} == {"p0001", "p0002"}


@pytest.mark.django_db
def test_what_comes_later_moves_no_figure_of_an_earlier_report(tmp_path: Path, operator: User, head: User) -> None:
    book = done_object(tmp_path / "kitob", "a", "b", by=operator)
    object_publish(object=object_accept(object=book, by=head), by=head)
    january, today = Period.month(2025, 1), Period.day(clock.today())
    then = january.start + timedelta(days=3)
    PageText.objects.filter(page__object=book).update(created_at=then)
    DigitalObject.objects.filter(pk=book.pk).update(published_at=then, processed_at=then)
    page_rotate(page=Page.objects.select_related("object").get(object=book, key="p0002"), angle=90, by=operator)
    done_page(Page.objects.select_related("object").get(object=book, key="p0002"), "c")
    object_finish_processing(object=book)
    assert PageText.objects.filter(page__object=book).count() == 3
    object_withdraw(object=book, reason="shikoyat", by=head)
    digitized, published = measure("digitization.pages_digitized"), measure("digitization.pages_published")
    assert [figure.count(january, None) for figure in (digitized, published)] == [2, 2]
    assert [figure.count(today, None) for figure in (digitized, published)] == [0, 0]


@pytest.mark.django_db
def test_the_document_holds_what_formats_need(book: DigitalObject, first: Page) -> None:
    Page.objects.filter(pk=first.pk).update(blank=True)
    Page.objects.filter(object=book, key="p0003").update(excluded=True)
    document = document_of(edition_now(book))
    assert document.metadata.language == "uz-Latn"
    assert [(page.key, page.page.text) for page in document.pages] == [
        ("p0001", ""),
        ("p0002", "ikkinchi sahifa matni"),
    ]
    page = document.pages[1]
    assert page.access is not None
    assert page.access.exists()
    assert page.background is None
    assert page.master is not None
    assert page.master.path.exists()


@pytest.mark.django_db
def test_every_job_that_is_asked_for_exists(book: DigitalObject, operator: User) -> None:
    object_accept(object=book, by=operator)
    asked = set(Job.objects.values_list("name", flat=True))
    assert asked
    assert asked <= set(job_names())


@pytest.mark.django_db
def test_an_object_needs_somebody_who_may(reader: User) -> None:
    for person in (reader, User(username="x", role="operator", is_active=False)):
        with pytest.raises(Exception, match="huquq"):
            object_create(by=person, record_values={"title": "x"})
    with pytest.raises(Exception, match="huquq"):
        object_create(by=User(username="x", role="operator"), record_values={"title": "x"}, publish_when_ready=True)


def test_reasons_are_words() -> None:
    flags = [["page-swapped", "look", 5, 7], ["resolution-low", "rescan", 72, 150], ["sirli", "look", 0, 0]]
    words = flag_words(flags)
    assert "72" in words[0]
    assert "150" in words[0]
    assert words[2] == "sirli"
    assert "7,6 piksel" in flag_words([["text-small", "rescan", 7.6, 8]])[0]
    assert "a.png" in failure_words("empty", "", "a.png")
    assert "(2 of 5 strips)" in failure_words("damaged", "2 of 5 strips", "a.png")
    assert failure_words("timeout", "x", "a.png") != "x"
    assert failure_words("boshqa", "x", "a.png") == "x"
