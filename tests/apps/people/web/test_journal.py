"""The journal's page: for those who oversee, in as many queries for many rows as for one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from javon.apps.people.models import User
from javon.base.audit import record


@pytest.mark.parametrize(
    ("role", "status"),
    [("director", 200), ("head", 200), ("administrator", 200), ("operator", 403), ("cataloguer", 403), ("reader", 403)],
)
def test_overseers_read_it(client: Client, make_user: Callable[..., User], role: str, status: int) -> None:
    client.force_login(make_user(role))
    assert client.get("/people/journal/").status_code == status


def test_rows_are_shown_newest_first_and_narrowed(client: Client, head: User, operator: User) -> None:
    record(action="test.note", subject="thing:1", by=None, details={"oldingi": "bir"})
    record(action="test.other", subject="thing:2", by=operator)
    client.force_login(head)
    response = client.get("/people/journal/")
    assert [row.number for row in response.context["page"].object_list] == [2, 1]
    assert "oldingi: bir" in response.content.decode()
    for text, numbers in ((operator.username, [2]), ("test.note", [1]), ("thing:2", [2]), ("yoʻq", [])):
        found = client.get("/people/journal/", {"q": text}).context["page"].object_list
        assert [row.number for row in found] == numbers


def test_the_page_takes_as_many_queries_for_a_hundred_rows_as_for_one(client: Client, head: User) -> None:
    client.force_login(head)
    record(action="test.note", subject="thing:1", by=head)
    client.get("/people/journal/")
    with CaptureQueriesContext(connection) as few:
        client.get("/people/journal/")
    for number in range(100):
        record(action="test.note", subject=f"thing:{number}", by=head)
    with CaptureQueriesContext(connection) as many:
        assert len(client.get("/people/journal/").context["page"].object_list) == 100
    assert len(many) == len(few) <= 6
