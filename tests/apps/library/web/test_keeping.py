"""What a browser keeps: nothing that is closed, and nothing that is shown again unasked once a book is withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.apps.library.books import book, files

from javon.apps.digitization.actions.object import object_withdraw
from javon.apps.digitization.models import DigitalObject
from javon.apps.people.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "toʻrtta-uzun-soʻz"


@pytest.fixture
def made() -> DigitalObject:
    made = book("oʻtkan kunlar", "ikkinchi bet")
    files(made)
    return made


@pytest.fixture
def paths(made: DigitalObject) -> list[str]:
    return [
        reverse("library:download", args=[made.identifier, "pdf"]),
        reverse("library:manifest", args=[made.identifier]),
        reverse("library:page_text", args=[made.identifier, "p0001"]),
    ]


def test_a_withdrawn_book_is_not_shown_from_the_browsers_store(
    client: Client, made: DigitalObject, paths: list[str], head: User
) -> None:
    first = [client.get(path) for path in paths]
    assert [answer["Cache-Control"] for answer in first] == ["public, no-cache"] * 3
    tags = [answer["ETag"] for answer in first]
    again = [client.get(path, headers={"If-None-Match": tag}) for path, tag in zip(paths, tags, strict=True)]
    assert [answer.status_code for answer in again] == [304] * 3
    object_withdraw(object=made, reason="huquq egasi soʻradi", by=head)
    after = [client.get(path, headers={"If-None-Match": tag}) for path, tag in zip(paths, tags, strict=True)]
    assert [answer.status_code for answer in after] == [404] * 3


def test_what_is_closed_is_not_kept(client: Client, made: DigitalObject, paths: list[str], head: User) -> None:
    object_withdraw(object=made, reason="huquq egasi soʻradi", by=head)
    client.force_login(head)
    closed = [client.get(path) for path in paths]
    assert [(answer.status_code, answer["Cache-Control"]) for answer in closed] == [(200, "private, no-store")] * 3


@pytest.mark.parametrize("path", ["/", "/search", "/work/", "/people/", "/people/me/", "/people/journal/", "/no/such"])
def test_of_who_works_here_no_page_is_kept(client: Client, administrator: User, path: str) -> None:
    assert client.get(path)["Cache-Control"] in {"private, no-cache", "private, no-store"}
    client.force_login(administrator)
    assert client.get(path)["Cache-Control"] == "private, no-store"


def test_who_leaves_leaves_nothing_behind(client: Client, make_user: Callable[..., User]) -> None:
    make_user("operator", username="sinov", password=PASSWORD)
    client.post("/accounts/login/", {"login": "sinov", "password": PASSWORD})
    answer: Any = client.post("/accounts/logout/")
    assert answer["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in client.get("/")
