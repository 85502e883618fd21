"""Where people read of the archive's health: its page, the book's page, the first page, the doctor."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.apps.digitization.test_archive_check import flip, given, master, told

from javon.apps.digitization.actions.archive_check import archive_check
from javon.apps.digitization.actions.preservation import object_preserve
from javon.apps.digitization.errors import StoreGoneError
from javon.apps.digitization.models import DigitalObject
from javon.apps.digitization.tasks import check_archive_now
from javon.apps.people.models import User
from javon.base.jobs import Job
from javon.cli.archive_health import archive_problems, leavings_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(book: DigitalObject) -> DigitalObject:
    """The book, in the store."""
    object_preserve(object=book)
    return book


@pytest.fixture
def desk(client: Client, head: User) -> Client:
    """The browser of the head of the service."""
    client.force_login(head, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_store_whose_disk_is_away_is_told_of_and_no_new_one_begun(
    kept: DigitalObject, settings: LazySettings, desk: Client
) -> None:
    """What a mount point looks like when its disk is not there: an empty folder."""
    store = Path(settings.JAVON_PRESERVATION)
    store.rename(store.with_name("elsewhere"))
    store.mkdir()
    for act in (archive_check, lambda: object_preserve(object=kept), check_archive_now):
        with pytest.raises(StoreGoneError, match="preservation"):
            act()
    assert list(store.iterdir()) == []
    assert told() == []
    assert str(store) in " ".join(archive_problems())
    assert str(store) in desk.get("/work/archive/").content.decode()


def test_the_doctor_names_book_and_page(kept: DigitalObject) -> None:
    assert archive_problems() == []
    for path in (master(kept), given(kept)):
        flip(path)
    archive_check()
    (problem,) = archive_problems()
    assert kept.identifier in problem
    assert "p0001" in problem
    assert leavings_words() == ""


def test_people_see_book_page_and_what_to_do(kept: DigitalObject, desk: Client) -> None:
    for path in (master(kept), given(kept)):
        flip(path)
    archive_check()
    for address in ("/work/archive/", f"/work/{kept.identifier}/"):
        shown = desk.get(address).content.decode()
        assert "[1]-bet (p0001)" in shown
        assert "zaxira nusxadan" in shown
    assert str(master(kept)) in desk.get("/work/archive/").content.decode()
    assert "/work/archive/" in desk.get("/").content.decode()


def test_the_check_can_be_begun_in_the_browser(kept: DigitalObject, desk: Client) -> None:
    for _click in range(2):
        assert desk.post("/work/archive/check/").status_code == 302
    assert Job.objects.filter(name="digitization.check_archive_now").count() == 1


def test_what_was_repaired_stands_below(kept: DigitalObject, desk: Client) -> None:
    flip(master(kept))
    archive_check()
    shown = desk.get("/work/archive/").content.decode()
    assert "Ikkinchi nusxadan tiklandi" in shown
    assert "Shikast yoʻq" in shown
