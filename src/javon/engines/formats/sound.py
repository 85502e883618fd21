"""What a record says, in a form that every standard takes: records of other systems hold line ends and odd signs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from javon.engines.formats.xml import clean
from javon.engines.page import Document, Metadata

#: A language tag as BCP 47 builds it; what it names is not looked up.
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_CONTROLS = re.compile("[\x7f-\x9f]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def one_line(text: str) -> str:
    """The text without signs that no file may hold, every run of blanks and line ends a single space."""
    return _CONTROLS.sub("", clean(" ".join(clean(text).split()))).strip()


def language_tag(tag: str) -> str:
    """The tag where it is one, else ``und``."""
    return tag if _TAG.fullmatch(tag) else "und"


def is_day(text: str) -> bool:
    """Whether the text is a day of the calendar, ``1974-05-01``."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def sound_document(document: Document) -> Document:
    """The document with a title that says something (its identifier in need) and all other values sound."""
    contents = tuple(
        replace(entry, title=title, level=max(entry.level, 1))
        for entry in document.contents
        if (title := one_line(entry.title)) and 0 <= entry.page < len(document.pages)
    )
    return replace(document, metadata=sound_metadata(document.metadata, document.identifier), contents=contents)


def sound_metadata(metadata: Metadata, identifier: str) -> Metadata:
    """One line for each short value, empty ones left out; long texts keep their paragraphs."""
    return Metadata(
        title=one_line(metadata.title) or identifier,
        creators=_some(metadata.creators),
        publisher=one_line(metadata.publisher),
        place=one_line(metadata.place),
        date=one_line(metadata.date),
        language=language_tag(metadata.language),
        kind=one_line(metadata.kind),
        subjects=_some(metadata.subjects),
        description=clean(metadata.description).strip(),
        rights=clean(metadata.rights).strip(),
        identifiers=_some(metadata.identifiers),
    )


def _some(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for value in values if (line := one_line(value)))
