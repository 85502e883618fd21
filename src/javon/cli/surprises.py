"""What nobody foresaw, in a sentence; the programmers' side of it goes to a file."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from contextlib import suppress

from javon.config.words import gettext as _
from javon.config.words import system_words
from javon.engines.tools.plain import plain

#: Errors whose own words are for people: settings or a database that are not as they should be.
PLAIN = frozenset({"ImproperlyConfigured", "CommandError", "LibraryStoppedError", "StoreGoneError"})


def surprise_words(error: Exception) -> str:
    """What is said of an error that a command did not deal with itself."""
    kind, text = type(error).__name__, str(error).strip()
    if kind in PLAIN:
        return text
    if isinstance(error, PermissionError):
        advice = _("Javonga unga ruxsat bering yoki boshqa papkani koʻrsating")
        return f"{error.filename}: {system_words(error)}. {advice}{_data_folder()}"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {system_words(error)}" if error.filename else system_words(error)
    if kind in {"OperationalError", "DatabaseError"}:
        return _("maʼlumotlar bazasini ishlatib boʻlmadi: %(reason)s") % {"reason": text} + _place_of_database()
    if isinstance(error, ModuleNotFoundError) and not (error.name or "javon").startswith("javon"):
        return _(
            "Python muhiti butun emas: %(name)s yoʻq. %(folder)s papkasini oʻchirib, shu buyruqni qayta bering."
        ) % {
            "name": error.name,
            "folder": sys.prefix,
        }
    kept = _kept(error)
    whole = "\n" + _("Toʻliq tafsiloti shu faylda: %(file)s") % {"file": kept} if kept else ""
    return _("kutilmagan xato: %(reason)s") % {"reason": f"{kind}: {text}"} + whole


def _place_of_database() -> str:
    """By which setting it is found; its value may hold a password."""
    given = [name for name in ("JAVON_DATABASE_URL", "JAVON_DATABASE_URL_FILE") if os.environ.get(name)]
    return f" ({given[0]})" if given else _data_folder()


def _data_folder() -> str:
    settings = sys.modules.get("javon.config.settings")
    folder = getattr(settings, "JAVON_DATA", "")
    return f" (JAVON_DATA={folder})" if folder else ""


def _kept(error: Exception) -> str:
    """Write the traceback to a file of its own; gives its name, "" where even that fails."""
    with suppress(OSError):
        handle, name = tempfile.mkstemp(prefix="javon-error-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(plain("".join(traceback.format_exception(error))))
        return name
    return ""
