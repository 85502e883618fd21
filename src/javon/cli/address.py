"""Where the site is: `javon up` notes it, the other commands name it."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

#: In the data folder, as long as the site is open.
NOTE = "site-address"
#: A site that is open answers within so many seconds.
ANSWERS_S = 0.5


@contextmanager
def noted(address: str) -> Iterator[None]:
    """Leave a note of the address while the site is open."""
    note = Path(settings.JAVON_DATA) / NOTE
    note.write_text(address, encoding="utf-8")
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def site_address() -> str:
    """The address that readers use: as set, else as `javon up` was told, else the usual one."""
    if not os.environ.get("JAVON_BASE_URL"):
        with suppress(OSError):
            return (Path(settings.JAVON_DATA) / NOTE).read_text(encoding="utf-8").strip().rstrip("/")
    return str(settings.JAVON_BASE_URL)


def site_answers() -> bool:
    """Whether somebody listens there."""
    parts = urlsplit(site_address())
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        socket.create_connection((parts.hostname or "127.0.0.1", port), ANSWERS_S).close()
    except OSError:
        return False
    return True
