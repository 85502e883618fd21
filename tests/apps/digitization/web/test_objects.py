"""Lists and pages of the work."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import get_language, gettext, override
from pytest_django import DjangoAssertNumQueries
from tests.apps.digitization.making import done_object, draw_folder, taken_object
from tests.apps.digitization.test_unlock import PASSWORD, locked_pdf

from javon.apps.digitization.actions.assembly import object_assemble
from javon.apps.digitization.actions.give import object_from_paths
from javon.apps.digitization.actions.intake import object_intake
from javon.apps.digitization.actions.object import object_create
from javon.apps.digitization.actions.taking import RefusedError, source_refuse
from javon.apps.digitization.enums import ObjectStatus
from javon.apps.digitization.errors import LockedError
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.digitization.queries.reasons import refusal_words
from javon.apps.people.models import User
from javon.base.db import said
from javon.base.files.errors import SourceUnreadableError
from javon.base.jobs import enqueue, run_until_idle

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(head: User) -> Client:
    """The browser of the head of service."""
    browser = Client()
    browser.force_login(head)
    return browser


@pytest.mark.parametrize("count", [1, 30])
def test_lists_ask_the_database_the_same_number_of_times(
    count: int, client: Client, head: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        object_create(by=head, record_values={"title": f"Kitob {number}"})
        enqueue("digitization.preserve_object", unique=f"sinov:{number}", object_id=number)
    with django_assert_num_queries(6):
        assert client.get(reverse("digitization:objects")).status_code == 200
    with django_assert_num_queries(7):
        assert client.get(reverse("digitization:jobs")).status_code == 200


def test_the_list_is_filtered(client: Client, head: User, operator: User) -> None:
    object_create(by=head, record_values={"title": "Birinchi"})
    object_create(by=operator, record_values={"title": "Ikkinchi"})
    address = reverse("digitization:objects")

    def titles(**query: str) -> list[str]:
        return [object.record.title for object in client.get(address, query).context["page"].object_list]

    assert titles() == ["Ikkinchi", "Birinchi"]
    assert titles(text="birin") == ["Birinchi"]
    assert titles(mine="1") == ["Birinchi"]
    assert titles(status="published") == []
    assert titles(status="nonsense") == ["Ikkinchi", "Birinchi"]


def test_an_empty_list_says_what_to_do(client: Client) -> None:
    assert reverse("digitization:new") in client.get(reverse("digitization:objects")).content.decode()


def test_an_object_goes_from_review_to_readers_and_back(client: Client, book: DigitalObject) -> None:
    for action, status, fields in (
        ("accept", ObjectStatus.ACCEPTED, {}),
        ("accept", ObjectStatus.ACCEPTED, {}),
        ("publish", ObjectStatus.PUBLISHED, {}),
        ("publish", ObjectStatus.PUBLISHED, {}),
        ("withdraw", ObjectStatus.PUBLISHED, {}),
        ("withdraw", ObjectStatus.WITHDRAWN, {"reason": "sinov"}),
    ):
        answer = client.post(reverse("digitization:object-do", args=[book.identifier, action]), fields, follow=True)
        assert answer.status_code == 200
        book.refresh_from_db()
        assert book.status == status


def test_the_page_of_an_object_tells_its_progress(client: Client, tmp_path: Path) -> None:
    object = taken_object(draw_folder(tmp_path / "kitob", 2))
    page = client.get(reverse("digitization:object", args=[object.identifier])).content.decode()
    progress = reverse("digitization:object-progress", args=[object.identifier])
    assert progress in page
    assert "0 / 2" in client.get(progress).content.decode()


def test_progress_that_is_over_loads_the_page_anew(client: Client, book: DigitalObject) -> None:
    answer = client.get(reverse("digitization:object-progress", args=[book.identifier]))
    assert answer["HX-Refresh"] == "true"


def test_the_record_is_corrected(client: Client, book: DigitalObject) -> None:
    address = reverse("digitization:object-record", args=[book.identifier])
    assert client.get(address).status_code == 200
    wanted = {"title": "Yangi nom", "creators": "A; B", "date": "1974-yil", "kind": "book", "language": "uz-Latn"}
    before = book.revision
    assert client.post(address, wanted).status_code == 302
    book.refresh_from_db()
    assert (book.record.title, book.record.creators, book.record.year) == ("Yangi nom", ["A", "B"], 1974)
    assert book.revision == before + 1
    assert client.post(address, {**wanted, "title": ""}).status_code == 200


def test_files_are_taken_by_staff(client: Client, book: DigitalObject) -> None:
    object_assemble(object=book)
    answer = client.get(reverse("digitization:object-file", args=[book.identifier, "book.pdf"]))
    data = b"".join(answer.streaming_content)
    assert data.startswith(b"%PDF-")
    assert answer["Content-Length"] == str(len(data))
    assert book.identifier in answer["Content-Disposition"]
    assert client.get(reverse("digitization:object-file", args=[book.identifier, "object.json"])).status_code == 404


def test_an_unknown_object_is_not_found(client: Client) -> None:
    assert client.get(reverse("digitization:object", args=["jv000000000"])).status_code == 404
    assert client.get(reverse("digitization:object-file", args=["jv000000000", "x"])).status_code == 404


def test_a_failed_job_is_tried_again(client: Client) -> None:
    made = enqueue("digitization.preserve_object", unique="sinov", object_id=0)
    address = reverse("digitization:job-retry", args=[made.pk])
    assert client.post(address, follow=True).status_code == 200
    assert client.get(address).status_code == 405


def test_a_password_opens_a_locked_file(client: Client, tmp_path: Path) -> None:
    locked = object_from_paths(paths=[locked_pdf(tmp_path / "yopiq.pdf")], by=None, record_values={"title": "Yopiq"})
    found = locked.object
    with pytest.raises(LockedError):
        object_intake(object=found, by=None)
    address, unlock = (reverse(f"digitization:{name}", args=[found.identifier]) for name in ("object", "object-unlock"))
    page = client.get(address).content.decode()
    assert 'type="password"' in page
    assert "hx-trigger" not in page
    refused = client.post(unlock, {"password": "boshqa"}, follow=True).content.decode()
    assert "Parol toʻgʻri kelmadi" in refused
    assert PASSWORD not in client.post(unlock, {"password": PASSWORD}, follow=True).content.decode()
    assert found.pages.count() == 2
    assert 'type="password"' not in client.get(address).content.decode()


def test_what_is_to_know_of_a_taken_file_is_said(client: Client, tmp_path: Path) -> None:
    found = taken_object(draw_folder(tmp_path / "kitob", 2))
    found.sources.filter(position=1).update(notices=[["wrong-extension", "png"]])
    page = client.get(reverse("digitization:object", args=[found.identifier])).content.decode()
    assert page.count("Fayllar haqida eslatma") == 1
    assert "1.png" in page


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [("crash", "waiting", "qayta navbatga qoʻyildi"), ("truncated", "failed", "skani buzilgan")],
)
def test_failed_pages_are_given_again_from_the_page(
    client: Client, tmp_path: Path, code: str, status: str, words: str
) -> None:
    found = done_object(tmp_path / "kitob", "bir", "ikki")
    Page.objects.filter(object=found, key="p0001").update(status="failed", error_code=code)
    address = reverse("digitization:object", args=[found.identifier])
    assert "/do/retry/" in client.get(address).content.decode()
    answer = client.post(reverse("digitization:object-do", args=[found.identifier, "retry"]), follow=True)
    assert words in answer.content.decode()
    assert Page.objects.get(object=found, key="p0001").status == status


def test_reasons_speak_the_language_of_whoever_reads_them(
    client: Client, head: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A job and a refused file get their reasons in the worker's language; each reader finds them in their own."""
    english = {
        "Bunday ish yoʻq: %(name)s": "There is no such job: %(name)s",
        "“%(name)s” faylini oʻqib boʻlmadi: %(reason)s.": "The file %(name)s is unreadable: %(reason)s.",
    }
    monkeypatch.setattr(
        said, "translated", lambda text: english.get(text, text) if get_language() == "en" else gettext(text)
    )
    enqueue("digitization.nobody_knows_this")
    run_until_idle()
    folder = draw_folder(tmp_path / "kitob", 2)
    object = object_from_paths(paths=[folder], by=head).object
    source = object.sources.last()
    with override("uz"):
        source_refuse(source, RefusedError(said.said_by(SourceUnreadableError("a.tif", "x"))))
    texts = {}
    for language in ("uz", "en"):
        client.cookies["django_language"] = language
        texts[language] = client.get(reverse("digitization:jobs")).content.decode()
        with override(language):
            texts[language] += refusal_words(DigitalObject.objects.get(pk=object.pk).sources.get(pk=source.pk))
    assert "Bunday ish yoʻq: digitization.nobody_knows_this" in texts["uz"]
    assert "There is no such job: digitization.nobody_knows_this" in texts["en"]
    assert "“a.tif” faylini oʻqib boʻlmadi: x." in texts["uz"]
    assert "The file a.tif is unreadable: x." in texts["en"]
