"""Digitize files or folders into a readable, searchable object; the same command goes on where it was stopped."""

from __future__ import annotations

import argparse
from pathlib import Path

from javon.cli.parser import Help
from javon.cli.passwords import add_password_arguments
from javon.cli.values import LANGUAGES, PROFILES, at_least_one
from javon.config.words import gettext as _
from javon.config.words import gettext_noop
from javon.engines.tools.plain import plain_json

HELP = Help(
    gettext_noop("Fayl yoki papkalardan oʻqiladigan va qidiriladigan kitob tayyorlaydi."),
    (
        (
            './javon digitize KITOB --title "Oʻtkan kunlar" --language uz-Latn',
            gettext_noop("papka — bitta kitob"),
        ),
        (
            "./javon digitize 1.tif 2.tif 10.tif --record record.mrc --publish",
            gettext_noop("bibliografik yozuvi bilan, kitobxonlarga ochiq"),
        ),
        ("./javon digitize PAPKALAR --each-folder --profile newspaper", gettext_noop("har papka — bitta gazeta soni")),
        ("./javon digitize yopiq.pdf --password-file -", gettext_noop("parol soʻraladi")),
    ),
    (
        gettext_noop("Xuddi shu buyruq qolgan joyidan davom etadi va papkada shu orada oʻzgarganini ham oladi."),
        gettext_noop(
            "chiqish kodi: 0 hammasi tayyor, 1 ayrim sahifa yoki fayl yoʻq, 2 hech narsa qilinmadi, 130 toʻxtatildi"
        ),
    ),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `javon digitize` takes."""
    add = parser.add_argument
    add("paths", nargs="+", type=Path, metavar=_("YOʻL"), help=_("papka, tasvirlar, PDF yoki ZIP: bitta kitob"))
    add("--each-folder", action="store_true", help=_("berilgan joydagi har bir papka — alohida kitob"))
    add("--title", default="", metavar=_("MATN"), help=_("sarlavhasi (odatda: papka nomi)"))
    add("--language", choices=LANGUAGES, default="", help=_("tili; berilmasa, har sahifada oʻzi aniqlanadi"))
    add("--profile", choices=PROFILES, default="book", help=_("material turi (odatda: %(default)s)"))
    add(
        "--record",
        type=Path,
        metavar=_("FAYL"),
        help=_("bibliografik yozuv: MARC 21, UNIMARC, MARCXML, Dublin Core, JSON yoki CSV"),
    )
    add("--publish", action="store_true", help=_("tayyor boʻlgach qabul qilib, kitobxonlarga ochish"))
    add_password_arguments(parser)
    add(
        "--workers",
        type=at_least_one,
        default=None,
        metavar=_("SON"),
        help=_("jarayonlar soni (odatda: har yadroga bitta)"),
    )
    add("--as", dest="person", default="", metavar=_("NOM"), help=_("ishni shu xodim nomidan bajarish"))
    add("--json", action="store_true", help=_("oxirida jadval oʻrniga JSON"))


def run(options: argparse.Namespace) -> int:
    """Digitize; see the module."""
    from javon.cli.ready import django_ready  # noqa: PLC0415 -- slow import

    django_ready(migrate=True)
    from javon.cli.digitizing import digitize, terminal  # noqa: PLC0415 -- app ready

    status, reports = digitize(options, terminal(quiet=options.json))
    if options.json:
        print(plain_json([report.values() for report in reports], indent=1))
    return status
