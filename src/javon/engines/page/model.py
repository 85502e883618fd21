"""The page as recognition sees it: regions, lines, words, boxes, confidences.

Coordinates are whole pixels of the *processed* page image (after deskew and crop), origin at the top left,
right and bottom exclusive.  Confidences are 0.0 to 1.0.  Formats convert to and from this model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class RegionKind(StrEnum):
    """What a region of a page is, in the terms of the PAGE and ALTO vocabularies."""

    TEXT = "text"
    HEADING = "heading"
    FOOTNOTE = "footnote"
    #: A side note, or the number of a line, beside the text.
    MARGIN = "margin"
    CAPTION = "caption"
    PAGE_NUMBER = "page-number"
    RUNNING_HEAD = "running-head"
    PICTURE = "picture"
    TABLE = "table"
    SEPARATOR = "separator"


class DoubtKind(StrEnum):
    """Why a recognizer does not believe a place of its own reading."""

    #: Ink like that of letters, of which nothing was read.
    INK = "ink"
    #: A number that came out otherwise when it was read again.
    NUMBER = "number"
    #: Letters or signs that the model has no name for, or that no text of the language has.
    SIGNS = "signs"


#: Regions that belong to the page as a thing, not to the running text of the work.
FURNITURE = frozenset({RegionKind.PAGE_NUMBER, RegionKind.RUNNING_HEAD})
#: Regions that stand beside the running text: a word parted at the end of one never goes on in the other.
ASIDE = frozenset({RegionKind.FOOTNOTE, RegionKind.MARGIN})


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels; right and bottom are exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def scaled(self, factor: float) -> Box:
        """The same box on an image that is ``factor`` times as large, rounded to whole pixels."""
        return Box(*(round(value * factor) for value in self.as_list()))

    def moved(self, left: int, top: int) -> Box:
        """The same box where a piece that begins at ``left`` and ``top`` is put back on its page."""
        return Box(self.left + left, self.top + top, self.right + left, self.bottom + top)

    def as_list(self) -> list[int]:
        return [self.left, self.top, self.right, self.bottom]


@dataclass(frozen=True, slots=True)
class Word:
    """One printed word, as it stands on the page (a hyphenated line end keeps its hyphen)."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, words in reading order.

    ``language`` is a BCP 47 tag (``uz-Latn``, ``uz-Cyrl``, ``ru``, ``en``, ``und``), ``script`` an ISO 15924 code.
    ``cells`` makes the line a row of a table: for each word the column that it stands in, counted from 0.
    """

    words: tuple[Word, ...]
    box: Box
    language: str = "und"
    script: str = "Zyyy"
    baseline: int | None = None
    cells: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """Mean confidence of the words, weighted by their length; 0.0 for an empty line."""
        length = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / length if length else 0.0


@dataclass(frozen=True, slots=True)
class Region:
    """A block of lines, or a picture without lines."""

    kind: RegionKind
    box: Box
    lines: tuple[Line, ...] = ()
    #: Depth of a heading, 1 the greatest; 0 for anything else.
    level: int = 0

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place that a person should look at, in pixels of the page."""

    kind: DoubtKind
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """A recognized page.  ``regions`` stand in reading order."""

    width: int
    height: int
    dpi: int
    regions: tuple[Region, ...] = ()
    language: str = "und"
    script: str = "Zyyy"
    #: The page number printed on the page, as printed ("12", "iv"), or None.
    number: str | None = None
    #: What recognized it: engine, version, models.
    engine: str = ""
    #: Places of which the recognizer itself says that its reading may be wrong or missing.
    doubts: tuple[Doubt, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def lines(self) -> Iterator[Line]:
        for region in self.regions:
            yield from region.lines

    @property
    def words(self) -> Iterator[Word]:
        for line in self.lines:
            yield from line.words

    @property
    def text(self) -> str:
        """Plain text, regions parted by an empty line."""
        return "\n\n".join(region.text for region in self.regions if region.lines)

    @property
    def confidence(self) -> float:
        """Mean word confidence weighted by length; 0.0 for a page without words."""
        length = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / length if length else 0.0


def page_to_json(page: Page) -> dict[str, Any]:
    """The page as plain JSON values; ``page_from_json`` gives the same page back."""
    return {
        "width": page.width,
        "height": page.height,
        "dpi": page.dpi,
        "language": page.language,
        "script": page.script,
        "number": page.number,
        "engine": page.engine,
        "doubts": [[doubt.kind.value, *doubt.box.as_list()] for doubt in page.doubts],
        "extra": dict(page.extra),
        "regions": [_region_to_json(region) for region in page.regions],
    }


def page_from_json(data: Mapping[str, Any]) -> Page:
    """Build a page from what ``page_to_json`` wrote.

    Raises:
        KeyError: a required key is missing.
    """
    return Page(
        width=data["width"],
        height=data["height"],
        dpi=data["dpi"],
        language=data["language"],
        script=data["script"],
        number=data["number"],
        engine=data.get("engine", ""),
        doubts=tuple(Doubt(DoubtKind(doubt[0]), Box(*doubt[1:])) for doubt in data.get("doubts", ())),
        extra=dict(data.get("extra", {})),
        regions=tuple(_region_from_json(region) for region in data["regions"]),
    )


def _region_to_json(region: Region) -> dict[str, Any]:
    return {
        "kind": region.kind.value,
        "box": region.box.as_list(),
        "level": region.level,
        "lines": [_line_to_json(line) for line in region.lines],
    }


def _region_from_json(data: Mapping[str, Any]) -> Region:
    return Region(
        kind=RegionKind(data["kind"]),
        box=Box(*data["box"]),
        level=data.get("level", 0),
        lines=tuple(_line_from_json(line) for line in data["lines"]),
    )


def _line_to_json(line: Line) -> dict[str, Any]:
    return {
        "box": line.box.as_list(),
        "language": line.language,
        "script": line.script,
        "baseline": line.baseline,
        "words": [[word.text, *word.box.as_list(), round(word.confidence, 4)] for word in line.words],
        **({"cells": list(line.cells)} if line.cells else {}),
    }


def _line_from_json(data: Mapping[str, Any]) -> Line:
    return Line(
        box=Box(*data["box"]),
        language=data["language"],
        script=data["script"],
        baseline=data.get("baseline"),
        cells=tuple(data.get("cells", ())),
        words=tuple(Word(word[0], Box(*word[1:5]), word[5]) for word in data["words"]),
    )
