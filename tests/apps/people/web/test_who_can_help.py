"""A shut door names somebody of this house who can really open it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from javon.apps.people.models import User

pytestmark = pytest.mark.django_db


def told(client: Client, person: User, path: str) -> str:
    client.force_login(person)
    answer = client.get(path)
    assert answer.status_code == 403
    found = re.search(r"<h1>.*?</h1>\s*<p>(.*?)</p>", answer.content.decode(), re.DOTALL)
    assert found is not None
    return found[1]


def test_only_the_administrator_can_help_with_people(
    client: Client, operator: User, head: User, administrator: User
) -> None:
    assert told(client, operator, "/people/add/").endswith("Sinov administrator (Tizim administratori).")


def test_the_head_is_asked_before_the_administrator(
    client: Client, operator: User, head: User, director: User, administrator: User
) -> None:
    words = told(client, operator, "/people/journal/")
    assert [words.index(person.full_name) for person in (head, director, administrator)] == sorted(
        words.index(person.full_name) for person in (head, director, administrator)
    )


def test_who_is_gone_or_has_never_come_in_cannot_help(
    client: Client, operator: User, administrator: User, make_user: Callable[..., User]
) -> None:
    make_user("head", username="ketgan", is_active=False)
    make_user("head", username="yangi", must_change_password=True)
    words = told(client, operator, "/people/journal/")
    assert "Sinov head" not in words
    assert "Sinov administrator" in words


def test_a_reader_is_told_no_names(client: Client, reader: User, operator: User, head: User) -> None:
    words = told(client, reader, reverse("digitization:objects"))
    assert "Sinov" not in words
    assert "Xizmat rahbari" in words


def test_where_nobody_can_help_nobody_is_named(client: Client, reader: User) -> None:
    assert told(client, reader, "/people/journal/").endswith("ruxsat bermaydi.")
