"""The log-in under attack: guessing, telling who is here, codes used twice, sessions handed over, ways led astray."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from tests.apps.people.web.test_login import LOGIN, PASSWORD, begin_second_factor, log_in, member, totp_now

from javon.apps.people.actions import user_reset_password
from javon.apps.people.models import User
from javon.base.audit import JournalRow

__all__ = ["member"]
pytestmark = pytest.mark.django_db

WAIT = "Urinishlar juda koʻp."


def words(answer: Any) -> str:
    """What a page says, without the values of its fields (tokens, what was typed)."""
    return re.sub(r'value="[^"]*"', "", answer.content.decode())


def guess(name: str, address: str = "10.0.0.1", **headers: str) -> Any:
    return Client(REMOTE_ADDR=address, headers=headers).post(LOGIN, {"login": name, "password": "notoʻgʻri"})


def test_many_addresses_are_no_way_round_the_limit_of_a_name(member: User) -> None:
    for number in range(30):
        assert WAIT not in words(guess("sinov", f"10.0.0.{number}"))
    assert WAIT in words(guess("sinov", "10.0.0.77"))


def test_capitals_and_blanks_are_no_way_round_the_limit_of_a_name(member: User) -> None:
    for name in ("sinov", "SINOV", "Sinov", "sInov", " sinov"):
        guess(name)
    assert WAIT in words(guess("sinov "))


def test_many_names_are_no_way_round_the_limit_of_an_address() -> None:
    for number in range(20):
        assert WAIT not in words(guess(f"nom{number}"))
    assert WAIT in words(guess("nom20"))


def test_a_flood_of_other_names_does_not_wash_the_limit_of_a_name_away(member: User) -> None:
    for _ in range(5):
        guess("sinov", "10.0.0.1")
    for number in range(400):
        cache.set(f"counter-of-nom{number}", 1)
    assert WAIT in words(guess("sinov", "10.0.0.1"))


def test_an_invented_address_is_no_way_round_the_limit(settings: Any) -> None:
    """Where no web server stands before us, nobody is believed who says from where he comes."""
    for number in range(20):
        guess(f"nom{number}", **{"X-Forwarded-For": f"203.0.113.{number}", "X-Real-IP": f"203.0.113.{number}"})
    assert WAIT in words(guess("nom20", **{"X-Forwarded-For": "203.0.113.99"}))


def test_guesses_at_the_second_step_are_limited(client: Client, member: User) -> None:
    log_in(client)
    client.post("/accounts/2fa/totp/activate/", {"code": totp_now(begin_second_factor(client))})
    thief = Client(REMOTE_ADDR="10.0.0.9")
    log_in(thief)
    answers = [words(thief.post("/accounts/2fa/authenticate/", {"code": f"{code:06}"})) for code in range(6)]
    assert [WAIT in answer for answer in answers] == [False] * 5 + [True]


def test_a_code_that_was_overlooked_lets_nobody_else_in(client: Client, member: User) -> None:
    log_in(client)
    code = totp_now(begin_second_factor(client))
    client.post("/accounts/2fa/totp/activate/", {"code": code})
    client.post("/accounts/logout/")
    log_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.session["_auth_user_id"] == str(member.pk)
    other = Client()
    log_in(other)
    assert "Kod notoʻgʻri." in words(other.post("/accounts/2fa/authenticate/", {"code": code}))
    assert "_auth_user_id" not in other.session


def test_who_lost_telephone_and_codes_is_let_in_again(client: Client, member: User, administrator: User) -> None:
    log_in(client)
    client.post("/accounts/2fa/totp/activate/", {"code": totp_now(begin_second_factor(client))})
    head = Client()
    head.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = f"/people/{member.pk}/"
    assert "second-factor/remove" in head.get(page).content.decode()
    head.post(f"{page}second-factor/remove/")
    assert "second-factor/remove" not in head.get(page).content.decode()
    assert client.get("/people/me/").status_code == 302, "whoever sat there with the old codes is out"
    log_in(client)
    assert client.session["_auth_user_id"] == str(member.pk)
    row = JournalRow.objects.get(action="people.user_remove_second_factor")
    assert (row.actor, row.subject) == (administrator.username, f"user:{member.pk}")


def test_the_last_administrator_is_let_in_from_the_machine_itself(
    administrator: User, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("readmit", administrator.username.upper())
    password = capsys.readouterr().out.split()[-1]
    administrator.refresh_from_db()
    assert administrator.check_password(password)
    assert administrator.must_change_password
    with pytest.raises(CommandError, match="hech-kim"):
        call_command("readmit", "hech-kim")


def test_nobody_is_told_whether_a_name_is_known(member: User, make_user: Callable[..., User]) -> None:
    make_user("reader", username="ketgan", password=PASSWORD, is_active=False)
    assert words(guess("sinov")) == words(guess("ketgan")) == words(guess("hech-kim"))


def test_an_unknown_name_costs_as_much_work_as_a_known_one(
    member: User, make_user: Callable[..., User], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    member.set_password(PASSWORD)
    member.save()
    make_user("reader", username="parolsiz")
    hashed: list[str] = []

    def counted(method: Callable[..., Any]) -> Callable[..., Any]:
        def counting(self: Any, password: str, *rest: Any) -> Any:
            hashed.append(password)
            return method(self, password, *rest)

        return counting

    for name in ("encode", "verify"):
        monkeypatch.setattr(Argon2PasswordHasher, name, counted(getattr(Argon2PasswordHasher, name)))
    costs = []
    for name in ("sinov", "hech-kim", "parolsiz"):
        hashed.clear()
        guess(name)
        costs.append(len(hashed))
    assert costs == [1, 1, 1]


def test_a_session_handed_over_before_the_log_in_is_worth_nothing(client: Client, member: User) -> None:
    session = client.session
    session["begun"] = "by another"
    session.save()
    client.cookies["sessionid"] = session.session_key
    log_in(client)
    assert client.session.session_key != session.session_key
    other = Client()
    other.cookies["sessionid"] = session.session_key
    assert other.get("/people/me/").status_code == 302


@pytest.mark.parametrize(
    "way", ["//evil.example/", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "///evil.example"]
)
def test_no_door_leads_to_another_site(client: Client, member: User, way: str) -> None:
    led = [
        client.post("/i18n/setlang/", {"language": "ru", "next": way}),
        client.post(LOGIN, {"login": "sinov", "password": PASSWORD, "next": way}),
        client.post(f"/accounts/logout/?next={way}", {"next": way}),
    ]
    assert [answer.headers["Location"] for answer in led] == ["/", "/", "/"]


def test_a_foreign_host_is_refused_and_never_repeated(client: Client) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    answer = client.get("/", headers={"X-Forwarded-Host": "evil.example"})
    assert answer.status_code == 200
    assert b"evil" not in answer.content


def test_a_new_one_time_password_ends_the_old_one_and_every_session(
    client: Client, member: User, administrator: User
) -> None:
    first = user_reset_password(user=member, by=administrator)
    log_in(client, password=first)
    second = user_reset_password(user=member, by=administrator)
    assert client.get("/people/me/").headers["Location"].startswith(LOGIN)
    assert "notoʻgʻri" in words(log_in(Client(), password=first))
    assert log_in(Client(), password=second).status_code == 302


def test_a_one_time_password_is_worth_nothing_once_it_is_changed(client: Client, member: User) -> None:
    password = user_reset_password(user=member, by=None)
    log_in(client, password=password)
    form = {"oldpassword": password, "password1": "butunlay-boshqa-soʻz", "password2": "butunlay-boshqa-soʻz"}
    client.post("/accounts/password/change/", form)
    assert "notoʻgʻri" in words(log_in(Client(), password=password))
