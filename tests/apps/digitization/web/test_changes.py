"""The one place where changes of published books are seen, compared, released and dropped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.apps.digitization.making import done_object

from javon.apps.digitization.actions import review
from javon.apps.digitization.actions.assembly import object_assemble
from javon.apps.digitization.actions.contents import Entry, contents_set
from javon.apps.digitization.actions.object import object_accept, object_describe, object_publish
from javon.apps.digitization.actions.release import object_release
from javon.apps.digitization.actions.text import text_correct
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.digitization.queries.drafts import draft_waits, drafts_count
from javon.apps.digitization.queries.text_changes import Piece, line_changes
from javon.apps.people.models import User

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def published(folder: Path, *texts: str, by: User, title: str = "Sinov kitobi") -> DigitalObject:
    book = done_object(folder, *texts, title=title)
    return object_publish(object=object_accept(object=book, by=by), by=by)


def correct(book: DigitalObject, text: str, by: User, key: str = "p0001") -> None:
    page = Page.objects.get(object=book, key=key)
    text_correct(page=page, lines={(0, 0): text}, base_version=page.text_version, by=by)


def fresh(book: DigitalObject) -> DigitalObject:
    return DigitalObject.objects.select_related("record", "release").get(pk=book.pk)


@pytest.fixture
def book(tmp_path: Path, head: User, operator: User) -> DigitalObject:
    """A published book in which everything was changed since."""
    made = published(tmp_path / "kitob", "birinchi sahifa matni", "ikkinchi", "uchinchi", by=head)
    object_assemble(object=made)
    correct(made, "birinchi varaq matni", operator)
    review.page_exclude(page=Page.objects.get(object=made, key="p0003"), excluded=True, by=operator)
    contents_set(object=made, entries=[Entry(1, "Yangi bob", "p0001")], by=operator)
    object_describe(object=made, by=operator, title="Boshqa nom")
    return fresh(made)


def test_what_waits_is_listed_counted_and_compared(client: Client, book: DigitalObject, head: User) -> None:
    client.force_login(head, backend=BACKEND)
    assert client.get("/").context["work"].drafts == 1
    (row,) = client.get("/work/changes/").context["rows"]
    assert (row.object, row.pages, [str(field) for field in row.fields]) == (book, 2, ["Sarlavha"])
    answer = client.get(f"/work/{book.identifier}/changes/")
    (field,) = answer.context["fields"]
    assert (field.old, field.new) == ("Sinov kitobi", "Boshqa nom")
    old, new = answer.context["contents"]
    assert (old, [entry.title for entry in new]) == ([], ["Yangi bob"])
    first, third = answer.context["pages"]
    assert first.lines == [(Piece("birinchi"), Piece("sahifa", "old"), Piece("varaq", "new"), Piece("matni"))]
    assert (first.key, [str(change) for change in first.changes]) == ("p0001", ["matn"])
    assert (third.key, third.new_picture) == ("p0003", "")
    text = answer.content.decode()
    assert "<del>sahifa</del>" in text
    assert "<ins>varaq</ins>" in text
    assert f"/iiif/3/{book.identifier}~p0003/" in text
    assert "operator" in text, "who did it is told"


def test_release_and_drop_from_the_page(client: Client, book: DigitalObject, head: User, operator: User) -> None:
    client.force_login(head, backend=BACKEND)
    address = f"/work/{book.identifier}/changes/"
    client.post(f"{address}release/", {"seen": book.revision})
    assert not draft_waits(fresh(book))
    assert "tuzilmoqda" in client.get(address).content.decode()
    object_assemble(object=book)
    assert fresh(book).shown_record.title == "Boshqa nom"
    correct(book, "yana boshqa", operator)
    client.post(f"{address}drop/", {"seen": fresh(book).revision})
    assert not draft_waits(fresh(book))
    assert Page.objects.get(object=book, key="p0001").texts.latest("version").page_model.text == "birinchi varaq matni"


@pytest.mark.parametrize("seen", ["", "0", "x", "999999999999"])
def test_nothing_is_released_that_was_not_seen(client: Client, book: DigitalObject, head: User, seen: str) -> None:
    client.force_login(head, backend=BACKEND)
    for action in ("release", "drop"):
        client.post(f"/work/{book.identifier}/changes/{action}/", {"seen": seen})
    client.post("/work/changes/release/", {"book": [f"{book.identifier}:{seen}", "x", "jv0:1"]})
    client.post("/work/changes/release/", {})
    assert draft_waits(fresh(book))


def test_many_are_released_at_once_and_one_that_cannot_be_stops_none(
    client: Client, tmp_path: Path, head: User, operator: User
) -> None:
    books = [published(tmp_path / str(number), "bir", by=head, title=f"Kitob {number}") for number in range(3)]
    for made in books:
        correct(made, "yangi", operator)
    client.force_login(head, backend=BACKEND)
    chosen = [f"{row.object.identifier}:{row.object.revision}" for row in client.get("/work/changes/").context["rows"]]
    correct(books[1], "yana yangi", operator)
    client.post("/work/changes/release/", {"book": chosen})
    assert [draft_waits(fresh(made)) for made in books] == [False, True, False]


def test_a_release_whose_files_cannot_be_made_stays_in_sight(
    client: Client, book: DigitalObject, head: User, operator: User
) -> None:
    object_release(object=book, by=head)
    client.force_login(operator, backend=BACKEND)
    assert drafts_count() == 0
    (waiting,) = client.get("/work/changes/").context["making"]
    assert (waiting.object, waiting.released_by) == (book, head)


def test_an_operator_sees_what_waits_and_has_no_button(client: Client, book: DigitalObject, operator: User) -> None:
    client.force_login(operator, backend=BACKEND)
    for address in ("/work/changes/", f"/work/{book.identifier}/changes/", f"/work/{book.identifier}/"):
        text = client.get(address).content.decode()
        assert "Ularni xizmat rahbari yoki kataloglashtiruvchi" in text, address
        assert "changes/release/" not in text


def test_changes_undone_by_hand_are_told_of(client: Client, tmp_path: Path, head: User, operator: User) -> None:
    made = published(tmp_path / "kitob", "bir", by=head)
    page = Page.objects.get(object=made)
    for blank in (True, False):
        review.page_mark_blank(page=page, blank=blank, by=operator)
    client.force_login(head, backend=BACKEND)
    assert "farq yoʻq" in client.get(f"/work/{made.identifier}/changes/").content.decode()


def test_thirty_pages_cost_no_more_than_one(
    client: Client, tmp_path: Path, head: User, operator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("javon.apps.digitization.web.views.changes.PAGES", 30)
    client.force_login(head, backend=BACKEND)
    counted = []
    for count in (1, 12):
        made = published(tmp_path / str(count), *(f"matn {number}" for number in range(count)), by=head)
        for number in range(count):
            correct(made, f"yangi {number}", operator, key=f"p{number + 1:04d}")
        address = f"/work/{made.identifier}/changes/"
        assert len(client.get(address).context["pages"]) == count
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counted.append(len(captured))
    assert counted[0] == counted[1] <= 16


def test_lines_are_compared_word_by_word() -> None:
    old, new = ["bir ikki", "uch", "toʻrt besh"], ["bir ikki", "uch xato", "olti"]
    assert line_changes(old, old) == []
    assert line_changes(old, new) == [
        (Piece("uch"), Piece("xato", "new")),
        (Piece("toʻrt besh", "old"), Piece("olti", "new")),
    ]
    assert line_changes([], ["bir"]) == [(Piece("bir", "new"),)]


def test_closed_books_have_nothing_to_compare(
    client: Client, tmp_path: Path, head: User, make_user: Callable[..., User]
) -> None:
    made = done_object(tmp_path / "kitob", "bir")
    client.force_login(head, backend=BACKEND)
    assert client.get(f"/work/{made.identifier}/changes/").status_code == 302
    assert client.post(f"/work/{made.identifier}/changes/burn/").status_code == 404
    client.force_login(make_user("reader"), backend=BACKEND)
    assert client.get("/work/changes/").status_code == 403


def test_save_and_release_takes_only_what_the_person_wrote(
    client: Client, tmp_path: Path, head: User, operator: User
) -> None:
    made = published(tmp_path / "kitob", "bir", "ikki", by=head)
    address = f"/work/{made.identifier}/pages/p0001/"

    def save(text: str, version: int) -> dict[str, object]:
        sent = {"version": version, "lines": [{"region": 0, "line": 0, "text": text}], "release": True}
        return client.post(f"{address}text/", sent, content_type="application/json").json()

    client.force_login(operator, backend=BACKEND)
    assert "data-release-button" not in client.get(address).content.decode()
    assert "error" in save("tuzatildi", 1)
    assert Page.objects.get(object=made, key="p0001").text_version == 1, "refused as a whole"
    client.force_login(head, backend=BACKEND)
    assert "data-release-button" in client.get(address).content.decode()
    assert save("tuzatildi", 1)["released"] is True
    assert not draft_waits(fresh(made))
    correct(made, "boshqa", operator, key="p0002")
    told = save("yana tuzatildi", 2)
    assert (told["version"], told["released"]) == (3, False)
    assert "boshqa oʻzgarishlar" in str(told["note"])
    assert draft_waits(fresh(made))
