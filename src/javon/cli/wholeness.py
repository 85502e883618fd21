"""Whether the database is there, whole, and the one that belongs to the archive: asked before a command goes to work.

A missing, empty, foreign or damaged database beside a full archive stops the command with the way back; nothing ever
begins a new, empty library beside the old one's files.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import connection

from javon.apps.digitization.models import DigitalObject
from javon.apps.digitization.queries.archive import preservation_root
from javon.base.audit import head
from javon.base.audit.models import JournalRow
from javon.config.words import gettext as _
from javon.config.words import gettext_noop
from javon.engines.formats.ocfl.layout import ROOT_DECLARATION
from javon.engines.vault.sqlite import look_over

#: So long a start looks the database over; `doctor` has more time.
START_S = 2.0
#: So many objects of the archive are looked for in the database: one found shows that the two belong together.
SEEN = 20


class State(Enum):
    """How database and archive stand to each other."""

    WHOLE = "whole"
    LOST = "lost"
    OLDER = "older"
    FOREIGN = "foreign"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Finding:
    """The state; of a damaged database what was seen; ``looked_whole`` is False where time ran out before the end."""

    state: State
    reason: str = ""
    looked_whole: bool = True


class LibraryStoppedError(Exception):
    """The database must not be worked with as it is; the text says why and what the way back is."""


_SENTENCES = {
    State.LOST: gettext_noop(
        "maʼlumotlar bazasi yoʻq yoki boʻsh (%(place)s), kutubxona arxivi esa joyida: %(archive)s. Arxiv yonida yangi, "
        "boʻsh kutubxona ochilmaydi.\n"
        "  Bazaning nusxasi boʻlsa, uni joyiga qoʻying (docs/operator/recovery.md).\n"
        "  Nusxa boʻlmasa, katalog, matn va tasvirlarni arxivdan tiklang:  ./javon rebuild"
    ),
    State.OLDER: gettext_noop(
        "maʼlumotlar bazasi (%(place)s) arxivdan eski: unda audit jurnalining oxirgi yozuvlari yoʻq. Baza yonidagi "
        "%(log)s fayli oʻchirilgan yoki bazaning eski nusxasi qoʻyilgan boʻlishi mumkin.\n"
        "  Yangiroq nusxa yoki %(log)s fayli boʻlsa, uni joyiga qoʻying (docs/operator/recovery.md).\n"
        "  Boʻlmasa, yetishmaydigan kitoblarni arxivdan tiklab, shu baza bilan davom eting:  ./javon rebuild"
    ),
    State.FOREIGN: gettext_noop(
        "maʼlumotlar bazasi (%(place)s) boshqa kutubxonaniki: u bu arxivga (%(archive)s) toʻgʻri kelmaydi.\n"
        "  JAVON_DATA, JAVON_DATABASE_URL va JAVON_PRESERVATION sozlamalarini tekshiring.\n"
        "  Arxivning oʻz bazasi yoʻqolgan boʻlsa:  ./javon rebuild --set-aside"
    ),
    State.DAMAGED: gettext_noop(
        "maʼlumotlar bazasi shikastlangan (%(place)s): %(reason)s\n"
        "  Bazaning nusxasi boʻlsa, uni joyiga qoʻying (docs/operator/recovery.md).\n"
        "  Nusxa boʻlmasa, bazani chetga olib, katalog, matn va tasvirlarni arxivdan tiklang:"
        "  ./javon rebuild --set-aside"
    ),
}


def stop_unless_whole(seconds: float | None = START_S) -> None:
    """Raise ``LibraryStoppedError`` unless the database may be worked with."""
    finding = examine(seconds)
    if finding.state is not State.WHOLE:
        raise LibraryStoppedError(sentence(finding))


def sentence(finding: Finding) -> str:
    """What is said of a database that is not whole; "" of one that is."""
    if finding.state is State.WHOLE:
        return ""
    values = {"place": place(), "archive": archive_place(), "reason": finding.reason, "log": "-wal"}
    return _(_SENTENCES[finding.state]) % values


def place() -> str:
    """Where the database is, without a password."""
    name = str(connection.settings_dict["NAME"])
    return name if connection.vendor == "sqlite" else f"PostgreSQL, {name}"


def archive_place() -> str:
    """The folder that shows that there is a library."""
    return str(settings.JAVON_PRESERVATION if _archived() else settings.JAVON_DATA)


def examine(seconds: float | None) -> Finding:
    """See how the database stands to the archive; writes nothing and makes no file."""
    file = database_file()
    look = look_over(file, seconds) if file is not None else None
    if look is not None and look.damage:
        return Finding(State.DAMAGED, look.damage)
    noted, archived = _noted(), _archived()
    state = State.WHOLE
    if noted is not None or archived:
        there = file is None or (file.exists() and file.stat().st_size > 0)
        state = _belongs(noted, archived) if there and _has_tables() else State.LOST
    return Finding(state, looked_whole=look is None or look.whole)


def database_file() -> Path | None:
    """The file of SQLite; None on PostgreSQL and in memory."""
    name = str(connection.settings_dict["NAME"])
    return (
        Path(name) if connection.vendor == "sqlite" and ":memory:" not in name and "mode=memory" not in name else None
    )


def _noted() -> head.Head | None:
    try:
        return head.read()
    except ValueError:  # `audit verify` tells of it
        return None


def _archived() -> list[str]:
    if not (Path(settings.JAVON_PRESERVATION) / ROOT_DECLARATION).is_file():
        return []
    return list(islice(preservation_root().objects(), SEEN))


def _has_tables() -> bool:
    wanted = {JournalRow._meta.db_table, DigitalObject._meta.db_table}
    return wanted <= set(connection.introspection.table_names())


def _belongs(noted: head.Head | None, archived: list[str]) -> State:
    """Judged by the last row of the journal that was noted beside the data, and by the objects of the archive."""
    known = not archived or DigitalObject.objects.filter(identifier__in=archived).exists()
    hashes = JournalRow.objects.filter(number=noted.number).values_list("hash", flat=True) if noted else None
    if hashes is not None and list(hashes) != [noted.hash if noted else ""]:
        if hashes:
            return State.FOREIGN
        if not JournalRow.objects.exists():
            return State.LOST
        return State.OLDER if known else State.FOREIGN
    if known:
        return State.WHOLE
    return State.FOREIGN if DigitalObject.objects.exists() else State.LOST


def database_set_aside() -> Path:
    """Move the database out of the way, with its log; nothing is deleted.

    Raises:
        LibraryStoppedError: it is no file that could be moved.
    """
    file = database_file()
    if file is None:
        raise LibraryStoppedError(
            _(
                "PostgreSQL bazasini Javon chetga ololmaydi. Yangi boʻsh baza yarating, uni JAVON_DATABASE_URL da "
                "koʻrsating va shu buyruqni qayta bering."
            )
        )
    connection.close()
    aside = file.with_name(f"{file.name}.{_moment()}")
    for end in ("", "-wal", "-shm"):
        if (part := Path(f"{file}{end}")).exists():
            part.rename(f"{aside}{end}")
    return aside


def head_set_aside() -> Path | None:
    """Move the note of the journal's head out of the way of a new journal; None where there is none."""
    if not head.path().exists():
        return None
    aside = head.path().with_name(f"audit-head.{_moment()}.json")
    head.path().rename(aside)
    return aside


def _moment() -> str:
    return time.strftime("set-aside-%Y%m%d-%H%M%S")
