"""Scanners, through SANE's ``scanimage``: which there are, and pages from the glass or the feeder."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from javon.engines.imaging.intake.walk import natural_key
from javon.engines.tools.budget import Budget
from javon.engines.tools.programs import ProgramError, run

log = logging.getLogger(__name__)

#: scanimage leaves with this code when the feeder is empty: the usual end of a batch (SANE_STATUS_NO_DOCS).
_FEEDER_EMPTY = 7
_SECONDS_PER_PAGE = 180.0
_LONGEST_BATCH = 2_000
_OPTION = re.compile(r"^\s+--?([\w-]+)(?:\[=\([^)]*\)\])?\s+(.*?)\s*\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Scanner:
    """A device as SANE names it."""

    name: str
    vendor: str
    model: str


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """How to scan.  ``mode`` and ``source`` in the device's own words (see ``choices``); "" = its default.

    ``batch`` takes pages until the feeder is empty, at most ``pages``; without it one page is taken from the glass.
    ``more`` are further options of the device, by long name.
    """

    dpi: int = 300
    mode: str = ""
    source: str = ""
    batch: bool = False
    pages: int = _LONGEST_BATCH
    more: Mapping[str, str] | None = None


def scanners(env: Mapping[str, str] | None = None) -> list[Scanner]:
    """The devices that SANE sees now.

    Raises:
        ProgramError: scanimage is missing or failed.
    """
    budget = Budget(cpu_seconds=30, wall_seconds=60)
    listed = run(["scanimage", "--formatted-device-list=%d\t%v\t%m%n"], budget=budget, env=env)
    lines = [line.split("\t") for line in listed.text.splitlines()]
    return [Scanner(*(part.strip() for part in line)) for line in lines if len(line) == 3]


def choices(device: str, env: Mapping[str, str] | None = None) -> dict[str, tuple[str, ...]]:
    """What the device allows for each option that has a list: ``{"mode": ("Gray", "Color"), "source": (…)}``.

    Raises:
        ProgramError: the device does not answer.
    """
    output = run(["scanimage", "--device-name", device, "--all-options"], env=env)
    found = (_OPTION.match(line) for line in output.text.splitlines())
    return {match[1]: tuple(match[2].split("|")) for match in found if match and "|" in match[2]}


def scan(
    device: str, out: Path, options: ScanOptions | None = None, env: Mapping[str, str] | None = None
) -> list[Path]:
    """Scan into numbered TIFF files (``scan-0001.tif`` …) in the folder ``out``; never over an existing one.

    Pages already taken stay when a later one fails.

    Raises:
        ProgramError: the device failed before the first page, or there was no paper.
        LimitError: it did not answer in time.
    """
    options = options or ScanOptions()
    out.mkdir(parents=True, exist_ok=True)
    taken = (re.match(r"scan-(\d+)\.tif", page.name) for page in out.iterdir())
    start = 1 + max((int(match[1]) for match in taken if match), default=0)
    count = min(options.pages, _LONGEST_BATCH) if options.batch else 1
    budget = Budget(cpu_seconds=60.0 * count, wall_seconds=_SECONDS_PER_PAGE * count)
    command = [
        "scanimage",
        *("--device-name", device, "--format=tiff", f"--resolution={options.dpi}"),
        *(f"--batch={out}/scan-%04d.tif", f"--batch-start={start}", f"--batch-count={count}"),
        *_device_options(options),
    ]
    try:
        run(command, budget=budget, env=env, accept=frozenset({0, _FEEDER_EMPTY}))
    except ProgramError as error:
        if not _taken(out, start):
            raise
        log.warning("scanner stopped after some pages: %s", error.message)
    pages = _taken(out, start)
    if not pages:
        raise ProgramError("scanimage: there is no paper in the feeder", _FEEDER_EMPTY)
    return pages


def _device_options(options: ScanOptions) -> list[str]:
    chosen = {"mode": options.mode, "source": options.source, **(options.more or {})}
    return [f"--{name}={value}" for name, value in chosen.items() if value]


def _taken(out: Path, start: int) -> list[Path]:
    pages = (page for page in out.glob("scan-*.tif") if page.stat().st_size > 0)
    return sorted((page for page in pages if int(page.stem[5:]) >= start), key=natural_key)
