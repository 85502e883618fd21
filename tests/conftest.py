"""Fixtures of the whole suite: settings, databases, the network guard, the cast."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
import pytest

from tests import environment, network

environment.prepare(sys.argv)
network.forbid()
django.setup()

if TYPE_CHECKING:
    from javon.apps.people.models import User

#: Where the program keeps things; every test with a database gets folders of its own.
FOLDERS = {
    "JAVON_FILES": "files",
    "JAVON_DERIVATIVES": "derivatives",
    "JAVON_PRESERVATION": "preservation",
    "JAVON_INDEX": "index",
    "JAVON_HOT_FOLDER": "inbox",
    "JAVON_SET_ASIDE": "set-aside",
    "JAVON_UPLOADS": "uploads",
}
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """The database to test on; ``environment`` reads it from the command line before pytest does."""
    parser.addoption("--database", choices=environment.DATABASES, default="sqlite", help="database to test on")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what uses the run's database; what has none, or makes its own, has run on SQLite before."""
    if config.getoption("--database") == "sqlite":
        return
    aside = [item for item in items if not _uses_database(item)]
    items[:] = [item for item in items if item not in set(aside)]
    config.hook.pytest_deselected(items=aside)


def _uses_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(fixtures)


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder of real scans, texts and hostile files; a test that needs it is skipped where it is absent."""
    folder = Path(os.environ.get("JAVON_TEST_DATA") or Path(__file__).parents[2] / "shared" / "data")
    if not (folder / "MANIFEST.md").is_file():
        pytest.skip(f"no real test data at {folder} (set JAVON_TEST_DATA)")
    return folder


@pytest.fixture(autouse=True)
def own_folders(request: pytest.FixtureRequest) -> None:
    """Data folders of the test's own under ``tmp_path``, and a quick password hash, for every test with a database."""
    if not _uses_database(request.node):
        return
    settings, data = request.getfixturevalue("settings"), request.getfixturevalue("tmp_path") / "data"
    data.mkdir()
    settings.JAVON_DATA = data
    for name, folder in FOLDERS.items():
        setattr(settings, name, data / folder)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings_parallel_suffix(request: pytest.FixtureRequest) -> None:
    """A name of its own for the database of every process; SQLite's are in memory, and need none."""
    from django.db import connection  # noqa: PLC0415 -- app ready

    if connection.vendor != "sqlite":
        request.getfixturevalue("django_db_modify_db_settings_xdist_suffix")


@pytest.fixture(autouse=True)
def first_language() -> Iterator[None]:
    """Every test begins in the first language: a request of the test before leaves its own behind in the thread."""
    from django.utils import translation  # noqa: PLC0415 -- app ready

    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def journal_may_be_emptied() -> Iterator[None]:
    """Between tests with real transactions the tables are emptied; the journal's triggers stand aside for that."""
    # Both need Django's settings, which stand only once this module is imported.
    from django.db import connection  # noqa: PLC0415 -- app ready
    from django.test import TransactionTestCase  # noqa: PLC0415 -- app ready

    from javon.base.audit.protection import protect, unprotect  # noqa: PLC0415 -- app ready

    teardown = TransactionTestCase._fixture_teardown

    def teardown_with_journal(self: TransactionTestCase) -> None:
        unprotect(connection)
        teardown(self)
        protect(connection)

    # Tests that are rolled back have a teardown of their own and do not come here.
    TransactionTestCase._fixture_teardown = teardown_with_journal  # type: ignore[method-assign] # wraps it
    yield
    TransactionTestCase._fixture_teardown = teardown  # type: ignore[method-assign] # as it was


@pytest.fixture
def make_user(db: None) -> Callable[..., User]:
    """Makes a person: ``make_user("operator", username="olim", password="…")``."""
    from javon.apps.people.models import User  # noqa: PLC0415 -- app ready

    def make(role: str, *, username: str | None = None, password: str | None = None, **fields: Any) -> User:
        user = User(username=username or f"sinov-{role}", role=role, full_name=f"Sinov {role}", **fields)
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        user.save()
        return user

    return make


@pytest.fixture
def administrator(make_user: Callable[..., User]) -> User:
    """Looks after people and settings."""
    return make_user("administrator")


@pytest.fixture
def operator(make_user: Callable[..., User]) -> User:
    """Digitizes."""
    return make_user("operator")


@pytest.fixture
def cataloguer(make_user: Callable[..., User]) -> User:
    """Describes."""
    return make_user("cataloguer")


@pytest.fixture
def head(make_user: Callable[..., User]) -> User:
    """Runs the service."""
    return make_user("head")


@pytest.fixture
def director(make_user: Callable[..., User]) -> User:
    """Runs the centre."""
    return make_user("director")


@pytest.fixture
def reader(make_user: Callable[..., User]) -> User:
    """Reads; no member of staff."""
    return make_user("reader")
