"""What only the whole object shows: a first or last line that repeats from page to page is furniture, not text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from javon.engines.page import FURNITURE, Box, Line, Page, Region, RegionKind

#: A line repeats if it is this similar (of 100) on so many other pages within reach.
SIMILAR, TIMES, REACH = 86.0, 2, 12
#: Shorter lines repeat by chance.
LETTERS = 4
#: A page number less sure than this gives way to what its neighbours say.
DOUBTED = 0.85

_TEXTUAL = frozenset({RegionKind.TEXT, RegionKind.HEADING})


def furnish(pages: Sequence[Page]) -> list[Page]:
    """The pages of an object in order, with running heads and feet told from the text.

    A first or last line that stands nearly equal on several pages near by becomes a running head, whatever it was
    taken for.  A doubtful page number that contradicts both neighbours, which agree with each other, is taken back.
    The text of no line is changed.
    """
    heads, feet = [_end(page, 0) for page in pages], [_end(page, -1) for page in pages]
    done = []
    for index, page in enumerate(pages):
        if _repeats(heads, index):
            page = _as_furniture(page, 0)
        if _repeats(feet, index):
            page = _as_furniture(page, -1)
        done.append(page)
    return _without_wrong_numbers(done)


def _place(page: Page, end: int) -> int | None:
    """Index of the outermost region of text, page numbers and pictures left aside."""
    order = range(len(page.regions)) if end == 0 else range(len(page.regions) - 1, -1, -1)
    for index in order:
        region = page.regions[index]
        if region.lines and region.kind is not RegionKind.PAGE_NUMBER:
            return index
    return None


def _end(page: Page, end: int) -> str:
    """Letters of the outermost line, the figures left out."""
    place = _place(page, end)
    if place is None:
        return ""
    text = page.regions[place].lines[end].text
    return "".join(character for character in text.casefold() if character.isalpha())


def _repeats(ends: Sequence[str], index: int) -> bool:
    mine = ends[index]
    if len(mine) < LETTERS:
        return False
    near = [*ends[max(0, index - REACH) : index], *ends[index + 1 : index + 1 + REACH]]
    return sum(fuzz.ratio(mine, other, score_cutoff=SIMILAR) > 0 for other in near if other) >= TIMES


def _as_furniture(page: Page, end: int) -> Page:
    """Make the outermost line a running head; a region of more lines is parted."""
    place = _place(page, end)
    if place is None:
        return page
    region = page.regions[place]
    if region.kind in FURNITURE or region.kind not in _TEXTUAL:
        return page
    line = region.lines[end]
    head = Region(RegionKind.RUNNING_HEAD, line.box, (line,))
    rest = region.lines[1:] if end == 0 else region.lines[:-1]
    parts = [head] if not rest else _ordered(head, replace(region, box=_around(rest), lines=rest), end)
    return replace(page, regions=(*page.regions[:place], *parts, *page.regions[place + 1 :]))


def _ordered(head: Region, rest: Region, end: int) -> list[Region]:
    return [head, rest] if end == 0 else [rest, head]


def _around(lines: Sequence[Line]) -> Box:
    box = lines[0].box
    for line in lines[1:]:
        box = box.union(line.box)
    return box


def _without_wrong_numbers(pages: list[Page]) -> list[Page]:
    numbers = [_value(page) for page in pages]
    for index in range(1, len(pages) - 1):
        before, mine, after = numbers[index - 1 : index + 2]
        if before is None or mine is None or after is None or after - before != 2 or mine == before + 1:
            continue
        if _number_confidence(pages[index]) < DOUBTED:
            pages[index] = replace(pages[index], number=None)
    return pages


def _value(page: Page) -> int | None:
    return int(page.number) if page.number and page.number.isdecimal() else None


def _number_confidence(page: Page) -> float:
    return max(
        (line.confidence for region in page.regions if region.kind is RegionKind.PAGE_NUMBER for line in region.lines),
        default=0.0,
    )
