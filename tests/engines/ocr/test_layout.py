"""What is text, heading, footnote, caption, furniture."""

from __future__ import annotations

from javon.engines.ocr.layout import arrange
from javon.engines.page import Box, Line, Region, RegionKind, Word

BODY, STEP = 20.0, 50


def _line(text: str, left: int, top: int, width: int, height: int = 36) -> Line:
    words = text.split()
    share = width / len(words)
    boxes = [
        Box(round(left + i * share), top, round(left + (i + 1) * share) - 8, top + height) for i in range(len(words))
    ]
    made = tuple(Word(word, box, 0.95) for word, box in zip(words, boxes, strict=True))
    return Line(made, Box(left, top, left + width, top + height), "en", "Latn")


def _body(left: int, top: int, count: int, width: int = 800) -> list[Line]:
    return [_line("some words of an ordinary line of the text", left, top + i * STEP, width) for i in range(count)]


def _text(lines: list[Line]) -> Region:
    box = lines[0].box
    for line in lines[1:]:
        box = box.union(line.box)
    return Region(RegionKind.TEXT, box, tuple(lines))


def _arranged(*blocks: tuple[Region, list[float]]):
    return arrange([block for block, _ in blocks], [heights for _, heights in blocks])


def _kinds(regions):
    return [region.kind.value for region in regions]


def test_running_head_with_a_folio_is_parted():
    head = _line("12 THE OLD LIBRARY", 100, 40, 500)
    regions, number = _arranged((_text([head, *_body(100, 160, 12)]), [BODY] * 13))
    assert _kinds(regions) == ["page-number", "running-head", "text"]
    assert regions[1].text == "THE OLD LIBRARY"
    assert number == "12"


def test_folio_at_the_foot():
    body, folio = _text(_body(100, 100, 12)), _text([_line("- 47 -", 450, 780, 90)])
    regions, number = _arranged((body, [BODY] * 12), (folio, [0.0]))
    assert _kinds(regions) == ["text", "page-number"]
    assert number == "47"


def test_a_number_alone_on_its_page_is_one_folio():
    regions, number = _arranged((_text([_line("12", 480, 900, 40)]), [0.0]))
    assert ([region.text for region in regions], number) == (["12"], "12")


def test_the_last_row_of_a_table_has_no_folio():
    """A year in the first column stands where a page number can, but beside it and close above it there are cells."""
    years = _text([_line(str(2000 + row), 100, 100 + row * STEP, 60) for row in range(10)])
    names = _text([_line("some words of a cell", 300, 100 + row * STEP, 400) for row in range(10)])
    regions, number = _arranged((years, [BODY] * 10), (names, [BODY] * 10))
    assert number is None
    assert "page-number" not in _kinds(regions)


def test_folio_between_columns_comes_last():
    left, right = _text(_body(100, 100, 12, 380)), _text(_body(520, 100, 12, 380))
    folio = _text([_line("47", 482, 780, 36)])
    regions, _ = _arranged((folio, [0.0]), (right, [BODY] * 12), (left, [BODY] * 12))
    assert [region.box.left for region in regions] == [100, 520, 482]


def test_a_number_inside_the_text_is_no_folio():
    lines = _body(100, 100, 12)
    lines[5] = _line("1917", 100, 100 + 5 * STEP, 90)
    regions, number = _arranged((_text(lines), [BODY] * 12))
    assert number is None
    assert _kinds(regions) == ["text"]


def test_large_line_is_a_heading_of_its_size():
    block = _text([_line("Of books", 300, 100, 400, 60), *_body(100, 220, 12)])
    regions, _ = _arranged((block, [BODY * 1.9, *[BODY] * 12]))
    assert [(region.kind.value, region.level) for region in regions] == [("heading", 1), ("text", 0)]


def test_centred_capitals_between_lines_are_a_heading():
    lines = [*_body(100, 100, 6), _line("CHAPTER THE SECOND", 350, 100 + 7 * STEP, 300), *_body(100, 100 + 9 * STEP, 6)]
    regions, _ = _arranged((_text(lines), [BODY] * 13))
    assert _kinds(regions) == ["text", "heading", "text"]
    assert regions[1].level == 3


def test_small_type_at_the_foot_is_a_footnote():
    note = [
        _line("1 See the second volume of the same work", 100, 900, 700, 26),
        _line("and the map", 100, 935, 200, 26),
    ]
    regions, _ = _arranged((_text([*_body(100, 100, 14), *note]), [*[BODY] * 14, BODY * 0.75, BODY * 0.75]))
    assert _kinds(regions) == ["text", "footnote"]
    assert len(regions[1].lines) == 2


def test_line_below_a_short_rule_with_a_mark_is_a_footnote():
    note = _text([_line("* A note in the same type", 100, 920, 500)])
    rule = Region(RegionKind.SEPARATOR, Box(100, 890, 400, 893))
    regions, _ = _arranged((_text(_body(100, 100, 14)), [BODY] * 14), (rule, []), (note, [BODY]))
    assert [region.kind.value for region in regions if region.lines] == ["text", "footnote"]


def test_lines_below_a_picture_are_its_caption():
    picture = Region(RegionKind.PICTURE, Box(100, 100, 900, 500))
    caption = _text([_line("The reading room about 1900", 300, 520, 400)])
    regions, _ = _arranged((picture, []), (caption, [BODY]), (_text(_body(100, 640, 10)), [BODY] * 10))
    assert _kinds(regions) == ["picture", "caption", "text"]


