"""Django's own management commands, such as migrate and shell."""

from __future__ import annotations

import argparse
import os

from javon.cli.parser import Help
from javon.config.words import gettext as _
from javon.config.words import gettext_noop, language

HELP = Help(
    gettext_noop("Django boshqaruv buyruqlari."),
    (
        ("./javon manage help", gettext_noop("hammasining roʻyxati")),
        ("./javon manage migrate", gettext_noop("maʼlumotlar bazasini yangilash")),
    ),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take everything that follows as it is."""
    parser.add_argument(
        "arguments", nargs=argparse.REMAINDER, metavar=_("BUYRUQ"), help=_("buyruq va uning argumentlari")
    )


def run(options: argparse.Namespace) -> int:
    """Hand the arguments to Django."""
    import django  # noqa: PLC0415 -- slow import
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- slow import
    from django.utils import translation  # noqa: PLC0415 -- slow import

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "javon.config.settings")
    django.setup()
    translation.activate(language())
    execute_from_command_line(["javon manage", *options.arguments])
    return 0
