"""Drop capitals are joined to the word that they begin, and large letters of other kinds are left alone."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from tests.engines.ocr.sheets import SERIF, column, sheet

from javon.engines.ocr import Hints, recognizer

LATIN = [
    "ishloqda qor yogʻar, tomlarni oq choyshab qoplar edi.",
    "Bolalar koʻchaga chiqib, chana uchishar, kattalar esa",
    "oʻchoq atrofida oʻtirib, uzun qish kechalarini ertak",
    "bilan oʻtkazar edilar. Bobom har oqshom bitta kitobni",
    "olib, sekin oʻqib berardi, biz jim oʻtirar edik.",
    "Har bir soʻzni yodda saqlashga urinar edik.",
]
CYRILLIC = [
    "ишлоқда қор ёғар, томларни оқ чойшаб қоплар эди.",
    "Болалар кўчага чиқиб, чана учишар, катталар эса",
    "ўчоқ атрофида ўтириб, узун қиш кечаларини эртак",
    "билан ўтказар эдилар. Бобом ҳар оқшом битта китобни",
    "олиб, секин ўқиб берарди, биз жим ўтирар эдик.",
    "Ҳар бир сўзни ёдда сақлашга уринар эдик.",
]
RUSSIAN = [
    "деревне шёл снег и покрывал крыши белой простынёй.",
    "Дети выходили на улицу и катались на санках,",
    "взрослые сидели у очага и проводили долгие вечера",
    "за сказками. Дедушка каждый вечер брал одну книгу",
    "и медленно читал её нам вслух, мы молча слушали",
    "и старались запомнить каждое слово его рассказа.",
]


def _chapter(letter: str, lines: list[str], deep: int) -> np.ndarray:
    picture = Image.new("L", (1500, 1200), 248)
    pen, font, big = ImageDraw.Draw(picture), ImageFont.truetype(SERIF, 40), ImageFont.truetype(SERIF, 50 * deep)
    box = pen.textbbox((0, 0), letter, font=big)
    pen.text((120 - box[0], 208 - box[1]), letter, font=big, fill=20)
    for number, line in enumerate(lines):
        left = 120 + (box[2] - box[0] + 18 if number < deep else 0)
        pen.text((left, 200 + 58 * number), line, font=font, fill=20)
    return np.asarray(picture)


@pytest.mark.parametrize("deep", [2, 3, 4])
@pytest.mark.parametrize(
    ("letter", "lines", "begins"),
    [("Q", LATIN, "Qishloqda qor"), ("Қ", CYRILLIC, "Қишлоқда қор"), ("В", RUSSIAN, "В деревне шёл")],
    ids=["uz-Latn", "uz-Cyrl", "ru"],
)
def test_the_letter_begins_the_first_line(letter: str, lines: list[str], begins: str, deep: int) -> None:
    page = recognizer("tesseract").read(_chapter(letter, lines, deep), 300, Hints())

    read = [line.text for region in page.regions for line in region.lines]
    assert read[0].startswith(begins)
    assert read[1:] == lines[1:]
    assert len(page.regions) == 1


def test_a_title_in_large_type_is_no_drop_capital() -> None:
    picture = sheet(column(LATIN[1:], top=320), face=SERIF).copy()
    title = Image.fromarray(picture)
    ImageDraw.Draw(title).text((120, 120), "QOR", font=ImageFont.truetype(SERIF, 130), fill=20)
    page = recognizer("tesseract").read(np.asarray(title), 300, Hints())

    assert [line.text for region in page.regions for line in region.lines] == ["QOR", *LATIN[1:]]
