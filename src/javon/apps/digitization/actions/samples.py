"""The sample shelf: four small books and a newspaper page, made by the program itself from its own texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from javon.apps.digitization.actions.typeset import check_letters, parse, save_all, set_book, set_newspaper

TEXTS = Path(__file__).resolve().parents[1] / "samples"
#: Text and the face it is set in.
SHELF = (
    ("uz-latn", "dejavu"),
    ("uz-cyrl", "noto"),
    ("ru", "dejavu"),
    ("en", "noto"),
    ("newspaper", "dejavu"),
)
DONE = "tayyor"


@dataclass(frozen=True, slots=True)
class Sample:
    """A folder of rendered scans with the record that belongs to it."""

    name: str
    folder: Path
    record: dict[str, Any]


def sample_shelf(folder: Path | None = None) -> Iterator[Sample]:
    """Every sample, drawn when it is not there yet (``<data>/samples/<name>/0001.jpg`` …).

    Raises:
        DigitizationError: a font is missing or lacks a letter.
    """
    root = folder or Path(settings.JAVON_DATA) / "samples"
    for name, face_name in SHELF:
        yield _sample(root / name, name, face_name)


def _sample(folder: Path, name: str, face_name: str) -> Sample:
    raw = (TEXTS / f"{name}.txt").read_text(encoding="utf-8")
    text = parse(raw)
    mark = folder / f".{DONE}"
    if not mark.exists():
        check_letters(raw, face_name)
        setter = set_newspaper if text.fields["kind"] == "newspaper" else set_book
        save_all(setter(text, face_name), folder, name)
        mark.touch()
    return Sample(name, folder, _record(text.fields))


def _record(fields: dict[str, str]) -> dict[str, Any]:
    names = ("language", "kind", "date", "place", "publisher", "subjects", "description")
    title = f"{fields['title']}: {fields['subtitle']}"
    return {"title": title, **{name: fields[name] for name in names}, "rights": "CC0-1.0"}
