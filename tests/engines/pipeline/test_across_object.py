"""Running heads and page numbers in the light of the whole object."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from javon.engines.page import Box, Line, Page, Region, RegionKind, Word
from javon.engines.pipeline.across_object import ends_of, furnish_page, furnishings


def furnish(pages: Sequence[Page]) -> list[Page]:
    told = furnishings([ends_of(page) for page in pages])
    return [furnish_page(page, one) for page, one in zip(pages, told, strict=True)]


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


def _book(*heads: str, kind: RegionKind = RegionKind.HEADING, height: int = 30) -> list[Page]:
    """A page for every head: the head, then two lines of text that no other page has."""
    pages = []
    for index, head in enumerate(heads):
        box = Box(100, 50, 700, 50 + height)
        first = Region(kind, box, (Line(tuple(Word(word, box, 0.95) for word in head.split()), box),)) if head else None
        body = (_line(f"satr {index} {chr(97 + index) * 5}", 120), _line(f"gap {chr(107 + index) * 6}", 160))
        text = Region(RegionKind.TEXT, Box(100, 120, 700, 190), body)
        pages.append(Page(800, 1000, 150, (first, text) if first else (text,)))
    return pages


def _first_kinds(pages: list[Page]) -> list[str]:
    return [page.regions[0].kind.value for page in furnish(pages)]


def test_heads_of_either_side_are_found():
    assert _first_kinds(_book("OʻTKAN KUNLAR", "BIRINCHI BOʻLIM") * 3) == ["running-head"] * 6


@pytest.mark.parametrize(
    "heads",
    [
        ("1-BOʻLIM", "2-BOʻLIM", "3-BOʻLIM", "4-BOʻLIM"),
        ("ГЛАВА I", "ГЛАВА II", "ГЛАВА III", "ГЛАВА IV"),
        ("Chapter 1", "Chapter 2", "", "Chapter 3", "", "Chapter 4"),
        ("OʻN BIRINCHI BOB", "OʻN IKKINCHI BOB", "OʻN UCHINCHI BOB"),
        ("BOʻLIM", "", "", "BOʻLIM", "", "", "BOʻLIM"),
    ],
)
def test_headings_of_chapters_stay_headings(heads):
    pages = [page for page, head in zip(furnish(_book(*heads)), heads, strict=True) if head]
    # "Chapter 1" and "Chapter 2" on neighbouring pages count with the pages; nothing but a third one tells.
    assert [page.regions[0].kind.value for page in pages] == ["heading"] * len(pages)


def test_a_heading_in_large_type_stays_one():
    assert _first_kinds(_book("Gʻazal", "Gʻazal", "Gʻazal", height=60)) == ["heading"] * 3


def test_what_heads_poems_inside_a_page_heads_them_at_its_top():
    pages = _book("GʻAZAL", "GʻAZAL", "GʻAZAL")
    inner = _line("GʻAZAL", 400)
    middle = pages[1].regions
    body = Region(RegionKind.TEXT, Box(100, 440, 700, 470), (_line("yana bir satr", 440),))
    pages[1] = replace(pages[1], regions=(*middle, Region(RegionKind.HEADING, inner.box, (inner,)), body))
    assert _first_kinds(pages) == ["heading"] * 3


def test_a_head_that_counts_gives_the_page_its_number():
    done = furnish(
        _book(
            "12 OʻTKAN KUNLAR",
            "Abdulla Qodiriy 13",
            "14 OʻTKAN KUNLAR",
            "Abdulla Qodiriy 15",
            "16 OʻTKAN KUNLAR",
            "Abdulla Qodiriy 17",
            kind=RegionKind.TEXT,
        )
    )
    assert [page.number for page in done] == ["12", "13", "14", "15", "16", "17"]
    assert {page.regions[0].kind for page in done} == {RegionKind.RUNNING_HEAD}


def test_the_last_words_of_answers_are_text():
    pages = _book(*[""] * 9)
    for index in (0, 5, 8):
        line = _line("— Yoʻq, dedi u.", 300)
        pages[index] = replace(
            pages[index], regions=(*pages[index].regions, Region(RegionKind.TEXT, line.box, (line,)))
        )
    assert furnish(pages) == pages


def test_done_again_it_changes_nothing():
    pages = [
        *_book("OʻTKAN KUNLAR", "1-bob", "OʻTKAN KUNLAR", "2-bob", "12 OʻTKAN KUNLAR"),
        *_book("a b c d", "a b c d", "a b c d"),
    ]
    once = furnish(pages)
    assert furnish(once) == once
