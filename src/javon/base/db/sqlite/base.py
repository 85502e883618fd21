"""The database backend; Django looks for it in a module of this name."""

from __future__ import annotations

import sqlite3
import time
from typing import Any

from django.db.backends.sqlite3 import base

#: Between two tries to switch the log on, seconds.
PAUSE = 0.02


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite in WAL mode.

    The first program at a new file switches the log on for all.  Those that come at the same moment are refused at
    once, whatever their time-out says: SQLite waits for nobody there, since two could wait for each other.  So we do.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        """Open a connection; raises ``OperationalError`` when the log could not be switched on within its time-out."""
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        try:
            _log_ahead(connection, conn_params.get("timeout", 5.0))
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def _log_ahead(connection: sqlite3.Connection, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(PAUSE)
        else:
            return
