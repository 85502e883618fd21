"""A PostgreSQL cluster for the time of one test run: Debian's programs, a temporary folder, a socket, no port."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

BINARIES = Path("/usr/lib/postgresql")
#: PostgreSQL refuses to run as root; Debian's package brings this user.
USER = "postgres"
#: Speed over safety: the cluster is thrown away.
OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60 "
    "-c shared_buffers=64MB"
)


class ClusterError(Exception):
    """The cluster cannot be started; the tests fail, they are never skipped for this."""


class Cluster:
    """Starts at once; ``url`` is what ``JAVON_DATABASE_URL`` takes."""

    def __init__(self) -> None:
        self._bin = _newest_binaries()
        # A short path: a socket's name may have 107 bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="javon-pg-", dir="/tmp"))
        self._user = USER if os.geteuid() == 0 else None
        if self._user:
            entry = pwd.getpwnam(self._user)
            os.chown(self.folder, entry.pw_uid, entry.pw_gid)
        data = str(self.folder / "data")
        self._call("initdb", "-D", data, "-U", "javon", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self.start()

    def start(self) -> None:
        """Start the server; also after ``crash``."""
        data, log = str(self.folder / "data"), str(self.folder / "log")
        self._call("pg_ctl", "-D", data, "-w", "-l", log, "-o", f"{OPTIONS} -k {self.folder}", "start")

    def crash(self) -> None:
        """End the server as a loss of power would, without a word to whoever is connected."""
        self._call("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", "immediate", "stop")

    @property
    def url(self) -> str:
        """The maintenance database; Django makes its test databases beside it."""
        return f"postgresql://javon@/postgres?host={self.folder}"

    def stop(self) -> None:
        """End the server and remove its folder."""
        self.crash()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _call(self, program: str, *arguments: str) -> None:
        # The server inherits these handles: a pipe would never end.
        with (self.folder.parent / f"{self.folder.name}.out").open("w+b") as output:
            Path(output.name).unlink()
            result = subprocess.run(
                [self._bin / program, *arguments],
                user=self._user,
                group=self._user,
                extra_groups=[] if self._user else None,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
            output.seek(0)
            text = output.read().decode(errors="replace")
        if result.returncode:
            raise ClusterError(f"{program} failed:\n{text}")


def _newest_binaries() -> Path:
    found = sorted(BINARIES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise ClusterError("PostgreSQL is missing: apt-get install postgresql")
    return found[-1].parent
