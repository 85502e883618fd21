"""Noise goes, signs become canonical, lines get their language."""

from __future__ import annotations

from javon.engines.ocr.polish import polish, polish_line
from javon.engines.page import Box, Line, Region, RegionKind, Word


def _line(*words: tuple[str, float]) -> Line:
    made = tuple(Word(text, Box(100 * i, 0, 100 * i + 90, 30), sure) for i, (text, sure) in enumerate(words))
    return Line(made, Box(0, 0, 100 * len(words), 30))


def test_specks_go_and_the_box_follows():
    line = polish_line(_line((".", 0.2), ("kitob", 0.9), ("|", 0.1)), "uz-Latn", "Latn")
    assert line is not None
    assert line.text == "kitob"
    assert line.box == Box(100, 0, 190, 30)


def test_line_of_noise_goes():
    assert polish_line(_line(("i,", 0.2), ("~", 0.4)), "en", "Latn") is None
    assert polish_line(_line(("---", 0.5)), "en", "Latn") is None


def test_short_sure_line_stays():
    line = polish_line(_line(("5", 0.9)), "en", "Latn")
    assert line is not None
    assert line.text == "5"


def test_signs_of_uzbek_become_canonical():
    line = polish_line(_line(("O'zbek", 0.9), ("ma'no", 0.9)), "uz-Latn", "Latn")
    assert line is not None
    assert line.text == "Oʻzbek maʼno"
    assert (line.language, line.script) == ("uz-Latn", "Latn")


def test_english_apostrophe_is_left():
    line = polish_line(_line(("don't", 0.9), ("go", 0.9)), "en", "Latn")
    assert line is not None
    assert line.text == "don't go"


def test_look_alikes_are_repaired():
    line = polish_line(_line(("кiтоб", 0.9), ("Toшкент", 0.9)), "uz-Cyrl", "Cyrl")
    assert line is not None
    assert "Тошкент" in line.text


def test_line_in_another_language_says_so():
    words = ["the", "keeper", "of", "the", "library", "opened", "the", "heavy", "door", "and", "said", "nothing"]
    line = polish_line(_line(*((word, 0.95) for word in words)), "uz-Latn", "Latn")
    assert line is not None
    assert line.language == "en"


def test_empty_blocks_vanish_and_pictures_stay():
    noise = Region(RegionKind.TEXT, Box(0, 0, 9, 9), (_line(("~", 0.1)),))
    picture = Region(RegionKind.PICTURE, Box(0, 0, 50, 50))
    assert polish([noise, picture], "en", "Latn") == [picture]


def _spelled(lines: list[list[tuple[str, float]]], language: str) -> list[str]:
    text = Region(RegionKind.TEXT, Box(0, 0, 900, 90), tuple(_line(*words) for words in lines))
    return [line.text for line in polish([text], language, "Latn")[0].lines]


def test_rest_of_a_parted_word_begins_with_no_quotation_mark_and_no_capital():
    lines = [[("kitobni", 0.9), ("bo-", 0.9)], [("“Isa,", 0.9), ("Ilm", 0.9)], [("qoʻ-", 0.9)], [("Igan", 0.9)]]
    assert _spelled(lines, "uz-Latn") == ["kitobni bo-", "ʻlsa, Ilm", "qoʻ-", "lgan"]
    assert _spelled([[("he", 0.9), ("said:", 0.9)], [("“Isa", 0.9)]], "en")[1] == "“Isa"


def test_sign_read_once_more_as_a_quotation_mark_is_one_sign():
    assert _spelled([[("Ogʻ“aynilar", 0.5), ("soʻz“", 0.9)]], "uz-Latn") == ["Ogʻaynilar soʻz“"]


def test_rest_of_a_parted_word_is_not_looked_up():
    assert _spelled([[("state-", 0.9)], [("ment", 0.7)]], "en") == ["state-", "ment"]


def test_small_l_before_a_consonant_is_a_capital_i_without_serifs():
    assert _spelled([[("lkkinchi", 0.9), ("«lbrohim,", 0.9), ("lola", 0.9)]], "uz-Latn") == ["Ikkinchi «Ibrohim, lola"]
    assert _spelled([[("ln", 0.9), ("lt", 0.9), ("last", 0.9)]], "en") == ["In It last"]


def test_signs_between_words_are_no_dust_and_a_wide_n_before_a_number_is_a_sign():
    assert _spelled([[("25", 0.9), ("–", 0.3), ("3", 0.9)]], "uz-Latn") == ["25 – 3"]
    assert _spelled([[("qaror", 0.9), ("№", 0.3), ("5", 0.9)]], "uz-Latn") == ["qaror № 5"]
    wide = Line((Word("N", Box(0, 0, 40, 30), 0.9), Word("17", Box(50, 0, 80, 30), 0.9)), Box(0, 0, 80, 30))
    assert polish([Region(RegionKind.TEXT, wide.box, (wide,))], "uz-Latn", "Latn")[0].lines[0].text == "№ 17"


def test_uzbek_names_keep_their_signs_in_english_and_russian():
    for language, script in (("en", "Latn"), ("ru", "Cyrl")):
        line = polish_line(_line(("O‘tkan", 0.9), ("kunlar", 0.9), ("Qo'qon", 0.9)), language, script)
        assert line is not None
        assert line.text == "Oʻtkan kunlar Qoʻqon"
    line = polish_line(_line(("O’Brien", 0.9), ("don't", 0.9), ("o'clock", 0.9)), "en", "Latn")
    assert line is not None
    assert line.text == "O’Brien don't o'clock"


def test_a_point_of_multiplication_between_numbers_is_no_dust():
    line = polish_line(_line(("20", 0.9), ("·", 0.9), ("93", 0.9)), "uz-Latn", "Latn")
    assert line is not None
    assert line.text == "20 · 93"


def test_a_three_in_place_of_an_initial_is_a_letter():
    line = polish_line(_line(("Хакимов", 0.9), ("3.", 0.9), ("Том", 0.9), ("3.", 0.9), ("Навои", 0.9)), "ru", "Cyrl")
    assert line is not None
    assert line.text == "Хакимов З. Том 3. Навои"
    index = polish_line(_line(("Москвин", 0.9), ("3,", 0.9), ("15,", 0.9), ("40", 0.9)), "ru", "Cyrl")
    assert index is not None
    assert index.text == "Москвин 3, 15, 40", "pages in an index of names"


def test_the_third_item_of_a_list_begins_with_a_figure():
    lines = tuple(_line((number, 0.9), ("Китоб", 0.9)) for number in ("1.", "2.", "З.", "4."))
    region = Region(RegionKind.TEXT, Box(0, 0, 200, 120), lines)
    assert [line.words[0].text for line in polish([region], "uz-Cyrl", "Cyrl")[0].lines] == ["1.", "2.", "3.", "4."]
    name = Region(RegionKind.TEXT, Box(0, 0, 200, 30), (_line(("З.", 0.9), ("Каримов", 0.9)),))
    assert polish([name], "uz-Cyrl", "Cyrl")[0].lines[0].text == "З. Каримов"
