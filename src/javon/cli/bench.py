"""Measure Javon beside its peers: digitize, search, tiles, language."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BENCHES = {
    "digitize": "pages through Javon and through OCRmyPDF",
    "search": "300,000 pages in Tantivy, SQLite FTS5 and PostgreSQL",
    "tiles": "image tiles from Javon and from IIPImage",
    "language": "transliteration beside the packages of PyPI and npm",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The name of a bench; what follows goes to it."""
    parser.add_argument(
        "name", choices=sorted(BENCHES), metavar="NAME", help="; ".join(f"{k}: {v}" for k, v in BENCHES.items())
    )
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="options of the bench: --input DIR, --json FILE …")


def run(options: argparse.Namespace) -> int:
    """Run one bench and print its table."""
    sys.path.insert(0, str(ROOT))
    return int(importlib.import_module(f"bench.{options.name}").main(options.rest) or 0)
