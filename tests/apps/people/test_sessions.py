"""Of a session whose time is over nothing is kept; the others stay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from javon.apps.people.models import User
from javon.apps.people.tasks import expire_sessions
from javon.base import clock

pytestmark = pytest.mark.django_db


def test_only_what_is_over_goes(make_user: Callable[..., User]) -> None:
    operator, head = (make_user(role, password="toʻrtta-uzun-soʻz") for role in ("operator", "head"))
    browsers = {operator: Client(), head: Client()}
    for user, browser in browsers.items():
        browser.post("/accounts/login/", {"login": user.username, "password": "toʻrtta-uzun-soʻz"})
    assert UserSession.objects.count() == 2
    gone = browsers[head].session.session_key
    Session.objects.filter(pk=gone).update(expire_date=clock.now() - timedelta(seconds=1))
    expire_sessions()
    assert list(UserSession.objects.values_list("user", flat=True)) == [operator.pk]
    assert not Session.objects.filter(pk=gone).exists()
    assert browsers[operator].get("/people/me/").status_code == 200
    assert browsers[head].get("/people/me/").status_code == 302
