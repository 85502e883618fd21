"""The scanners that are at hand."""

from __future__ import annotations

import logging

from django.core.cache import cache

from javon.engines.imaging.intake.scanner import Scanner, scanners
from javon.engines.tools.budget import LimitError
from javon.engines.tools.programs import ProgramError

log = logging.getLogger(__name__)

#: Where the names are remembered, and how long: to ask for them takes seconds.
SHOWN, SHOWN_S = "digitization.scanners", 12 * 3600


def available_scanners() -> list[Scanner]:
    """What SANE sees now; nothing where it is not installed or does not answer."""
    try:
        found = scanners()
    except (ProgramError, LimitError) as error:
        log.info("no scanners: %s", error)
        return []
    cache.set(SHOWN, [scanner.name for scanner in found], SHOWN_S)
    return found


def is_scanner(device: str) -> bool:
    """Whether SANE showed this device today, or shows it now.

    A device's name may hold an address (``net:``, ``escl:http://``), to which scanimage connects: nobody is to make
    the server knock at doors of the network by it.
    """
    return device in cache.get(SHOWN, ()) or device in {scanner.name for scanner in available_scanners()}
