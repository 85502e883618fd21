"""Run every check: lint, types, import contracts, templates, tests on SQLite and on PostgreSQL, browser journeys."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Step:
    """One check: its name on the command line, what it is, and the command."""

    name: str
    title: str
    command: tuple[str, ...]


def _pytest(*arguments: str) -> tuple[str, ...]:
    return (str(BIN / "pytest"), "-q", *arguments)


STEPS = (
    Step("lint", "lint", (str(BIN / "ruff"), "check", ".")),
    Step("format", "format", (str(BIN / "ruff"), "format", "--check", ".")),
    Step("contracts", "import contracts", (str(BIN / "lint-imports"), "--no-cache")),
    Step("types", "types", (str(BIN / "mypy"),)),
    Step("sqlite", "tests on SQLite", _pytest("-n", "2", "-m", "not browser")),
    Step(
        "postgresql",
        "tests on PostgreSQL",
        _pytest("-n", "2", "-m", "not browser", "--database=postgresql", "tests/base", "tests/apps", "tests/journeys"),
    ),
    Step("browser", "journeys in Chromium", _pytest("-m", "browser")),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which steps to run; all of them by default."""
    names = [step.name for step in STEPS]
    parser.add_argument(
        "step", nargs="*", choices=[[], *names], metavar="STEP", help=f"run only these: {', '.join(names)}"
    )
    parser.add_argument("--keep-going", action="store_true", help="go on after a failed step")


def run(options: argparse.Namespace) -> int:
    """Run the steps in order; stop at the first that fails."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    failed: list[str] = []
    for step in STEPS:
        if options.step and step.name not in options.step:
            continue
        print(f"── {step.title}", flush=True)
        begun = time.monotonic()
        status = subprocess.run(step.command, cwd=ROOT, env=environment, check=False).returncode
        print(f"   {'failed' if status else 'done'} in {time.monotonic() - begun:.0f} s", flush=True)
        if status:
            failed.append(step.title)
            if not options.keep_going:
                break
    if failed:
        print("Failed: " + ", ".join(failed), flush=True)
    return 1 if failed else 0
