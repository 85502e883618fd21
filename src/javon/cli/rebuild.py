"""Bring catalogue, text, images and index back from the preservation store alone."""

from __future__ import annotations

import argparse

from javon.cli.parser import Help
from javon.cli.values import at_least_one
from javon.config.words import gettext as _
from javon.config.words import gettext_noop

HELP = Help(
    gettext_noop("Katalog, matn, tasvir va indeksni faqat raqamli arxivdan qaytadan tiklaydi."),
    notes=(gettext_noop("chiqish kodi: 0 hammasi tiklandi, 1 farq bor, 2 arxiv boʻsh"),),
)

DONE, DIFFERENT, NOTHING = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `javon rebuild` takes."""
    parser.add_argument(
        "--workers",
        type=at_least_one,
        default=None,
        metavar=_("SON"),
        help=_("jarayonlar soni (odatda: har yadroga bitta)"),
    )
    parser.add_argument(
        "--rows-only", action="store_true", help=_("tasvir, fayl va indeksni orqa fondagi ishlarga qoldirish")
    )
    parser.add_argument(
        "--set-aside",
        action="store_true",
        help=_("shikastlangan yoki begona maʼlumotlar bazasini chetga olib (oʻchirmasdan), yangisini yaratish"),
    )


def run(options: argparse.Namespace) -> int:
    """Rebuild; see the module."""
    from javon.cli.ready import django_ready  # noqa: PLC0415 -- slow import

    django_ready()
    from javon.cli.ready import bring_up_to_date  # noqa: PLC0415 -- app ready
    from javon.cli.rebuilding import make_way, rebuild  # noqa: PLC0415 -- app ready

    make_way(set_aside=options.set_aside)
    bring_up_to_date()
    return rebuild(workers=options.workers, rows_only=options.rows_only)
