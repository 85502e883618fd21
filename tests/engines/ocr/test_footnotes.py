"""Footnotes stand apart from the text, whether or not their mark was read."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engines.ocr.typeset import NOTO, SERIF, Paper

from javon.engines.formats import paragraphs
from javon.engines.ocr import Hints, recognizer
from javon.engines.page import Document, DocumentPage, Metadata, Page, RegionKind
from javon.engines.pipeline import PageTask, read_page
from javon.engines.pipeline.across_object import ends_of, furnish_page, furnishings

TEXT = (
    "Bahor kelishi bilan qishloq odamlari dalaga",
    "chiqdilar. Yer haydash, urugʻ sepish, ariqlarni",
    "tozalash uchun hamma birgalikda ishlardi. Har",
    "bir bola oʻz daraxtini parvarish qilishga soʻz",
    "berdi. Oqsoqol mehmonlarni kuta-",
)
NOTE = ("Mirob — suv taqsimlovchi mansabdor edi. Uning", "vazifasi suvni teng boʻlish, yordam-")


def _paper(face: str, size: int, *, rule: bool) -> Paper:
    paper = Paper(face=face, size=size)
    for number, text in enumerate(TEXT):
        paper.put(190, 240 + number * 1.8 * size, text)
    if rule:
        paper.rule(190, 2100, 600, 2100)
    for number, text in enumerate(NOTE):
        paper.put(190, 2120 + number * 1.3 * size, text, size=round(0.75 * size))
    return paper


@pytest.mark.parametrize(("face", "size"), [(NOTO, 44), (SERIF, 36)])
def test_small_type_under_a_short_rule_is_a_note(face: str, size: int) -> None:
    page = recognizer("tesseract").read(_paper(face, size, rule=True).pixels(), 300, Hints("uz-Latn"))
    notes = [region for region in page.regions if region.kind is RegionKind.FOOTNOTE]
    assert [line.text for note in notes for line in note.lines] == list(NOTE)


def test_an_underlined_word_begins_no_note() -> None:
    paper = _paper(NOTO, 40, rule=False)
    paper.put(190, 2020, "Manbalar", size=40)
    paper.rule(190, 2074, 400, 2074)
    page = recognizer("tesseract").read(paper.pixels(), 300, Hints("uz-Latn"))
    assert RegionKind.FOOTNOTE not in {region.kind for region in page.regions}


def test_the_words_below_the_rules_of_a_form_are_no_notes() -> None:
    paper = Paper(face=NOTO, size=40)
    for number, text in enumerate(TEXT):
        paper.put(190, 240 + number * 72, text)
    for top in range(1300, 2300, 200):
        paper.rule(190, top, 1500, top)
        paper.put(600, top + 14, "(imzo, sana)", size=26)
    page = recognizer("tesseract").read(paper.pixels(), 300, Hints("uz-Latn"))
    assert RegionKind.FOOTNOTE not in {region.kind for region in page.regions}


@pytest.mark.scans
def test_notes_of_the_reports(test_data: Path, tmp_path: Path) -> None:
    def read(name: str) -> Page:
        (result,) = read_page(PageTask(name, test_data / "reports/52-footnotes" / f"{name}.png", tmp_path))
        return result.page

    read_pages = [read(name) for name in ("20", "21", "22")]
    told = furnishings([ends_of(page) for page in read_pages])
    furnished = [furnish_page(page, one) for page, one in zip(read_pages, told, strict=True)]
    pages = tuple(DocumentPage(f"p{number}", str(number), page) for number, page in enumerate(furnished, 20))
    found = list(paragraphs(Document("x", Metadata("x"), pages)))
    notes = [one.text for one in found if one.kind is RegionKind.FOOTNOTE]
    text = "\n".join(one.text for one in found if one.kind is RegionKind.TEXT)
    assert notes == ["¹ Mirob — suv taqsimlovchi mansabdor. Uning yordamchilari har qishloqda boʻlgan."]
    assert "mehmonlarni kutardi va ularni" in text
    assert "Kutubxonachi har hafta" in text
