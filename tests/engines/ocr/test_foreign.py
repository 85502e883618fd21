"""Columns and paragraphs of two scripts are each read in their own, and say their own language."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.engines.ocr.typeset import NOTO, SERIF, Paper

from javon.engines.ocr import Hints, recognizer
from javon.engines.page import Page, RegionKind
from javon.engines.pipeline import PageTask, read_page

TEXTS = {
    "uz-Latn": (
        "Bahor kelishi bilan qishloq odamlari",
        "dalaga chiqdilar. Yer haydash, ariqlarni",
        "tozalash uchun hamma birgalikda ishlardi.",
        "Keksalar bolalarga eski zamonlardan",
        "gapirib berishardi. Kechqurun gulxan",
        "atrofida dutor chalib, aytishar edi.",
    ),
    "uz-Cyrl": (
        "Баҳор келиши билан қишлоқ одамлари",
        "далага чиқдилар. Ер ҳайдаш, ариқларни",
        "тозалаш учун ҳамма биргаликда ишларди.",
        "Кексалар болаларга эски замонлардан",
        "гапириб беришарди. Кечқурун гулхан",
        "атрофида дутор чалиб, айтишар эди.",
    ),
    "ru": (
        "С приходом весны жители кишлака",
        "вышли в поле. Пахать землю и чистить",
        "арыки собирались все вместе. Старики",
        "рассказывали детям о прежних временах",
        "и о воде. Вечером вокруг костра они",
        "играли на дутаре и пели старые песни.",
    ),
    "en": (
        "When spring came the people of the",
        "village went out to the fields. They all",
        "worked together to plough the land and",
        "to clean the ditches. The old men told",
        "the children of times gone by and of the",
        "water. In the evening they sang songs.",
    ),
}


def _lines(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for region in page.regions:
        for line in region.lines:
            found.setdefault(line.language, []).append(line.text)
    return found


def _wrong(read: list[str], true: tuple[str, ...]) -> int:
    """How many of the true words were not read."""
    return (Counter(" ".join(true).split()) - Counter(" ".join(read).split())).total()


@pytest.mark.parametrize("face", [NOTO, SERIF])
@pytest.mark.parametrize(("left", "right"), [("uz-Latn", "uz-Cyrl"), ("uz-Cyrl", "uz-Latn"), ("en", "ru")])
def test_columns_are_read_each_in_its_script(face: str, left: str, right: str) -> None:
    paper = Paper(face=face, size=32)
    for number in range(18):
        paper.put(90, 300 + number * 56, TEXTS[left][number % 6])
        paper.put(930, 300 + number * 56, TEXTS[right][number % 6])
    found = _lines(recognizer("tesseract").read(paper.pixels(), 300, Hints()))
    assert set(found) == {left, right}
    for language in (left, right):
        assert found[language][0] == TEXTS[language][0]
        assert len(found[language]) == 18, found[language]
        assert _wrong(found[language], TEXTS[language] * 3) <= 6


@pytest.mark.parametrize(("upper", "lower"), [("uz-Cyrl", "en"), ("uz-Latn", "ru")])
def test_paragraphs_are_read_each_in_its_script(upper: str, lower: str) -> None:
    paper = Paper(face=NOTO, size=40)
    for number in range(12):
        paper.put(160, 300 + number * 66, TEXTS[upper][number % 6])
    for number in range(6):
        paper.put(160, 1120 + number * 66, TEXTS[lower][number])
    found = _lines(recognizer("tesseract").read(paper.pixels(), 300, Hints()))
    assert _wrong(found.get(upper, []), TEXTS[upper] * 2) <= 2
    assert _wrong(found.get(lower, []), TEXTS[lower]) <= 2


@pytest.mark.scans
def test_columns_of_the_reports(test_data: Path, tmp_path: Path) -> None:
    (result,) = read_page(PageTask("1", test_data / "reports/30-parallel/two-scripts.png", tmp_path))
    page = result.page
    kinds = [(region.kind, region.lines[0].text) for region in page.regions if region.lines]
    assert kinds[0] == (RegionKind.HEADING, "Lotin yozuvida")
    assert kinds[1][1] == "Bahor kelishi bilan qishloq odamlari dalaga"
    assert kinds[2] == (RegionKind.HEADING, "Кирилл ёзувида")
    assert kinds[3][1] == "Баҳор келиши билан қишлоқ одамлари"
    found = _lines(page)
    assert set(found) == {"uz-Latn", "uz-Cyrl"}
    assert len(found["uz-Latn"]) == 29
