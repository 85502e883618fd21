"""Check the journal: find an altered, missing, inserted or moved row, or a cut end."""

from __future__ import annotations

import argparse
import sys
import time

EXAMPLES = """\
examples:
  javon audit head                       note it on paper, or at another house
  javon audit verify --anchor 121:d597…  a year later

exit status: 0 whole, 1 something is wrong, 2 there is no journal."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``javon audit verify [--anchor NUMBER:HASH]`` and ``javon audit head``."""
    commands = parser.add_subparsers(dest="command", required=True)
    verify = commands.add_parser("verify", help="check every row; exit status 1 when something is wrong")
    verify.add_argument("--anchor", metavar="NUMBER:HASH", help="a head noted elsewhere: the journal must contain it")
    commands.add_parser("head", help="print the last row's NUMBER:HASH, to be noted where nobody here can change it")


def run(options: argparse.Namespace) -> int:
    """Check, or print the head."""
    from javon.cli.ready import django_ready  # noqa: PLC0415 -- slow import

    django_ready()
    if not _journal_is_there():
        return 2
    return _head() if options.command == "head" else _verify(options.anchor)


def _journal_is_there() -> bool:
    """Whether this data folder has a journal; a wrong folder must not pass for an empty journal."""
    from django.conf import settings  # noqa: PLC0415 -- app ready
    from django.db import connection  # noqa: PLC0415 -- app ready

    from javon.base.audit import JournalRow  # noqa: PLC0415 -- app ready

    if JournalRow._meta.db_table in connection.introspection.table_names():
        return True
    print(f"javon audit: there is no journal in {settings.JAVON_DATA} yet. Is JAVON_DATA right?", file=sys.stderr)
    return False


def _head() -> int:
    from javon.base.audit import JournalRow  # noqa: PLC0415 -- app ready

    row = JournalRow.objects.order_by("-number").values_list("number", "hash").first()
    print(f"{row[0]}:{row[1]}" if row else "the journal is empty")
    return 0


def _verify(anchor: str | None) -> int:
    from javon.base.audit.head import Head  # noqa: PLC0415 -- app ready
    from javon.base.audit.verify import rows_after_head, verify  # noqa: PLC0415 -- app ready

    try:
        place = Head.parse(anchor) if anchor else None
    except ValueError as error:
        print(f"javon audit: --anchor: {error}", file=sys.stderr)
        return 2
    started = time.monotonic()
    report = verify(place)
    seconds = time.monotonic() - started
    if not report.whole:
        row = f"row {report.bad_row} " if report.bad_row is not None else ""
        print(f"javon audit: {row}{report.problem}", file=sys.stderr)
        print(f"the journal holds up to row {report.head.number if report.head else 0}", file=sys.stderr)
        return 1
    for note in rows_after_head(report):
        print(f"note: {note}")
    if report.head is None:
        print("the journal is empty")
        return 0
    print(f"{report.head.number} rows hold together ({seconds:.1f} s)")
    print(f"head {report.head}")
    print("Note the head where nobody here can change it; later: javon audit verify --anchor NUMBER:HASH")
    return 0
