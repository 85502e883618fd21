"""The log-in as a person meets it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.hashers import identify_hasher
from django.test import Client

from javon.apps.people.actions import administrator_ensure
from javon.apps.people.models import User
from javon.base.audit import JournalRow

PASSWORD = "toʻrtta-uzun-soʻz"
LOGIN = "/accounts/login/"


@pytest.fixture
def member(make_user: Callable[..., User]) -> User:
    return make_user("operator", username="sinov", password=PASSWORD)


def log_in(client: Client, username: str = "sinov", password: str = PASSWORD) -> Any:
    return client.post(LOGIN, {"login": username, "password": password})


def actions() -> list[str]:
    return list(JournalRow.objects.order_by("number").values_list("action", flat=True))


def begin_second_factor(client: Client) -> str:
    """Confirm the password once more and get the secret."""
    activate = "/accounts/2fa/totp/activate/"
    asked = client.get(activate)
    assert asked.headers["Location"].startswith("/accounts/reauthenticate/")
    assert client.get(asked.headers["Location"]).status_code == 200
    client.post(asked.headers["Location"], {"password": PASSWORD})
    return str(client.get(activate).context["form"].secret)


def totp_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_the_right_password_lets_in_and_is_noted(client: Client, member: User) -> None:
    response = log_in(client)
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(member.pk)
    row = JournalRow.objects.get()
    assert (row.action, row.actor, row.data) == ("people.login", "sinov", {"address": "127.0.0.1"})


def test_a_wrong_password_is_refused_and_noted_without_it(client: Client, member: User) -> None:
    response = log_in(client, password="notoʻgʻri")
    assert "Login yoki parol notoʻgʻri." in response.content.decode()
    assert "_auth_user_id" not in client.session
    row = JournalRow.objects.get()
    assert (row.action, row.data) == ("people.login_failed", {"username": "sinov", "address": "127.0.0.1"})


def test_too_many_wrong_passwords_make_one_wait(client: Client, member: User) -> None:
    for _ in range(5):
        log_in(client, password="notoʻgʻri")
    response = log_in(client)
    assert "Urinishlar juda koʻp." in response.content.decode(), "even the right password waits now"
    assert "_auth_user_id" not in client.session
    assert actions() == ["people.login_failed"] * 5 + ["people.login_limited"]


def test_a_limit_on_one_name_leaves_the_others_alone(client: Client, member: User, make_user: Any) -> None:
    make_user("head", username="boshqa", password=PASSWORD)
    for _ in range(6):
        log_in(client, password="notoʻgʻri")
    assert log_in(client, username="boshqa").status_code == 302


def test_someone_shut_out_stays_out(client: Client, member: User) -> None:
    member.is_active = False
    member.save()
    response = client.post(LOGIN, {"login": "sinov", "password": PASSWORD}, follow=True)
    assert "_auth_user_id" not in client.session
    assert "bloklangan" in response.content.decode()


def test_leaving_is_noted(client: Client, member: User) -> None:
    log_in(client)
    assert client.get("/accounts/logout/").status_code == 200, "leaving takes a press of the button"
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session
    assert actions() == ["people.login", "people.logout"]


def test_nobody_signs_up(client: Client) -> None:
    response = client.post("/accounts/signup/", {"username": "begona", "password1": PASSWORD, "password2": PASSWORD})
    assert "ochadi" in response.content.decode()
    assert not User.objects.filter(username="begona").exists()


def test_passwords_are_kept_as_argon2(settings: Any, member: User) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    member.set_password(PASSWORD)
    assert identify_hasher(member.password).algorithm == "argon2"
    assert member.check_password(PASSWORD)


def test_the_session_cookie_is_closed_to_scripts_and_other_sites(client: Client, member: User) -> None:
    cookie = log_in(client).cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_one_time_password_opens_only_its_change(client: Client) -> None:
    user, password = administrator_ensure()
    assert password is not None
    log_in(client, user.username, password)
    change = "/accounts/password/change/"
    assert client.get("/").headers["Location"] == client.post("/people/").headers["Location"] == change
    for closed in ("/people/", "/people/me/", "/accounts/2fa/"):
        assert client.get(closed).headers["Location"] == f"{change}?next={quote(closed, safe='')}"
    assert "bir martalik parol" in client.get(change).content.decode()
    same = {"oldpassword": password, "password1": password, "password2": password}
    assert "boshqa boʻlsin" in client.post(change, same).content.decode()
    weak = {"oldpassword": password, "password1": "12345", "password2": "12345"}
    assert "kamida 10 belgi boʻlsin" in client.post(change, weak).content.decode()
    new = {"oldpassword": password, "password1": PASSWORD, "password2": PASSWORD}
    changed = client.post(change, {**new, "next": "/people/"})
    assert changed.headers["Location"] == "/people/", "back to where the person was going"
    user.refresh_from_db()
    assert not user.must_change_password
    assert client.get("/people/").status_code == 200, "and the person stays logged in"
    assert actions()[-1] == "people.user_set_own_password"


def test_the_second_factor_from_set_up_to_recovery_code(client: Client, member: User) -> None:
    log_in(client)
    secret = begin_second_factor(client)
    wrong = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert "Kod notoʻgʻri." in wrong.content.decode()
    client.post("/accounts/2fa/totp/activate/", {"code": totp_now(secret)})
    codes = client.get("/accounts/2fa/recovery-codes/").context["unused_codes"]
    assert len(codes) == 10
    page = client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert "10 ta kod qoldi" in page
    assert "faqat bir marta" in page
    assert "10 ta kod qoldi" in client.get("/accounts/2fa/").content.decode()
    assert "yoqilgan" in client.get("/people/me/").content.decode()

    client.post("/accounts/logout/")
    assert log_in(client).headers["Location"] == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session, "the password alone no longer lets in"
    assert client.get("/accounts/2fa/authenticate/").status_code == 200
    passed = client.post("/accounts/2fa/authenticate/", {"code": codes[0]}, follow=True)
    assert client.session["_auth_user_id"] == str(member.pk)
    assert "9 ta kod qoldi" in passed.content.decode(), "and the person is told how many are left"

    client.post("/accounts/logout/")
    log_in(client)
    used = client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert "Kod notoʻgʻri." in used.content.decode(), "a recovery code works once"


def test_the_current_code_lets_in(client: Client, member: User) -> None:
    log_in(client)
    secret = begin_second_factor(client)
    client.post("/accounts/2fa/totp/activate/", {"code": totp_now(secret)})
    client.post("/accounts/logout/")
    log_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": totp_now(secret)})
    assert client.session["_auth_user_id"] == str(member.pk)


def test_other_sessions_are_seen_and_ended(client: Client, member: User) -> None:
    other = Client()
    log_in(other)
    log_in(client)
    assert client.get("/people/me/").status_code == 200
    assert other.get("/people/me/").status_code == 200
    assert client.get("/accounts/sessions/").context["session_count"] == 2
    client.post("/accounts/sessions/")
    assert other.get("/people/me/").status_code == 302
    assert client.get("/people/me/").status_code == 200
