"""One program at a time works on an object.

The lock is the operating system's own (``flock``), so a killed program leaves none behind.  It only spares work:
that nothing is lost or doubled rests on the transactions of the actions.
"""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from javon.apps.digitization.errors import BusyError
from javon.base.db.said import gettext as _

#: Objects that this thread holds already: whoever holds one may call what holds it too.
_held = threading.local()


@contextmanager
def object_lock(identifier: str) -> Iterator[None]:
    """Hold the object for work.

    Raises:
        BusyError: another program holds it.
    """
    with _lock(identifier, wait=False):
        yield


@contextmanager
def files_lock(identifier: str, *, wait: bool = True) -> Iterator[None]:
    """Hold the files of the whole book (PDF, EPUB …): one writer at a time; others wait, unless told otherwise.

    Raises:
        BusyError: another program holds them, and this one is not to wait.
    """
    with _lock(f"{identifier}.files", wait=wait):
        yield


@contextmanager
def _lock(identifier: str, *, wait: bool) -> Iterator[None]:
    mine: set[str] = _held.__dict__.setdefault("names", set())
    if identifier in mine:
        yield
        return
    folder = Path(settings.JAVON_DATA) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{identifier}.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise BusyError(
                _("%(identifier)s: bu resurs ustida hozir boshqa dastur ishlayapti.") % {"identifier": identifier}
            ) from error
        mine.add(identifier)
        try:
            yield
        finally:
            mine.discard(identifier)
