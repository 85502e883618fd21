"""The journal's page: for those who oversee, in as many queries for many rows as for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from javon.apps.catalog.actions import record_create, record_update
from javon.apps.digitization.actions.object import object_create
from javon.apps.people.actions import user_update
from javon.apps.people.models import User
from javon.base import clock
from javon.base.audit import record
from javon.base.clock import TASHKENT


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: moment)
        yield


def test_details_and_subjects_are_in_words(client: Client, head: User, operator: User) -> None:
    details = {"overrides": {"deskew": {"off": True}, "crop": {"box": [1, 2, 3, 4]}}, "run": 2}
    record(action="digitization.page_redo", subject="page:jvb3k9x2mqz~p0001", by=operator, details=details)
    change = {"before": "operator", "after": "head", "empty": ""}
    record(action="people.user_change_role", subject=f"user:{operator.pk}", by=head, details=change)
    record(action="digitization.page_reorder", subject="object:jvb3k9x2mqz", by=None, details={"after": "p0002"})
    client.force_login(head)
    moved, role, redone = client.get("/people/journal/").context["rows"]
    assert (redone.subject.kind, redone.subject.address) == ("Sahifa", "/work/jvb3k9x2mqz/pages/p0001/")
    assert redone.details == [
        ("Sozlamalar", "Hoshiyani kesish (Ramka: 1, 2, 3, 4); Qiyshiqlikni toʻgʻrilash (Qoʻllanmagan: ha)"),
        ("Ishlov tartib raqami", "2"),
    ]
    assert (role.subject.kind, role.subject.title) == ("Foydalanuvchi", operator.username)
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


def numbers(client: Client, **asked: str) -> list[int]:
    return [row.number for row in client.get("/people/journal/", asked).context["page"].object_list]


def test_it_is_searched_by_the_title_of_what_was_changed(client: Client, head: User) -> None:
    first = object_create(by=head, record_values={"title": "Oʻtkan kunlar"})
    other = object_create(by=head, record_values={"title": "Меҳробдан чаён"})
    record(action="digitization.page_accept", subject=f"page:{first.identifier}~p0001", by=head)
    record(action="digitization.page_accept", subject=f"page:{other.identifier}~p0001", by=head)
    client.force_login(head)
    of_first = {f"object:{first.identifier}", f"page:{first.identifier}~p0001", f"record:{first.record_id}"}
    for text in ("Oʻtkan", "o'tkan kunlar", "kunlar", "KUNLAR"):
        rows = client.get("/people/journal/", {"q": text}).context["rows"]
        assert {shown.row.subject for shown in rows} == of_first
        assert {shown.subject.title for shown in rows} == {"Oʻtkan kunlar"}
    for text in ("меҳробдан", "ЧАЁН"):
        assert len(client.get("/people/journal/", {"q": text}).context["rows"]) == 3


def test_it_is_searched_by_person_deed_and_days(client: Client, head: User, operator: User) -> None:
    days = (datetime(2026, 3, 1, 23, 59, tzinfo=TASHKENT), datetime(2026, 3, 2, 0, 0, tzinfo=TASHKENT))
    for at, by in zip(days, (head, operator), strict=True):
        with clock_at(at):
            record(action="people.user_change_role", subject="user:77", by=by)
    User.objects.filter(pk=operator.pk).update(full_name="Dilnoza Sinovchi")
    client.force_login(head)
    assert numbers(client, since="2026-03-01", until="2026-03-01") == [1]
    assert numbers(client, since="2026-03-02") == [2]
    assert numbers(client, until="2026-03-01") == [1]
    assert numbers(client, who=operator.username.upper()) == [2]
    assert numbers(client, deed="people.user_change_role") == [2, 1]
    assert numbers(client, q="Rol oʻzgardi") == numbers(client, q="rol o'zgardi") == [2, 1]
    assert numbers(client, q="sinovchi") == [2]
    assert numbers(client, deed="people.user_create") == numbers(client, q="qwrtzx") == []
    assert numbers(client, since="2026-13-40", until="x", deed="yoʻq") == []
    assert numbers(client, until="9999-12-31") == [2, 1]


def test_old_and_new_values_stand_side_by_side(client: Client, head: User, cataloguer: User) -> None:
    made = record_create(by=cataloguer, title="Bir", kind="book", creators=["A. Sinov"])
    record_update(record=made, by=cataloguer, title="Ikki", kind="newspaper", creators=[], description="x" * 1000)
    user_update(user=cataloguer, full_name="Yangi Ism", email=cataloguer.email, by=None)
    client.force_login(head)
    renamed, changed, _created = client.get("/people/journal/").context["rows"]
    assert changed.details == [
        ("Mualliflar", "A. Sinov → —"),
        ("Annotatsiya", f"— → {'x' * 300}…"),
        ("Resurs turi", "Kitob → Gazeta"),
        ("Sarlavha", "Bir → Ikki"),
    ]
    assert [name for name, _words in renamed.details] == ["F.I.Sh."]
    assert renamed.details[0][1].endswith("→ Yangi Ism")
