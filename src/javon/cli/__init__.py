"""The `javon` command: each sub-command is one module, imported only when it is called.

A command module has ``HELP`` (what ``--help`` says of it), ``add_arguments(parser)`` and ``run(options) -> int`` (the
exit status).
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

from javon import __version__
from javon.cli.interrupts import heard
from javon.cli.parser import parser_of, perhaps
from javon.cli.streams import order, plain_streams
from javon.cli.surprises import surprise_words
from javon.config.words import gettext as _
from javon.config.words import gettext_noop

#: Name on the command line -> one line of help.  The module is ``javon.cli.<name>``.
COMMANDS = {
    "up": gettext_noop("kerakli narsalarni oʻrnatadi, namuna javonini tayyorlaydi va saytni ochadi"),
    "digitize": gettext_noop("fayl yoki papkalardan oʻqiladigan va qidiriladigan kitob tayyorlaydi"),
    "read": gettext_noop("faqat sahifalarni oʻqiydi: qidiriladigan PDF/A, ALTO, matn va har sahifaga bir JSON satri"),
    "language": gettext_noop("oʻzbek matnini boshqa yozuvga oʻgiradi yoki matn tilini aniqlaydi"),
    "worker": gettext_noop("orqa fondagi ishlarni bajaradi"),
    "doctor": gettext_noop("tashqi dasturlar va sozlamalarni tekshiradi, nima yetishmasligini aytadi"),
    "rebuild": gettext_noop("maʼlumotlar bazasi va indeksni faqat raqamli arxivdan tiklaydi"),
    "verify": gettext_noop("asl fayllar va raqamli arxivning har bir baytini oʻqib, saqlangan xesh bilan solishtiradi"),
    "copy": gettext_noop("maʼlumotlar bazasi va arxivdan bir-biriga mos nusxa oladi"),
    "audit": gettext_noop("audit jurnalini tekshiradi"),
    "test": gettext_noop("dasturning hamma tekshiruvlarini bajaradi"),
    "bench": gettext_noop("Javonni oʻxshash dasturlar bilan taqqoslab oʻlchaydi"),
    "train": gettext_noop("matnni tanish modelini oʻrgatadi"),
    "manage": gettext_noop("Django boshqaruv buyruqlari"),
}

#: A bar hides the cursor; one that was broken off while it opened or closed may not have shown it again.
SHOW_CURSOR = "\x1b[?25h"
#: argparse's own word: it stands in the catalogues with the others of its texts.
USAGE = "usage: "


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command and return its exit status.

    0 done, 1 failed or only partly done, 2 wrong usage or nothing done, 130 interrupted, 141 nobody reads any more.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    with plain_streams():
        try:
            return _answered(arguments)
        except KeyboardInterrupt:
            heard()
            order(SHOW_CURSOR)
            return 130
        except BrokenPipeError:
            _silence()
            return 141


def _answered(arguments: Sequence[str]) -> int:
    """Do what was asked, and have all of it written out."""
    try:
        if arguments and arguments[0] in COMMANDS:
            return _run(arguments[0], arguments[1:])
        if arguments and arguments[0] in {"-V", "--version"}:
            print(f"javon {__version__}")
            return 0
        _usage(arguments)
        return 0 if not arguments or arguments[0] in {"-h", "--help"} else 2
    finally:
        sys.stdout.flush()


def _run(name: str, arguments: Sequence[str]) -> int:
    try:
        module = importlib.import_module(f"javon.cli.{name}")
        parser = parser_of(f"javon {name}", module.HELP)
        module.add_arguments(parser)
        return int(module.run(parser.parse_args(arguments)))
    except BrokenPipeError:
        raise
    except Exception as error:
        print(f"javon {name}: {surprise_words(error)}", file=sys.stderr)
        return 1


def _silence() -> None:
    """Keep Python from complaining about standard output once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _usage(arguments: Sequence[str]) -> None:
    out = sys.stdout if not arguments or arguments[0].startswith("-") else sys.stderr
    if arguments and not arguments[0].startswith("-"):
        told = [_("%(name)s degan buyruq yoʻq") % {"name": arguments[0]}, perhaps(arguments[0], COMMANDS)]
        print("javon: " + "; ".join(filter(None, told)), file=out)
    lines = [f"  {name:<10} {_(text)}" for name, text in COMMANDS.items()]
    command, more = "./javon " + _("BUYRUQ"), _("ARGUMENTLAR")
    print(_(USAGE) + f"{command} [{more}]\n\n" + "\n".join(lines), file=out)
    print("\n" + _("Buyruqning argumentlari:") + f" {command} --help", file=out)
