"""The addresses of the editor of contents: two people at once, bad input, and every format that shows the result."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from tests.apps.digitization.making import done_object, done_page, taken_object
from tests.apps.digitization.test_contents import labelled_pdf

from javon.apps.digitization.actions.assembly import object_assemble
from javon.apps.digitization.actions.contents import contents_correct, contents_from_files
from javon.apps.digitization.actions.drop import draft_drop
from javon.apps.digitization.actions.object import object_accept, object_publish, object_withdraw
from javon.apps.digitization.actions.processing import object_finish_processing
from javon.apps.digitization.actions.release import object_release
from javon.apps.digitization.models import ContentsEntry, DigitalObject, Release
from javon.apps.digitization.models.text import pack
from javon.apps.digitization.queries.contents import contents_version
from javon.apps.digitization.queries.documents import document_of
from javon.apps.digitization.queries.drafts import draft_waits
from javon.apps.digitization.queries.editions import edition_now, edition_shown
from javon.apps.digitization.queries.outline import outline_of
from javon.apps.digitization.queries.package import object_values, release_values
from javon.apps.people.models import User
from javon.base.audit.models import JournalRow
from javon.engines.formats import headings, iiif_manifest, write_epub, write_mets, write_pdf
from javon.engines.page import RegionKind

pytestmark = pytest.mark.django_db
MINE = [[1, "Soʻz boshi", "p0001"], [2, "Birinchi bob", "p0003"]]
FILE = [[1, "Muqaddima", "p0001"], [1, "Birinchi qism", "p0002"], [2, "Ikkinchi qism", "p0003"]]


@pytest.fixture
def client(operator: User) -> Client:
    """An operator's browser."""
    browser = Client()
    browser.force_login(operator)
    return browser


@pytest.fixture
def outlined(tmp_path: Path) -> DigitalObject:
    """An object from a PDF with contents, read."""
    made = taken_object(labelled_pdf(tmp_path / "kitob.pdf"))
    for page in made.pages.order_by("position"):
        done_page(page, "matn")
    return object_finish_processing(object=made)


def _state(client: Client, book: DigitalObject) -> dict[str, Any]:
    return client.get(reverse("digitization:contents-json", args=[book.identifier])).json()


def _post(client: Client, book: DigitalObject, deed: str, sent: object) -> Any:
    address = reverse(f"digitization:contents-{deed}", args=[book.identifier])
    return client.post(address, json.dumps(sent), content_type="application/json")


def _save(client: Client, book: DigitalObject, entries: object, version: str | None = None) -> Any:
    version = _state(client, book)["version"] if version is None else version
    return _post(client, book, "save", {"version": version, "entries": entries})


def test_what_was_found_is_shown(client: Client, outlined: DigitalObject) -> None:
    state = _state(client, outlined)
    assert state["entries"] == FILE
    assert state["found"] == {"file": FILE, "headings": []}
    assert state["origin"] == "file"
    assert [page[:3] for page in state["pages"]] == [
        ["p0001", "i", False], ["p0002", "5", False], ["p0003", "6", False], ["p0004", "7", False],
    ]  # fmt: skip


def test_headings_on_the_pages_are_found(client: Client, tmp_path: Path) -> None:
    book = done_object(tmp_path / "kitob", "Bob", "ikkinchi")
    page = book.pages.get(key="p0001")
    text = page.texts.get()
    model = text.page_model
    heading = replace(model.regions[0], kind=RegionKind.HEADING, level=2)
    text.packed = pack(replace(model, regions=(heading, model.regions[0])))
    text.save()
    state = _state(client, book)
    assert state["entries"] == state["found"]["headings"] == [[1, "Bob", "p0001"]]
    assert (state["origin"], state["found"]["file"]) == ("headings", [])


def test_pages_called_alike_are_told_apart(client: Client, book: DigitalObject) -> None:
    book.pages.filter(key__in=["p0001", "p0002"]).update(label="7")
    book.pages.filter(key="p0003").update(label="", excluded=True)
    names = [page[1:3] for page in _state(client, book)["pages"]]
    assert names == [["7 p0001", False], ["7 p0002", False], ["p0003", True]]


