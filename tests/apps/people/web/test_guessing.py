"""A stranger who guesses all the time: how fast that goes, and whom it keeps waiting."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from allauth.account.auth_backends import AuthenticationBackend
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from tests.apps.people.web.test_attacks import WAIT, words
from tests.apps.people.web.test_login import LOGIN, PASSWORD, begin_second_factor, log_in, member, totp_now

from javon.apps.people.actions import user_reset_password
from javon.apps.people.models import User
from javon.base.audit import JournalRow

__all__ = ["member"]
pytestmark = pytest.mark.django_db

CODE = "/accounts/2fa/authenticate/"
NAT, ELSEWHERE = "198.51.100.7", "203.0.113.9"


class Time:
    """The time of day, which goes on only when it is told to."""

    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Time:
    clock = Time()
    monkeypatch.setattr(time, "time", clock)
    return clock


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that were compared with the right one."""
    passwords: list[str] = []
    whole = AuthenticationBackend.authenticate

    def counting(self: Any, request: Any, **given: Any) -> Any:
        passwords.append(given["password"])
        return whole(self, request, **given)

    monkeypatch.setattr(AuthenticationBackend, "authenticate", counting)
    return passwords


class Attacker:
    """One wrong try every four seconds; a patient one keeps its cookies and takes up its turns."""

    def __init__(self, clock: Time, address: str, *, patient: bool = False) -> None:
        self.clock, self.address, self.browser = clock, address, Client(REMOTE_ADDR=address) if patient else None

    def guess(self) -> Any:
        browser = self.browser or Client(REMOTE_ADDR=self.address)
        return browser.post(LOGIN, {"login": "sinov", "password": "notoʻgʻri"})

    def go_on(self, seconds: int) -> None:
        for _ in range(seconds // 4):
            self.guess()
            self.clock.sleep(4)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def seconds_until_in(client: Client, attacker: Attacker, most: int) -> int:
    """Somebody who has the right password tries again whenever the page says so, while the attack goes on."""
    waited = 0
    while waited <= most:
        log_in(client)
        if is_in(client):
            return waited
        attacker.go_on(60)
        waited += 60
    raise AssertionError(f"not let in within {most} seconds")


@pytest.mark.parametrize("address", [ELSEWHERE, NAT])
def test_the_owner_on_a_known_device_comes_in_at_once(member: User, clock: Time, address: str) -> None:
    own = Client(REMOTE_ADDR=NAT)
    log_in(own)
    own.post("/accounts/logout/")
    Attacker(clock, address).go_on(120)
    log_in(own)
    assert is_in(own)


@pytest.mark.parametrize(("address", "patient", "most"), [(ELSEWHERE, True, 0), (NAT, False, 60), (NAT, True, 120)])
def test_the_owner_on_a_new_device_waits_a_minute_or_two(
    member: User, clock: Time, address: str, patient: bool, most: int
) -> None:
    attacker = Attacker(clock, address, patient=patient)
    attacker.go_on(180)
    assert seconds_until_in(Client(REMOTE_ADDR=NAT), attacker, most) <= most


@pytest.mark.parametrize("patient", [False, True])
def test_guessing_from_one_address_is_slow(member: User, clock: Time, looked_at: list[str], patient: bool) -> None:
    Attacker(clock, ELSEWHERE, patient=patient).go_on(900)
    assert len(looked_at) <= 15 + 15, "five in five minutes, and a turn a minute"


def test_guessing_from_many_addresses_is_slow(member: User, clock: Time, looked_at: list[str]) -> None:
    attackers = [Attacker(clock, f"203.0.113.{number}") for number in range(20)]
    for _round in range(4):
        for attacker in attackers:
            attacker.guess()
        clock.sleep(120)
    assert len(looked_at) <= 30


def test_a_turn_is_good_for_one_try_of_one_browser(member: User, clock: Time, looked_at: list[str]) -> None:
    first, second = Attacker(clock, NAT, patient=True), Attacker(clock, NAT)
    while WAIT not in words(first.guess()):
        pass
    clock.sleep(61)
    looked_at.clear()
    assert first.browser is not None
    second.browser = Client(REMOTE_ADDR=NAT)
    second.browser.cookies = first.browser.cookies
    first.guess(), second.guess()
    assert len(looked_at) == 1


def test_a_made_up_cookie_is_no_known_device(member: User, clock: Time) -> None:
    Attacker(clock, NAT).go_on(60)
    stranger = Client(REMOTE_ADDR=NAT)
    stranger.cookies["javon-device"] = "WyJ4IiwieSJd:1abcde:AAAA"
    stranger.cookies["javon-turn"] = "WyJ4IiwieSJd:1abcde:AAAA"
    assert WAIT in words(log_in(stranger))


def test_a_device_is_known_for_its_people_only(member: User, clock: Time, make_user: Callable[..., User]) -> None:
    make_user("operator", username="boshqa", password=PASSWORD)
    Attacker(clock, NAT).go_on(60)
    other = Client(REMOTE_ADDR=NAT)
    log_in(other, username="boshqa")
    assert is_in(other)
    other.post("/accounts/logout/")
    assert WAIT in words(log_in(other))


def test_guesses_on_a_known_device_are_slow_too(member: User, clock: Time, looked_at: list[str]) -> None:
    own = Client(REMOTE_ADDR=NAT)
    log_in(own)
    own.post("/accounts/logout/")
    for _ in range(225):
        log_in(own, password="notoʻgʻri")
        clock.sleep(4)
    assert len(looked_at) <= 15 + 15 + 15, "five in five minutes known and unknown, and a turn a minute"


def test_who_has_the_password_and_guesses_codes_keeps_nobody_out(member: User, clock: Time) -> None:
    own = Client(REMOTE_ADDR=NAT)
    log_in(own)
    secret = begin_second_factor(own)
    own.post("/accounts/2fa/totp/activate/", {"code": totp_now(secret)})
    own.post("/accounts/logout/")
    for number in range(40):
        thief = Client(REMOTE_ADDR=f"203.0.113.{number // 4}")
        log_in(thief)
        thief.post(CODE, {"code": f"{number:06}"})
    clock.sleep(60)
    log_in(own)
    seen = own.post(CODE, {"code": totp_now(secret)}, follow=True).content.decode()
    assert is_in(own)
    assert "203.0.113.0, 203.0.113.1" in seen, "the owner is told that somebody has the password"
    own.post("/accounts/logout/")
    clock.sleep(60)
    log_in(own)
    assert "203.0.113" not in own.post(CODE, {"code": totp_now(secret)}, follow=True).content.decode()
    told = JournalRow.objects.filter(action="people.code_failed")
    assert {row.subject for row in told} == {f"user:{member.pk}"}


def test_of_codes_strangers_may_try_thirty_a_day_until_the_password_is_another(
    member: User, administrator: User, clock: Time
) -> None:
    own = Client(REMOTE_ADDR=NAT)
    log_in(own)
    own.post("/accounts/2fa/totp/activate/", {"code": totp_now(begin_second_factor(own))})
    answers = []
    for number in range(34):
        thief = Client(REMOTE_ADDR=f"203.0.113.{number}")
        log_in(thief)
        answers.append(words(thief.post(CODE, {"code": f"{number:06}"})))
        clock.sleep(600)
    assert [WAIT in answer for answer in answers] == [False] * 30 + [True] * 4
    thief = Client(REMOTE_ADDR="203.0.113.200")
    log_in(thief, password=user_reset_password(user=member, by=administrator))
    assert WAIT not in words(thief.post(CODE, {"code": "000000"}))


def test_who_sits_at_an_open_session_guesses_its_password_slowly(member: User, clock: Time) -> None:
    own = Client()
    log_in(own)
    change = {"oldpassword": "notoʻgʻri", "password1": "butunlay-boshqa-soʻz", "password2": "butunlay-boshqa-soʻz"}
    answers = []
    for _ in range(20):
        answers.append(words(own.post("/accounts/password/change/", change)))
        clock.sleep(13)
    assert sum("Hozirgi parolingizni kiriting." in answer for answer in answers) <= 12
    assert WAIT in answers[-1]


def test_failures_are_told_and_do_not_fill_the_journal(member: User, clock: Time) -> None:
    attacker = Attacker(clock, ELSEWHERE)
    attacker.go_on(900)
    rows = JournalRow.objects.filter(action__startswith="people.login_")
    assert 5 <= rows.count() <= 20
    assert max(row.data.get("all_tries", 0) for row in rows) == 200, "how many there were is told"
    before = JournalRow.objects.count()
    clock.sleep(3600)
    for number in range(220):
        Client(REMOTE_ADDR=f"203.0.{number // 10}.113").post(LOGIN, {"login": f"nom{number}", "password": "x"})
    assert JournalRow.objects.count() - before == 101
    assert JournalRow.objects.order_by("-number")[0].data["all_tries"] == 200


@pytest.mark.django_db(transaction=True)
def test_a_recovery_code_given_twice_at_the_same_moment_lets_one_in(member: User) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite is one connection in memory")
    own = Client()
    log_in(own)
    own.post("/accounts/2fa/totp/activate/", {"code": totp_now(begin_second_factor(own))})
    (code, *_others) = own.get("/accounts/2fa/recovery-codes/").context["unused_codes"]
    browsers = [Client(REMOTE_ADDR=f"203.0.113.{number}") for number in range(4)]
    for browser in browsers:
        log_in(browser)

    def give(browser: Client) -> None:
        try:
            browser.post(CODE, {"code": code})
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(give, browsers))
    assert sum(map(is_in, browsers)) == 1


@pytest.mark.django_db(transaction=True)
def test_guesses_at_the_same_moment_are_counted_one_by_one(member: User, looked_at: list[str]) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite is one connection in memory")
    cache.clear()

    def guess(_number: int) -> None:
        try:
            Attacker(Time(), NAT).guess()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(guess, range(24)))
    assert 1 <= len(looked_at) <= 5
