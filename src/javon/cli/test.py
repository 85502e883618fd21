"""Run every check: lint, types, import contracts, tests on SQLite and on PostgreSQL, browser journeys."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from javon.cli.parser import Help
from javon.config.words import gettext as _
from javon.config.words import gettext_noop

HELP = Help(
    gettext_noop(
        "Hamma tekshiruvlarni bajaradi: uslub, turlar, import qoidalari,\n"
        "SQLite va PostgreSQL bilan testlar, brauzerdagi ssenariylar."
    )
)

ROOT = Path(__file__).resolve().parents[3]
BIN = Path(sys.executable).parent


#: Name on the command line -> what it is.  The start script looks a name up here before it installs anything.
TITLES = {
    "lint": gettext_noop("uslub"),
    "format": gettext_noop("shakl"),
    "contracts": gettext_noop("import qoidalari"),
    "types": gettext_noop("turlar"),
    "sqlite": gettext_noop("SQLite bilan testlar"),
    "postgresql": gettext_noop("PostgreSQL bilan testlar"),
    "browser": gettext_noop("Chromium brauzeridagi ssenariylar"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One check: its name on the command line, and the command."""

    name: str
    command: tuple[str, ...]

    @property
    def title(self) -> str:
        """What it is, in the language of the terminal."""
        return _(TITLES[self.name])


def _pytest(*arguments: str) -> tuple[str, ...]:
    return (str(BIN / "pytest"), "-q", *arguments)


#: Where tests use a database; the engines know none.
WITH_DATABASE = ("tests/base", "tests/apps", "tests/cli", "tests/journeys")
STEPS = (
    Step("lint", (str(BIN / "ruff"), "check", ".")),
    Step("format", (str(BIN / "ruff"), "format", "--check", ".")),
    Step("contracts", (str(BIN / "lint-imports"), "--no-cache")),
    Step("types", (str(BIN / "mypy"),)),
    Step("sqlite", _pytest("-n", "2", "-m", "not browser")),
    Step("postgresql", _pytest("-n", "2", "-m", "not browser", "--database=postgresql", *WITH_DATABASE)),
    Step("browser", _pytest("-n", "2", "--dist", "loadgroup", "-m", "browser")),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which steps to run; all of them by default."""
    names = [step.name for step in STEPS]
    parser.add_argument(
        "step",
        nargs="*",
        choices=[[], *names],
        metavar=_("QADAM"),
        help=_("faqat shular: %(names)s") % {"names": ", ".join(names)},
    )
    parser.add_argument("--keep-going", action="store_true", help=_("oʻtmagan qadamdan keyin ham davom etish"))


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
        spent = {"seconds": f"{time.monotonic() - begun:.0f}"}
        print(
            "   " + (_("oʻtmadi, %(seconds)s soniya") if status else _("oʻtdi, %(seconds)s soniya")) % spent, flush=True
        )
        if status:
            failed.append(step.title)
            if not options.keep_going:
                break
    if failed:
        print(_("Oʻtmadi: %(steps)s") % {"steps": ", ".join(failed)}, flush=True)
    return 1 if failed else 0
