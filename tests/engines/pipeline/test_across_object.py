"""Running heads and page numbers in the light of the whole object."""

from __future__ import annotations

from javon.engines.page import Box, Line, Page, Region, RegionKind, Word
from javon.engines.pipeline.across_object import furnish


def _line(text: str, top: int, sure: float = 0.95) -> Line:
    box = Box(100, top, 700, top + 30)
    return Line(tuple(Word(word, box, sure) for word in text.split()), box)


def _page(*texts: str, kind: RegionKind = RegionKind.TEXT, number: str | None = None, sure: float = 0.95) -> Page:
    lines = tuple(_line(text, 50 + 40 * index) for index, text in enumerate(texts))
    regions = [Region(kind, Box(100, 50, 700, 20 + 40 * len(lines) + 30), lines)]
    if number:
        folio = _line(number, 900, sure)
        regions.append(Region(RegionKind.PAGE_NUMBER, folio.box, (folio,)))
    return Page(800, 1000, 150, tuple(regions), number=number)


def _kinds(page: Page) -> list[str]:
    return [region.kind.value for region in page.regions]


def test_repeated_first_line_becomes_a_running_head():
    bodies = [("one day", "it rained"), ("then came", "the sun"), ("at last", "all slept")]
    heads = ["The Keeper of the Shelf", "The Keeper of the She1f", "12 The Keeper of the Shelf"]
    done = furnish([_page(head, *body) for head, body in zip(heads, bodies, strict=True)])
    assert [_kinds(page) for page in done] == [["running-head", "text"]] * 3
    assert [page.regions[1].text for page in done] == ["\n".join(body) for body in bodies]
    assert done[1].regions[0].text == "The Keeper of the She1f"


def test_heading_that_repeats_is_no_heading():
    pages = [_page("The Keeper of the Shelf", kind=RegionKind.HEADING) for _ in range(3)]
    assert [_kinds(page) for page in furnish(pages)] == [["running-head"]] * 3


def test_different_first_lines_stay():
    pages = [_page("Spring", "the garden"), _page("A long summer", "of rain"), _page("Winter has come", "and snow")]
    assert [page.regions[0] for page in furnish(pages)] == [page.regions[0] for page in pages]


def test_doubtful_number_between_agreeing_neighbours_is_taken_back():
    numbers = [("11", 0.95), ("72", 0.6), ("13", 0.95)]
    pages = [_page(f"text of {name}", number=name, sure=sure) for name, sure in numbers]
    assert [page.number for page in furnish(pages)] == ["11", None, "13"]


def test_sure_number_stays_because_the_page_may_be_misplaced():
    pages = [_page(f"text of {name}", number=name) for name in ("11", "72", "13")]
    assert [page.number for page in furnish(pages)] == ["11", "72", "13"]


def test_nothing_to_do():
    assert furnish([]) == []
