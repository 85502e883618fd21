"""Run the background jobs and watch the hot folder until told to stop."""

from __future__ import annotations

import argparse
import logging
import threading
from collections.abc import Sequence

from javon.cli.parser import Help
from javon.config.words import gettext as _
from javon.config.words import gettext_noop

HELP = Help(gettext_noop("Toʻxtatilgunicha orqa fondagi ishlarni bajaradi va kuzatiladigan papkaga qarab turadi."))

#: Leavings are cleared away when the worker starts and then once a day.
TIDY_S = 24 * 3600.0
TIDYING = (
    "digitization.expire_uploads",
    "digitization.recover_preservation",
    "digitization.find_lost",
    "library.check_index",
    "people.expire_sessions",
)

#: So often the archive is asked whether a share of it is due to be read.
CHECK_S = 3600.0
CHECKING = ("digitization.check_archive",)

log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `javon worker` takes."""
    parser.add_argument("--no-hot-folder", action="store_true", help=_("papkani kuzatmaslik"))
    parser.add_argument("--with-parent", type=int, metavar="PID", help=_("ishga tushirgan dastur tugasa, toʻxtash"))


def run(options: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C; see the module."""
    from javon.cli.ready import django_ready  # noqa: PLC0415 -- slow import

    django_ready(migrate=True, traces=True, look=options.with_parent is None)
    from javon.base.jobs import work_forever  # noqa: PLC0415 -- app ready

    stopping = threading.Event()
    watcher = threading.Thread(target=_watch, args=(stopping,), name="hot-folder", daemon=True)
    threading.Thread(target=tidy, args=(stopping,), name="tidy", daemon=True).start()
    threading.Thread(target=tidy, args=(stopping, CHECK_S, CHECKING), name="check", daemon=True).start()
    if not options.no_hot_folder:
        watcher.start()
    try:
        return work_forever(with_parent=options.with_parent)
    finally:
        stopping.set()
        if watcher.is_alive():
            watcher.join(timeout=10)


def _watch(stopping: threading.Event) -> None:
    """The hot folder; a thread that is ended in between leaves nothing that the next one does not take up."""
    from javon.apps.digitization.actions.hot_folder import watch  # noqa: PLC0415 -- app ready

    watch(stopping.is_set)


def tidy(stopping: threading.Event, every_s: float = TIDY_S, names: Sequence[str] = TIDYING) -> None:
    """Ask for jobs again and again: those that clear away what was left behind, those that check the archive."""
    from django.db import Error, connection  # noqa: PLC0415 -- slow import

    from javon.base.jobs import enqueue  # noqa: PLC0415 -- app ready

    while not stopping.is_set():
        try:
            for name in names:
                enqueue(name, unique=name)
        except Error as error:
            log.warning("clearing away could not be asked for: %s", error)
        finally:
            connection.close()
        stopping.wait(every_s)
