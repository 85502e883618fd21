"""What happens in the limited child: one file looked at, or one page decoded."""

from __future__ import annotations

from pathlib import Path

from javon.engines.imaging.intake import pdf, pictures
from javon.engines.imaging.intake.model import Kind, Limits, Notice, Raster, Source


def look(path: Path, kind: Kind, password: str, limits: Limits, notices: tuple[Notice, ...]) -> Source:
    """Find the pages of ``path``; see ``intake.inspect``."""
    if kind is Kind.PDF:
        found = pdf.contents_of(path, password, limits)
        warnings = notices + found.notices
        return Source(path, kind, path.stat().st_size, found.frames, False, warnings, found.outline, found.title)
    frames, icc, more = pictures.frames_of(path, kind, limits)
    return Source(path, kind, path.stat().st_size, frames, icc, notices + more)


def decode(path: Path, kind: Kind, frame: int, password: str, limits: Limits) -> Raster:
    """Decode one page; see ``intake.load_frame``."""
    if kind is Kind.PDF:
        return pdf.decode(path, frame, password, limits)
    return pictures.decode(path, kind, frame, limits)


def extract(path: Path, frame: int, out: Path, password: str) -> Path | None:
    """Take out the picture of a PDF page; see ``intake.extract_frame``."""
    return pdf.extract(path, frame, out, password)


def unlock(path: Path, out: Path, password: str) -> None:
    """Write a copy of a PDF that opens without a password; see ``intake.unlock``."""
    pdf.unlock(path, out, password)
