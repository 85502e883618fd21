"""The addresses that the quality grid and the text correction talk to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.apps.digitization.making import done_object, done_page, draw_folder, draw_scan, taken_object

from javon.apps.digitization.actions.processing import object_finish_processing
from javon.apps.digitization.enums import PageStatus
from javon.apps.digitization.models import DigitalObject, Page, PageText
from javon.apps.digitization.models.text import pack
from javon.apps.people.models import User
from javon.engines.page import Box, Line, Region, RegionKind, Word
from javon.engines.page import Page as PageModel
from javon.engines.quality import Flag, Verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(operator: User) -> Client:
    """An operator's browser."""
    browser = Client()
    browser.force_login(operator)
    return browser


def _do(client: Client, book: DigitalObject, key: str, action: str, **fields: object):
    address = reverse("digitization:page-do", args=[book.identifier, key, action])
    return client.post(address, fields, headers={"Accept": "application/json"})


def test_the_list_of_pages_is_light(client: Client, book: DigitalObject) -> None:
    answer = client.get(reverse("digitization:pages-json", args=[book.identifier])).json()
    assert answer["title"] == "Sinov kitobi"
    assert answer["status"] == "review"
    assert [page["key"] for page in answer["pages"]] == ["p0001", "p0002", "p0003"]
    page = answer["pages"][0]
    assert page["thumb"] == f"/work/{book.identifier}/pages/p0001/thumb.jpg?v={page['version']}"
    assert page["version"] > 0
    assert (page["reviewed"], page["blank"], page["excluded"], page["error"]) == (False, False, False, "")


