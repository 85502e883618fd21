"""Digitize files or folders into a readable, searchable object; the same command goes on where it was stopped."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from javon.cli.passwords import add_password_arguments
from javon.cli.values import LANGUAGES, PROFILES, at_least_one

EXAMPLES = """\
examples:
  javon digitize BOOK_FOLDER --title "Oʻtkan kunlar" --language uz-Latn
  javon digitize 1.tif 2.tif 10.tif --record record.mrc --publish
  javon digitize BOXES --each-folder --profile newspaper
  javon digitize locked.pdf --password-file -

The same command again goes on where it was stopped, and takes in what changed in the folder meanwhile.
exit status: 0 all done, 1 some pages or files not, 2 nothing could be done, 130 interrupted."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `javon digitize` takes."""
    add = parser.add_argument
    add("paths", nargs="+", type=Path, metavar="PATH", help="a folder, images, PDFs or ZIP archives: one object")
    add("--each-folder", action="store_true", help="every folder inside PATH is an object of its own")
    add("--title", default="", metavar="TEXT", help="title of the work (default: the name of the folder)")
    add("--language", choices=LANGUAGES, default="", help="instead of finding it out page by page")
    add("--profile", choices=PROFILES, default="book", help="kind of material (default: book)")
    add(
        "--record",
        type=Path,
        metavar="FILE",
        help="the work's record: MARC 21, UNIMARC, MARCXML, Dublin Core, JSON or CSV",
    )
    add("--publish", action="store_true", help="accept it and open it to readers when it is done")
    add_password_arguments(parser)
    add("--workers", type=at_least_one, default=None, metavar="NUMBER", help="processes (default: one a core)")
    add("--as", dest="person", default="", metavar="NAME", help="do it in the name of this member of staff")
    add("--json", action="store_true", help="close with one JSON object instead of a table")


def run(options: argparse.Namespace) -> int:
    """Digitize; see the module."""
    from javon.cli.ready import django_ready  # noqa: PLC0415 -- slow import

    django_ready(migrate=True)
    from javon.cli.digitizing import digitize, terminal  # noqa: PLC0415 -- app ready

    status, reports = digitize(options, terminal(quiet=options.json))
    if options.json:
        json.dump([report.values() for report in reports], sys.stdout, ensure_ascii=False, indent=1)
        print()
    return status
