"""What the log says of requests that are refused: one line each, by whomever, and not without end."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import Client

from javon.apps.people.models import User
from javon.config.loglines import MOST, LineFormatter, RefusalFilter
from javon.portal.views import home

pytestmark = pytest.mark.django_db


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that the server's log would hold."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(LineFormatter("%(levelname)s %(name)s: %(message)s"))
    handler.addFilter(RefusalFilter())
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


REFUSED: dict[str, Callable[[Client], Any]] = {
    "foreign host": lambda client: client.get("/", headers={"Host": "evil.example"}),
    "no such page": lambda client: client.get("/no-such\x1b[2J"),
    "no right": lambda client: client.get("/people/add/"),
    "garbage for a form": lambda client: client.post(
        "/i18n/setlang/", b"--x\r\ngarbage", content_type="multipart/form-data; boundary="
    ),
    "old form": lambda client: Client(enforce_csrf_checks=True).post("/i18n/setlang/"),
    "too many fields": lambda client: client.post("/i18n/setlang/", {f"n{number}": "" for number in range(1001)}),
    "wrong method": lambda client: client.get("/i18n/setlang/x"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_refusal_is_one_line(client: Client, operator: User, log: io.StringIO, what: str) -> None:
    client.raise_request_exception = False
    client.force_login(operator)
    assert 400 <= REFUSED[what](client).status_code < 500
    lines = log.getvalue().splitlines()
    assert len(lines) == 1
    assert "from 127.0.0.1" in lines[0]


def test_a_fault_of_ours_keeps_its_traceback(client: Client, log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr(home, "render", lambda *_: 1 / 0)
    assert client.get("/").status_code == 500
    assert "ZeroDivisionError" in log.getvalue()


def test_refusals_without_end_do_not_fill_the_log(client: Client, log: io.StringIO) -> None:
    logger = logging.getLogger("django.security.SuspiciousOperation")
    for _ in range(500):
        logger.error("x", exc_info=SuspiciousOperation("x"))
    lines = log.getvalue().splitlines()
    assert len(lines) == MOST
    assert "Traceback" not in log.getvalue()


def test_a_message_is_one_line_whatever_is_in_it(log: io.StringIO) -> None:
    logging.getLogger("tests.lines").warning("name: %s", "a\n2026-01-01 ERROR root: forged\x1b[2J")
    assert len(log.getvalue().splitlines()) == 1
    assert "\x1b" not in log.getvalue()
