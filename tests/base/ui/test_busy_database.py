"""A database that does not answer is no fault of the program: 503, a sentence, and when to ask again."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError
from django.db.backends.utils import CursorWrapper
from django.db.utils import DatabaseErrorWrapper
from django.test import AsyncClient, Client
from django.urls import reverse

from javon.apps.people.models import User
from javon.base.ui.errors import database_gone
from javon.config.busy import BusyDatabase

pytestmark = pytest.mark.django_db
STATES = [
    OperationalError("database is locked"),
    OperationalError("connection failed: FATAL: sorry, too many clients already"),
    OperationalError("deadlock detected"),
    DatabaseError("database disk image is malformed"),
    InterfaceError("connection already closed"),
]


@pytest.fixture
def broken(db: None) -> Iterator[Callable[[Exception], None]]:
    """From now on every question to the database fails so, on every thread."""
    with pytest.MonkeyPatch.context() as patch:

        def now(error: Exception) -> None:
            def fails(*_arguments: Any, **_more: Any) -> Any:
                raise error

            patch.setattr(CursorWrapper, "execute", fails)

        yield now


def client(language: str = "uz", **more: Any) -> Client:
    made = Client(raise_request_exception=False, **more)
    made.cookies["django_language"] = language
    return made


@pytest.mark.parametrize("error", STATES, ids=str)
def test_a_page_says_so_and_opens_itself_again(broken: Any, error: Exception) -> None:
    broken(error)
    answer = client().get(reverse("portal:home"))
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert answer["Cache-Control"] == "no-store"
    text = answer.content.decode()
    assert '<meta http-equiv="refresh" content="5">' in text
    assert "Maʼlumotlar bazasi" in text
    assert str(error) not in text


@pytest.mark.parametrize(
    ("language", "words"),
    [("uz-cyrl", "Маълумотлар базаси"), ("ru", "База данных"), ("en", "The database")],
)
def test_in_the_readers_language(broken: Any, language: str, words: str) -> None:
    broken(STATES[0])
    assert words in client(language).get(reverse("portal:home")).content.decode()


def test_a_form_that_was_sent_is_not_sent_again_by_the_page(broken: Any, operator: User) -> None:
    sender = client()
    sender.force_login(operator)
    broken(STATES[0])
    answer = sender.post(reverse("account_login"), {"login": "x", "password": "y"})
    assert answer.status_code == 503
    assert "http-equiv" not in answer.content.decode()
    assert "F5" in answer.content.decode()


def test_scripts_and_uploads_get_what_they_can_read(broken: Any, operator: User) -> None:
    sender = client()
    sender.force_login(operator)
    broken(STATES[0])
    answer = sender.get(reverse("portal:home"), headers={"accept": "application/json"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer.json()["error"]
    answer = sender.post(reverse("digitization:uploads"), headers={"tus-resumable": "1.0.0", "upload-length": "1"})
    assert answer.status_code == 503
    assert answer["Content-Type"].startswith("text/plain")


def test_our_own_fault_stays_one(broken: Any) -> None:
    broken(IntegrityError("UNIQUE constraint failed"))
    assert client().get(reverse("portal:home")).status_code == 500


def test_the_same_under_asgi(broken: Any) -> None:
    broken(STATES[0])

    async def asked() -> int:
        return int((await AsyncClient(raise_request_exception=False).get(reverse("portal:home"))).status_code)

    assert asyncio.run(asked()) == 503


def test_what_stands_before_django_says_it_too() -> None:
    sent: list[Any] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        raise OperationalError("database is locked")

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(BusyDatabase(inner)({"type": "http"}, None, send))  # type: ignore[arg-type] # nothing is received
    assert sent[0]["status"] == 503
    assert (b"retry-after", b"5") in sent[0]["headers"]
    assert sent[1]["body"]


def test_the_very_error_of_a_locked_file_is_known(tmp_path: Path) -> None:
    file = tmp_path / "locked.sqlite3"
    with (
        closing(sqlite3.connect(file, isolation_level=None)) as holder,
        closing(sqlite3.connect(file, timeout=0)) as other,
    ):
        holder.execute("CREATE TABLE t (x)")
        holder.execute("BEGIN EXCLUSIVE")
        # As Django's own wrapper for SQLite says it, whatever database these tests run on.
        wrapper = DatabaseErrorWrapper(SimpleNamespace(Database=sqlite3, errors_occurred=False))
        with pytest.raises(OperationalError) as refused, wrapper:
            other.execute("INSERT INTO t VALUES (1)")
    assert database_gone(refused.value)
