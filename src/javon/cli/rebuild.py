"""Bring catalogue, text, images and index back from the preservation store alone."""

from __future__ import annotations

import argparse

from javon.cli.values import at_least_one

DONE, DIFFERENT, NOTHING = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `javon rebuild` takes."""
    parser.add_argument(
        "--workers", type=at_least_one, default=None, metavar="NUMBER", help="processes (default: one a core)"
    )
    parser.add_argument("--rows-only", action="store_true", help="leave images, files and index to the worker")


def run(options: argparse.Namespace) -> int:
    """Rebuild; see the module."""
    from javon.cli.ready import django_ready  # noqa: PLC0415 -- slow import

    django_ready(migrate=True)
    from javon.cli.rebuilding import rebuild  # noqa: PLC0415 -- app ready

    return rebuild(workers=options.workers, rows_only=options.rows_only)
