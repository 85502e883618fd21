"""What the recognizer doubts becomes flags with places."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.engines.pipeline.conftest import draw_page

from javon.engines.imaging import Prepared, prepare
from javon.engines.page import Box, Doubt, DoubtKind, Line, Page, Region, RegionKind, Word, page_from_json, page_to_json
from javon.engines.pipeline.judge import judge
from javon.engines.pipeline.result import PageOptions
from javon.engines.quality import Code, Verdict


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    (one,) = prepare(draw_page(), 150, {}, lambda _image: 0)
    return one


def page_of(prepared: Prepared, *confidences: float, unlisted: int = 0) -> Page:
    height, width = prepared.image.shape[:2]
    texts = ["librqry"] * unlisted + ["library"] * (len(confidences) - unlisted)
    words = tuple(
        Word(text, Box(90 * n, 100, 90 * n + 80, 130), sure)
        for n, (text, sure) in enumerate(zip(texts, confidences, strict=True))
    )
    line = Line(words, Box(0, 100, 90 * len(words), 130), "en", "Latn")
    return Page(width, height, 150, (Region(RegionKind.TEXT, line.box, (line,)),), "en", "Latn")


def test_what_the_recognizer_doubts_is_a_flag_with_its_places(prepared):
    doubts = (
        Doubt(DoubtKind.INK, Box(1, 2, 3, 4)),
        Doubt(DoubtKind.NUMBER, Box(5, 6, 7, 8)),
        Doubt(DoubtKind.INK, Box(9, 9, 12, 12)),
    )
    page = replace(page_of(prepared, *[0.95] * 9), doubts=doubts)

    opinion = judge(prepared, page, 150, PageOptions())

    flags = {flag.code: flag for flag in opinion.flags}
    assert opinion.verdict is Verdict.LOOK
    assert flags[Code.INK_UNREAD].places == (Box(1, 2, 3, 4), Box(9, 9, 12, 12))
    assert flags[Code.NUMBER_DOUBTFUL].value == 1
    assert page_from_json(page_to_json(page)) == page


def test_a_flag_of_doubtful_words_shows_them_the_worst_first(prepared):
    opinion = judge(prepared, page_of(prepared, *[0.95] * 6, 0.5, 0.3, 0.55), 150, PageOptions())

    (flag,) = [flag for flag in opinion.flags if flag.code == Code.WORDS_DOUBTFUL]
    assert [box.left for box in flag.places] == [630, 540, 720]


@pytest.mark.parametrize(("sure", "unlisted", "told"), [(0.88, 1, True), (0.88, 0, False), (0.95, 1, False)])
def test_unlisted_words_of_an_english_page_not_surely_read_are_told_of(prepared, sure, unlisted, told):
    opinion = judge(prepared, page_of(prepared, *[sure] * 9, unlisted=unlisted), 150, PageOptions())

    assert (Code.WORDS_DOUBTFUL in {flag.code for flag in opinion.flags}) is told


def _with(page: Page, at: int, text: str, sure: float) -> Page:
    (region,) = page.regions
    words = list(region.lines[0].words)
    words[at] = replace(words[at], text=text, confidence=sure)
    return replace(page, regions=(replace(region, lines=(replace(region.lines[0], words=tuple(words)),)),))


@pytest.mark.parametrize(
    ("text", "sure", "code"),
    [
        ("kelsnsmvai", 0.31, Code.SIGNS_DOUBTFUL),
        ("library", 0.31, None),
        ("kelsnsmvai", 0.6, None),
        ("1617", 0.4, Code.NUMBER_DOUBTFUL),
        ("1617", 0.7, None),
    ],
)
def test_one_word_or_number_read_unsurely_is_told_of_on_a_good_page(prepared, text, sure, code):
    page = _with(page_of(prepared, *[0.96] * 40), 7, text, sure)

    flags = [flag for flag in judge(prepared, page, 300, PageOptions()).flags if flag.places]

    assert [(flag.code, flag.places) for flag in flags] == ([(code, (Box(630, 100, 710, 130),))] if code else [])
