"""Check the journal: find an altered, missing, inserted or moved row, or a cut end."""

from __future__ import annotations

import argparse
import sys
import time

from javon.cli.parser import Help
from javon.config.words import gettext as _
from javon.config.words import gettext_noop

HELP = Help(
    gettext_noop(
        "Audit jurnalini tekshiradi: oʻzgartirilgan, yoʻqolgan, qoʻshilgan, koʻchirilgan satr "
        "yoki kesilgan oxirini topadi."
    ),
    (
        ("./javon audit head", gettext_noop("buni qogʻozga yoki boshqa muassasaga yozib qoʻying")),
        ("./javon audit verify --anchor 121:d597…", gettext_noop("bir yildan keyin")),
    ),
    (gettext_noop("chiqish kodi: 0 butun, 1 nimadir notoʻgʻri, 2 audit jurnali yoʻq yoki buyruq xato"),),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``javon audit verify [--anchor NUMBER:HASH]`` and ``javon audit head``."""
    commands = parser.add_subparsers(dest="command", required=True)
    verify = commands.add_parser("verify", help=_("har bir satrni tekshirish"))
    verify.add_argument(
        "--anchor",
        metavar=_("RAQAM:XESH"),
        help=_("boshqa joyga yozib qoʻyilgan oxirgi satr: audit jurnalida u boʻlishi kerak"),
    )
    commands.add_parser(
        "head", help=_("oxirgi satrning RAQAM:XESH belgisi; uni bu yerda hech kim oʻzgartira olmaydigan joyga yozing")
    )
    commands.add_parser("protect", help=_("baza audit jurnalini himoya qilmay qoʻygan boʻlsa, himoyani tiklash"))


def run(options: argparse.Namespace) -> int:
    """Check, print the head, or have the database protect the journal again."""
    from javon.cli.ready import django_ready  # noqa: PLC0415 -- slow import

    django_ready()
    if not _journal_is_there():
        return 2
    if options.command == "protect":
        return _protect()
    return _head() if options.command == "head" else _verify(options.anchor)


def _journal_is_there() -> bool:
    """Whether this data folder has a journal; a wrong folder must not pass for an empty journal."""
    from django.conf import settings  # noqa: PLC0415 -- app ready
    from django.db import connection  # noqa: PLC0415 -- app ready

    from javon.base.audit import JournalRow  # noqa: PLC0415 -- app ready

    if JournalRow._meta.db_table in connection.introspection.table_names():
        return True
    text = _("%(folder)s ichida hali audit jurnali yoʻq. JAVON_DATA toʻgʻrimi?") % {"folder": settings.JAVON_DATA}
    print(f"javon audit: {text}", file=sys.stderr)
    return False


def _head() -> int:
    from javon.base.audit import JournalRow  # noqa: PLC0415 -- app ready

    row = JournalRow.objects.order_by("-number").values_list("number", "hash").first()
    print(f"{row[0]}:{row[1]}" if row else _("audit jurnali boʻsh"))
    return 0


def _protect() -> int:
    from javon.base.audit.writing import journal_protect  # noqa: PLC0415 -- app ready

    names = journal_protect(by=None)
    print(
        _("Audit jurnali himoyasi tiklandi: %(names)s") % {"names": ", ".join(names)}
        if names
        else _("Audit jurnali himoyalangan")
    )
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
        row = _("%(number)s-satr") % {"number": report.bad_row} + ": " if report.bad_row is not None else ""
        print(f"javon audit: {row}{report.problem}", file=sys.stderr)
        sound = {"number": report.head.number if report.head else 0}
        print(_("audit jurnali %(number)s-satrgacha butun") % sound, file=sys.stderr)
        return 1
    for note in rows_after_head(report):
        print(note)
    if report.head is None:
        print(_("audit jurnali boʻsh"))
        return 0
    figures = {"count": report.head.number, "seconds": f"{seconds:.1f}"}
    print(_("Audit jurnali butun: %(count)s ta satr, %(seconds)s soniya") % figures)
    print(_("oxirgi satr: %(head)s") % {"head": report.head})
    command = {"command": f"./javon audit verify --anchor {report.head}"}
    print(_("Uni bu yerda hech kim oʻzgartira olmaydigan joyga yozib qoʻying; keyin: %(command)s") % command)
    return 0