def test_the_places_that_flags_speak_of_are_told_in_shares_of_the_picture(client: Client, tmp_path: Path) -> None:
    draw_folder(tmp_path / "kitob", 1)
    book = taken_object(tmp_path / "kitob")
    places = (Box(60, 80, 120, 160),)
    flags = [Flag("ink-unread", Verdict.LOOK, 1.0, 1.0, places), Flag("blurred", Verdict.LOOK, 0.3, 0.2)]
    done_page(Page.objects.select_related("object").get(object=book), "matn", flags=flags)
    object_finish_processing(object=book)

    (page,) = client.get(reverse("digitization:pages-json", args=[book.identifier])).json()["pages"]

    assert page["places"] == [[0.1, 0.1, 0.2, 0.2]]
    assert page["reasons"][0] == "Oʻqilmay qolgan yozuv bor, joylari: 1"


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_the_database_the_same_number_of_times(
    count: int, client: Client, tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    book = done_object(tmp_path / "kitob", *[f"{number}-matn" for number in range(count)])
    with django_assert_num_queries(4):
        client.get(reverse("digitization:pages-json", args=[book.identifier]))


def test_only_what_changed_is_told_again(client: Client, book: DigitalObject, monkeypatch: pytest.MonkeyPatch) -> None:
    address = reverse("digitization:pages-json", args=[book.identifier])
    Page.objects.filter(object=book).update(changed_at="2020-01-01T00:00:00Z")
    revision = client.get(address).json()["revision"]
    assert client.get(f"{address}?since={revision}").json()["pages"] == []
    _do(client, book, "p0002", "accept")
    assert [page["key"] for page in client.get(f"{address}?since={revision}").json()["pages"]] == ["p0002"]
    for nonsense in ("x", "9" * 5000, "-1", "²"):
        assert len(client.get(address, {"since": nonsense}).json()["pages"]) == 3


@pytest.mark.parametrize(
    ("action", "fields", "field", "value"),
    [
        ("accept", {}, "reviewed", True),
        ("reopen", {}, "reviewed", False),
        ("rotate", {"angle": 90}, "status", "waiting"),
        ("crop", {"left": 0.1, "top": 0, "right": 0.9, "bottom": 1}, "status", "waiting"),
        ("split", {"at": 0.5}, "status", "waiting"),
        ("split", {"toggle": 1}, "status", "waiting"),
        ("move", {"after": "p0003"}, "position", 3),
        ("label", {"value": "iv"}, "label", "iv"),
        ("blank", {}, "blank", True),
        ("unblank", {}, "blank", False),
        ("exclude", {}, "excluded", True),
        ("include", {}, "excluded", False),
        ("redo", {"steps": '{"deskew": {"off": true}}', "language": "ru"}, "status", "waiting"),
    ],
)
def test_every_action_answers_with_the_changed_row(
    client: Client, book: DigitalObject, action: str, fields: dict[str, object], field: str, value: object
) -> None:
    answer = _do(client, book, "p0001", action, **fields)
    assert answer.status_code == 200, answer.content
    assert answer.json()["page"][field] == value


def test_a_language_chosen_by_a_person_reaches_the_pipeline(client: Client, book: DigitalObject) -> None:
    _do(client, book, "p0001", "redo", steps="{}", language="ru")
    assert Page.objects.get(object=book, key="p0001").overrides == {"read": {"language": "ru"}}


def test_another_language_leaves_the_frame_as_a_person_made_it(client: Client, book: DigitalObject) -> None:
    frame = {"orient": {"angle": 90}, "crop": {"box": [0, 0, 300, 400]}}
    pages = Page.objects.filter(object=book, key="p0001")
    pages.update(overrides={**frame, "read": {"language": "en"}})
    _do(client, book, "p0001", "redo", steps='{"dewarp": {"off": true}}', language="ru", keep=1)
    assert pages.get().overrides == {**frame, "dewarp": {"off": True}, "read": {"language": "ru"}}
    pages.update(status=PageStatus.DONE)
    _do(client, book, "p0001", "redo", steps="{}", language="", keep=1)
    assert pages.get().overrides == {**frame, "dewarp": {"off": True}}, "the program finds the language out again"
    pages.update(status=PageStatus.DONE, overrides={"read": {"language": "ru"}})
    _do(client, book, "p0001", "rotate", angle=90)
    assert pages.get().overrides == {"read": {"language": "ru"}, "orient": {"angle": 90}}


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("rotate", {"angle": 45}),
        ("rotate", {}),
        ("crop", {"left": 0.5, "top": 0, "right": 0.5, "bottom": 1}),
        ("crop", {"left": "x"}),
        ("crop", {"left": 0, "top": 0, "right": 1.5, "bottom": 1}),
        ("split", {"at": 0}),
        ("move", {"after": "p0009"}),
        ("redo", {"steps": "{"}),
        ("redo", {"steps": '["x"]'}),
        ("replace", {}),
    ],
)
def test_a_bad_request_gets_a_sentence(
    client: Client, book: DigitalObject, action: str, fields: dict[str, object]
) -> None:
    answer = _do(client, book, "p0001", action, **fields)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert Page.objects.get(object=book, key="p0001").status == PageStatus.DONE


def test_what_was_cropped_away_comes_back(client: Client, book: DigitalObject) -> None:
    address = reverse("digitization:page-uncropped", args=[book.identifier, "p0001"])
    answer = client.get(address).json()
    page = Page.objects.select_related("source", "object").get(object=book, key="p0001")
    left, top, right, bottom = page.recipe["crop"]["box"]
    width, height = page.scan_width, page.scan_height
    shares = {"left": left / width, "top": top / height, "right": right / width, "bottom": bottom / height}
    assert answer["box"] == pytest.approx(shares, abs=0.01)
    assert client.get(answer["picture"])["Content-Type"] == "image/jpeg"
    _do(client, book, "p0001", "crop", left=0, top=0, right=1, bottom=answer["box"]["bottom"])
    kept = Page.objects.get(pk=page.pk).overrides["crop"]["box"]
    assert kept == pytest.approx([0, 0, width, bottom], abs=2)


def test_an_unknown_action_or_page_is_not_found(client: Client, book: DigitalObject) -> None:
    assert _do(client, book, "p0001", "uchir").status_code == 404
    assert _do(client, book, "p0009", "accept").status_code == 404


