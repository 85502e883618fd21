"""The book's own contents page: which titles it lists for which printed page, and the headings that follow from it.

What a page alone takes for a heading is a guess from size and place.  The contents page was made by the publisher, so
a line that it names on that page is a heading, and its depth is the depth of the entry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz import fuzz

from javon.engines.page import FURNITURE, Box, Line, Page, Region, RegionKind

#: What stands over a contents page.
_HEADS = frozenset({"mundarija", "мундарижа", "содержание", "оглавление", "contents", "tableofcontents", "tarkib"})
#: A contents page without such a head has at least so many entries, and so large a share of its lines are entries.
_ENTRIES, _SHARE = 5, 0.6
#: Under its head, so few are enough.
_FEW = 2
#: A printed line is the title if it is this similar (of 100).
_SIMILAR = 85.0
#: A title may run over so many printed lines.
_LINES = 3
#: Entries that begin this many line heights further right are one level deeper.
_STEP = 0.8
_DEEPEST = 3
_NUMBERED = re.compile(r"^(?P<title>.*?\w[\w»”\")!?]*)[\s.…·•_‥—–-]*[\s.…·_](?P<number>\d{1,4}|[ivxlc]{1,7})\.?$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a contents page: the title, the printed number, the depth from 1."""

    title: str
    number: str
    level: int = 1


def entries_of(page: Page) -> tuple[Entry, ...]:
    """The entries that a contents page lists, in its order; empty for any other page."""
    lines = [line for region in page.regions if region.kind not in FURNITURE for line in region.lines if line.words]
    head = next((place for place, line in enumerate(lines[:3]) if letters(line.text) in _HEADS), None)
    body = lines if head is None else lines[head + 1 :]
    found = _read(body)
    counting = [int(entry.number) for _, entry in found if entry.number.isdecimal()]
    rising = sum(one <= two for one, two in pairwise(counting))
    if len(counting) > 1 and rising < 0.8 * (len(counting) - 1):
        return ()
    enough = len(found) >= _FEW if head is not None else len(found) >= max(_ENTRIES, _SHARE * len(body))
    return _levelled(found) if enough else ()


def letters(text: str) -> str:
    """The letters and figures of a text, for comparing."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _read(lines: Sequence[Line]) -> list[tuple[Line, Entry]]:
    """Entries with the line where each begins; a title that runs over two lines is put together."""
    found: list[tuple[Line, Entry]] = []
    waiting: Line | None = None
    for line in lines:
        match = _NUMBERED.match(line.text)
        if match is None:
            waiting = line if any(character.isalpha() for character in line.text) else None
            continue
        title = match["title"].strip()
        if waiting is not None and title[:1].islower():
            found.append((waiting, Entry(f"{waiting.text} {title}", match["number"])))
        elif any(character.isalpha() for character in title):
            found.append((line, Entry(title, match["number"])))
        waiting = None
    return found


def _levelled(found: Sequence[tuple[Line, Entry]]) -> tuple[Entry, ...]:
    """The entries with their depth, told by where they begin."""
    heights = sorted(line.box.height for line, _ in found)
    step = _STEP * max(1, heights[len(heights) // 2])
    stops: list[int] = []
    for left in sorted(line.box.left for line, _ in found):
        if not stops or left - stops[-1] > step:
            stops.append(left)
    return tuple(
        replace(entry, level=min(_DEEPEST, sum(stop <= line.box.left for stop in stops))) for line, entry in found
    )


def titles_by_page(listed: Sequence[Sequence[Entry]], numbers: Sequence[str | None]) -> Mapping[int, tuple[Entry, ...]]:
    """Which entries belong to which page, by the printed numbers.

    Args:
        listed: the entries of each page of the book, empty but for its contents pages.
        numbers: the printed number of each page, None where there is none; those between two that count are filled in.
    """
    places = _places(numbers)
    wanted: dict[int, list[Entry]] = {}
    for entries in listed:
        for entry in entries:
            place = places.get(entry.number.casefold())
            if place is not None and not listed[place]:
                wanted.setdefault(place, []).append(entry)
    return {place: tuple(entries) for place, entries in wanted.items()}


def _places(numbers: Sequence[str | None]) -> dict[str, int]:
    """Page indexes by printed number; pages without a number of their own count on from the one before."""
    told = {number.casefold(): place for place, number in reversed(list(enumerate(numbers))) if number}
    counted: dict[str, int] = {}
    for place, number in enumerate(numbers):
        if number and number.isdecimal():
            for way in (-1, 1):
                other, value = place + way, int(number) + way
                while 0 <= other < len(numbers) and not numbers[other] and value > 0:
                    counted.setdefault(str(value), other)
                    other, value = other + way, value + way
    return {**counted, **told}


def with_titles(page: Page, titles: Sequence[Entry]) -> Page:
    """The page with the lines that the contents page names as headings of that depth; others stay as they are."""
    for entry in titles:
        found = _find(page, entry)
        if found is not None:
            page = _as_heading(page, *found, entry.level)
    return page


def _find(page: Page, entry: Entry) -> tuple[int, int, int] | None:
    """Region, first line and the line behind the last of the printed title."""
    wanted = letters(entry.title)
    best: tuple[float, tuple[int, int, int]] | None = None
    for index, region in enumerate(page.regions):
        if region.kind not in (RegionKind.TEXT, RegionKind.HEADING):
            continue
        for start in range(len(region.lines)):
            for end in range(start + 1, min(start + _LINES, len(region.lines)) + 1):
                text = letters(" ".join(line.text.rstrip("-") for line in region.lines[start:end]))
                alike = fuzz.ratio(text, wanted, score_cutoff=_SIMILAR)
                if alike and (best is None or alike > best[0]):
                    best = alike, (index, start, end)
    return best[1] if best else None


def _as_heading(page: Page, index: int, start: int, end: int, level: int) -> Page:
    region = page.regions[index]
    if region.kind is RegionKind.HEADING and (start, end) == (0, len(region.lines)):
        parts = [replace(region, level=level)]
    else:
        runs = ((region.lines[:start], False), (region.lines[start:end], True), (region.lines[end:], False))
        parts = [
            Region(
                RegionKind.HEADING if titled else region.kind, _around(lines), lines, level if titled else region.level
            )
            for lines, titled in runs
            if lines
        ]
    return replace(page, regions=(*page.regions[:index], *parts, *page.regions[index + 1 :]))


def _around(lines: Sequence[Line]) -> Box:
    box = lines[0].box
    for line in lines[1:]:
        box = box.union(line.box)
    return box
