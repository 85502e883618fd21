"""What a person may do follows from the role alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser

from javon.apps.people import policies
from javon.apps.people.enums import Role
from javon.apps.people.models import User

STAFF = {"director", "head", "operator", "cataloguer", "administrator"}
MAY: dict[Callable[..., bool], set[str]] = {
    policies.can_work: STAFF,
    policies.can_see_people: {"director", "head", "administrator"},
    policies.can_manage_people: {"administrator"},
    policies.can_see_journal: {"director", "head", "administrator"},
    policies.can_manage_jobs: STAFF - {"director"},
}


@pytest.mark.parametrize("policy", MAY)
def test_each_role_may_what_it_should(policy: Callable[..., bool]) -> None:
    assert {role.value for role in Role if policy(User(role=role))} == MAY[policy]


@pytest.mark.parametrize("policy", MAY)
def test_nobody_else_may_anything(policy: Callable[..., bool]) -> None:
    assert not policy(AnonymousUser())
    assert not policy(User(role=Role.ADMINISTRATOR, is_active=False))
    assert not policy(User(role=Role.ADMINISTRATOR, must_change_password=True)), "a one-time password opens nothing"
    assert policy(None), "the program itself may"
