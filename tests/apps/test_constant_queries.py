"""A list costs as many queries with thirty rows as with one, whoever looks at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.apps.library.books import book

from javon.apps.digitization.enums import SourceStatus
from javon.apps.digitization.models import (
    ArchiveDamage,
    ContentsEntry,
    DigitalObject,
    Page,
    PageText,
    SourceFile,
    Upload,
)
from javon.apps.library.actions import index_rebuild
from javon.apps.people.enums import Role
from javon.apps.people.models import User
from javon.base import clock
from javon.base.audit import record
from javon.base.jobs import enqueue

pytestmark = pytest.mark.django_db

LISTS = {
    "/": None,
    "/search": None,
    "/search?q=umumiy": None,
    "/search?q=umu*&language=uz-Latn": None,
    "/search/suggest?q=umu": None,
    "/work/": Role.OPERATOR,
    "/work/?q=kitob&status=published": Role.OPERATOR,
    "/work/changes/": Role.HEAD,
    "/work/jobs/": Role.OPERATOR,
    "/work/archive/": Role.OPERATOR,
    "/people/": Role.ADMINISTRATOR,
    "/people/journal/": Role.ADMINISTRATOR,
    "/people/journal/?q=Kitob": Role.ADMINISTRATOR,
    "/people/journal/?who=a&deed=people.login&since=2026-01-01&until=2027-01-01": Role.ADMINISTRATOR,
}


def rows(count: int, first: int, by: User) -> None:
    for number in range(first, first + count):
        made = book(f"umumiy matn {number}", f"umumiyroq {number}", title=f"Kitob {number}")
        DigitalObject.objects.filter(pk=made.pk).update(revision=1)  # something waits to be released
        enqueue("library.index_object", unique=f"index:{made.pk}", object_id=made.pk)
        User.objects.create(username=f"kishi{number}", role=Role.OPERATOR)
        record(action="digitization.object_publish", subject=f"object:{made.identifier}", by=by)
        lost = {"object": made.identifier, "place": "store", "kind": "missing", "pages": ["p0001"]}
        ArchiveDamage.objects.create(path="masters/1.tif", **lost)
        ArchiveDamage.objects.create(path="masters/2.tif", ended_at=clock.now(), end="repaired", **lost)
    index_rebuild()


@pytest.mark.parametrize("address", LISTS)
def test_thirty_rows_cost_no_more_than_one(address: str, make_user: Callable[..., User]) -> None:
    role, administrator = LISTS[address], make_user(Role.ADMINISTRATOR)
    client = Client()
    if role is not None:
        who = administrator if role is Role.ADMINISTRATOR else make_user(role)
        client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    counted: list[list[Any]] = []
    for count, first in ((1, 0), (29, 1)):
        rows(count, first, administrator)
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counted.append([query["sql"] for query in captured])
    assert len(counted[1]) == len(counted[0]), "\n".join(counted[1])
    assert len(counted[1]) <= 10


#: Pages of one object, all of which list something of it.
PARTS = (
    "/book/{}/",
    "/book/{}/read",
    "/book/{}/contents",
    "/book/{}/find?q=umumiy",
    "/book/{}/text/p0001",
    "/iiif/{}/manifest",
    "/iiif/{}/search?q=umumiy",
    "/work/{}/",
    "/work/{}/contents/",
    "/work/{}/contents.json",
    "/work/{}/pages.json",
    "/work/{}/pages/p0001/",
    "/work/{}/pages/p0001/text.json",
    "/work/new/?batch={}",
)


def full(count: int, by: User) -> DigitalObject:
    """An object with so many pages, versions of a text, refused files, rows of history and files that still wait."""
    made = book(*[f"umumiy matn {number}" for number in range(count)], title=f"Kitob {count}")
    page = Page.objects.get(object=made, key="p0001")
    first = PageText.objects.get(page=page)
    for number in range(1, count + 1):
        if number > 1:
            PageText.objects.create(page=page, version=number, packed=first.packed, created_by=by)
        source = {"position": 100 + number, "name": f"{number}.tif", "status": SourceStatus.REFUSED, "code": "empty"}
        SourceFile.objects.create(object=made, **source)
        record(action="digitization.page_accept", subject=f"page:{made.identifier}~p{number:04}", by=by)
        Upload.objects.create(name=f"{number}.tif", size=1, batch=made.identifier, created_by=by)
        ContentsEntry.objects.create(object=made, position=number, level=1, title=f"{number}-bob", page=page)
    Page.objects.filter(pk=page.pk).update(text_version=count)
    return made


@pytest.mark.parametrize("part", PARTS)
def test_thirty_parts_of_an_object_cost_no_more_than_one(part: str, administrator: User) -> None:
    client = Client()
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    counted = []
    for made in (full(1, administrator), full(30, administrator)):
        index_rebuild()
        address = part.format(made.identifier)
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counted.append([query["sql"] for query in captured])
    assert len(counted[1]) == len(counted[0]), "\n".join(counted[1])
    assert len(counted[1]) <= 16
