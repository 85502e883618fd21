"""One program at a time works on an object.

The lock is the operating system's own (``flock``), so a killed program leaves none behind.  It only spares work:
that nothing is lost or doubled rests on the transactions of the actions.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from javon.apps.digitization.errors import BusyError


@contextmanager
def object_lock(identifier: str) -> Iterator[None]:
    """Hold the object for work.

    Raises:
        BusyError: another program holds it.
    """
    folder = Path(settings.JAVON_DATA) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{identifier}.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(
                _("%(identifier)s: bu obyekt ustida hozir boshqa dastur ishlayapti.") % {"identifier": identifier}
            ) from error
        yield
