"""A small library of its own for tests that break it: its database on SQLite or PostgreSQL, its archive, one book."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import psycopg

from tests.cluster import Cluster

ROOT = Path(__file__).parents[2]
#: One book in the archive, an administrator, some rows of the journal.
MAKE = """
from javon.cli.ready import django_ready
django_ready(migrate=True)
from javon.cli.shelf import set_up
set_up(samples=False)
from tests.apps.library.books import book
from javon.apps.digitization.actions.preservation import object_preserve
made = book("birinchi sahifa", "ikkinchi sahifa", images=True)
print(made.identifier, object_preserve(object=made))
"""


@dataclass
class Library:
    """A data folder and its database; ``cluster`` is None on SQLite."""

    data: Path
    cluster: Cluster | None = None
    database: str = ""
    more: dict[str, str] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        return self.data / "javon.sqlite3"

    @property
    def url(self) -> str:
        if self.cluster is None:
            return f"sqlite:///{self.file}"
        return f"postgresql://javon@/{self.database}?host={self.cluster.folder}"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("JAVON_")}
        own = {
            "JAVON_DATA": str(self.data),
            "JAVON_DATABASE_URL": self.url,
            "JAVON_RECOGNIZER": "null",
            "OMP_THREAD_LIMIT": "1",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "LC_ALL": "en_US.UTF-8",
        }
        return {**kept, **own, **self.more}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command of this library."""
        return self._call([sys.executable, "-m", "javon", *arguments])

    def code(self, code: str) -> str:
        """What the code prints, run beside this library."""
        done = self._call([sys.executable, "-c", code])
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def _call(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240
        )

    def again(self, data: Path) -> Library:
        """The same library once more, to be broken."""
        shutil.copytree(self.data, data, copy_function=_linked)
        if self.cluster is None:
            return Library(data)
        other = Library(data, self.cluster, f"j{uuid4().hex}")
        self.sql(f'CREATE DATABASE {other.database} TEMPLATE "{self.database}"')
        return other

    def empty(self) -> None:
        """The database is there and holds nothing."""
        if self.cluster is None:
            self.file.write_bytes(b"")
        else:
            self.sql(f"DROP DATABASE {self.database}")
            self.sql(f"CREATE DATABASE {self.database}")

    def sql(self, statement: str) -> None:
        """Have PostgreSQL do something, outside any database of a library."""
        assert self.cluster is not None
        with psycopg.connect(self.cluster.url, autocommit=True) as server:
            server.execute(statement.encode())


def _linked(source: str, target: str) -> None:
    """What is written only once is linked, as it is in the store; what is written in place is copied."""
    if "/files/" in source or "/content/" in source:
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def made(data: Path, cluster: Cluster | None = None) -> Library:
    """A new library with one book."""
    data.mkdir()
    library = Library(data, cluster, f"j{uuid4().hex}")
    if cluster is not None:
        library.sql(f"CREATE DATABASE {library.database}")
    library.code(MAKE)
    return library