def test_a_rescan_comes_with_the_request(client: Client, book: DigitalObject, tmp_path: Path) -> None:
    for action, name in (("replace", "bir.png"), ("insert", "ikki.png")):
        file = SimpleUploadedFile(name, draw_scan(tmp_path / name, name).read_bytes())
        answer = _do(client, book, "p0001", action, file=file)
        assert answer.status_code == 200, answer.content
    keys = [page["key"] for page in answer.json()["pages"]]
    assert keys == ["p0001", "p0004", "p0002", "p0003"]


def test_a_reader_and_a_stranger_stay_outside(book: DigitalObject, reader: User) -> None:
    stranger, client = Client(), Client()
    client.force_login(reader)
    for name, arguments in (
        ("objects", []),
        ("jobs", []),
        ("object", [book.identifier]),
        ("quality", [book.identifier]),
        ("pages-json", [book.identifier]),
        ("page", [book.identifier, "p0001"]),
        ("page-thumb", [book.identifier, "p0001"]),
        ("page-text", [book.identifier, "p0001"]),
        ("object-file", [book.identifier, "book.pdf"]),
    ):
        address = reverse(f"digitization:{name}", args=arguments)
        assert client.get(address).status_code == 403, name
        assert stranger.get(address).status_code == 302, name
    assert _do(client, book, "p0001", "accept").status_code == 403


def test_a_director_looks_but_does_not_touch(book: DigitalObject, director: User) -> None:
    client = Client()
    client.force_login(director)
    assert client.get(reverse("digitization:quality", args=[book.identifier])).status_code == 200
    assert _do(client, book, "p0001", "accept").status_code == 403


