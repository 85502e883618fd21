"""Uzbek in the Latin letters of 1929 to 1940 is read with the model of these letters, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engines.ocr.sheets import SANS, SERIF, column, sheet

from javon.engines.ocr import Hints, recognizer

YANALIF = [
    "Bəhar keldi, dəraxtlar gulladi və qyşlər ucib keldi.",
    "Kalxazcьlər pəxtə terimini vəqtьdə başlədьlər.",
    "Ɵqituvci balələrgə jəꞑi kitabni oqib berdi.",
    "Hukumət qərarь bilən jəꞑi məktəb qyrildi.",
    "Şəhər kutubxanəsidə gəzetə və çurnəllər kɵp edi.",
    "Taƣ jollarь qar bilən qapləꞑən, atlər cərcədь.",
    "Işcilər zavaddə tungi smenədə işlədilər.",
    "Dehqanlər jerni həjdəb, buƣdaj ekdilər.",
]
TODAY = ["Bahor keldi, daraxtlar gulladi va qushlar uchib keldi.", "Kolxozchilar paxta terimini boshladilar."] * 4


@pytest.mark.parametrize("face", [SERIF, SANS])
def test_letters_of_1929_come_out_as_themselves(face: Path) -> None:
    page = recognizer("tesseract").read(sheet(column(YANALIF, left=150, top=200, step=90), face=face), 300, Hints())

    assert page.engine.endswith("javon_yanalif")
    assert page.language == "uz-Latn"
    assert page.extra == {"old_type": True}
    read = sum(line in page.text for line in YANALIF)
    assert read >= 6


def test_azerbaijani_is_no_uzbek() -> None:
    lines = [
        "Azərbaycan dilində kitablar çox maraqlıdır.",
        "Şagirdlər onları hər gün oxuyurlar.",
        "Müəllim dərsə gəldi.",
    ]
    page = recognizer("tesseract").read(sheet(column(lines * 3, left=150, top=200, step=90), face=SERIF), 300, Hints())

    assert not page.engine.endswith("javon_yanalif")


def test_letters_of_today_are_left_to_their_own_model() -> None:
    page = recognizer("tesseract").read(sheet(column(TODAY, left=150, top=200, step=90), face=SERIF), 300, Hints())

    assert page.engine.endswith("javon_latn")
    assert page.extra == {}
