"""Everything a person gave, archives unpacked, bad archives named, the rest going on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from javon.engines.imaging.intake.archives import ArchiveLimits, expand
from javon.engines.imaging.intake.errors import BadFile
from javon.engines.imaging.intake.walk import Skipped, collect, is_archive


@dataclass(frozen=True, slots=True)
class Gathered:
    """Files of pages in reading order (no archives any more), what was left out, and the archives that were bad."""

    files: tuple[Path, ...]
    skipped: tuple[Skipped, ...] = ()
    bad: tuple[BadFile, ...] = ()


def gather(paths: Iterable[str | Path], into: str | Path, limits: ArchiveLimits | None = None) -> Gathered:
    """Like ``collect``, and the pages of an archive take its place; archives are unpacked under ``into``.

    A bad archive is reported in ``bad`` and stops nothing.  Files inside keep their order and names.
    """
    found = collect(paths)
    files: list[Path] = []
    skipped, bad = list(found.skipped), []
    for number, file in enumerate(found.files):
        if not is_archive(file):
            files.append(file)
            continue
        folder = Path(into) / f"{number:05d}-{file.stem[:60]}"
        try:
            expand(file, folder, limits)
        except BadFile as error:
            bad.append(error)
            continue
        inner = collect([folder])
        files.extend(inner.files)
        skipped.extend(inner.skipped)
    return Gathered(tuple(files), tuple(skipped), tuple(bad))