def test_pictures_are_kept_by_the_browser(client: Client, book: DigitalObject) -> None:
    for name in ("thumb", "before", "after"):
        answer = client.get(reverse(f"digitization:page-{name}", args=[book.identifier, "p0001"]), {"v": 1})
        assert answer.status_code == 200, name
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["Cache-Control"] == "private, max-age=60"
        assert answer.content[:2] == b"\xff\xd8"
        again = client.get(answer.request["PATH_INFO"], {"v": 1}, headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_pages_of_people_open(client: Client, book: DigitalObject) -> None:
    for name, arguments in (("quality", [book.identifier]), ("page", [book.identifier, "p0002"])):
        assert client.get(reverse(f"digitization:{name}", args=arguments)).status_code == 200


def test_a_page_with_a_table_offers_it_as_csv(client: Client, book: DigitalObject) -> None:
    address = reverse("digitization:page-tables", args=[book.identifier, "p0001"])
    screen = reverse("digitization:page", args=[book.identifier, "p0001"])
    assert client.get(address).status_code == 404
    assert address not in client.get(screen).content.decode()
    page = Page.objects.get(object=book, key="p0001")
    box = Box(0, 0, 90, 20)
    words = (Word("Buxoro", Box(0, 0, 40, 20), 0.9), Word("12,5", Box(60, 0, 90, 20), 0.9))
    table = Region(RegionKind.TABLE, box, (Line(words, box, cells=(0, 1)),))
    packed = pack(PageModel(width=100, height=100, dpi=300, regions=(table,)))
    PageText.objects.filter(page=page, version=page.text_version).update(packed=packed)
    assert address in client.get(screen).content.decode()
    answer = client.get(address)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.decode("utf-8-sig") == 'Buxoro,"12,5"\r\n'


def test_text_is_corrected_and_a_second_person_told(client: Client, book: DigitalObject) -> None:
    address = reverse("digitization:page-text", args=[book.identifier, "p0002"])
    text = client.get(address).json()
    assert text["lines"][0]["text"] == "ikkinchi sahifa matni"
    assert text["lines"][0]["words"][0][0] == "ikkinchi"
    save = reverse("digitization:page-correct", args=[book.identifier, "p0002"])
    wanted = {"version": text["version"], "lines": [{"region": 0, "line": 0, "text": "ikkinchi bet"}]}
    answer = client.post(save, json.dumps(wanted), content_type="application/json")
    assert answer.json() == {"version": 2}
    answer = client.post(save, json.dumps(wanted), content_type="application/json")
    assert (answer.status_code, answer.json()["version"]) == (409, 2)
    assert client.post(save, "{", content_type="application/json").status_code == 400
    assert client.get(address, {"version": 1}).json()["lines"][0]["text"] == "ikkinchi sahifa matni"
    assert client.get(address, {"version": 9}).status_code == 404
    assert client.get(address, {"version": "9" * 5000}).status_code == 200
    assert [version["version"] for version in client.get(address).json()["versions"]] == [2, 1]


@pytest.mark.parametrize(
    "steps",
    [
        '{"deskew": {"angle": NaN}}',
        '{"deskew": {"angle": 1e999}}',
        '{"deskew": {"angle": "\\ud800"}}',
        '{"deskew": {"angle": "\\u0000"}}',
        '{"read": 5}',
        "[" * 5000,
        "[]",
        "null",
    ],
)
def test_odd_steps_are_refused(client: Client, book: DigitalObject, steps: str) -> None:
    assert _do(client, book, "p0001", "redo", steps=steps, language="ru").status_code == 400
    assert Page.objects.get(object=book, key="p0001").run == 1


@pytest.mark.parametrize("text", ["null", '"\\ud800"', "5", "[" * 100_000, "1e999"])
def test_odd_corrections_are_refused(client: Client, book: DigitalObject, text: str) -> None:
    address = reverse("digitization:page-correct", args=[book.identifier, "p0001"])
    body = f'{{"version": 1, "lines": [{{"region": 0, "line": 0, "text": {text}}}]}}'
    assert client.post(address, body, content_type="application/json").status_code == 400
    body = f'{{"version": {text}, "lines": []}}'
    assert client.post(address, body, content_type="application/json").status_code in {400, 409}


def test_control_characters_do_not_get_into_the_text(client: Client, book: DigitalObject) -> None:
    address = reverse("digitization:page-correct", args=[book.identifier, "p0001"])
    line = {"region": 0, "line": 0, "text": "bir\x00in\x1bchi\tso\u02bbz"}
    assert client.post(address, {"version": 1, "lines": [line]}, content_type="application/json").status_code == 200
    shown = client.get(reverse("digitization:page-text", args=[book.identifier, "p0001"])).json()
    assert shown["lines"][0]["text"] == "birinchi so\u02bbz"


def _post(client: Client, book: DigitalObject, name: str, body: object):
    address = reverse(f"digitization:{name}", args=[book.identifier, "p0002"])
    return client.post(address, body, content_type="application/json")


def test_an_older_text_comes_back_as_a_new_version(client: Client, book: DigitalObject) -> None:
    emptied = {"version": 1, "lines": [{"region": 0, "line": 0, "text": ""}]}
    assert _post(client, book, "page-correct", emptied).json() == {"version": 2}
    assert _post(client, book, "page-restore", {"version": 1}).json() == {"version": 3}
    text = client.get(reverse("digitization:page-text", args=[book.identifier, "p0002"])).json()
    assert text["lines"][0]["text"] == "ikkinchi sahifa matni"
    assert [entry["version"] for entry in text["versions"]] == [3, 2, 1]
    assert _post(client, book, "page-restore", {"version": 3}).json() == {"version": 3}
    page = client.get(reverse("digitization:page", args=[book.identifier, "p0002"])).content.decode()
    assert reverse("digitization:page-restore", args=[book.identifier, "p0002"]) in page
    assert "data-restore-button" in page


@pytest.mark.parametrize(
    "body", ["{", "[]", "5", '{"version": "1"}', '{"version": 9}', '{"version": -1}', '{"version": 1e999}', "[" * 9999]
)
def test_a_version_that_never_was_does_not_come_back(client: Client, book: DigitalObject, body: str) -> None:
    assert _post(client, book, "page-restore", body).status_code == 400
    assert Page.objects.get(object=book, key="p0002").text_version == 1


def test_who_may_not_review_brings_nothing_back(book: DigitalObject, reader: User) -> None:
    browser = Client()
    browser.force_login(reader)
    assert _post(browser, book, "page-restore", {"version": 1}).status_code in {403, 404}