def test_saved_contents_are_kept_noted_and_made_everywhere(
    client: Client, outlined: DigitalObject, operator: User, tmp_path: Path
) -> None:
    state = _save(client, outlined, [[1, "  Soʻz \n boshi ", "p0001"], [2, "Birinchi bob", "p0003"]]).json()
    assert (state["entries"], state["origin"], state["found"]["file"]) == (MINE, "person", FILE)
    noted = JournalRow.objects.get(action="digitization.contents_set", actor=operator.username)
    assert json.loads(noted.details) == {"entries": 2, "origin": "person"}
    document = document_of(edition_now(DigitalObject.objects.get(pk=outlined.pk)))
    titles = [title for _level, title, _page in MINE]
    write_pdf(document, tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as pdf, pdf.open_outline() as outline:
        assert [(item.title, [child.title for child in item.children]) for item in outline.root] == [
            (titles[0], [titles[1]])
        ]
    mets = write_mets(document, [], created=datetime(2024, 12, 19, tzinfo=UTC)).decode()
    manifest = json.dumps(iiif_manifest(document, "https://example.org"), ensure_ascii=False)
    write_epub(document, tmp_path / "a.epub")
    with zipfile.ZipFile(tmp_path / "a.epub") as packed:
        (nav,) = [packed.read(name).decode() for name in packed.namelist() if name.endswith("nav.xhtml")]
    for title in titles:
        assert all(title in made for made in (mets, manifest, nav))
    assert "Muqaddima" not in mets + manifest + nav


def test_the_second_of_two_people_is_told(client: Client, outlined: DigitalObject, administrator: User) -> None:
    seen = _state(client, outlined)["version"]
    other = Client()
    other.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert _save(other, outlined, MINE, seen).status_code == 200
    for deed, sent in (("save", {"version": seen, "entries": FILE}), ("reset", {"version": seen})):
        answer = _post(client, outlined, deed, sent)
        assert answer.status_code == 409
        assert "boshqa xodim" in answer.json()["error"]
    assert _state(client, outlined)["entries"] == MINE


def test_the_same_sent_twice_is_one_change(client: Client, outlined: DigitalObject) -> None:
    seen = _state(client, outlined)["version"]
    before = DigitalObject.objects.get(pk=outlined.pk).revision
    assert [_save(client, outlined, MINE, seen).status_code for _click in range(2)] == [200, 200]
    assert DigitalObject.objects.get(pk=outlined.pk).revision == before + 1


def test_what_was_found_comes_back(client: Client, outlined: DigitalObject, book: DigitalObject) -> None:
    for made, found, origin in ((outlined, FILE, "file"), (book, [], "headings")):
        version = _save(client, made, MINE).json()["version"]
        state = _post(client, made, "reset", {"version": version}).json()
        assert (state["entries"], state["origin"]) == (found, origin)


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([[1, " \t", "p0001"]], "1-bandida sarlavha yoʻq"),
        ([[1, "Bob", "p0001"], [1, "Bob", "p0099"]], "2-bandi yoʻq sahifani koʻrsatadi: p0099"),
        ([[1, "b" * 301, "p0001"]], "1-bandi 300 belgidan uzun"),
        ([[0, "Bob", "p0001"]], "darajasi 1 dan 12 gacha"),
        ([[13, "Bob", "p0001"]], "darajasi 1 dan 12 gacha"),
        ([[1, "Bob", "p0001"]] * 5001, "juda koʻp (5001)"),
        ([[1, "Bob"]], "tushunarsiz"),
        ([[1, 5, "p0001"]], "tushunarsiz"),
        ([["x", "Bob", "p0001"]], "tushunarsiz"),
        ([[1e400, "Bob", "p0001"]], "tushunarsiz"),
        ([[1, "\ud800", "p0001"]], "tushunarsiz"),
        (None, "tushunarsiz"),
    ],
)
def test_bad_contents_are_refused_with_their_place(
    client: Client, outlined: DigitalObject, entries: object, said: str
) -> None:
    answer = _save(client, outlined, entries)
    assert answer.status_code == 400
    assert said in answer.json()["error"]
    assert _state(client, outlined)["entries"] == FILE


