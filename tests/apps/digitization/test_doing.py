"""What is said of an object at work is what happens with it: it waits, runs, is tried again, has stopped."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries
from tests.apps.digitization.making import done_object, locked_pdf

from javon.apps.digitization.actions.give import object_from_paths
from javon.apps.digitization.actions.intake import object_intake
from javon.apps.digitization.actions.object import object_accept, object_create, object_publish
from javon.apps.digitization.enums import ObjectStatus, PageStatus
from javon.apps.digitization.errors import LockedError
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.digitization.queries.doing import doing
from javon.apps.people.models import User
from javon.base import clock
from javon.base.jobs import Job, State, enqueue
from javon.base.jobs.models import STATUSES

pytestmark = pytest.mark.django_db


def given(status: ObjectStatus) -> DigitalObject:
    made = object_create(by=None, record_values={"title": "Kitob"})
    DigitalObject.objects.filter(pk=made.pk).update(status=status)
    made.refresh_from_db()
    return made


@pytest.mark.parametrize(
    ("state", "change", "words", "tone"),
    [
        (State.WAITING, {}, "Ishlov berish navbatida", "waiting"),
        (State.WAITING, {"run_after": clock.now() + timedelta(days=1)}, "Ishlov berilmoqda", "processing"),
        (State.WAITING, {"failures": 1, "error": "disk"}, "Ishlov berishga qayta urinib koʻriladi", "look"),
        (State.RUNNING, {}, "Ishlov berilmoqda", "processing"),
        (State.FAILED, {"error": "disk"}, "Ishlov berish toʻxtab qoldi", "failed"),
    ],
)
def test_the_newest_job_tells(state: State, change: dict[str, object], words: str, tone: str) -> None:
    made = given(ObjectStatus.PROCESSING)
    enqueue("digitization.process_object", unique=f"process:{made.pk}", object_id=made.pk)
    Job.objects.update(status=STATUSES[state], **change)
    said = doing(made)
    assert (str(said.words), said.tone, said.reason, said.moving) == (words, tone, change.get("error", ""), True)


def test_taking_in_waits_for_its_job_and_for_its_password(tmp_path: Path) -> None:
    made = given(ObjectStatus.INTAKE)
    assert doing(made).words == "Qabul qilish tugallanmagan"
    enqueue("digitization.intake_object", unique=f"intake:{made.pk}", object_id=made.pk)
    assert doing(made).words == "Qabul qilish navbatida"
    locked = object_from_paths(
        paths=[locked_pdf(tmp_path / "kitob.pdf")], by=None, record_values={"title": "Yopiq"}
    ).object
    with pytest.raises(LockedError):
        object_intake(object=locked, by=None)
    assert (str(doing(locked).words), doing(locked).moving) == ("Fayl paroli kutilmoqda", False)


def test_what_people_have_to_do_is_the_status(tmp_path: Path) -> None:
    book = done_object(tmp_path / "kitob", "bir")
    assert (doing(book).words, doing(book).tone, doing(book).moving) == ("Sifat nazoratida", "review", False)


def test_the_page_shows_it_everywhere_and_loads_anew_when_the_status_changes(client: Client, head: User) -> None:
    client.force_login(head)
    made = given(ObjectStatus.INTAKE)
    enqueue("digitization.intake_object", unique=f"intake:{made.pk}", object_id=made.pk)
    address = reverse("digitization:object-progress", args=[made.identifier])
    page = client.get(made.get_absolute_url()).content.decode()
    assert f"{address}?seen=intake" in page
    assert page.count("Qabul qilish navbatida") == 2
    assert "Qabul qilish navbatida" in client.get(reverse("digitization:objects")).content.decode()
    same = client.get(address, {"seen": "intake"})
    assert "HX-Refresh" not in same
    assert same.content.decode().count("Qabul qilish navbatida") == 2
    DigitalObject.objects.update(status=ObjectStatus.PROCESSING)
    assert client.get(address, {"seen": "intake"})["HX-Refresh"] == "true"


def test_pages_that_come_to_a_published_book_are_told_of(client: Client, head: User, tmp_path: Path) -> None:
    client.force_login(head)
    book = done_object(tmp_path / "kitob", "bir", "ikki")
    object_publish(object=object_accept(object=book, by=head), by=head)
    Page.objects.filter(key="p0002").update(status=PageStatus.WAITING)
    assert "hali tayyor emas: 1." in client.get(book.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("ru", "Ожидает пароля к файлу"), ("en", "Waiting for the file’s password")]
)
def test_it_is_said_in_the_language_of_the_page(tmp_path: Path, language: str, words: str) -> None:
    locked = object_from_paths(
        paths=[locked_pdf(tmp_path / "kitob.pdf")], by=None, record_values={"title": "Yopiq"}
    ).object
    with pytest.raises(LockedError):
        object_intake(object=locked, by=None)
    with override(language):
        assert words in str(doing(locked).words)


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_asks_three_times(
    count: int, client: Client, head: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(head)
    for _number in range(count):
        made = given(ObjectStatus.INTAKE)
        enqueue("digitization.intake_object", unique=f"intake:{made.pk}", object_id=made.pk)
    with django_assert_num_queries(6):
        client.get(reverse("digitization:objects"))
