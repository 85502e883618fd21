"""Whatever stands in an address, the answer is a page, a picture or a clear refusal: never a failure of ours."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connections
from django.test import Client
from tests.apps.library.books import book, files
from tests.apps.library.web.pictures import get, nothing

from javon.apps.digitization.models import DigitalObject
from javon.apps.library.actions import object_index
from javon.apps.library.web.images import ImageServer
from javon.apps.library.web.images.doors import Doors, is_our_host

pytestmark = pytest.mark.django_db(transaction=True)

#: Percent-encoded junk, other scripts' figures, the longest, the smallest, marks of other grammars.
JUNK = (
    "%00", "%00~p", "%01", "%0a", "%0d%0aset-cookie:a=b", "%7f", "%ff", "%c0%80", "%ed%a0%80", "%f0%9f%93%9a", "%",
    "%2", "%zz", "%25", "%2e%2e%2f", "..", "....//", "~", "~~", "%7e", "*", "'", "%22", "%3cscript%3e", "%5c",
    "%d0%ba%d0%b8%d1%82%d0%be%d0%b1", "%d9%a3", "%ef%bc%91", "%e2%80%ae", "a" * 3000, "9" * 400, "-1", "0", "1e9",
    "nan", "inf", "0x10", "1.5", "!", "^", "^!", ",", ";", "%20", "+",
)  # fmt: skip
NUMBERS = ("0", "1", "-1", "5", "512", "699", "700", "701", "99999", "999999999", "9" * 10, "1.5", "%d9%a3", "", "1e3")
QUESTIONS = (
    *JUNK, "kitob*", "*", "a*", "%22", "%22%22", "%22a", "%22a b*%22", "-a", "a AND (b", "a:b", "%5b%5d", "%28" * 200,
    "a%20" * 500, "%d1%8b" * 400, "%e2%80%98" * 300, "%cc%8a" * 300, "_", "va_bu", "%ca%bb", "%ca%bc%ca%bc*",
)  # fmt: skip


def control_free(body: bytes) -> bool:
    """A refusal says something, in text."""
    return bool(body.strip()) and b"Traceback" not in body


def one_of(chance: random.Random, good: tuple[str, ...]) -> str:
    return chance.choice(JUNK if chance.random() < 0.1 else good)


def regions(chance: random.Random) -> str:
    start = chance.choice(("", "pct:", "!", "^"))
    made = start + ",".join(chance.choice(NUMBERS) for _ in range(4))
    return one_of(chance, ("full", "square", "0,0,50,50", "pct:10,10,20,20.5", made))


def sizes(chance: random.Random) -> str:
    start = chance.choice(("", "^", "!", "^!", "!^", "pct:", "^pct:", "^^"))
    pair = ",".join(chance.choice(NUMBERS) for _ in range(chance.choice((1, 2, 2, 2, 3))))
    return one_of(chance, ("max", "^max", "5,", "!9,9", start + pair, start + pair))


def rotations(chance: random.Random) -> str:
    return one_of(chance, ("0", "90", "!180", "45", "360", "361", "-90", "!!0", "22.5"))


def lasts(chance: random.Random) -> str:
    return one_of(chance, ("default.jpg", "color.png", "gray.webp", "bitonal.png", "native.jpg", "default.jp2"))


@pytest.fixture
def pictured() -> DigitalObject:
    made = book("birinchi sahifa matni", "ikkinchi", images=True)
    files(made)
    object_index(object=made)
    return made


class Closing(ImageServer):
    """Gives the connection of its thread back after each answer: the database of a test must be free at the end."""

    async def __call__(self, *arguments: Any) -> None:
        try:
            await super().__call__(*arguments)
        finally:
            await sync_to_async(connections.close_all)()


@pytest.fixture
def pictures() -> ImageServer:
    return Closing(nothing, Doors().find, hosts=is_our_host, cookie=settings.SESSION_COOKIE_NAME)


def test_names_of_pictures(pictures: ImageServer, pictured: DigitalObject) -> None:
    page = f"{pictured.identifier}~p0001"
    forms = ("{junk}", "{junk}~p0001", f"{pictured.identifier}~{{junk}}", f"{page}{{junk}}")
    for name in (form.format(junk=junk) for form in forms for junk in JUNK):
        for rest in ("", "/", "/info.json", "/full/max/0/default.jpg", "/full/max/0/default.jpg/"):
            got = get(pictures, f"/iiif/3/{name}{rest}")
            assert got.status < 500, (name, rest, got)
            if got.status >= 400:
                assert control_free(got.body), (name, rest)
            assert "\n" not in str(got.headers.get("location", "")), (name, rest)


def test_parameters_of_pictures(pictures: ImageServer, pictured: DigitalObject) -> None:
    chance = random.Random(5)
    statuses = set()
    for _round in range(600):
        wanted = "/".join(make(chance) for make in (regions, sizes, rotations, lasts))
        got = get(pictures, f"/iiif/3/{pictured.identifier}~p0001/{wanted}", method=chance.choice(("GET", "HEAD")))
        statuses.add(got.status)
        assert got.status in (200, 400), (wanted, got.status, got.body[:200])
    assert statuses == {200, 400}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"if_none_match": "*"}, 304),
        ({"if_none_match": 'W/"x", "y'}, 200),
        ({"if_none_match": "\u00ff" * 4000}, 200),
        ({"range": "bytes=0-5"}, 200),
        ({"range": "bytes=junk"}, 200),
        ({"cookie": 'sessionid="\\000\\000"'}, 200),
        ({"cookie": "sessionid=" + "a" * 5000}, 200),
        ({"cookie": "\u00ff;=;;sessionid"}, 200),
        ({"accept": "\u00ff/*;q=x"}, 200),
        ({"host": "localhost:port"}, 400),
        ({"host": "[::1"}, 400),
        ({"host": "localhost\u00ff"}, 400),
        ({"host": ""}, 400),
    ],
)
def test_headers_of_a_request_for_a_picture(
    pictures: ImageServer, pictured: DigitalObject, headers: dict[str, str], status: int
) -> None:
    got = get(pictures, f"/iiif/3/{pictured.identifier}~p0001/full/max/0/default.jpg", **headers)
    assert got.status == status
    if status == 400:
        assert control_free(got.body)


def test_a_closed_picture_and_a_junk_session(pictures: ImageServer, pictured: DigitalObject) -> None:
    closed = book("yopiq", published=False, images=True)
    for cookie in (
        'sessionid="\\000"',
        'sessionid="\\001\\377"',
        "sessionid=%00",
        "sessionid='; --",
        "sessionid=\u00ff",
    ):
        assert get(pictures, f"/iiif/3/{closed.identifier}~p0001/info.json", cookie=cookie).status == 404


def test_a_picture_that_is_being_made_anew_is_not_found(pictures: ImageServer, pictured: DigitalObject) -> None:
    pictured.pages.get(key="p0001").path("access.tif").unlink()
    got = get(pictures, f"/iiif/3/{pictured.identifier}~p0001/info.json")
    assert got.status == 404
    assert got.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", ["OPTIONS", "POST", "PUT", "DELETE", "TRACE", "PROPFIND"])
def test_methods(pictures: ImageServer, pictured: DigitalObject, client: Client, method: str) -> None:
    got = get(pictures, f"/iiif/3/{pictured.identifier}~p0001/info.json", method=method)
    assert got.status == (204 if method == "OPTIONS" else 405)
    for path in ("manifest", "search", "search/1"):
        answer = client.generic(method, f"/iiif/{pictured.identifier}/{path}")
        assert answer.status_code == (204 if method == "OPTIONS" else 405), (method, path)
        if method == "OPTIONS":
            assert answer["Access-Control-Allow-Origin"] == "*"
            assert "GET" in answer["Access-Control-Allow-Methods"]


def addresses(identifier: str, junk: str) -> list[str]:
    return [
        f"/iiif/{junk}/manifest", f"/iiif/{identifier}/{junk}", f"/iiif/{identifier}/manifest?{junk}",
        f"/iiif/{identifier}/search?q={junk}", f"/iiif/{identifier}/search/1?q={junk}",
        f"/iiif/{identifier}/search?q=birinchi&page={junk}", f"/search?q={junk}", f"/search?{junk}={junk}",
        f"/search?q=birinchi&page={junk}", f"/search?q=birinchi&language={junk}&kind={junk}&script={junk}",
        f"/search?q=birinchi&year_from={junk}&year_to={junk}", f"/search?q=birinchi&exact={junk}",
        f"/search/suggest?q={junk}", f"/book/{junk}/", f"/book/{identifier}/find?q={junk}",
        f"/book/{identifier}/find?q=birinchi&exact={junk}", f"/book/{identifier}/read?page={junk}&q={junk}",
        f"/book/{identifier}/text/{junk}", f"/book/{identifier}/download/{junk}",
    ]  # fmt: skip


def test_addresses_of_the_library(pictured: DigitalObject) -> None:
    client = Client(raise_request_exception=False)
    for address in (address for junk in QUESTIONS for address in addresses(pictured.identifier, junk)):
        answer = client.get(address, headers={"hx-target": "results"})
        assert answer.status_code < 500, address
        if answer.status_code >= 400:
            assert control_free(answer.content), address


def test_heads_of_the_library(pictured: DigitalObject) -> None:
    client = Client(raise_request_exception=False)
    for address in (address for junk in JUNK[::6] for address in addresses(pictured.identifier, junk)):
        assert client.head(address).status_code < 500, address


def test_random_questions(pictured: DigitalObject) -> None:
    chance = random.Random(11)
    client = Client(raise_request_exception=False)
    signs = "abkitobʻʼ'\"*«»()[]{}:+-~^!?/\\|&<>\u0301\u200b\u202e\ud7ff\U0001f4da кўҳ٣１\t\n\u00ad"
    for _round in range(300):
        text = "".join(chance.choice(signs) for _ in range(chance.randrange(1, 40)))
        for address in ("/search", "/search/suggest", f"/iiif/{pictured.identifier}/search"):
            assert client.get(address, {"q": text}).status_code == 200, (address, text)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("bytes=0-4", 206), ("bytes=-5", 206), ("bytes=990-", 206), ("bytes=0-99999999999", 206), ("bytes=-0", 416),
        ("bytes=1000-", 416), ("bytes=5-2", 200), ("bytes=-", 200), ("bytes=0-1,3-4", 200), ("lines=1-2", 200),
        ("bytes=" + "9" * 18 + "-", 416), ("bytes=" + "9" * 30 + "-", 200), ("bytes=\u0663-5", 200),
    ],
)  # fmt: skip
def test_ranges_of_downloads(pictured: DigitalObject, client: Client, asked: str, status: int) -> None:
    for method in (client.get, client.head):
        answer = method(f"/book/{pictured.identifier}/download/pdf", headers={"range": asked})
        assert answer.status_code == status
        if method == client.get and status == 206:
            assert len(b"".join(answer.streaming_content)) == int(answer["Content-Length"])  # type: ignore[attr-defined] # streamed


def test_a_download_seen_before_is_not_sent_again(pictured: DigitalObject, client: Client) -> None:
    address = f"/book/{pictured.identifier}/download/pdf"
    tag = client.get(address)["ETag"]
    for asked in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = client.get(address, headers={"if-none-match": asked})
        assert (answer.status_code, answer.headers.get("ETag")) == (304, tag), asked
    assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize("make", [str.upper, str.title, lambda text: text[:-1], lambda text: text + "x"])
def test_a_name_that_is_nearly_right_is_not_found(
    pictured: DigitalObject, pictures: ImageServer, client: Client, make: Callable[[str], str]
) -> None:
    name = make(pictured.identifier)
    assert client.get(f"/iiif/{name}/manifest").status_code == 404
    assert get(pictures, f"/iiif/3/{name}~p0001/info.json").status == 404


NULS = '"\\000' + "a" * 31 + '"'


def test_a_closed_picture_and_a_session_with_a_nul(pictures: ImageServer) -> None:
    closed = book("yopiq", published=False, images=True)
    assert get(pictures, f"/iiif/3/{closed.identifier}~p0001/info.json", cookie=f"sessionid={NULS}").status == 404


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "django_language", "messages"])
@pytest.mark.parametrize("value", [NULS, '"\\377\\000"', "\u00ff" * 32, "%00" * 20, "a" * 4000])
def test_cookies_that_nobody_gave(name: str, value: str) -> None:
    client = Client(raise_request_exception=False, headers={"cookie": f"{name}={value}"})
    for address in ("/", "/search?q=birinchi", "/work/", "/accounts/login/"):
        assert client.get(address).status_code < 500, address