def test_contents_of_a_closed_object_stand(client: Client, tmp_path: Path, administrator: User) -> None:
    book = done_object(tmp_path / "kitob", "matn")
    object_accept(object=book, by=administrator)
    object_publish(object=book, by=administrator)
    object_withdraw(object=book, reason="sinov", by=administrator)
    assert _save(client, book, [[1, "Bob", "p0001"]]).status_code == 409
    assert not ContentsEntry.objects.filter(object=book).exists()
    page = client.get(reverse("digitization:contents", args=[book.identifier])).content.decode()
    assert "data-save-button" not in page


def test_a_book_is_told_to_have_no_contents(client: Client, outlined: DigitalObject) -> None:
    """Neither those of the file nor the headings; what was found comes back as easily; twice is once."""
    before = DigitalObject.objects.get(pk=outlined.pk).revision
    for _time in range(2):
        answer = _save(client, outlined, []).json()
        assert (answer["origin"], answer["entries"], answer["found"]["file"]) == ("none", [], FILE)
    book = DigitalObject.objects.get(pk=outlined.pk)
    assert book.revision == before + 1
    row = JournalRow.objects.filter(action="digitization.contents_set").latest("pk")
    assert json.loads(row.details) == {"entries": 0, "origin": "none"}
    assert list(headings(document_of(edition_now(book)))) == []
    assert contents_from_files(object=book) == 0
    back = _post(client, outlined, "reset", {"version": answer["version"]}).json()
    assert (back["origin"], back["entries"]) == ("file", FILE)
    assert len(list(headings(document_of(edition_now(DigitalObject.objects.get(pk=outlined.pk)))))) == len(FILE)


def test_headings_are_no_contents_of_a_book_without(client: Client, tmp_path: Path) -> None:
    book = done_object(tmp_path / "kitob", "Bob", "ikkinchi")
    page = book.pages.get(key="p0001")
    text = page.texts.get()
    model = text.page_model
    model = replace(model, regions=(replace(model.regions[0], kind=RegionKind.HEADING, level=2), *model.regions[1:]))
    text.packed = pack(model)
    text.save()
    assert len(_state(client, book)["entries"]) == 1
    assert _save(client, book, []).json()["origin"] == "none"
    assert _state(client, book)["entries"] == []
    assert _state(client, book)["found"]["headings"]
    assert list(headings(outline_of(edition_now(DigitalObject.objects.get(pk=book.pk))))) == []
    assert object_values(DigitalObject.objects.get(pk=book.pk))["without_contents"] is True
    assert _save(client, book, [[1, "Yangi", "p0001"]]).json()["origin"] == "person"
    assert not DigitalObject.objects.get(pk=book.pk).without_contents


def test_readers_keep_the_contents_until_it_is_released_that_there_are_none(
    outlined: DigitalObject, head: User, operator: User
) -> None:
    object_publish(object=object_accept(object=outlined, by=head), by=head)
    object_assemble(object=outlined)

    def seen() -> int:
        found = DigitalObject.objects.select_related("record", "release").get(pk=outlined.pk)
        return len(list(headings(outline_of(edition_shown(found)))))

    def told_none() -> DigitalObject:
        version = contents_version(outlined)
        contents_correct(object=outlined, entries=[], base_version=version, by=operator)
        return DigitalObject.objects.select_related("record", "release").get(pk=outlined.pk)

    book = told_none()
    assert (draft_waits(book), seen()) == (True, len(FILE))
    draft_drop(object=book, by=head)
    assert not DigitalObject.objects.get(pk=book.pk).without_contents
    book = told_none()
    object_release(object=book, by=head)
    object_assemble(object=book)
    assert seen() == 0
    assert release_values(Release.objects.latest("number"))["without_contents"] is True
