"""A worker killed with -9 at any point loses no job and runs none twice to effect."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

ROOT = Path(__file__).parents[3]
JOBS, KILLS = 300, 50


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_fifty_kills_at_random_points(tmp_path: Path) -> None:
    outcome = _run(tmp_path, JOBS, KILLS)
    assert outcome["deaths"] > KILLS / 5, "the kills must hit running jobs to prove anything"
    # Every job is done, although many were begun more than once ...
    assert (outcome["done"], outcome["failed"], outcome["waiting"], outcome["running"]) == (2 * JOBS, 0, 0, 0)
    assert outcome["starts"] > 2 * JOBS
    # ... and each took effect exactly once.
    assert (outcome["miscounted"], outcome["unwritten"]) == (0, 0)


def _run(tmp_path: Path, jobs: int, kills: int) -> dict[str, Any]:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        "JAVON_DATA": str(tmp_path / "killing"),
        "JAVON_DATABASE_URL": _own_database(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tests.base.jobs.killing.settings",
        "KILLING_LOG": str(tmp_path / "starts"),
        "PYTHONWARNINGS": "error",
    }
    seed = secrets.randbelow(10**6)
    command = [sys.executable, "-m", "tests.base.jobs.killing", str(jobs), str(kills), str(seed)]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=200, check=False)
    assert result.returncode == 0, f"seed {seed}\n{result.stderr}"
    print(f"seed {seed}: {result.stdout}")
    return dict(json.loads(result.stdout.splitlines()[-1]))


def _own_database(tmp_path: Path) -> str:
    """A database that other processes can open: SQLite's test database lives in this one's memory."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{tmp_path / 'killing.sqlite3'}"
    name = f"killing_{secrets.token_hex(4)}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    return os.environ["JAVON_DATABASE_URL"].replace("/postgres?", f"/{name}?")
