"""Running text and plain text: paragraphs over lines, columns and pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from javon.engines.formats import headings, page_text, paragraphs, sections, write_text
from javon.engines.formats.flow import Paragraph
from javon.engines.page import Box, Document, DocumentPage, Line, Metadata, Page, Region, RegionKind, Word


def line(text: str, top: int, left: int = 100, right: int = 900) -> Line:
    return Line((Word(text, Box(left, top, right, top + 30), 0.9),), Box(left, top, right, top + 30), "uz-Latn")


def region(*lines: Line, kind: RegionKind = RegionKind.TEXT, level: int = 0) -> Region:
    return Region(kind, Box(100, lines[0].box.top, 900, lines[-1].box.bottom), lines, level)


def document(*pages: tuple[Region, ...]) -> Document:
    made = [DocumentPage(f"p{n}", str(n), Page(1000, 1400, 300, regions)) for n, regions in enumerate(pages, 1)]
    return Document("x", Metadata("x", language="uz-Latn"), tuple(made))


def texts(found: Document) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(found)]


def test_the_book_as_running_text(book: Document) -> None:
    kind = RegionKind
    assert [(found.kind, found.text) for found in paragraphs(book)] == [
        (kind.HEADING, "Sinov kitobi"),
        (kind.PICTURE, ""),
        (kind.HEADING, "Birinchi bob"),
        (
            kind.TEXT,
            "Oʻzbekiston tongida maʼno gʻurur bilan soʻzlandi va kitoblar oʻqildi, shahar uygʻondi "
            "hamda yangi kun keldi.",
        ),
        (kind.FOOTNOTE, "1 Sinov uchun izoh."),
        (kind.HEADING, "Kichik sarlavha"),
        (kind.TEXT, "Ўзбекистон қадимий ғишт ҳовли (тўрт) 100% \\ шеър."),
        (kind.HEADING, "Ikkinchi bob"),
        (kind.TEXT, "Chap ustun boshi chap ustun oxiri."),
        (kind.TEXT, "Oʻng ustun boshi oʻng ustun oxiri."),
    ]


def test_a_paragraph_knows_where_the_page_turns(book: Document) -> None:
    (running,) = [found for found in paragraphs(book) if len(found.pieces) > 1]
    assert [(index, text[:5]) for index, text in running.pieces] == [(1, "Oʻzbe"), (2, "hamda")]


def test_a_word_parted_by_the_page_is_whole_on_the_first() -> None:
    found = document((region(line("Shahar kito-", 100)),), (region(line("blar bilan toʻla.", 100)),))
    assert list(paragraphs(found)) == [
        Paragraph(RegionKind.TEXT, [(0, "Shahar kitoblar"), (1, "bilan toʻla.")], language="uz-Latn")
    ]


def test_a_note_that_goes_on_over_the_page_stands_outside_the_paragraph() -> None:
    def note(*lines: Line) -> Region:
        return region(*lines, kind=RegionKind.FOOTNOTE)

    found = document(
        (region(line("Oqsoqol mehmonlarni kuta-", 100)), note(line("1 Mirob mansabdor. Uning yordam-", 1200))),
        (
            region(line("rdi va qoldi. Kutubxo-", 100)),
            note(line("chilari har qishloqda boʻlgan.", 1200), line("2 Dutor — cholgʻu.", 1240)),
        ),
        (region(line("nachi keldi.", 100)), note(line("3 Bu izoh.", 1200))),
    )
    assert texts(found) == [
        "Oqsoqol mehmonlarni kutardi va qoldi. Kutubxonachi keldi.",
        "1 Mirob mansabdor. Uning yordamchilari har qishloqda boʻlgan.",
        "2 Dutor — cholgʻu.",
        "3 Bu izoh.",
    ]


def test_page_number_and_running_head_stand_aside_unless_asked() -> None:
    page = (
        region(line("Bosh soʻz", 20), kind=RegionKind.RUNNING_HEAD),
        region(line("matn", 100)),
        region(line("7", 1300), kind=RegionKind.PAGE_NUMBER),
    )
    assert texts(document(page)) == ["matn"]
    assert [found.text for found in paragraphs(document(page), furniture=True)] == ["Bosh soʻz", "matn", "7"]


def test_an_indented_line_begins_a_paragraph() -> None:
    block = region(
        line("Birinchi satr", 100, left=150),
        line("davomi.", 140),
        line("Ikkinchi satr", 180, left=150),
        line("oxiri.", 220),
    )
    assert texts(document((block,))) == ["Birinchi satr davomi.", "Ikkinchi satr oxiri."]


def test_a_short_last_line_ends_a_paragraph() -> None:
    block = region(line("Birinchi satr", 100), line("tugadi.", 140, right=400), line("Keyingisi boshlandi", 180))
    assert texts(document((block,))) == ["Birinchi satr tugadi.", "Keyingisi boshlandi"]


def test_a_centred_line_is_no_indent() -> None:
    block = region(line("Toʻliq satr", 100), line("oʻrtada", 140, left=500, right=600), line("yana toʻliq", 180))
    assert len(texts(document((block,)))) == 1


def test_a_parted_word_never_ends_a_paragraph() -> None:
    block = region(line("shahar va kito-", 100), line("blar oʻqildi", 140, left=150), line("hamda ketdi.", 180))
    assert texts(document((block,))) == ["shahar va kitoblar oʻqildi hamda ketdi."]


def test_one_stray_line_does_not_make_the_others_indented() -> None:
    stray = [line("chiziq", 100, left=60)]
    block = region(*stray, *[line(f"satr {number}", 100 + 40 * number) for number in range(1, 9)])
    assert len(texts(document((block,)))) == 1


def test_text_in_another_language_is_a_paragraph_of_its_own() -> None:
    russian = Line((Word("текст дальше", Box(100, 100, 900, 130), 0.9),), Box(100, 100, 900, 130), "ru")
    assert texts(document((region(line("matn va", 100)),), (region(russian),))) == ["matn va", "текст дальше"]


def test_a_sentence_that_ended_is_not_carried_over() -> None:
    found = document((region(line("Gap tugadi.", 100)),), (region(line("Yangi gap.", 100)),))
    assert texts(found) == ["Gap tugadi.", "Yangi gap."]


def test_a_blank_page_does_not_break_a_paragraph() -> None:
    found = document((region(line("bu gap", 100)),), (), (region(line("davom etadi.", 100)),))
    assert [paragraph.pieces for paragraph in paragraphs(found)] == [[(0, "bu gap"), (2, "davom etadi.")]]


def test_plain_text_of_the_book(book: Document, tmp_path: Path) -> None:
    text = write_text(book, tmp_path / "book.txt")
    assert (tmp_path / "book.txt").read_text(encoding="utf-8") == text
    pages = text.split("\f")
    assert len(pages) == 5
    assert pages[1].splitlines()[:3] == ["Sinov kitobi", "", "Birinchi bob"]
    assert "va kitoblar oʻqildi" in pages[1]
    assert pages[3].endswith("\n\n3\n")


def test_plain_text_without_furniture_and_as_printed(book: Document) -> None:
    page = book.pages[1].page
    assert "Sinov kitobi" not in page_text(page, furniture=False)
    assert "va kito-\nblar oʻqildi" in page_text(page, as_printed=True)
    assert page_text(replace(page, regions=())) == ""


def test_lines_of_verse_stay_lines() -> None:
    stanza = region(
        line("Ona yurtim, joyim mening,", 100, right=600),
        line("Gul ochilgan bogʻim mening,", 150, right=640),
        line("— Kuylayman men seni har kun,", 200, right=680),
        line("Sen mening baxtim, oyim.", 250, right=560),
    )
    prose = region(
        line("Keyin u gapirdi va", 400), line("Toshkentga ketdi, ammo", 450), line("Qaytmadi.", 500, right=300)
    )
    found = document((stanza, prose))
    assert [text.count("\n") for text in texts(found)] == [3, 0]
    assert page_text(found.pages[0].page).count("\n") == 5


def test_a_list_of_full_lines_is_prose() -> None:
    prose = region(*(line("Toshkent shahrida yashagan odamlar", 100 + 50 * n) for n in range(5)))
    assert "\n" not in page_text(document((prose,)).pages[0].page)


def test_rows_of_a_table_stay_rows() -> None:
    rows = replace(region(line("non 12", 100), line("tuz 7", 150)), kind=RegionKind.TABLE)
    assert page_text(document((rows,)).pages[0].page) == "non 12\ntuz 7"
    assert [paragraph.text for paragraph in paragraphs(document((rows,)))] == ["non 12\ntuz 7"]


def test_chapters_reach_to_the_next(book: Document) -> None:
    found = [(item.title, item.level, list(item.pages), len(item.below)) for item in sections(book)]
    assert found == [("Sinov kitobi", 1, [0], 0), ("Birinchi bob", 1, [1, 2], 1), ("Ikkinchi bob", 1, [3], 0)]
    (inner,) = sections(book)[1].below
    assert (inner.title, list(inner.pages)) == ("Kichik sarlavha", [2])


def test_a_chapter_that_begins_in_the_middle_shares_its_page() -> None:
    heading = region(line("Bob", 100), kind=RegionKind.HEADING, level=1)
    middle = (region(line("oldingi matn.", 50)), region(line("Yangi bob", 600), kind=RegionKind.HEADING, level=1))
    found = sections(document((heading,), middle))
    assert [(item.title, list(item.pages)) for item in found] == [("Bob", [0, 1]), ("Yangi bob", [1])]


def test_two_lines_of_one_title_are_one_chapter() -> None:
    page = tuple(
        region(line(text, top), kind=RegionKind.HEADING, level=1) for text, top in (("Uzun", 100), ("sarlavha", 160))
    )
    assert [item.title for item in sections(document(page))] == ["Uzun sarlavha"]


def test_a_deeper_heading_without_one_above_stands_at_the_top() -> None:
    page = (region(line("Ichki", 100), kind=RegionKind.HEADING, level=3), region(line("matn", 200)))
    following = (region(line("Bosh", 100), kind=RegionKind.HEADING, level=1),)
    assert [(item.title, len(item.below)) for item in sections(document(page, following))] == [
        ("Ichki", 0),
        ("Bosh", 0),
    ]


def test_a_title_page_is_one_chapter() -> None:
    """Author, year and place stand on it as large as headings do, but only the title is one."""
    lines = (("A. Muallif", 60, 2), ("Kitob nomi", 100, 1), ("Namuna", 200, 2), ("Toshkent 2026", 900, 3))
    title = tuple(region(line(text, top), kind=RegionKind.HEADING, level=level) for text, top, level in lines)
    chapter = (region(line("Birinchi bob", 60), kind=RegionKind.HEADING, level=2), region(line("matn", 200)))
    found = document(title, chapter)
    assert [(item.title, item.page) for item in headings(found)] == [("Kitob nomi", 0), ("Birinchi bob", 1)]


def test_a_heading_parted_at_the_line_end_is_whole() -> None:
    heading = replace(region(line("Raqam-", 100), line("lashtirish", 150)), kind=RegionKind.HEADING, level=1)
    assert [item.title for item in headings(document((heading, region(line("matn", 300)))))] == ["Raqamlashtirish"]


def test_plain_text_keeps_the_paragraphs_of_a_region() -> None:
    lines = (
        line("Birinchi gap boshlanadi va ikkin-", 100, 140),
        line("chi satrda tugaydi.", 140, 100, 500),
        line("Yangi xatboshi shu yerda, uzun", 180, 140),
        line("satri bilan.", 220, 100, 400),
    )
    page = document((region(*lines),)).pages[0].page
    assert page_text(page) == (
        "Birinchi gap boshlanadi va ikkinchi satrda tugaydi.\n\nYangi xatboshi shu yerda, uzun satri bilan."
    )
