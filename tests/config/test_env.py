"""Readers of the environment: a bad value stops the start with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from javon.config import env

NAME = "JAVON_SOMETHING"


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.delenv(NAME, raising=False)
    monkeypatch.delenv(f"{NAME}_FILE", raising=False)
    return monkeypatch


def test_text_comes_from_variable_file_or_default(given: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert env.text(NAME, "default") == "default"
    given.setenv(NAME, "plain")
    assert env.text(NAME) == "plain"
    (tmp_path / "secret").write_text("from file\n")
    given.setenv(f"{NAME}_FILE", str(tmp_path / "secret"))
    assert env.text(NAME) == "from file"
    given.setenv(f"{NAME}_FILE", str(tmp_path / "none"))
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}_FILE"):
        env.text(NAME)


@pytest.mark.parametrize(("value", "meaning"), [("1", True), ("YES", True), ("off", False), ("", False)])
def test_flags(given: pytest.MonkeyPatch, value: str, meaning: bool) -> None:
    given.setenv(NAME, value)
    assert env.flag(NAME) is meaning


@pytest.mark.parametrize("read", [env.flag, lambda name: env.integer(name, 0)])
def test_nonsense_is_named(given: pytest.MonkeyPatch, read: object) -> None:
    given.setenv(NAME, "perhaps")
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}='perhaps'"):
        read(NAME)  # type: ignore[operator] # one of the readers


def test_numbers_have_a_floor(given: pytest.MonkeyPatch) -> None:
    given.setenv(NAME, "4")
    assert env.integer(NAME, 1) == 4
    with pytest.raises(ImproperlyConfigured, match="5 dan kichik"):
        env.integer(NAME, 9, minimum=5)


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda name: env.choice(name, "a", ("a", "b")), "c"),
        (env.address, "nonsense"),
        (env.address, "tcp://host"),
        (lambda name: env.database(name, Path("x")), "sqlite://"),
        (lambda name: env.database(name, Path("x")), "sqlite:///"),
        (lambda name: env.database(name, Path("x")), "sqlite:x"),
        (lambda name: env.database(name, Path("x")), "mysql://host/name"),
    ],
)
def test_values_outside_a_closed_list_are_named(given: pytest.MonkeyPatch, read: object, value: str) -> None:
    given.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match=NAME):
        read(NAME)  # type: ignore[operator] # one of the readers


def test_values_of_a_closed_list(given: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert (env.choice(NAME, "a", ("a", "b")), env.address(NAME)) == ("a", "")
    given.setenv(NAME, "b:detail")
    assert env.choice(NAME, "a", ("a", "b")) == "b:detail"
    given.setenv(NAME, "tcp://10.0.0.1:8786")
    assert env.address(NAME) == "tcp://10.0.0.1:8786"
    given.setenv(NAME, f"sqlite:///{tmp_path}/j.sqlite3")
    assert env.database(NAME, tmp_path)["NAME"] == f"{tmp_path}/j.sqlite3"


def test_lists_and_paths(given: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert env.path(NAME, tmp_path) == tmp_path
    given.setenv(NAME, " a, b ,,c")
    assert env.listing(NAME) == ["a", "b", "c"]
    given.setenv(NAME, "relative/folder")
    assert env.path(NAME, tmp_path) == Path.cwd() / "relative" / "folder"


def test_sqlite_waits_its_turn_and_never_loses_a_commit(given: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chosen = env.database(NAME, tmp_path / "javon.sqlite3")
    assert chosen["NAME"] == str(tmp_path / "javon.sqlite3")
    assert chosen["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert chosen["ENGINE"] == "javon.base.db.sqlite"
    assert "synchronous=FULL" in chosen["OPTIONS"]["init_command"]


def test_postgresql_by_address(given: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given.setenv(NAME, "postgresql://javon:p%40ss@db.example:5433/shelf")
    chosen = env.database(NAME, tmp_path)
    assert chosen["ENGINE"] == "django.db.backends.postgresql"
    assert [chosen[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "shelf", "javon", "p@ss", "db.example", "5433",
    ]  # fmt: skip
    given.setenv(NAME, "postgresql://javon@/shelf?host=/run/postgresql")
    assert env.database(NAME, tmp_path)["HOST"] == "/run/postgresql"


def test_what_the_address_says_of_encryption_is_kept(given: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given.setenv(NAME, "postgresql://javon:p@db.example/shelf?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem")
    chosen = env.database(NAME, tmp_path)
    assert chosen["OPTIONS"] == {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"}
    assert chosen["HOST"] == "db.example"


def test_a_port_that_is_none_is_told_without_the_password(given: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given.setenv(NAME, "postgresql://javon:sirli@db.example:54x/shelf")
    with pytest.raises(ImproperlyConfigured, match=NAME) as told:
        env.database(NAME, tmp_path)
    assert "sirli" not in str(told.value)


def test_another_database_is_refused(given: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given.setenv(NAME, "mysql://javon@db/shelf")
    with pytest.raises(ImproperlyConfigured, match="mysql:…"):
        env.database(NAME, tmp_path)


def test_a_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "secret-key"
    secret = env.kept_secret(file, env.SECRET_LOST)
    assert len(secret) > 50
    assert env.kept_secret(file, env.SECRET_LOST) == secret
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    env.kept_secret(file, env.SECRET_LOST)
    assert file.stat().st_mode & 0o777 == 0o600, "a secret that others can read is shut again"
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_an_empty_secret_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "secret-key").touch()
    with pytest.raises(ImproperlyConfigured, match="boʻsh"):
        env.kept_secret(tmp_path / "secret-key", env.SECRET_LOST)
