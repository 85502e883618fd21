"""The book's page, the reader, files to take away, and the manifest."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from tests.apps.library.books import book, files, release

from javon.apps.digitization.models import DigitalObject
from javon.apps.digitization.queries.documents import document_of
from javon.apps.digitization.queries.editions import edition_shown
from javon.apps.digitization.queries.outline import outline_of
from javon.apps.library.actions import object_index
from javon.apps.library.enums import UseKind
from javon.apps.library.measures import uses
from javon.apps.library.models import UseDay
from javon.apps.library.queries.reading import contents
from javon.apps.library.web import ranges
from javon.apps.library.web.presenting import _links, manifest_of
from javon.apps.people.models import User
from javon.base import clock
from javon.base.measures import Period
from javon.engines.formats.iiif import iiif_manifest

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Any:
    made = book("oʻtkan kunlar\nkitob-\nlarni oʻqidi", "ikkinchi bet", "uchinchi bet")
    files(made)
    object_index(object=made)
    return made


@pytest.mark.parametrize("number", [1, 30])
def test_number_of_queries_does_not_grow(client: Client, django_assert_max_num_queries: Any, number: int) -> None:
    made = book(*["matn"] * number)
    with django_assert_max_num_queries(16) as captured:
        client.get(f"/book/{made.identifier}/")
    first = len(captured)
    with django_assert_max_num_queries(16):
        client.get(f"/book/{made.identifier}/read")
    assert first <= 16


def test_book_page_offers_reading_files_and_citation(client: Client, made: Any) -> None:
    answer = client.get(f"/book/{made.identifier}/")
    text = answer.content.decode()
    assert f"/book/{made.identifier}/read" in text
    assert [file.kind.name for file in answer.context["downloads"]] == ["pdf", "epub", "txt", "alto"]
    assert answer.context["citation"].startswith("Olim Sinov. Sinov kitobi [Elektron resurs]. – 1991. – URL: http://")
    contents = client.get(f"/book/{made.identifier}/contents").content.decode()
    assert "Bob 1" in contents
    assert "?page=p0003" in contents


@pytest.mark.parametrize(
    ("asked", "place"), [("", 0), ("2", 1), ("p0003", 2), ("0", 0), ("99", 2), ("x", 0), ("-1", 0), ("٣", 0), ("p9", 0)]
)
def test_reader_opens_at_the_asked_page(client: Client, made: Any, asked: str, place: int) -> None:
    answer = client.get(f"/book/{made.identifier}/read", {"page": asked})
    assert answer.context["place"] == place
    settings = json.loads(answer.content.decode().partition('type="application/json">')[2].partition("</script>")[0])
    assert settings["place"] == place
    assert [page[0] for page in settings["pages"]] == ["p0001", "p0002", "p0003"]


def test_reader_works_without_script(client: Client, made: Any) -> None:
    text = client.get(f"/book/{made.identifier}/read?page=2").content.decode()
    assert f"/iiif/3/{made.identifier}~p0002/full/" in text
    assert "ikkinchi bet" in text
    assert 'href="?page=p0001"' in text
    assert 'href="?page=p0003"' in text


def test_text_of_a_page_in_both_scripts(client: Client, made: Any) -> None:
    told = client.get(f"/book/{made.identifier}/text/p0001").json()
    assert told["text"][1]["text"].split("\n")[0].startswith("oʻtkan kunlar")
    assert "kitoblarni" in told["text"][1]["text"]
    assert "китобларни" in told["text"][1]["other"]
    assert told["lines"][1] == [["oʻtkan", 20, 100, 90, 30, 2], ["kunlar", 120, 100, 90, 30, 3]]


def test_find_inside(client: Client, made: Any) -> None:
    told = client.get(f"/book/{made.identifier}/find", {"q": "китобларни"}).json()
    assert told["total"] == 1
    assert told["hits"][0]["page"] == "p0001"
    assert told["hits"][0]["words"] == [4, 5]


@pytest.mark.parametrize(
    ("kind", "media_type", "suffix"),
    [("pdf", "application/pdf", ".pdf"), ("epub", "application/epub+zip", ".epub"),
     ("txt", "text/plain; charset=utf-8", ".txt"), ("alto", "application/zip", ".alto.zip")],
)  # fmt: skip
def test_files(client: Client, made: Any, kind: str, media_type: str, suffix: str) -> None:
    answer = client.get(f"/book/{made.identifier}/download/{kind}")
    assert b"".join(answer.streaming_content) == b"0123456789" * 100
    assert answer["Content-Type"] == media_type
    assert answer["Content-Disposition"] == f'attachment; filename="Sinov kitobi ({made.identifier}){suffix}"'
    assert answer["Content-Length"] == "1000"
    assert answer["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "status", "body", "told"),
    [
        ("bytes=0-4", 206, b"01234", "bytes 0-4/1000"),
        ("bytes=995-", 206, b"56789", "bytes 995-999/1000"),
        ("bytes=-3", 206, b"789", "bytes 997-999/1000"),
        ("bytes=990-5000", 206, b"0123456789", "bytes 990-999/1000"),
        ("bytes=1000-", 416, b"", "bytes */1000"),
        ("bytes=1000-1005", 416, b"", "bytes */1000"),
    ],
)
def test_ranges(client: Client, made: Any, asked: str, status: int, body: bytes, told: str) -> None:
    answer = client.get(f"/book/{made.identifier}/download/pdf", headers={"Range": asked})
    assert answer.status_code == status
    assert answer["Content-Range"] == told
    assert (b"".join(answer.streaming_content) if status == 206 else answer.content) == body


def test_who_asks_for_the_headers_alone_gets_no_body(
    client: Client, made: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/book/{made.identifier}/download/pdf"
    whole, part = client.get(address), client.get(address, headers={"Range": "bytes=0-4"})
    monkeypatch.setattr(ranges, "_read", None)  # not even opened
    for got, headers in ((whole, {}), (part, {"Range": "bytes=0-4"})):
        head = client.head(address, headers=headers)
        assert (head.status_code, head.content) == (got.status_code, b"")
        assert {**head.headers} == {**got.headers}


def test_range_of_a_file_that_has_changed_gives_the_whole_file(client: Client, made: Any) -> None:
    address = f"/book/{made.identifier}/download/pdf"
    tag = client.head(address)["ETag"]
    assert client.get(address, headers={"Range": "bytes=0-1", "If-Range": tag}).status_code == 206
    assert client.get(address, headers={"Range": "bytes=0-1", "If-Range": '"old"'}).status_code == 200
    assert client.get(address, headers={"Range": "bytes=a-b"}).status_code == 200


def test_kind_or_file_that_is_not_there(client: Client, made: Any) -> None:
    (made.release.folder / "book.epub").unlink()
    assert client.get(f"/book/{made.identifier}/download/epub").status_code == 404
    assert client.get(f"/book/{made.identifier}/download/exe").status_code == 404


def test_uses_are_counted_by_day_and_staff_is_not(client: Client, made: Any, operator: Any) -> None:
    for _time in range(2):
        client.get(f"/book/{made.identifier}/read")
    client.get(f"/book/{made.identifier}/download/txt")
    client.get(f"/book/{made.identifier}/read", headers={"Sec-Purpose": "prefetch"})
    client.force_login(operator, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(f"/book/{made.identifier}/read")
    counted = {day.kind: day.count for day in UseDay.objects.filter(object=made, day=clock.today())}
    assert counted == {UseKind.READ: 2, UseKind.DOWNLOAD: 1}
    assert uses(UseKind.READ, Period.day(clock.today()), None) == 2
    assert uses(UseKind.READ, Period.day(clock.today()), operator) == 0


def test_manifest(client: Client, made: Any) -> None:
    answer = client.get(f"/iiif/{made.identifier}/manifest")
    told = answer.json()
    assert answer["Content-Type"] == 'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"'
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert told["id"] == f"http://testserver/iiif/{made.identifier}/manifest"
    assert len(told["items"]) == 3
    image = told["items"][0]["items"][0]["items"][0]["body"]["service"][0]["id"]
    assert image == f"http://testserver/iiif/3/{made.identifier}~p0001"
    assert [one.get("type", one.get("@type")) for one in told["service"]] == ["SearchService2", "SearchService1"]


def test_manifests_and_contents_do_not_heap_up_in_memory(client: Client, made: Any) -> None:
    caches["books"].clear()
    first, again = (client.get(f"/iiif/{made.identifier}/manifest") for _time in range(2))
    assert first.content == again.content
    for number in range(200):
        DigitalObject.objects.filter(pk=made.pk).update(revision=number + 10, status="accepted")
        made.refresh_from_db()
        manifest_of(made, "http://testserver/")
        assert contents(made)
    kept = caches["books"]._cache
    assert 0 < len(kept) <= 128
    assert not [name for name in getattr(caches["default"], "_cache", ()) if "library:" in name]
    assert max(map(len, kept.values())) < len(first.content)


def test_content_search_2_and_1(client: Client, made: Any) -> None:
    two = client.get(f"/iiif/{made.identifier}/search", {"q": "кунлар"}).json()
    assert two["type"] == "AnnotationPage"
    assert two["items"][0]["target"] == f"http://testserver/iiif/{made.identifier}/canvas/p0001#xywh=120,100,90,30"
    quoted = two["annotations"][0]["items"][0]["target"]["selector"][0]
    assert quoted["exact"] == "kunlar"
    assert quoted["prefix"].endswith("oʻtkan ")
    one = client.get(f"/iiif/{made.identifier}/search/1", {"q": "kitoblarni"}).json()
    assert [resource["resource"]["chars"] for resource in one["resources"]] == ["kitob-", "larni"]
    assert one["hits"][0]["annotations"] == [resource["@id"] for resource in one["resources"]]
    assert one["hits"][0]["match"] == "kitoblarni"
    assert client.get(f"/iiif/{made.identifier}/search", {"q": ""}).json()["items"] == []


@pytest.mark.parametrize("address", ["iiif/{0}/manifest", "book/{0}/find?q=matn", "iiif/{0}/search?q=matn"])
def test_long_answers_in_json_are_packed(client: Client, address: str) -> None:
    long = book(*["matn"] * 30)
    object_index(object=long)
    address = f"/{address.format(long.identifier)}"
    plain, packed = client.get(address), client.get(address, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain
    assert (packed["Content-Encoding"], packed["Content-Type"]) == ("gzip", plain["Content-Type"])
    assert "Accept-Encoding" in packed["Vary"]
    assert gzip.decompress(packed.content) == plain.content
    assert 5 * len(packed.content) < len(plain.content)


def test_pages_are_packed_for_visitors_and_not_for_who_is_logged_in(client: Client, made: Any, head: User) -> None:
    addresses = ("/search?q=matn", f"/book/{made.identifier}/", f"/book/{made.identifier}/read?q=matn")
    for address in addresses:
        packed = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert packed["Content-Encoding"] == "gzip"
        assert b"<main" in gzip.decompress(packed.content)
    client.force_login(head, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in addresses:
        assert "Content-Encoding" not in client.get(address, headers={"Accept-Encoding": "gzip"})


def test_downloads_are_never_packed(client: Client, made: Any) -> None:
    (made.release.folder / "book.txt").write_text("matn " * 1000)
    answer = client.get(f"/book/{made.identifier}/download/txt", headers={"Accept-Encoding": "gzip"})
    assert ("Content-Encoding" in answer, answer["Content-Length"]) == (False, "5000")


def test_the_manifest_of_the_outline_is_that_of_the_whole_document(client: Client) -> None:
    made = book("birinchi matn", "ikkinchi", "uchinchi", images=True)
    made.pages.filter(key="p0002").update(blank=True)
    made.pages.filter(key="p0003").update(label="iii")
    release(made)
    whole, outline = (
        iiif_manifest(document, "http://testserver/", links=_links(made, "http://testserver"))
        for document in (document_of(edition_shown(made)), outline_of(edition_shown(made)))
    )
    assert outline == whole
    assert len(outline["structures"]) == 2