def test_only_the_block_next_to_a_picture_is_its_caption():
    picture = Region(RegionKind.PICTURE, Box(100, 100, 900, 500))
    caption = _text([_line("The reading room about 1900", 300, 520, 400)])
    rest = _text(_body(100, 560, 3))
    regions, _ = _arranged(
        (picture, []), (caption, [BODY]), (rest, [BODY] * 3), (_text(_body(100, 760, 9)), [BODY] * 9)
    )
    assert _kinds(regions) == ["picture", "caption", "text", "text"]


def test_text_that_goes_on_below_a_picture_is_no_caption():
    picture = Region(RegionKind.PICTURE, Box(100, 100, 900, 500))
    regions, _ = _arranged(
        (picture, []), (_text(_body(100, 520, 4)), [BODY] * 4), (_text(_body(100, 760, 9)), [BODY] * 9)
    )
    assert _kinds(regions) == ["picture", "text", "text"]


def test_headings_over_one_of_many_columns():
    blocks = [(_text([_line("THE LIBRARY NEWS", 500, 20, 600, 60)]), [BODY * 2])]
    for left in (100, 600, 1100):
        title = _text([_line("Of the library", left + 100, 100, 200, 40)])
        blocks += [(title, [BODY * 1.1]), (_text(_body(left, 180, 20, 400)), [BODY] * 20)]
    regions, _ = _arranged(*blocks)
    assert _kinds(regions) == ["heading", *["heading", "text"] * 3]


def test_title_of_two_centred_lines_is_one_heading():
    title = _text([_line("Of the library and", 250, 100, 500, 44), _line("of its keepers", 320, 160, 360, 44)])
    regions, _ = _arranged((title, [BODY * 1.15] * 2), (_text(_body(100, 260, 20)), [BODY] * 20))
    assert [(region.kind.value, len(region.lines)) for region in regions] == [("heading", 2), ("text", 20)]


def test_a_line_of_capitals_and_figures_within_the_text_is_none():
    lines = _body(100, 100, 12)
    lines[5] = _line("IN 1917", 100, 100 + 5 * STEP, 160)
    regions, _ = _arranged((_text(lines), [*[BODY] * 5, BODY * 1.4, *[BODY] * 6]))
    assert _kinds(regions) == ["text"]


def test_the_short_line_over_a_wide_title_is_read_with_it():
    above = [(_text(_body(left, 100, 10, 400)), [BODY] * 10) for left in (100, 540)]
    rubric = (_text([_line("Letters from readers", 100, 700, 300, 50)]), [BODY * 1.5])
    title = (_text([_line("What the old library means to us", 100, 770, 800, 80)]), [BODY * 2])
    below = [(_text(_body(left, 900, 10, 400)), [BODY] * 10) for left in (100, 540)]
    regions, _ = _arranged(*above, rubric, title, *below)
    assert _kinds(regions) == ["text", "text", "heading", "heading", "text", "text"]
    assert [region.text for region in regions[2:4]] == ["Letters from readers", "What the old library means to us"]


def test_a_full_line_of_names_is_no_heading():
    lines = _body(100, 100, 12)
    regions, _ = _arranged((_text(lines), [*[BODY] * 5, BODY * 1.25, *[BODY] * 6]))
    assert _kinds(regions) == ["text"]


def test_a_full_line_of_large_type_is_a_heading():
    block = _text([_line("The great history of all the books", 100, 60, 800, 60), *_body(100, 180, 12)])
    regions, _ = _arranged((block, [BODY * 1.6, *[BODY] * 12]))
    assert _kinds(regions) == ["heading", "text"]


def test_every_block_of_notes_below_a_note_is_one():
    notes = [_text([_line(f"{n} See the other volume", 100, 830 + 40 * n, 700, 26)]) for n in (1, 2)]
    rest = _text([_line("of the same great work", 100, 948, 700, 26)])
    small = ([BODY * 0.75],) * 3
    blocks = zip([*notes, rest], small, strict=True)
    regions, _ = _arranged((_text(_body(100, 100, 14)), [BODY] * 14), *blocks)
    assert _kinds(regions) == ["text", "footnote", "footnote", "footnote"]


def test_rows_are_cut_out_of_the_text_as_a_table():
    def row(top: int) -> Line:
        words = [Word("bread", Box(100, top, 220, top + 36), 0.9), Word("12", Box(500, top, 540, top + 36), 0.9)]
        return Line(tuple(words), Box(100, top, 540, top + 36), "en", "Latn")

    lines = [*_body(100, 100, 4), *(row(100 + n * STEP) for n in range(4, 8)), *_body(100, 100 + 8 * STEP, 4)]
    regions, _ = _arranged((_text(lines), [BODY] * 12))
    assert [(region.kind.value, len(region.lines)) for region in regions] == [("text", 4), ("table", 4), ("text", 4)]


def test_strips_of_one_picture_are_joined():
    strips = [Region(RegionKind.PICTURE, Box(100, 100 + 50 * i, 900, 148 + 50 * i)) for i in range(4)]
    regions, _ = arrange(strips, [[] for _ in strips])
    assert [region.box for region in regions] == [Box(100, 100, 900, 298)]


def test_page_without_anything():
    assert arrange([], []) == ([], None)
