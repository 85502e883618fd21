"""Read every byte of masters and preservation store and compare it with what was stored."""

from __future__ import annotations

import argparse

from javon.cli.parser import Help
from javon.cli.values import at_least_one, percent
from javon.config.words import gettext as _
from javon.config.words import gettext_noop

HELP = Help(
    gettext_noop(
        "Asl fayllar va raqamli arxivning har bir baytini oʻqiydi, saqlangan xesh bilan solishtiradi va buzilganini "
        "butun nusxasidan tiklaydi."
    ),
    (
        ("./javon verify", gettext_noop("hammasini tekshirish; toʻxtatilsa, shu buyruq davom ettiradi")),
        ("./javon verify --share 10", gettext_noop("navbatdagi oʻndan bir qismini tekshirish")),
        ("./javon verify --object jv1234567bz", gettext_noop("bitta resursni tekshirish")),
    ),
    (gettext_noop("chiqish kodi: 0 hammasi butun, 1 shikast bor, 2 arxiv boʻsh, 130 toʻxtatildi"),),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `javon verify` takes."""
    some = parser.add_mutually_exclusive_group()
    some.add_argument("--share", type=percent, metavar=_("FOIZ"), help=_("arxivning shuncha foizini oʻqib toʻxtash"))
    some.add_argument(
        "--object", action="append", default=[], metavar=_("IDENTIFIKATOR"), help=_("faqat shu resursni tekshirish")
    )
    parser.add_argument("--again", action="store_true", help=_("yarim qolgan tekshiruvni boshidan boshlash"))
    parser.add_argument("--no-repair", action="store_true", help=_("faqat aytish, hech narsani tiklamaslik"))
    parser.add_argument(
        "--workers",
        type=at_least_one,
        default=None,
        metavar=_("SON"),
        help=_("bir vaqtda oʻqiladigan fayllar soni (odatda: har yadroga bitta)"),
    )


def run(options: argparse.Namespace) -> int:
    """Verify; see the module."""
    from javon.cli.ready import django_ready  # noqa: PLC0415 -- slow import

    django_ready(migrate=True)
    from javon.cli.verifying import Wish, verify  # noqa: PLC0415 -- app ready

    return verify(
        Wish(
            share=options.share,
            objects=tuple(options.object),
            again=options.again,
            repair=not options.no_repair,
            workers=options.workers,
        )
    )
