"""Copy the database and everything that cannot be made anew into a folder from which the library can be started."""

from __future__ import annotations

import argparse
from pathlib import Path

from javon.cli.parser import Help
from javon.config.words import gettext as _
from javon.config.words import gettext_noop

HELP = Help(
    gettext_noop(
        "Maʼlumotlar bazasi, arxiv va asl fayllardan bir-biriga mos nusxa oladi; sayt ishlab turganida ham boʻladi.\n"
        "Xuddi shu buyruq toʻxtagan joyidan davom etadi, tayyor nusxani esa yangilaydi."
    ),
    (("./javon copy /mnt/disk/javon", gettext_noop("boshqa diskka nusxa olish")),),
    (
        gettext_noop("Nusxadan qanday boshlash: docs/operator/recovery.md"),
        gettext_noop("chiqish kodi: 0 nusxa butun, 1 nimadir nusxalanmadi, 2 bu papkaga nusxa olinmaydi"),
    ),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `javon copy` takes."""
    parser.add_argument(
        "target", type=Path, metavar=_("PAPKA"), help=_("nusxa papkasi: yangi, boʻsh yoki avvalgi nusxa")
    )


def run(options: argparse.Namespace) -> int:
    """Copy; see the module."""
    from javon.cli.ready import django_ready  # noqa: PLC0415 -- slow import

    django_ready()
    from javon.cli.copying import copy_library  # noqa: PLC0415 -- app ready

    return copy_library(options.target)
