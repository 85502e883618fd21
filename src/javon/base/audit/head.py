"""The second place: the journal's last number and hash, in a file beside the data, so that a cut tail shows.

Written after the commit, never before: after a crash the file may stand a few rows behind the journal, never ahead.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from javon.base.audit.models import JournalRow
from javon.base.db.said import gettext as _

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Head:
    """A place in the chain: the row's number and its hash."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"

    @classmethod
    def parse(cls, text: str) -> Head:
        """The head from ``number:hash``; ``ValueError`` when it is not of that form."""
        number, _colon, digest = text.strip().partition(":")
        if not number.isdigit() or len(digest) != 64:
            raise ValueError(_("%(text)s: RAQAM:XESH emas, xesh 64 ta oʻn oltilik raqamdan iborat") % {"text": text})
        return cls(int(number), digest.lower())


def path() -> Path:
    """Where the file stands."""
    return Path(settings.JAVON_DATA) / "audit-head.json"


def read() -> Head | None:
    """The noted head; ``None`` before the first note.  ``ValueError`` when the file is not one of ours."""
    try:
        values = json.loads(path().read_text(encoding="utf-8"))
        return Head(int(values["number"]), str(values["hash"]))
    except FileNotFoundError:
        return None
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path()}: unreadable ({error})") from error


def note(number: int) -> None:
    """Note the last row, unless a row at or after ``number`` is noted already.

    A failure to write is logged and does not undo the change, which is committed by now.
    """
    try:
        with (path().with_suffix(".lock")).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            noted = _read_or_none()
            if noted is not None and noted.number >= number:
                return
            last = JournalRow.objects.order_by("-number").values_list("number", "hash").first()
            if last is not None:
                _replace(Head(*last))
    except OSError as error:
        logger.error("the journal's head could not be noted in %s: %s", path(), error.strerror)


def _read_or_none() -> Head | None:
    try:
        return read()
    except ValueError:
        return None


def _replace(head: Head) -> None:
    temporary = path().with_suffix(".new")
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(asdict(head), file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path())
