"""Language and script of lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.engines.language import identify


@pytest.mark.parametrize(
    ("text", "language", "script"),
    [
        ("Bu kitob juda yaxshi, uni oʻqib chiqdim.", "uz-Latn", "Latn"),
        ("Бу китоб жуда яхши, уни ўқиб чиқдим.", "uz-Cyrl", "Cyrl"),
        ("Это очень хорошая книга, я её прочитал.", "ru", "Cyrl"),
        ("This is a very good book about libraries.", "en", "Latn"),
        ("БУ КИТОБ ЖУДА ЯХШИ", "uz-Cyrl", "Cyrl"),
        ("Бұл кітап өте жақсы және қызықты", "kk", "Cyrl"),
        ("Бул китеп өтө жакшы жана кызыктуу", "ky", "Cyrl"),
        ("Ин китоб бисёр хуб аст ва мардум онро дӯст медоранд", "tg", "Cyrl"),
        ("بۇ كىتاب ناھايىتى ياخشى ۋە قىزىقارلىق ئەسەر", "ug", "Arab"),
        ("قۇتادغۇ بىلىك", "ug", "Arab"),
        ("این کتاب بسیار خوب است", "und", "Arab"),
        ("Λόγος", "und", "Grek"),
        ("1926 — 1937", "und", "Zyyy"),
        ("", "und", "Zyyy"),
        ("Главная страница сайта, съ уваженіемъ", "ru", "Cyrl"),
    ],
)
def test_language_and_script(text: str, language: str, script: str) -> None:
    guess = identify(text)
    assert (guess.language, guess.script) == (language, script)


def test_apostrophe_signs_do_not_matter() -> None:
    assert identify("oʻzbek").language == identify("o'zbek").language == identify("o‘zbek").language == "uz-Latn"


def test_a_page_is_surer_than_a_word() -> None:
    word = identify("kitob")
    page = identify("Bu kitob juda yaxshi. " * 20)
    assert page.language == "uz-Latn"
    assert page.confidence >= word.confidence


@given(st.text(max_size=200))
def test_confidence_is_a_share(text: str) -> None:
    assert 0.0 <= identify(text).confidence <= 1.0


def _lines(path: Path, words: int = 8) -> list[str]:
    """Lines as a book prints them: eight words, of which at least five have letters."""
    text = re.sub(r"<[^>]+>", " ", path.read_text("utf-8-sig"))
    found = []
    for paragraph in text.splitlines():
        parts = paragraph.split()
        for start in range(0, len(parts), words):
            line = parts[start : start + words]
            if sum(any(map(str.isalpha, part)) for part in line) >= 5:
                found.append(" ".join(line))
    return found


@pytest.mark.scans
@pytest.mark.parametrize(
    ("language", "pattern"),
    [
        ("uz-Latn", "uz-pairs/*lat*"),
        ("uz-Cyrl", "uz-pairs/*cyr*"),
        ("ru", "udhr/udhr_rus.xml"),
        ("ru", "tess-langdata/rus.training_text"),
        ("en", "udhr/udhr_eng.xml"),
        ("uz-Latn", "uz-informal-b.txt"),
    ],
)
def test_lines_of_real_texts(test_data: Path, language: str, pattern: str) -> None:
    lines = [line for path in sorted((test_data / "text").glob(pattern)) for line in _lines(path)]
    right = sum(identify(line).language == language for line in lines)
    assert len(lines) > 50
    assert right / len(lines) > 0.98
