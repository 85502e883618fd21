"""Headings that the book's own contents page tells."""

from __future__ import annotations

from javon.engines.page import Box, Line, Page, Region, RegionKind, Word
from javon.engines.pipeline.across_object import ends_of, furnish_page, furnishings
from javon.engines.pipeline.contents_page import Entry, entries_of, titles_by_page, with_titles


def line(text: str, top: int, left: int = 100) -> Line:
    box = Box(left, top, 700, top + 30)
    return Line(tuple(Word(word, box, 0.95) for word in text.split()), box)


def page(*lines: Line, kind: RegionKind = RegionKind.TEXT, number: str | None = None) -> Page:
    region = Region(kind, Box(100, lines[0].box.top, 700, lines[-1].box.bottom), lines)
    return Page(800, 1000, 150, (region,), number=number)


CONTENTS = page(
    line("MUNDARIJA", 50),
    line("Soʻz boshi ..... 3", 100),
    line("Birinchi qism. Bahor ...... 5", 150),
    line("Lola sayli . . . . 5", 200, left=160),
    line("Ikkinchi qism. Yozgi", 250),
    line("taʼtil haqida hikoyalar … 7", 300),
)


def test_entries_have_title_number_and_depth() -> None:
    assert entries_of(CONTENTS) == (
        Entry("Soʻz boshi", "3", 1),
        Entry("Birinchi qism. Bahor", "5", 1),
        Entry("Lola sayli", "5", 2),
        Entry("Ikkinchi qism. Yozgi taʼtil haqida hikoyalar", "7", 1),
    )


def test_prose_with_numbers_is_no_contents_page() -> None:
    prose = page(
        line("Xivada oʻsha yili yomgʻir yogʻdi va 1873", 50),
        line("yilda suv koʻp edi. Odamlar soni 12", 100),
        line("mingga yetdi.", 150),
    )
    assert entries_of(prose) == ()
    unordered = page(line("Mundarija", 50), line("Olma 90", 100), line("Nok 12", 150), line("Anor 7", 200))
    assert entries_of(unordered) == ()


def test_pages_without_a_number_count_on() -> None:
    listed = [entries_of(CONTENTS), (), (), (), (), ()]
    found = titles_by_page(listed, [None, "3", None, "5", None, None])
    assert {place: [entry.title for entry in entries] for place, entries in found.items()} == {
        1: ["Soʻz boshi"],
        3: ["Birinchi qism. Bahor", "Lola sayli"],
        5: ["Ikkinchi qism. Yozgi taʼtil haqida hikoyalar"],
    }


def test_listed_lines_become_headings_of_their_depth() -> None:
    mixed = page(
        line("Birinchi qism. Bahor", 50),
        line("Matn boshlanadi va", 100),
        line("Lola sayli", 150),
        line("yana matn.", 200),
    )
    done = with_titles(mixed, entries_of(CONTENTS))
    assert [(region.kind.value, region.level, region.text) for region in done.regions] == [
        ("heading", 1, "Birinchi qism. Bahor"),
        ("text", 0, "Matn boshlanadi va"),
        ("heading", 2, "Lola sayli"),
        ("text", 0, "yana matn."),
    ]
    assert with_titles(done, entries_of(CONTENTS)) == done


def test_the_whole_object_is_headed_by_its_contents_page() -> None:
    pages = [
        CONTENTS,
        page(line("Soʻz boshi", 50), line("Bu kitob haqida gap ketadi.", 100), number="3"),
        page(line("Hikoya boshlanmasdan oldin", 50), number="4"),
        page(line("Birinchi qism. Bahor", 50), line("Lola sayli", 100), line("Bahor keldi.", 150), number="5"),
    ]
    told = furnishings([ends_of(one) for one in pages])
    done = [furnish_page(one, mine) for one, mine in zip(pages, told, strict=True)]
    assert [[region.text for region in one.regions if region.kind is RegionKind.HEADING] for one in done] == [
        [],
        ["Soʻz boshi"],
        [],
        ["Birinchi qism. Bahor", "Lola sayli"],
    ]
