"""The journal's page: for those who oversee, in as many queries for many rows as for one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from javon.apps.people.models import User
from javon.base.audit import record


def test_details_and_subjects_are_in_words(client: Client, head: User, operator: User) -> None:
    details = {"overrides": {"deskew": {"off": True}, "crop": {"box": [1, 2, 3, 4]}}, "run": 2}
    record(action="digitization.page_redo", subject="page:jvb3k9x2mqz~p0001", by=operator, details=details)
    change = {"before": "operator", "after": "head", "empty": ""}
    record(action="people.user_change_role", subject=f"user:{operator.pk}", by=head, details=change)
    record(action="digitization.page_reorder", subject="object:jvb3k9x2mqz", by=None, details={"after": "p0002"})
    client.force_login(head)
    moved, role, redone = client.get("/people/journal/").context["rows"]
    assert (redone.kind, redone.address) == ("Sahifa", "/work/jvb3k9x2mqz/pages/p0001/")
    assert redone.details == [
        ("Sozlamalar", "Hoshiyani kesish (Ramka: 1, 2, 3, 4); Qiyshiqlikni toʻgʻrilash (Qoʻllanmagan: ha)"),
        ("Ishlov tartib raqami", "2"),
    ]
    assert (role.kind, role.name) == ("Foydalanuvchi", operator.username)
    assert role.details == [("Avval", "Raqamlashtirish operatori"), ("Keyin", "Xizmat rahbari")]
    assert moved.details == [("Qaysi sahifadan keyin", "p0002")]
    assert len(client.get("/people/journal/", {"q": "jvb3"}).context["rows"]) == 2


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
    assert response.context["rows"][1].details == [("oldingi", "bir")]
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
