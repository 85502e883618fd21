"""What the watched folder could not take: the files set aside, each with its reason."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from javon.apps.digitization.models.source import shown_text
from javon.base.db import said

#: So many are told of, the newest; so much of a reason is shown, and of a note in all languages read, characters.
MOST, LONGEST, WHOLE = 20, 1000, 8000
#: The language of what follows, up to the next one.
_LANGUAGE = re.compile(r"^\[([a-z-]+)\] ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file or folder that was set aside, why, and when (UTC)."""

    name: str
    reason: str
    at: datetime


def note_text(reason: str) -> str:
    """What is written beside a file that is set aside: the reason in each language, once where it is one in all."""
    spoken = said.in_languages(reason, dict(settings.LANGUAGES))
    if len(set(spoken.values())) == 1:
        return f"{reason}\n"
    return "\n".join(f"[{code}] {words}\n" for code, words in spoken.items())


def _reason_of(note: str) -> str:
    """The reason in the language of the moment; notes of earlier versions speak one only."""
    parts = _LANGUAGE.split(note)
    spoken = dict(zip(parts[1::2], parts[2::2], strict=True))
    return spoken.get(get_language() or settings.LANGUAGE_CODE, parts[0] or next(iter(spoken.values()), "")).strip()


def set_aside_files() -> list[SetAside]:
    """The newest first.  A file that somebody took away from there is told of no more."""
    noted = sorted(_notes(Path(settings.JAVON_SET_ASIDE)), reverse=True)[:MOST]
    return [_told(note, written) for written, note in noted]


def _told(note: Path, written: float) -> SetAside:
    name = shown_text(note.stem)
    return SetAside(name, _text(note).removeprefix(f"{name}: "), datetime.fromtimestamp(written, tz=UTC))


def _notes(place: Path) -> Iterator[tuple[float, Path]]:
    """The notes that lie beside what they speak of, with the moment of writing."""
    for folder, folders, files in os.walk(place):
        names = {*folders, *files}
        for name in files:
            # A text may itself have been set aside: then it has a note of its own.
            note, own = Path(folder) / name, name.endswith(".txt") and f"{name}.txt" not in names
            # A link is no note of ours, and may lead to anything.
            if own and _spoken_of(name, names) and not note.is_symlink():
                yield note.stat().st_mtime, note


def _spoken_of(note: str, names: set[str]) -> bool:
    """Whether the file is still there; of a very long name the note bears the beginning only."""
    stem = note.removesuffix(".txt")
    return stem in names or (len(stem) > MOST and any(name != note and name.startswith(stem) for name in names))


def _text(note: Path) -> str:
    with note.open(encoding="utf-8", errors="replace") as lines:
        return _reason_of(lines.read(WHOLE).strip())[:LONGEST]
