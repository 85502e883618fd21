"""What is not published is closed at every door: page, picture, text, search, suggestion, file, manifest."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from django.test import Client
from tests.apps.library.books import book, files, release

from javon.apps.digitization.enums import ObjectStatus
from javon.apps.digitization.models import DigitalObject
from javon.apps.library.actions import object_index
from javon.apps.library.web.images.doors import REMEMBERED_S, Doors, is_our_host

pytestmark = pytest.mark.django_db

DOORS = (
    "/book/{id}/",
    "/book/{id}/read",
    "/book/{id}/read?page=1",
    "/book/{id}/contents",
    "/book/{id}/find?q=maxfiy",
    "/book/{id}/text/p0001",
    "/book/{id}/cover",
    "/book/{id}/download/pdf",
    "/book/{id}/download/epub",
    "/book/{id}/download/txt",
    "/book/{id}/download/alto",
    "/iiif/{id}/manifest",
    "/iiif/{id}/search?q=maxfiy",
    "/iiif/{id}/search/1?q=maxfiy",
)


@pytest.fixture
def closed() -> DigitalObject:
    made = book("maxfiyxona eshigi", title="Yopiq daftar", published=False, images=True)
    files(made)
    object_index(object=made)
    return made


def login(client: Client, user: Any) -> Client:
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_closed_to_everybody_but_staff(client: Client, closed: DigitalObject, make_user: Any, operator: Any) -> None:
    reader, staff = login(Client(), make_user("reader")), login(Client(), operator)
    for door in DOORS:
        address = door.format(id=closed.identifier)
        assert client.get(address).status_code == 404, address
        assert reader.get(address).status_code == 404, address
        assert staff.get(address).status_code in (200, 302), address


def test_every_status_but_published_is_closed(client: Client, closed: DigitalObject) -> None:
    release(closed)
    files(closed)
    for status in ObjectStatus:
        DigitalObject.objects.filter(pk=closed.pk).update(status=status)
        for door in DOORS:
            opened = client.get(door.format(id=closed.identifier)).status_code in (200, 302)
            assert opened is (status == ObjectStatus.PUBLISHED), (status, door)


def test_closed_and_missing_look_the_same(client: Client, closed: DigitalObject) -> None:
    missing, hidden = (
        re.sub(
            f'{identifier}|name="csrfmiddlewaretoken" value="[^"]*"',
            "",
            client.get(f"/book/{identifier}/").content.decode(),
        )
        for identifier in ("jv00000000z", closed.identifier)
    )
    assert hidden == missing


def test_search_tells_nothing_of_closed_pages(client: Client, closed: DigitalObject, operator: Any) -> None:
    for address in ("/search?q=maxfiyxona", "/search?q=yopiq+daftar", "/search?q=maxfiyxon*", "/search"):
        answer = client.get(address).content.decode()
        assert closed.identifier not in answer
        assert "Yopiq daftar" not in answer
    assert client.get("/search/suggest?q=maxfiy").json() == {"words": [], "works": []}
    assert client.get("/search/suggest?q=yopiq").json() == {"words": [], "works": []}
    staff = login(Client(), operator)
    assert closed.identifier in staff.get("/search?q=maxfiyxona").content.decode()
    assert [word["latin"] for word in staff.get("/search/suggest?q=maxfiy").json()["words"]] == ["maxfiyxona"]


def test_withdrawn_object_is_gone_from_search_before_the_index_knows(client: Client) -> None:
    made = book("ochiq sahifa matni", title="Ochiq kitob")
    object_index(object=made)
    assert made.identifier in client.get("/search?q=ochiq").content.decode()
    DigitalObject.objects.filter(pk=made.pk).update(status=ObjectStatus.WITHDRAWN)
    assert made.identifier not in client.get("/search?q=ochiq").content.decode()


def test_withdrawn_objects_are_gone_from_counts_and_suggestions_at_once(client: Client, operator: Any) -> None:
    other = book("ochiq sahifa", title="Boshqa kitob", language="uz-Cyrl")
    made = book(*["ochiq sahifa matni"] * 20, title="Yopiladigan kitob")
    for one in (other, made):
        object_index(object=one)
    assert client.get("/search?q=ochiq").context["found"].total == 21
    DigitalObject.objects.filter(pk=made.pk).update(status=ObjectStatus.WITHDRAWN)
    found = client.get("/search?q=ochiq").context["found"]
    assert (found.total, found.objects) == (1, 1)
    assert [(count.value, count.pages) for count in found.facets["language"]] == [("uz-Cyrl", 1)]
    assert client.get("/search/suggest?q=matn").json() == {"words": [], "works": []}
    assert client.get("/search/suggest?q=yopilad").json() == {"words": [], "works": []}
    assert login(Client(), operator).get("/search?q=ochiq").context["found"].total == 21


def find(doors: Doors, image_id: str, cookie: str = "") -> Any:
    async def ask() -> Any:
        try:
            return await doors.find(image_id, cookie)
        finally:
            await sync_to_async(connections.close_all)()

    return asyncio.run(ask())


@pytest.mark.django_db(transaction=True)
def test_pictures(closed: DigitalObject, make_user: Any, operator: Any) -> None:
    image = f"{closed.identifier}~p0001"
    staff = login(Client(), operator).cookies["sessionid"].value
    reader = login(Client(), make_user("reader")).cookies["sessionid"].value
    doors = Doors()
    assert find(doors, image) is None
    assert find(doors, image, "not-a-session") is None
    assert find(doors, image, reader) is None
    found = find(doors, image, staff)
    assert found.path.name == "access.tif"
    assert not found.public
    for wrong in (f"{closed.identifier}~p0009", closed.identifier, "", "~", "a~b", f"{closed.identifier}~../p0001"):
        assert find(doors, wrong, staff) is None


@pytest.mark.django_db(transaction=True)
def test_pictures_close_within_a_second_of_withdrawal() -> None:
    made = book("matn", images=True)
    now = [100.0]
    doors = Doors(clock=lambda: now[0])
    image = f"{made.identifier}~p0001"
    assert find(doors, image).public
    DigitalObject.objects.filter(pk=made.pk).update(status=ObjectStatus.WITHDRAWN)
    now[0] += REMEMBERED_S
    assert find(doors, image) is None


@pytest.mark.django_db(transaction=True)
def test_pictures_close_within_a_second_of_logging_out(closed: DigitalObject, operator: Any) -> None:
    now = [100.0]
    doors = Doors(clock=lambda: now[0])
    client = login(Client(), operator)
    cookie = client.cookies["sessionid"].value
    image = f"{closed.identifier}~p0001"
    assert find(doors, image, cookie) is not None
    client.logout()
    now[0] += REMEMBERED_S
    assert find(doors, image, cookie) is None


def test_pages_taken_out_of_the_book_are_closed_to_readers(client: Client) -> None:
    made = book("birinchi", "ikkinchi")
    object_index(object=made)
    made.pages.filter(key="p0002").update(excluded=True)
    release(made)
    assert "<mark>" not in client.get("/search?q=ikkinchi").content.decode()
    assert client.get(f"/book/{made.identifier}/find?q=ikkinchi").json()["hits"] == []
    assert client.get(f"/book/{made.identifier}/find?q=birinchi").json()["total"] == 1
    for version, found in (("search", "items"), ("search/1", "resources")):
        assert client.get(f"/iiif/{made.identifier}/{version}?q=ikkinchi").json()[found] == []
    assert client.get(f"/book/{made.identifier}/text/p0002").status_code == 404
    assert client.get(f"/book/{made.identifier}/text/p0001").status_code == 200


@pytest.mark.parametrize(("host", "ours"), [("127.0.0.1:8000", True), ("evil.example", False), ("", False)])
def test_hosts(host: str, ours: bool) -> None:
    assert is_our_host(host) is ours
