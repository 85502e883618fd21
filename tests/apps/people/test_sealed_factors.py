"""Second factors in the database: sealed, and told of where the key is gone."""

from __future__ import annotations

import json
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from tests.apps.people.web.test_attacks import words
from tests.apps.people.web.test_login import begin_second_factor, log_in, member, totp_now

from javon.apps.people.models import User
from javon.apps.people.queries.people import sealed_away
from javon.cli.guarding import lost_seals

__all__ = ["member"]
pytestmark = pytest.mark.django_db
CODE = "/accounts/2fa/authenticate/"


def with_second_factor(client: Client) -> tuple[str, list[str]]:
    """Turn it on; gives the secret and the recovery codes."""
    log_in(client)
    secret = begin_second_factor(client)
    client.post("/accounts/2fa/totp/activate/", {"code": totp_now(secret)})
    codes = client.get("/accounts/2fa/recovery-codes/").context["unused_codes"]
    client.post("/accounts/logout/")
    return secret, list(codes)


def kept() -> str:
    """Everything that the database holds of second factors and sessions."""
    sessions = [session.get_decoded() for session in Session.objects.all()]
    return json.dumps([list(Authenticator.objects.values_list("data", flat=True)), sessions])


def test_the_database_holds_no_secret_that_can_be_read(client: Client, member: User) -> None:
    log_in(client)
    waiting = begin_second_factor(client)
    assert waiting not in kept(), "not in the session either, until the code is given"
    client.post("/accounts/logout/")
    secret, codes = with_second_factor(client)
    held = kept()
    assert secret not in held
    assert not any(code in held for code in codes)
    assert held.count("sealed:") == 2


def test_secrets_of_before_are_sealed_and_work_on(client: Client, member: User) -> None:
    secret, codes = with_second_factor(client)
    migration = import_module("javon.apps.people.migrations.0002_seal_second_factors")
    editor: Any = SimpleNamespace(connection=connection)
    migration.unseal_all(apps, editor)
    assert secret in kept()
    migration.seal_all(apps, editor)
    assert secret not in kept()
    log_in(client)
    client.post(CODE, {"code": codes[3]})
    assert client.session["_auth_user_id"] == str(member.pk)


def test_without_the_key_the_person_is_told_who_helps(
    client: Client, member: User, administrator: User, settings: Any
) -> None:
    secret, codes = with_second_factor(client)
    assert sealed_away() == lost_seals() == []
    settings.JAVON_SEAL_KEY = "another one"
    for code in (totp_now(secret), codes[0]):
        log_in(client)
        assert "Tizim administratori" in words(client.post(CODE, {"code": code}))
        assert "_auth_user_id" not in client.session
    assert {person.username for person in sealed_away()} == {"sinov"}
    assert "sinov" in lost_seals()[0]
    head = Client()
    head.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    head.post(f"/people/{member.pk}/second-factor/remove/")
    again = Client()
    log_in(again)
    assert again.session["_auth_user_id"] == str(member.pk)
