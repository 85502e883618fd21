"""Show every external program, model, library and setting, and what installs what is missing."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from javon.engines.tools.programs import REQUIREMENTS, Finding, Need, Requirement, Sort, probe

_LEAST_PYTHON = (3, 11)
_LEAST_FREE_BYTES = 2 << 30
_MARKS = {True: "[green]✓[/]", False: "[red]✗[/]", None: "[yellow]–[/]"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table.  ``ok`` False = something needed for running is missing; None = only not needed now."""

    name: str
    sort: str
    ok: bool | None
    version: str
    minimum: str
    purpose: str
    problem: str
    install: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``javon doctor``."""
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    parser.add_argument("--all", action="store_true", help="also judge what only tests and benches need")


def run(options: argparse.Namespace) -> int:
    """Print the findings; 0 where everything needed is there, else 1."""
    judge_all = bool(getattr(options, "all", False))
    lines = [*_requirement_lines(judge_all), *_machine_lines(), *_setting_lines()]
    if getattr(options, "json", False):
        print(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=2))
    else:
        _print(lines, Console())
    return int(any(line.ok is False for line in lines))


def _requirement_lines(judge_all: bool) -> list[Line]:
    with ThreadPoolExecutor(4) as pool:
        findings = list(pool.map(probe, REQUIREMENTS))
    return [_line(wanted, finding, judge_all) for wanted, finding in zip(REQUIREMENTS, findings, strict=True)]


def _line(wanted: Requirement, finding: Finding, judge_all: bool) -> Line:
    needed = judge_all or wanted.need is Need.RUN
    ok = True if finding.found else False if needed else None
    purpose = wanted.purpose if wanted.need is Need.RUN else f"{wanted.purpose} ({wanted.need.value})"
    install = "" if finding.found else wanted.install
    return Line(wanted.name, wanted.sort.value, ok, finding.version, wanted.minimum, purpose, finding.problem, install)


def _machine_lines() -> Iterator[Line]:
    python = ".".join(str(part) for part in sys.version_info[:3])
    least = ".".join(str(part) for part in _LEAST_PYTHON)
    new_enough = sys.version_info >= _LEAST_PYTHON
    problem = "" if new_enough else f"{least} or newer is needed"
    install = "" if new_enough else "apt-get install python3"
    yield Line("python", "machine", new_enough, python, least, "runs Javon", problem, install)
    free = shutil.disk_usage(Path.cwd()).free
    enough = free > _LEAST_FREE_BYTES
    problem = "" if enough else "less than 2 GB free: free some space"
    yield Line("disk", "machine", enough, f"{free / 1e9:.1f} GB free", "2 GB", "masters and derivatives", problem, "")
    cores = str(os.cpu_count() or 1)
    yield Line("cores", "machine", True, cores, "", "pages at a time", "", "")
    variable = os.environ.get("OMP_THREAD_LIMIT", "")
    yield Line(
        "OMP_THREAD_LIMIT",
        "machine",
        True,
        variable,
        "",
        "one thread a recognizer; set by Javon itself where empty",
        "",
        "",
    )


def _setting_lines() -> list[Line]:
    """What Django's own checks say of the settings."""
    printed = io.StringIO()
    try:
        # Everything else of the doctor must work where Django is missing or its settings are broken.
        import django  # noqa: PLC0415 -- optional dependency
        from django.core.management import call_command  # noqa: PLC0415 -- optional dependency

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "javon.config.settings")
        with contextlib.redirect_stderr(printed):
            django.setup()
            call_command("check", stdout=printed, stderr=printed)
    except Exception as error:  # whatever is wrong with the settings is what the person wants to read
        words = f"{type(error).__name__}: {error}".strip()
        return [Line("settings", "setting", False, "", "", "javon.config.settings", words, "")]
    return [Line("settings", "setting", True, "", "", "javon.config.settings", _warnings(printed.getvalue()), "")]


def _warnings(printed: str) -> str:
    lines = [line.strip() for line in printed.splitlines() if line.strip()]
    return " ".join(line for line in lines if not line.startswith("System check identified no issues"))


def _print(lines: list[Line], console: Console) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("", "what", "version", "for", "trouble"):
        table.add_column(head, overflow="fold")
    last = ""
    for line in lines:
        if line.sort != last:
            table.add_row("", f"[dim]{line.sort}[/]")
            last = line.sort
        table.add_row(_MARKS[line.ok], line.name, line.version, line.purpose, line.problem)
    console.print(table)
    missing = [line for line in lines if line.ok is False]
    if not missing:
        console.print("\nEverything that Javon needs is here.")
        return
    console.print(f"\n[red]Missing or wrong: {len(missing)}.[/]")
    packages = sorted({line.install.removeprefix("apt-get install ") for line in missing if "apt-get" in line.install})
    if packages:
        console.print(f"Install them:  apt-get install {' '.join(packages)}", soft_wrap=True)
    if any(line.sort == Sort.LIBRARY.value for line in missing):
        console.print("Python libraries:  ./javon up", soft_wrap=True)
