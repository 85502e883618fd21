"""Where the index lies: generations side by side, and one small file that says which is the current one."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"generation-([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Places:
    """``root/CURRENT`` names a folder ``root/generation-N``; ``root/writer.lock`` is held by the one who writes."""

    root: Path

    @property
    def lock(self) -> Path:
        return self.root / "writer.lock"

    @property
    def pointer(self) -> Path:
        return self.root / "CURRENT"

    def current(self) -> Path | None:
        """The folder of the current generation, or None before the first one."""
        name = _text(self.pointer)
        folder = self.root / name
        return folder if _NAME.fullmatch(name) and folder.is_dir() else None

    def next_folder(self) -> Path:
        """A folder name that was not used yet."""
        names = (_NAME.fullmatch(folder.name) for folder in self.root.glob("generation-*"))
        numbers = [int(name[1]) for name in names if name]
        return self.root / f"generation-{max(numbers, default=0) + 1}"

    def make_current(self, folder: Path) -> None:
        """Point to ``folder``: at once or not at all, also through a power cut."""
        fresh = self.root / "CURRENT.new"
        _write_synced(fresh, folder.name)
        fresh.replace(self.pointer)
        _sync_folder(self.root)

    def stamp(self, folder: Path) -> str:
        """Format and library that a generation was written with; empty when it was never finished."""
        return _text(folder / "stamp")

    def damage(self, folder: Path) -> str:
        """What was found wrong with a generation; empty for a whole one."""
        return _text(folder / "damaged")

    def note_damage(self, folder: Path, damage: str) -> None:
        """Tell every process that the generation is damaged: it counts as missing until a new one takes its place."""
        with suppress(OSError):
            (folder / "damaged").write_text(f"{damage}\n", encoding="utf-8")

    def write_stamp(self, folder: Path, stamp: str) -> None:
        """Say what a finished generation was written with."""
        _write_synced(folder / "stamp", stamp)
        _sync_folder(folder)

    def sweep(self, keep: Path | None) -> None:
        """Remove every generation but ``keep``: leavings of a killed rebuild, or the one just replaced.

        A reader that still has files of it open keeps reading them until it looks again.
        """
        for folder in self.root.glob("generation-*"):
            if folder != keep:
                shutil.rmtree(folder, ignore_errors=True)


def _text(path: Path) -> str:
    """A small file's text; empty where it is missing, or is none of ours any more."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _write_synced(path: Path, text: str) -> None:
    with path.open("w", encoding="ascii") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
