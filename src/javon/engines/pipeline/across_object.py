"""What only the whole object shows: a first or last line that repeats from page to page is furniture, not text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from rapidfuzz import fuzz

from javon.engines.page import Box, Line, Page, Region, RegionKind
from javon.engines.pipeline.contents_page import Entry, entries_of, titles_by_page, with_titles

#: A line repeats if it is this similar (of 100) on so many other pages within reach, one of them no further than
#: the next page of the same side.
SIMILAR, TIMES, REACH, NEXT = 86.0, 2, 12, 2
#: Shorter lines repeat by chance.
LETTERS = 4
#: A heading in type larger than this, in heights of the page's lines, is one whatever repeats.
LARGE = 1.25
#: A page number less sure than this gives way to what its neighbours say.
DOUBTED = 0.85

_TEXTUAL = frozenset({RegionKind.TEXT, RegionKind.HEADING})
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_NUMBER = re.compile(r"\b(?:\d+|[ivxlc]+)\b")


@dataclass(frozen=True, slots=True)
class _End:
    """The outermost line of a page: its letters, the numbers in it, and where a folio stands alone in it.

    ``free``: it is taken for text so far, and may become a running head.
    """

    letters: str = ""
    numbers: tuple[int, ...] = ()
    folios: frozenset[int] = frozenset()
    free: bool = False


@dataclass(frozen=True, slots=True)
class Ends:
    """What the whole object needs to know of one page; light, for a book of 2,000 pages must not stand in memory."""

    head: _End
    foot: _End
    inner: frozenset[str]
    number: str | None
    doubted: bool
    listed: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Furnishing:
    """What the object tells of a page: whether its first and last line are furniture, its number, and the titles that
    the book's contents page lists for it.
    """

    head: bool
    foot: bool
    number: str | None
    titles: tuple[Entry, ...] = ()


def ends_of(page: Page) -> Ends:
    """Look at the outermost lines of a page."""
    doubted = page.number is not None and _number_confidence(page) < DOUBTED
    return Ends(_end(page, 0), _end(page, -1), frozenset(_inner_headings(page)), page.number, doubted, entries_of(page))


def furnishings(ends: Sequence[Ends]) -> list[Furnishing]:
    """What to do with the pages of an object, in order.

    A first or last line that stands nearly equal on several pages near by becomes a running head, whatever it was
    taken for; figures in it must be the same, or count with the pages.  So ``1-BOʻLIM, 2-BOʻLIM …`` stay headings, and
    ``12 OʻTKAN KUNLAR`` gives the page its number where it has none.  A doubtful page number that contradicts both
    neighbours, which agree with each other, is taken back.
    """
    work = frozenset().union(*(page.inner for page in ends))
    heads, feet = [page.head for page in ends], [page.foot for page in ends]
    told: list[tuple[bool, bool, str | None]] = []
    for index, page in enumerate(ends):
        number = page.number
        found = []
        for side in (heads, feet):
            repeats = side[index].letters not in work and _repeats(side, index)
            number = number or (_counted(side, index) if repeats else None)
            found.append(repeats and side[index].free)
        told.append((found[0], found[1], number))
    numbers = _without_wrong_numbers([number for _head, _foot, number in told], [page.doubted for page in ends])
    titles = titles_by_page([page.listed for page in ends], numbers)
    return [
        Furnishing(head, foot, number, titles.get(index, ()))
        for index, ((head, foot, _), number) in enumerate(zip(told, numbers, strict=True))
    ]


def furnish_page(page: Page, told: Furnishing) -> Page:
    """The page as the object tells; the text of no line is changed.  Told again of what came out, it stays as it is."""
    page = replace(page, number=told.number)
    if told.head:
        page = _as_furniture(page, 0)
    page = _as_furniture(page, -1) if told.foot else page
    return with_titles(page, told.titles)


def _inner_headings(page: Page) -> Iterator[str]:
    """Letters of the headings inside the page: what heads a poem in the middle of a page heads one at its top too."""
    outer = {_place(page, 0), _place(page, -1)}
    for index, region in enumerate(page.regions):
        if region.kind is RegionKind.HEADING and index not in outer and region.lines:
            yield _read(region.lines[0].text).letters


def _read(text: str) -> _End:
    folded = text.casefold()
    letters = "".join(character for character in _NUMBER.sub("", folded) if character.isalpha())
    numbers = tuple(_number(found) for found in _NUMBER.findall(folded))
    words = folded.split()
    alone = {word for word in (words[:1] + words[-1:]) if word.isdecimal()}
    return _End(letters, numbers, frozenset(int(word) for word in alone if len(word) <= 4))


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text[:9])
    values = [_ROMAN[sign] for sign in text]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _place(page: Page, end: int) -> int | None:
    """Index of the outermost region of text, page numbers and pictures left aside."""
    order = range(len(page.regions)) if end == 0 else range(len(page.regions) - 1, -1, -1)
    for index in order:
        region = page.regions[index]
        if region.lines and region.kind is not RegionKind.PAGE_NUMBER:
            return index
    return None


def _end(page: Page, end: int) -> _End:
    place = _place(page, end)
    if place is None:
        return _End()
    region = page.regions[place]
    free = region.kind in _TEXTUAL and not _stands_out(page, region, end)
    return replace(_read(region.lines[end].text), free=free)


def _near(ends: Sequence[_End], index: int) -> Iterator[tuple[int, int]]:
    """Pages within reach that show the same line, with their distance in pages that have lines."""
    for step in (-1, 1):
        place, distance = index + step, 0
        while 0 <= place < len(ends) and distance < REACH:
            if ends[place].letters or ends[place].numbers:
                distance += 1
                if _same(ends[index], ends[place], place - index):
                    yield place, distance
            place += step


def _same(mine: _End, other: _End, away: int) -> bool:
    if not fuzz.ratio(mine.letters, other.letters, score_cutoff=SIMILAR):
        return False
    return mine.numbers == other.numbers or _counts(mine, other, away) is not None


def _counts(mine: _End, other: _End, away: int) -> int | None:
    """The page's number, where the one figure that differs counts with the pages."""
    if len(mine.numbers) != len(other.numbers):
        # A number was read on one of the two only: what is left must be the same.
        longer, shorter = sorted((mine, other), key=lambda end: -len(end.numbers))
        rest = [number for number in longer.numbers if number not in longer.folios]
        return 0 if rest == list(shorter.numbers) else None
    differing = [(a, b) for a, b in zip(mine.numbers, other.numbers, strict=True) if a != b]
    if len(differing) != 1 or differing[0][0] not in mine.folios or differing[0][1] - differing[0][0] != away:
        return None
    return differing[0][0]


