"""The scanners that are at hand."""

from __future__ import annotations

import logging

from javon.engines.imaging.intake.scanner import Scanner, scanners
from javon.engines.tools.programs import ProgramError

log = logging.getLogger(__name__)


def available_scanners() -> list[Scanner]:
    """What SANE sees now; nothing where it is not installed or does not answer."""
    try:
        return scanners()
    except ProgramError as error:
        log.info("no scanners: %s", error)
        return []
