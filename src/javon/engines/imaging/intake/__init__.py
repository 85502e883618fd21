"""Safe reading of whatever a library throws in: folders, images, PDFs, archives, scanners."""

from javon.engines.imaging.intake.archives import ArchiveLimits, Member, expand
from javon.engines.imaging.intake.errors import MESSAGES, WARNINGS, BadFile, Code, WarningCode, warning_text
from javon.engines.imaging.intake.gate import LOCKED, extract_frame, inspect, load_frame, unlock
from javon.engines.imaging.intake.gather import Gathered, gather
from javon.engines.imaging.intake.model import Frame, Kind, Limits, Notice, OutlineEntry, Raster, Source
from javon.engines.imaging.intake.walk import (
    REASONS,
    Collected,
    Skipped,
    Why,
    collect,
    foreign,
    is_archive,
    natural_key,
)

__all__ = [
    "LOCKED",
    "MESSAGES",
    "REASONS",
    "WARNINGS",
    "ArchiveLimits",
    "BadFile",
    "Code",
    "Collected",
    "Frame",
    "Gathered",
    "Kind",
    "Limits",
    "Member",
    "Notice",
    "OutlineEntry",
    "Raster",
    "Skipped",
    "Source",
    "WarningCode",
    "Why",
    "collect",
    "expand",
    "extract_frame",
    "foreign",
    "gather",
    "inspect",
    "is_archive",
    "load_frame",
    "natural_key",
    "unlock",
    "warning_text",
]
