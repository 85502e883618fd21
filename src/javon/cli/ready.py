"""Makes Django ready for a command: settings, apps, and where asked a database with every table."""

from __future__ import annotations

import copy
import logging
import os
import sys

from javon.config import words
from javon.config.loglines import LineFormatter


def django_ready(*, migrate: bool = False, traces: bool = False, look: bool = True) -> None:
    """Load settings and apps; with ``migrate`` bring the database up to date first.

    A database that is lost, broken or another library's stops the command before that, with the way back; ``look`` is
    False where another program has just looked.

    ``traces``: the log holds tracebacks, as a server's should; a person at a terminal gets the sentence alone, unless
    the log level is DEBUG.

    Messages of the terminal are in the language of the environment, as those of the commands without Django.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "javon.config.settings")
    import django  # noqa: PLC0415 -- slow import

    django.setup()
    if not traces:
        _sentences_only()
    from django.utils import translation  # noqa: PLC0415 -- app ready

    translation.activate(words.language())
    if migrate:
        if look:
            from javon.cli.wholeness import stop_unless_whole  # noqa: PLC0415 -- app ready

            stop_unless_whole()
        bring_up_to_date()


class _Sentence(LineFormatter):
    """A line a message, without the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        plain = copy.copy(record)
        plain.exc_info = plain.exc_text = plain.stack_info = None
        return super().format(plain)


def _sentences_only() -> None:
    root = logging.getLogger()
    if root.getEffectiveLevel() > logging.DEBUG:
        for handler in root.handlers:
            if isinstance(handler, logging.StreamHandler):
                handler.setFormatter(_Sentence("javon: %(message)s"))


def bring_up_to_date() -> bool:
    """Make the tables that are missing; gives whether there was anything to do."""
    from javon.cli import tables  # noqa: PLC0415 -- app ready

    waiting = tables.tables_wait()
    if waiting:
        print("javon: " + words.gettext("maʼlumotlar bazasining jadvallari tayyorlanmoqda"), file=sys.stderr)
        tables.tables_make()
    else:
        tables.cache_table_make()
    return waiting
