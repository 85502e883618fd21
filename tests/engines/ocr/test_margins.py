"""Side notes and numbers of lines stand apart from the text; numbers of a list and speakers of a play do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engines.ocr.typeset import NOTO, SERIF, Paper

from javon.engines.formats import paragraphs
from javon.engines.formats.alto import write_alto
from javon.engines.formats.alto_read import read_alto
from javon.engines.index import index_lines
from javon.engines.ocr import Hints, recognizer
from javon.engines.page import Document, DocumentPage, Metadata, Page, RegionKind
from javon.engines.pipeline import PageTask, read_page

LATIN = (
    "Bahor keldi yana bogʻlar uygʻondi",
    "Daryolar toshib oqdi, qorlar erib",
    "Bulbullar sayradi tongda qoʻshiq",
    "Dehqon quvondi, dalaga boqib",
)
CYRILLIC = (
    "Баҳор келди яна боғлар уйғонди",
    "Дарёлар тошиб оқди, қорлар эриб",
    "Булбуллар сайради тонгда қўшиқ",
    "Деҳқон қувонди, ерга уруғ сепиб",
)


def _read(paper: Paper, language: str) -> Page:
    return recognizer("tesseract").read(paper.pixels(), 300, Hints(language))


def _of(page: Page, kind: RegionKind) -> list[str]:
    return [region.text for region in page.regions if region.kind is kind]


def _verse(texts: tuple[str, ...], count: int, left: int, face: str = NOTO) -> Paper:
    paper = Paper(face=face, size=40)
    for number in range(count):
        paper.put(left, 250 + number * 72, texts[number % 4])
    return paper


@pytest.mark.parametrize("texts", [LATIN, CYRILLIC])
@pytest.mark.parametrize(("first", "left", "at", "size"), [(1, 300, 1500, 34), (96, 420, 150, 40)])
def test_numbers_of_lines_stand_apart(texts: tuple[str, ...], first: int, left: int, at: int, size: int) -> None:
    paper = _verse(texts, 18, left)
    numbers = [number for number in range(first, first + 18) if number % 5 == 0]
    for number in numbers:
        paper.put(at, 254 + (number - first) * 72, str(number), size=size)
    page = _read(paper, "uz-Latn" if texts is LATIN else "uz-Cyrl")
    assert _of(page, RegionKind.MARGIN) == [str(number) for number in numbers]
    verses = [line.text for region in page.regions if region.kind is RegionKind.TEXT for line in region.lines]
    assert verses == [texts[number % 4] for number in range(18)]
    assert page.number is None


@pytest.mark.parametrize("left", [120, 1480])
def test_side_notes_stand_apart(left: int) -> None:
    paper = _verse(LATIN, 16, 420, SERIF)
    for number, text in enumerate(("Qarang:", "Devon, 2-jild", "14-gʻazal")):
        paper.put(left, 420 + number * 36, text, size=26)
    page = _read(paper, "uz-Latn")
    assert _of(page, RegionKind.MARGIN) == ["Qarang:\nDevon, 2-jild\n14-gʻazal"]
    verses = [line.text for region in page.regions if region.kind is RegionKind.TEXT for line in region.lines]
    assert verses == [LATIN[number % 4] for number in range(16)]


def _speakers(paper: Paper, number: int, top: float) -> None:
    if number % 3 == 0:
        paper.put(140, top, ("Rustam.", "Zaynab.")[number % 2])


def _listed(paper: Paper, number: int, top: float) -> None:
    if number % 2 == 0:
        paper.put(140, top, f"{number // 2 + 1}.")


def _tens(paper: Paper, number: int, top: float) -> None:
    """Every second line has a number that does not count lines."""
    if number % 2 == 0:
        paper.put(140, top, str(5 * (number // 2 + 1)))


@pytest.mark.parametrize("draw", [_speakers, _listed, _tens])
def test_speakers_and_numbers_of_lists_are_no_margin(draw) -> None:
    paper = _verse(LATIN, 16, 420)
    for number in range(16):
        draw(paper, number, 250 + number * 72)
    assert _of(_read(paper, "uz-Latn"), RegionKind.MARGIN) == []


@pytest.mark.scans
def test_verse_of_the_reports(test_data: Path, tmp_path: Path) -> None:
    (result,) = read_page(PageTask("1", test_data / "reports/46-margins/verse.png", tmp_path))
    page = result.page
    note = "Qiyos:\nNavoiy,\n2-jild"
    assert _of(page, RegionKind.MARGIN) == [note, "5", note, "10"]
    verses = [line.text for region in page.regions if region.kind is RegionKind.TEXT for line in region.lines]
    assert len(verses) == 12
    assert verses[0] == "Bahor keldi yana bogʻlar uyqudan uygʻondi"
    assert verses[11] == "Dehqon quvondi, yerga urugʻ sepib"


def test_margins_are_kept_apart_in_every_format() -> None:
    paper = _verse(LATIN, 12, 420)
    paper.put(1500, 254 + 4 * 72, "5")
    page = _read(paper, "uz-Latn")
    assert _of(read_alto(write_alto(page)), RegionKind.MARGIN) == ["5"]
    assert [line.text for line in index_lines(page) if line.aside == "margin"] == ["5"]
    found = list(paragraphs(Document("x", Metadata("x"), (DocumentPage("p1", "1", page),))))
    assert [(one.kind, one.text) for one in found if one.text == "5"] == [(RegionKind.MARGIN, "5")]