def _repeats(ends: Sequence[_End], index: int) -> bool:
    if len(ends[index].letters) < LETTERS:
        return False
    found = list(_near(ends, index))
    return len(found) >= TIMES and any(distance <= NEXT for _place, distance in found)


def _counted(ends: Sequence[_End], index: int) -> str | None:
    """The number of the page that its running head tells, where it counts along the pages."""
    found = {_counts(ends[index], ends[place], place - index) for place, _distance in _near(ends, index)}
    numbers = {number for number in found if number} & ends[index].folios
    return str(numbers.pop()) if len(numbers) == 1 else None


def _as_furniture(page: Page, end: int) -> Page:
    """Make the outermost line a running head; a region of more lines is parted."""
    place = _place(page, end)
    if place is None:
        return page
    region = page.regions[place]
    line = region.lines[end]
    head = Region(RegionKind.RUNNING_HEAD, line.box, (line,))
    rest = region.lines[1:] if end == 0 else region.lines[:-1]
    parts = [head] if not rest else _ordered(head, replace(region, box=_around(rest), lines=rest), end)
    return replace(page, regions=(*page.regions[:place], *parts, *page.regions[place + 1 :]))


def _stands_out(page: Page, region: Region, end: int) -> bool:
    """Whether the line is a heading set larger than the page's text."""
    if region.kind is not RegionKind.HEADING:
        return False
    heights = [line.box.height for other in page.regions if other.kind is RegionKind.TEXT for line in other.lines]
    return bool(heights) and region.lines[end].box.height > LARGE * median(heights)


def _ordered(head: Region, rest: Region, end: int) -> list[Region]:
    return [head, rest] if end == 0 else [rest, head]


def _around(lines: Sequence[Line]) -> Box:
    box = lines[0].box
    for line in lines[1:]:
        box = box.union(line.box)
    return box


def _without_wrong_numbers(numbers: list[str | None], doubted: Sequence[bool]) -> list[str | None]:
    values = [int(number) if number and number.isdecimal() else None for number in numbers]
    kept = list(numbers)
    for index in range(1, len(values) - 1):
        before, mine, after = values[index - 1 : index + 2]
        if before is None or mine is None or after is None or after - before != 2 or mine == before + 1:
            continue
        if doubted[index]:
            kept[index] = None
    return kept


def _number_confidence(page: Page) -> float:
    return max(
        (line.confidence for region in page.regions if region.kind is RegionKind.PAGE_NUMBER for line in region.lines),
        default=0.0,
    )
