"""Pieces of lines that were cut off by wide gaps come back into their lines."""

from __future__ import annotations

from javon.engines.ocr.pieces import join_headlines, rejoin
from javon.engines.page import Box, Line, Region, RegionKind, Word


def _line(text: str, left: int, right: int, top: int) -> Line:
    return Line((Word(text, Box(left, top, right, top + 36), 0.9),), Box(left, top, right, top + 36))


def _block(*lines: Line) -> Region:
    box = lines[0].box
    for line in lines[1:]:
        box = box.union(line.box)
    return Region(RegionKind.TEXT, box, lines)


def _column() -> list[Line]:
    lines = [_line(f"satr{n}", 100, 500, 100 + 50 * n) for n in range(8)]
    lines[3] = _line("qisqa", 100, 220, 250)
    return lines


def _texts(blocks: list[Region]) -> list[str]:
    return [block.text for block in blocks]


def test_a_word_at_the_edge_returns_with_the_figures_of_the_lines_kept():
    piece = _block(_line("oxiri", 400, 500, 252))
    found = rejoin([_block(*_column()), piece], [list(range(8)), [9]])
    assert [(len(block.lines), sizes) for block, sizes in found] == [(8, list(range(8)))]
    assert found[0][0].lines[3].text == "qisqa oxiri"
    assert found[0][0].lines[3].box == Box(100, 250, 500, 288)


def test_the_ends_of_lines_that_have_but_a_first_word_return():
    lines = [_line(f"satr{n}", 100, 500 if n > 2 else 250, 100 + 50 * n) for n in range(8)]
    piece = _block(*(_line(f"oxir{n}", 380, 500, 100 + 50 * n) for n in range(3)))
    found = rejoin([piece, _block(*lines)], [[0.0] * 3, [0.0] * 8])
    assert [line.text for line in found[0][0].lines][:4] == ["satr0 oxir0", "satr1 oxir1", "satr2 oxir2", "satr3"]
    assert len(found) == 1


def test_a_piece_of_a_piece_comes_once():
    """The last words of two lines, to which a word was joined that reaches out of the column."""
    outer = _block(*_column())
    middle = _block(_line("oʻrta", 380, 430, 252), _line("keyin", 505, 530, 302))
    inner = _block(_line("oxiri", 450, 560, 252))
    found = rejoin([outer, inner, middle], [[0.0] * 8, [0.0], [0.0] * 2])
    words = [word.text for block, _ in found for line in block.lines for word in line.words]
    assert sorted(words) == sorted(set(words))


def test_what_stands_between_lines_or_in_the_middle_or_elsewhere_stays():
    column = _block(*_column())
    for other in (
        _block(_line("oraliq", 400, 500, 276)),  # between two lines
        _block(_line("chetda", 560, 640, 250)),  # beside the column
        _block(_line("ustma", 200, 500, 250)),  # over the words of the line
        _block(*(_line("rasm", 400, 500, 200 + 50 * n) for n in range(3))),  # an inset of three lines
    ):
        assert len(rejoin([column, other], [[0.0] * 8, [0.0] * len(other.lines)])) == 2


def test_parts_of_a_headline_are_one_line():
    parts = [
        _block(_line(text, left, left + 300, 40)) for text, left in (("bosh", 100), ("sarlavha", 425), ("oxiri", 750))
    ]
    body = [(_block(*_column()), [20.0] * 8)] * 2
    found = join_headlines([(parts[2], [40.0]), (parts[0], [41.0]), (parts[1], [42.0]), *body])
    assert _texts([block for block, _ in found if len(block.lines) == 1]) == ["bosh sarlavha oxiri"]
    assert len(found) == 3


def test_headings_of_neighbouring_columns_and_lines_of_text_stay_apart():
    far = [(_block(_line("bir", left, left + 300, 40)), [40.0]) for left in (100, 460)]
    small = [(_block(_line("bir", left, left + 300, 40)), [20.0]) for left in (100, 410)]
    body = [(_block(*_column()), [20.0] * 8)]
    assert len(join_headlines([*far, *body])) == 3
    assert len(join_headlines([*small, *body])) == 3


def test_pictures_and_rules_are_left_alone():
    picture = Region(RegionKind.PICTURE, Box(0, 0, 900, 900))
    assert _texts([block for block, _ in rejoin([picture, _block(*_column())], [[], [0.0] * 8])])[0] == ""
