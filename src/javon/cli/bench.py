"""Measure Javon beside its peers: digitize, truth, recognizers, search, tiles, doors, reader, language."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from javon.cli.parser import Help, parser_of
from javon.cli.values import at_least_one
from javon.config.words import gettext as _
from javon.config.words import gettext_noop

ROOT = Path(__file__).resolve().parents[3]
BENCHES = {
    "digitize": gettext_noop("sahifalar: Javon va OCRmyPDF"),
    "truth": gettext_noop("oʻqilgan matn rostmi: son, belgi va soʻz xatolari, Javon va OCRmyPDF"),
    "recognizers": gettext_noop("matnni tanish modellari: oʻzimizniki va tizimniki"),
    "search": gettext_noop("300 000 sahifada qidiruv: Tantivy, SQLite FTS5 va PostgreSQL"),
    "tiles": gettext_noop("tasvir boʻlaklari: Javon va IIPImage"),
    "doors": gettext_noop("200 kitobxon varaqlaydi, kitob esa raqamlanadi; begonalar hujumi"),
    "reader": gettext_noop("mutolaa: Javon va Mirador 4; ikki ming sahifali toʻr"),
    "language": gettext_noop("yozuvdan yozuvga oʻgirish: Javon, PyPI va npm paketlari"),
}

HELP = Help(
    gettext_noop("Javonni oʻxshash dasturlar bilan bir vaqtda, taqqoslab oʻlchaydi."),
    tuple((f"./javon bench {name} --help", about) for name, about in BENCHES.items()),
)

METHOD = gettext_noop("Nima va qanday oʻlchangani: docs/operator/performance.md")


def bench_parser(name: str) -> argparse.ArgumentParser:
    """What a bench reads its own arguments with; each takes other material and writes its figures where asked."""
    parser = parser_of(f"javon bench {name}", Help(BENCHES[name], notes=(METHOD,)))
    parser.add_argument("--input", type=Path, metavar=_("PAPKA"), help=_("oʻz materialingiz papkasi"))
    parser.add_argument("--json", type=Path, metavar=_("FAYL"), help=_("raqamlarni shu faylga ham yozish"))
    return parser


def add_number(parser: argparse.ArgumentParser, name: str, default: int, help: str) -> None:
    """An option that takes a whole number from 1 on."""
    parser.add_argument(name, type=at_least_one, default=default, metavar=_("SON"), help=help)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The name of a bench; what follows goes to it."""
    parser.add_argument("name", choices=BENCHES, metavar=_("NOM"), help=_("qaysi oʻlchov; pastdagilardan biri"))
    parser.add_argument(
        "rest", nargs=argparse.REMAINDER, metavar=_("PARAMETRLAR"), help=_("oʻlchov parametrlari; --help ularni aytadi")
    )


def run(options: argparse.Namespace) -> int:
    """Run one bench and print its table."""
    sys.path.insert(0, str(ROOT))
    return int(importlib.import_module(f"bench.{options.name}").main(options.rest) or 0)
