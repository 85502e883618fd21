"""What must stand before Django reads its settings: a data folder of the run's own, and the database to test on.

Under pytest-xdist the first process prepares, and its workers inherit the environment.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.cluster import Cluster

DATABASES = ("sqlite", "postgresql")
#: Set once all is prepared, for the processes that this one starts.
PREPARED = "JAVON_TEST_PREPARED"
#: Settings of the person's own machine that the tests must see.
KEPT = {"JAVON_TEST_DATA", "JAVON_SCHEMAS"}


def chosen_database(arguments: Sequence[str]) -> str:
    """The value of ``--database`` on the command line; settings are read before pytest has parsed it."""
    for position, argument in enumerate(arguments):
        if argument.startswith("--database="):
            return argument.partition("=")[2]
        if argument == "--database" and position + 1 < len(arguments):
            return arguments[position + 1]
    return DATABASES[0]


def prepare(arguments: Sequence[str]) -> None:
    """Set the environment; what it makes is removed when the process ends."""
    if PREPARED in os.environ:
        return
    for name in [name for name in os.environ if name.startswith("JAVON_") and name not in KEPT]:
        del os.environ[name]
    folder = tempfile.mkdtemp(prefix="javon-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if chosen_database(arguments) == "postgresql":
        cluster = Cluster()
        atexit.register(cluster.stop)
        os.environ["JAVON_DATABASE_URL"] = cluster.url
    os.environ["JAVON_DATA"] = folder
    # SANE would look through the network of the machine for seconds; a test of scanners has devices of its own.
    os.environ["SANE_CONFIG_DIR"] = folder
    (Path(folder) / "dll.conf").write_text("# none\n")
    os.environ["LC_ALL"] = "C.UTF-8"  # no language of ours: the first one, on every machine
    os.environ["DJANGO_SETTINGS_MODULE"] = "javon.config.settings"
    os.environ[PREPARED] = "1"
