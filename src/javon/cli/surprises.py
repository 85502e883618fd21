"""What nobody foresaw, in a sentence; the programmers' side of it goes to a file."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from contextlib import suppress

#: Errors whose own words are for people: settings that are not as they should be.
PLAIN = frozenset({"ImproperlyConfigured", "CommandError"})


def surprise_words(error: Exception) -> str:
    """What is said of an error that a command did not deal with itself."""
    kind, text = type(error).__name__, str(error).strip()
    if kind in PLAIN:
        return text
    if isinstance(error, PermissionError):
        return f"{error.filename}: {error.strerror}. Give Javon the right to it, or name another folder{_data_folder()}"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    if kind in {"OperationalError", "DatabaseError"}:
        return f"the database cannot be used: {text}{_data_folder()}"
    kept = _kept(error)
    return f"something went wrong that should not: {kind}: {text}" + (f"\nAll of it is in {kept}" if kept else "")


def _data_folder() -> str:
    settings = sys.modules.get("javon.config.settings")
    folder = getattr(settings, "JAVON_DATA", "")
    return f" (JAVON_DATA is {folder})" if folder else ""


def _kept(error: Exception) -> str:
    """Write the traceback to a file of its own; gives its name, "" where even that fails."""
    with suppress(OSError):
        handle, name = tempfile.mkstemp(prefix="javon-error-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            traceback.print_exception(error, file=file)
        return name
    return ""
