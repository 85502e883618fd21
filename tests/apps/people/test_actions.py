"""Changes of people: who may, what is written, what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from javon.apps.people.actions import (
    administrator_ensure,
    user_activate,
    user_change_role,
    user_create,
    user_deactivate,
    user_reset_password,
    user_set_own_password,
    user_update,
)
from javon.apps.people.actions.user import user_restore
from javon.apps.people.enums import Role
from javon.apps.people.errors import LastAdministratorError, NotAllowedError
from javon.apps.people.models import User
from javon.base.audit import JournalRow


def journal() -> list[tuple[str, str]]:
    return list(JournalRow.objects.order_by("number").values_list("action", "subject"))


def test_a_new_person_gets_a_one_time_password(administrator: User) -> None:
    user, password = user_create(username="sinov-yangi", full_name="Sinov Yangi", role=Role.OPERATOR, by=administrator)
    stored = User.objects.get(pk=user.pk)
    assert stored.check_password(password)
    assert stored.must_change_password
    assert (stored.role, stored.full_name) == (Role.OPERATOR, "Sinov Yangi")
    assert journal() == [("people.user_create", f"user:{user.pk}")]
    assert password not in JournalRow.objects.get().details


def test_one_time_passwords_differ(administrator: User) -> None:
    passwords = {user_create(username=f"sinov{number}", by=administrator)[1] for number in range(5)}
    assert len(passwords) == 5
    assert all(
        len(password) == 19 and set(password) <= set("abcdefghjkmnpqrstuvwxyz23456789-") for password in passwords
    )


def test_a_taken_name_is_refused(administrator: User, operator: User) -> None:
    with pytest.raises(ValidationError, match="username"):
        user_create(username=operator.username, by=administrator)
    assert journal() == []


@pytest.mark.parametrize("twin", ["olim", "OLIM", "Олим", "ОЛИМ"])
def test_a_name_that_differs_in_its_capitals_only_is_taken(administrator: User, twin: str) -> None:
    user_create(username="Olim", by=administrator)
    user_create(username="олиМ", by=administrator)
    with pytest.raises(ValidationError, match="username"):
        user_create(username=twin, by=administrator)
    assert sorted(User.objects.exclude(pk=administrator.pk).values_list("username", flat=True)) == ["olim", "олим"]


def test_who_is_restored_is_who_was_there(administrator: User) -> None:
    user, _password = user_create(username="Олим", by=administrator)
    assert user_restore(username="ОЛИМ") == user


def test_a_role_changes_with_old_and_new_in_the_journal(administrator: User, operator: User) -> None:
    user_change_role(user=operator, role=Role.HEAD, by=administrator)
    assert User.objects.get(pk=operator.pk).role == Role.HEAD
    assert JournalRow.objects.get().data == {"before": "operator", "after": "head"}


def test_the_same_role_is_no_change(administrator: User, operator: User) -> None:
    user_change_role(user=operator, role=Role.OPERATOR, by=administrator)
    assert journal() == []


def test_an_unknown_role_is_refused(administrator: User, operator: User) -> None:
    with pytest.raises(ValidationError):
        user_change_role(user=operator, role="king", by=administrator)
    assert User.objects.get(pk=operator.pk).role == Role.OPERATOR


def test_a_correction_keeps_the_old_values_in_the_journal(administrator: User, operator: User) -> None:
    user_update(user=operator, full_name="Sinov Boshqa", email="sinov@example.org", by=administrator)
    data = JournalRow.objects.get().data
    assert data["before"] == {"full_name": "Sinov operator", "email": ""}
    assert data["after"] == {"full_name": "Sinov Boshqa", "email": "sinov@example.org"}


def test_shutting_out_and_letting_in(administrator: User, operator: User) -> None:
    user_deactivate(user=operator, by=administrator)
    assert not User.objects.get(pk=operator.pk).is_active
    user_activate(user=operator, by=administrator)
    assert User.objects.get(pk=operator.pk).is_active
    assert [action for action, _ in journal()] == ["people.user_deactivate", "people.user_activate"]


def test_the_last_administrator_stays(administrator: User) -> None:
    with pytest.raises(LastAdministratorError):
        user_change_role(user=administrator, role=Role.READER, by=administrator)
    with pytest.raises(LastAdministratorError):
        user_deactivate(user=administrator, by=administrator)
    stored = User.objects.get(pk=administrator.pk)
    assert (stored.role, stored.is_active) == (Role.ADMINISTRATOR, True)


def test_one_of_two_administrators_may_go(administrator: User, make_user: Callable[..., User]) -> None:
    second = make_user("administrator", username="sinov-ikkinchi")
    user_deactivate(user=administrator, by=second)
    assert not User.objects.get(pk=administrator.pk).is_active


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_the_administrator_manages_people(make_user: Callable[..., User], reader: User, role: Role) -> None:
    other = reader if role == Role.READER else make_user(role, username="sinov-boshqa")
    changes: list[Callable[[], object]] = [
        lambda: user_create(username="sinov-yangi", by=other),
        lambda: user_update(user=reader, full_name="", email="", by=other),
        lambda: user_change_role(user=reader, role=Role.HEAD, by=other),
        lambda: user_deactivate(user=reader, by=other),
        lambda: user_activate(user=reader, by=other),
        lambda: user_reset_password(user=reader, by=other),
    ]
    for change in changes:
        with pytest.raises(NotAllowedError):
            change()
    assert journal() == []


def test_a_reset_password_must_be_changed(administrator: User, operator: User) -> None:
    password = user_reset_password(user=operator, by=administrator)
    stored = User.objects.get(pk=operator.pk)
    assert stored.check_password(password)
    assert stored.must_change_password
    user_set_own_password(user=stored, password="toʻrtta-uzun-soʻz")
    stored.refresh_from_db()
    assert stored.check_password("toʻrtta-uzun-soʻz")
    assert not stored.must_change_password
    assert journal() == [
        ("people.user_reset_password", f"user:{operator.pk}"),
        ("people.user_set_own_password", f"user:{operator.pk}"),
    ]


@pytest.mark.parametrize("password", ["short", "1234567890123", "password123", "sinov-operator"])
def test_weak_passwords_are_refused(operator: User, password: str) -> None:
    with pytest.raises(ValidationError):
        user_set_own_password(user=operator, password=password)
    assert journal() == []


def test_the_first_administrator_is_made_once() -> None:
    user, password = administrator_ensure()
    assert (user.username, user.role, user.must_change_password) == ("administrator", Role.ADMINISTRATOR, True)
    assert password is not None
    assert user.check_password(password)
    assert administrator_ensure() == (user, None)


def test_the_first_administrator_takes_a_free_name(make_user: Callable[..., User]) -> None:
    make_user("reader", username="administrator")
    user, _password = administrator_ensure()
    assert user.username == "administrator2"
