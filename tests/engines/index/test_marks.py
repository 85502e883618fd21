"""Which printed words are marked, and the line that is shown around them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.engines.index.shelf import page, work

from javon.engines.index import (
    IndexLine,
    PageIndex,
    Query,
    find_words,
    index_lines,
    lines_of_json,
    make_plan,
    running_words,
    words_of_json,
)
from javon.engines.index.stored import make_keys, read_page, write_page
from javon.engines.index.tokens import read_tokens
from javon.engines.page import Box, Line, Page, Region, RegionKind, Word, page_to_json


def line(top: int, text: str, language: str = "uz-Latn") -> Line:
    words = tuple(
        Word(word, Box(100 * number, top, 100 * number + 90, top + 20), 0.9) for number, word in enumerate(text.split())
    )
    return Line(words, Box(0, top, 1000, top + 20), language)


PAGE = Page(
    width=1000,
    height=1400,
    dpi=300,
    language="uz-Latn",
    regions=(
        Region(RegionKind.RUNNING_HEAD, Box(0, 0, 1000, 20), (line(0, "OʻTKAN KUNLAR"),)),
        Region(
            RegionKind.TEXT,
            Box(0, 50, 1000, 200),
            (line(50, "«Oʻtkan kunlar» haqida koʻp kitob-"), line(80, "larni oʻqidik - bildik.")),
        ),
        Region(RegionKind.PAGE_NUMBER, Box(0, 1380, 1000, 1400), (line(1380, "12"),)),
    ),
)


def test_running_heads_and_page_numbers_are_not_searched() -> None:
    assert [text for *_box, text in running_words(PAGE)] == [
        "«Oʻtkan", "kunlar»", "haqida", "koʻp", "kitob-", "larni", "oʻqidik", "-", "bildik.",
    ]  # fmt: skip
    assert [one.text for one in index_lines(PAGE)] == ["«Oʻtkan kunlar» haqida koʻp kitob-", "larni oʻqidik - bildik."]


def test_word_broken_at_the_line_end_gives_two_boxes() -> None:
    assert find_words(PAGE, make_plan(Query("китобларни"))) == (4, 5)


def test_words_after_a_lone_dash_keep_their_numbers() -> None:
    assert find_words(PAGE, make_plan(Query("bildik"))) == (8,)


def test_phrase_marks_only_the_phrase() -> None:
    lines = (IndexLine("kunlar oʻtkan, oʻtkan kunlar", "uz-Latn"),)
    stored = Page(10, 10, 300, (Region(RegionKind.TEXT, Box(0, 0, 9, 9), (line(0, lines[0].text),)),), "uz-Latn")
    assert find_words(stored, make_plan(Query('"oʻtkan kunlar"'))) == (2, 3)


def test_excerpt_joins_the_broken_word_and_leaves_punctuation_outside_the_mark(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    with index.writer() as writer:
        lines = tuple(one.text for one in index_lines(PAGE))
        writer.replace_object(work("a", "A"), [page(1, *lines)])
    hit = index.search(Query("kitoblarni")).hits[0]
    assert [(part.text, part.mark) for part in hit.excerpt] == [
        ("«Oʻtkan kunlar» haqida koʻp ", False),
        ("kitoblarni", True),
        (" oʻqidik - bildik.", False),
    ]
    assert hit.words == (4, 5)
    assert hit.anchor == 0
    other = index.search(Query("oʻtkan")).hits[0]
    assert [part.text for part in other.excerpt if part.mark] == ["Oʻtkan"]


def test_the_line_with_most_of_the_query_is_shown(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    rows = ["kitob bor", "a", "b", "c", "kitob va daftar bor", "d", "e"]
    with index.writer() as writer:
        writer.replace_object(work("a", "A"), [page(1, *rows)])
    hit = index.search(Query("kitob daftar")).hits[0]
    assert "".join(part.text for part in hit.excerpt) == "c kitob va daftar bor d"


def test_stored_page_reads_back_as_written() -> None:
    lines = ["Oʻtkan kunlar, xotin-qizlar", "kitob-", "larni — va yana", ""]
    keys = make_keys(read_tokens([IndexLine(text, "uz-Latn") for text in lines]))
    stored = read_page(write_page(["jv1", "p0001", 1, "1", "uz-Latn", "Latn"], lines, keys))
    assert stored.head == ["jv1", "p0001", 1, "1", "uz-Latn", "Latn"]
    assert stored.lines == lines
    assert list(stored.table) == list(keys.table)
    assert list(stored.rows) == list(keys.rows)
    assert list(stored.words) == list(keys.words) == [0, 1, 2, 2, 3, 6, 7]
    assert stored.broken == keys.broken == {4: 1}


def test_page_without_words_reads_back() -> None:
    stored = read_page(write_page([], [""], make_keys(read_tokens([]))))
    assert stored.lines == [""]
    assert list(stored.rows) == []


def test_lines_read_from_json_are_those_of_the_page() -> None:
    assert lines_of_json(page_to_json(PAGE)) == index_lines(PAGE)
    assert words_of_json(page_to_json(PAGE)) == running_words(PAGE)


def test_a_compound_broken_at_its_own_hyphen_stays_two_words(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    with index.writer() as writer:
        writer.replace_object(work("a", "A"), [page(1, "uyda xotin-", "qizlar uch-", "toʻrtta kitob-", "larni oʻqidi")])
    for text in ("xotin-qizlar", "qizlar", "uch-toʻrtta", "тўртта", "kitoblarni"):
        assert index.search(Query(text, fuzzy=False)).total == 1, text
    found = index.search(Query("xotin-qizlar")).hits[0]
    assert found.words == (1, 2)
    assert "".join(part.text for part in found.excerpt) == "uyda xotin-qizlar uch-"


@pytest.mark.parametrize(
    ("lines", "text", "words", "shown"),
    [
        (("gap kitob-", "lar-", "ning boshi"), "kitoblarning", (1, 2, 3), "gap [kitoblarning] boshi"),
        (("gap ки-", "тоб-", "лар-", "ни oldi"), "kitoblarni", (1, 2, 3, 4), "gap [китобларни] oldi"),
        (("yangi KUTUB-", "XONA ochildi"), "kutubxona", (1, 2), "yangi [KUTUBXONA] ochildi"),
        (("XOTIN-", "QIZLAR maktabi"), "qizlar", (1,), "XOTIN-[QIZLAR] maktabi"),
        (("oʻsha XIX-", "XX asrlar"), "XX", (2,), "oʻsha XIX-[XX] asrlar"),
        (("Ibn-", "Sino"), "Sino", (1,), "Ibn-[Sino]"),
        (("uyda xotin-", "qiz-", "lar keldi"), "qizlar", (2, 3), "uyda xotin-[qizlar] keldi"),
        (("gap kitob-", "lar, yoz-", "di"), "kitoblar", (1, 2), "gap [kitoblar], yoz-"),
    ],
)
def test_a_word_broken_at_several_line_ends_or_in_capitals_is_found_and_marked(
    tmp_path: Path, lines: tuple[str, ...], text: str, words: tuple[int, ...], shown: str
) -> None:
    language = "uz-Cyrl" if "ки-" in lines[0] else "uz-Latn"
    index = PageIndex(tmp_path)
    with index.writer() as writer:
        writer.replace_object(work("a", "A"), [page(1, *lines, language=language)])
    hit = index.search(Query(text, fuzzy=False)).hits[0]
    assert hit.words == words
    assert "".join(f"[{part.text}]" if part.mark else part.text for part in hit.excerpt) == shown


def test_a_word_broken_over_two_line_ends_and_the_end_of_the_page_is_found_whole(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    with index.writer() as writer:
        first = replace(page(1, "gap kitob-", "lar-"), following="ning")
        writer.replace_object(work("a", "A"), [first, page(2, "ning boshi")])
    assert [hit.words for hit in index.search(Query("kitoblarning", fuzzy=False)).hits] == [(1, 2)]


def test_a_word_broken_over_the_end_of_the_page_is_found_whole_there(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    first = replace(page(1, "gap oxirida kitob-"), following="larimizdan")
    with index.writer() as writer:
        writer.replace_object(work("a", "A"), [first, page(2, "larimizdan biri")])
    found = index.search(Query("китобларимиздан", fuzzy=False))
    assert [(hit.page_key, hit.words) for hit in found.hits] == [("p0001", (2,))]
    assert [part.text for part in found.hits[0].excerpt if part.mark] == ["kitob-"]
    upper = replace(page(1, "gap oxirida kitob-"), following="Larimizdan")
    with index.writer() as writer:
        writer.replace_object(work("a", "A"), [upper])
    assert index.search(Query("китобларимиздан", fuzzy=False, exact=True)).total == 0


def test_words_of_the_text_and_of_its_notes_go_on_among_themselves(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    notes = (IndexLine("Mirob mansabdor. Uning yordam-", "uz-Latn", "footnote"),)
    first = replace(page(1, "mehmonlarni kuta-"), following="rdi", following_note="chilari")
    with index.writer() as writer:
        pages = [replace(first, lines=(*first.lines, *notes)), page(2, "rdi va qoldi")]
        writer.replace_object(work("a", "A"), pages)
    for word in ("kutardi", "yordamchilari"):
        assert [hit.page_key for hit in index.search(Query(word, exact=True, fuzzy=False)).hits] == ["p0001"]


def test_text_goes_on_below_a_note() -> None:
    lines = [
        IndexLine("mehmonlarni kuta-", "uz-Latn"),
        IndexLine("Mirob mansabdor", "uz-Latn", "footnote"),
        IndexLine("rdi va qoldi", "uz-Latn"),
    ]
    tokens = read_tokens(lines)
    assert [exact for exact, _loose, _stem in tokens.keys][1:4] == ["kutardi", "mirob", "mansabdor"]
    assert (tokens.words, tokens.broken) == ([0, 1, 2, 3, 5, 6], {})
