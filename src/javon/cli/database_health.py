"""What `javon doctor` says of the database: the one that belongs here, and whole."""

from __future__ import annotations

from javon.config.words import gettext as _

#: So long `doctor` looks a file of SQLite over; `doctor --all` to the end.
LOOK_S = 30.0
#: Whether PostgreSQL looks at checksums of its pages, and how many wrong ones it has met.
_CHECKSUMS = """
SELECT current_setting('data_checksums'), coalesce(checksum_failures, 0) FROM pg_stat_database
WHERE datname = current_database()
"""
#: Indexes of ours that amcheck can look over, where an administrator has added it to the database.
_AMCHECK = """
SELECT count(bt_index_check(c.oid)) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_am a ON a.oid = c.relam JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE a.amname = 'btree' AND n.nspname = current_schema() AND c.relpersistence = 'p' AND i.indisready AND i.indisvalid
"""


def database_problems(*, thorough: bool) -> tuple[list[str], list[str]]:
    """Sentences about what is wrong with the database, and about what is only to be known."""
    from django.db import Error, connection  # noqa: PLC0415 -- optional dependency

    from javon.cli.wholeness import State, examine, sentence  # noqa: PLC0415 -- app ready

    try:
        finding = examine(None if thorough else LOOK_S)
        if finding.state is not State.WHOLE:
            return [sentence(finding)], []
        if not finding.looked_whole:
            return [], [_("baza katta, oxirigacha koʻrilmadi; oxirigacha koʻrish: ./javon doctor --all")]
        return _postgresql() if connection.vendor == "postgresql" else ([], [])
    except Error as error:
        return [str(error).strip()], []


def database_place() -> str:
    """Where the database is."""
    from javon.cli.wholeness import place  # noqa: PLC0415 -- app ready

    return place()


def _postgresql() -> tuple[list[str], list[str]]:
    from django.db import Error, connection  # noqa: PLC0415 -- optional dependency

    wrong, known = [], []
    with connection.cursor() as cursor:
        cursor.execute(_CHECKSUMS)
        looks, failures = cursor.fetchone()
        if failures:
            wrong.append(_("PostgreSQL uchratgan buzilgan sahifalar: %(count)s ta") % {"count": failures})
        if looks == "off":
            text = _("PostgreSQL sahifalar xeshini tekshirmaydi; serverni toʻxtatib yoqish: %(line)s")
            known.append(text % {"line": "pg_checksums --enable"})
        cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'amcheck'")
        try:
            if cursor.fetchone()[0]:
                cursor.execute(_AMCHECK)
        except Error as error:
            wrong.append(str(error).strip())
    return wrong, known
