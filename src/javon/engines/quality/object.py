"""Checks across the pages of one object: order and completeness by page numbers, size, tone, doubled images."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.quality.codes import Code
from javon.engines.quality.verdict import Flag, Verdict

#: So many pages must agree before a numbering is believed.
SUPPORT = 3
#: Pages of one object may differ this much in size or tone from the middle of their neighbours.
SIZE = 0.25
TONE = 45.0
#: Hamming distance of two picture hashes (256 bits) up to which two text pages are the same image.
SAME = 32
NEIGHBOURS = 8

_ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the checks need of a page: its printed number as read, size in pixels, paper level, picture hash."""

    number: str | None = None
    width: int = 0
    height: int = 0
    paper: float = 0.0
    fingerprint: str = ""
    blank: bool = False


def across(pages: Sequence[PageFacts]) -> list[tuple[int, Flag]]:
    """Everything that does not fit, as ``(index of the page, flag)`` in page order."""
    found = _numbers(pages) + _sizes(pages) + _tones(pages) + _doubles(pages)
    return sorted(found, key=lambda item: item[0])


def picture_hash(mask: NDArray[np.uint8]) -> str:
    """256-bit difference hash of a page's ink, as 64 hexadecimal digits.

    The same page scanned twice differs in few bits, whatever its size and brightness; two pages of plain text differ
    in many, because the ends of their lines and paragraphs do.
    """
    density = cv2.resize(
        cv2.resize(mask, (136, 128), interpolation=cv2.INTER_AREA), (17, 16), interpolation=cv2.INTER_AREA
    )
    values = density.astype(np.int16)
    return np.packbits((values[:, 1:] > values[:, :-1]).ravel()).tobytes().hex()


def page_value(number: str | None) -> tuple[str, int] | None:
    """Kind (``arabic``, ``roman``) and value of a printed page number; None for anything else."""
    text = (number or "").strip(" .-–—[]()*·•")
    if text.isdecimal() and len(text) <= 4 and int(text) > 0:
        return "arabic", int(text)
    if text and _ROMAN.fullmatch(text):
        values = [_VALUES[letter] for letter in text.lower()]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return "roman", sum(-value if value < after else value for value, after in pairs)
    return None


def _numbers(pages: Sequence[PageFacts]) -> list[tuple[int, Flag]]:
    """Missing, doubled and swapped pages, arabic and roman numbering each for itself."""
    read = [page_value(page.number) for page in pages]
    found = []
    for kind in ("arabic", "roman"):
        places = [(index, value[1]) for index, value in enumerate(read) if value and value[0] == kind]
        found += _sequence(places)
    return found


def _sequence(places: list[tuple[int, int]]) -> list[tuple[int, Flag]]:
    """Compare numbers with the runs in which number minus place stays the same.

    A run needs ``SUPPORT`` pages.  Numbers outside any run are misread, unless they fit the neighbouring run as a
    doubled or swapped page.
    """
    runs = _runs(places)
    if not runs:
        return []
    found = _gaps(runs)
    inside = {index for run in runs for index, _ in run}
    values = Counter(value for run in runs for _, value in run)
    for index, value in places:
        if index in inside:
            continue
        offset = min(runs, key=lambda run: min(abs(index - run[0][0]), abs(index - run[-1][0])))
        expected = index + offset[0][1] - offset[0][0]
        if _is_swapped(index, value, expected, places):
            found.append((index, Flag(Code.PAGE_SWAPPED, Verdict.LOOK, value, expected)))
        elif values[value] and abs(value - expected) == 1:
            found.append((index, Flag(Code.PAGE_DOUBLED, Verdict.LOOK, value)))
    return found


def _runs(places: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Longest stretches of equal offset in page order, tolerant of a few foreign numbers in between."""
    runs: list[list[tuple[int, int]]] = []
    for place in places:
        offset = place[1] - place[0]
        for run in reversed(runs[-4:]):
            if run[0][1] - run[0][0] == offset and place[0] - run[-1][0] <= NEIGHBOURS * 4:
                run.append(place)
                break
        else:
            runs.append([place])
    strong = [run for run in runs if len(run) >= SUPPORT]
    return sorted(strong, key=lambda run: run[0][0])


def _gaps(runs: list[list[tuple[int, int]]]) -> list[tuple[int, Flag]]:
    """Where the offset jumps from one run to the next, pages were left out or taken twice."""
    found = []
    for before, after in pairwise(runs):
        jump = (after[0][1] - after[0][0]) - (before[0][1] - before[0][0])
        if after[0][0] <= before[-1][0]:
            continue
        if 0 < jump <= 64:
            found.append((after[0][0], Flag(Code.PAGE_MISSING, Verdict.RESCAN, jump)))
        elif -4 <= jump < 0 and after[0][1] <= before[-1][1]:
            found.append((after[0][0], Flag(Code.PAGE_DOUBLED, Verdict.LOOK, after[0][1])))
    return found


def _is_swapped(index: int, value: int, expected: int, places: list[tuple[int, int]]) -> bool:
    """Whether another page nearby carries this page's expected number while this one carries that page's."""
    partner = index + (value - expected)
    return value != expected and abs(value - expected) <= 20 and (partner, expected) in places


def _sizes(pages: Sequence[PageFacts]) -> list[tuple[int, Flag]]:
    """Pages whose area differs from the middle of their neighbours."""
    areas = [page.width * page.height for page in pages]
    found = []
    for index, area in enumerate(areas):
        near = [value for value in _near(areas, index) if value]
        if not area or len(near) < 3:
            continue
        middle = median(near)
        change = abs(area / middle - 1)
        if change > SIZE and _agree(abs(value / middle - 1) <= SIZE for value in near):
            found.append((index, Flag(Code.SIZE_CHANGED, Verdict.LOOK, round(change, 3), SIZE)))
    return found


def _tones(pages: Sequence[PageFacts]) -> list[tuple[int, Flag]]:
    levels = [page.paper for page in pages]
    found = []
    for index, level in enumerate(levels):
        near = [value for value in _near(levels, index) if value]
        if not level or len(near) < 3:
            continue
        middle = median(near)
        change = abs(level - middle)
        if change > TONE and _agree(abs(value - middle) <= TONE for value in near):
            found.append((index, Flag(Code.TONE_CHANGED, Verdict.LOOK, round(change, 1), TONE)))
    return found


def _agree(alike: Iterable[bool]) -> bool:
    """Whether most of the neighbours are alike: photographs of all sizes have no size to differ from."""
    found = list(alike)
    return 2 * sum(found) > len(found)


def _near(values: Sequence[float], index: int) -> list[float]:
    return [*values[max(0, index - NEIGHBOURS) : index], *values[index + 1 : index + 1 + NEIGHBOURS]]


def _doubles(pages: Sequence[PageFacts]) -> list[tuple[int, Flag]]:
    """Pages that show the same image as one shortly before; blank pages all look alike and are left out."""
    found = []
    for index, page in enumerate(pages):
        if not page.fingerprint or page.blank:
            continue
        for other in pages[max(0, index - NEIGHBOURS) : index]:
            if not other.fingerprint or other.blank:
                continue
            distance = (int(page.fingerprint, 16) ^ int(other.fingerprint, 16)).bit_count()
            if distance <= SAME and _same_number(page, other):
                found.append((index, Flag(Code.IMAGE_DOUBLED, Verdict.LOOK, distance, SAME)))
                break
    return found


def _same_number(page: PageFacts, other: PageFacts) -> bool:
    """Two pages of plain text look alike: different numbers prove them different."""
    first, second = page_value(page.number), page_value(other.number)
    return first is None or second is None or first == second
