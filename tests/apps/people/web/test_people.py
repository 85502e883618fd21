"""The pages of people: who sees them, what they do, how many queries they take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from javon.apps.people.models import User

PAGES = ["/people/", "/people/add/"]


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_asked_to_log_in(client: Client, page: str) -> None:
    response = client.get(page)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ["reader", "operator", "cataloguer"])
def test_those_without_the_right_are_told_so(
    client: Client, make_user: Callable[..., User], page: str, role: str
) -> None:
    client.force_login(make_user(role))
    assert client.get(page).status_code == 403


def test_the_head_looks_but_does_not_touch(client: Client, head: User, reader: User) -> None:
    client.force_login(head)
    content = client.get("/people/").content.decode()
    assert reader.username in content
    assert "/people/add/" not in content
    assert client.get("/people/add/").status_code == 403
    assert client.post(f"/people/{reader.pk}/password/").status_code == 403
    assert client.post(f"/people/{reader.pk}/active/").status_code == 403


def test_the_list_takes_as_many_queries_for_thirty_as_for_one(
    client: Client, administrator: User, make_user: Callable[..., User]
) -> None:
    client.force_login(administrator)
    client.get("/people/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/people/")
    for number in range(30):
        make_user("reader", username=f"sinov{number}")
    with CaptureQueriesContext(connection) as many:
        response = client.get("/people/")
    assert len(response.context["page"].object_list) == 31
    assert len(many) == len(few) <= 7


def test_the_list_is_searched_and_narrowed(client: Client, administrator: User, operator: User, reader: User) -> None:
    client.force_login(administrator)
    found = client.get("/people/", {"q": "OPERATOR"}).context["page"].object_list
    assert [person.pk for person in found] == [operator.pk]
    found = client.get("/people/", {"role": "reader"}).context["page"].object_list
    assert [person.pk for person in found] == [reader.pk]
    assert "topilmadi" in client.get("/people/", {"q": "yoʻq bunday odam"}).content.decode()


def test_a_person_is_added_and_the_password_shown_once(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    values = {"username": "sinov-yangi", "full_name": "Sinov Yangi", "email": "", "role": "cataloguer"}
    response = client.post("/people/add/", values)
    person = User.objects.get(username="sinov-yangi")
    assert person.check_password(response.context["password"])
    assert response.context["password"] in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


def test_a_bad_name_is_explained(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    response = client.post("/people/add/", {"username": administrator.username, "role": "reader"})
    assert response.context["form"].errors["username"]
    assert User.objects.count() == 1


def test_a_person_is_corrected(client: Client, administrator: User, operator: User) -> None:
    client.force_login(administrator)
    values = {"full_name": "Sinov Boshqa", "email": "sinov@example.org", "role": "head"}
    assert client.post(f"/people/{operator.pk}/", values).status_code == 302
    operator.refresh_from_db()
    assert (operator.full_name, operator.email, operator.role) == ("Sinov Boshqa", "sinov@example.org", "head")


def test_the_last_administrator_cannot_be_taken_away(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    response = client.post(f"/people/{administrator.pk}/", {"full_name": "", "email": "", "role": "reader"})
    assert "yagona faol tizim administratori" in response.content.decode()
    response = client.post(f"/people/{administrator.pk}/active/", follow=True)
    assert "yagona faol tizim administratori" in response.content.decode()
    administrator.refresh_from_db()
    assert (administrator.role, administrator.is_active) == ("administrator", True)


def test_a_person_is_shut_out_at_once_and_let_in_again(client: Client, administrator: User, operator: User) -> None:
    theirs = Client()
    theirs.force_login(operator)
    theirs.get("/people/me/")
    client.force_login(administrator)
    client.post(f"/people/{operator.pk}/active/")
    assert theirs.get("/people/me/").status_code == 302
    client.post(f"/people/{operator.pk}/active/")
    operator.refresh_from_db()
    assert operator.is_active


def test_a_new_password_is_given(client: Client, administrator: User, operator: User) -> None:
    client.force_login(administrator)
    response = client.post(f"/people/{operator.pk}/password/")
    operator.refresh_from_db()
    assert operator.check_password(response.context["password"])
    assert operator.must_change_password


@pytest.mark.parametrize("path", ["password", "active"])
def test_changes_need_a_post(client: Client, administrator: User, path: str) -> None:
    client.force_login(administrator)
    assert client.get(f"/people/{administrator.pk}/{path}/").status_code == 405


def test_the_menu_shows_people_to_those_who_may(client: Client, administrator: User, operator: User) -> None:
    assert _in_menu(client, administrator)
    assert not _in_menu(client, operator)


def _in_menu(client: Client, user: Any) -> bool:
    client.force_login(user)
    return 'href="/people/"' in client.get("/people/me/").content.decode()
