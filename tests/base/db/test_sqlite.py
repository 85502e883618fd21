"""Several programs at a new SQLite file."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from django.db import OperationalError, connections

from javon.base.db.sqlite.base import DatabaseWrapper
from javon.config import env

pytestmark = pytest.mark.django_db


def wrapper(file: Path, **options: object) -> DatabaseWrapper:
    chosen = env.database("DATABASE_OF_NOBODY", file)
    settings = {**connections.settings["default"], **chosen, "OPTIONS": {**chosen["OPTIONS"], **options}}
    return DatabaseWrapper(settings, "new")


def opened(file: Path, barrier: threading.Barrier, answers: list[str]) -> None:
    database = wrapper(file)
    barrier.wait()
    try:
        with database.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            answers.append(cursor.fetchone()[0])
    except OperationalError as error:
        answers.append(str(error))
    finally:
        database.close()


def test_all_who_open_a_new_file_at_once_get_it_with_its_log(tmp_path: Path) -> None:
    for turn in range(20):
        answers: list[str] = []
        barrier = threading.Barrier(6)
        threads = [
            threading.Thread(target=opened, args=(tmp_path / f"{turn}.sqlite3", barrier, answers)) for _ in range(6)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert answers == ["wal"] * 6


def test_a_file_that_stays_locked_is_an_error_in_the_end(tmp_path: Path) -> None:
    file = tmp_path / "locked.sqlite3"
    holder = sqlite3.connect(file, isolation_level=None)
    try:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OperationalError, match="locked"):
            wrapper(file, timeout=0.1).ensure_connection()
    finally:
        holder.close()


def test_a_file_that_is_no_database_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "letter.sqlite3"
    file.write_text("This is a letter, not a database. " * 100, encoding="utf-8")
    with pytest.raises(Exception, match="not a database"):
        wrapper(file).ensure_connection()
