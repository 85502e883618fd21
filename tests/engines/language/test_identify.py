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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Bibliothek der Stadt wurde im neunzehnten Jahrhundert gegründet", "de"),
        ("Le voyageur arriva vers le soir dans un petit village", "fr"),
        ("Bu kitap türkmen edebiýatynyň taryhy barada ýazylypdyr", "tk"),
        ("Azərbaycanın paytaxtı Bakı şəhəridir və bu kitab onun haqqında yazılmışdır", "az"),
        ("Bul kitap qaraqalpaq ádebiyatınıń tariyxı haqqında jazılǵan", "kaa-Latn"),
        ("Қарақалпақстан Республикасының пайтахты Нөкис қаласы болып есапланады", "kaa-Cyrl"),
        ("Қазақстан Республикасының мәдениет министрлігі жаңа кітап шығарды", "kk"),
        ("Китобхонаи миллӣ дар пойтахти мамлакат ҷойгир шудааст", "tg"),
    ],
)
def test_neighbours_and_languages_of_the_west(text: str, language: str) -> None:
    assert identify(text).language == language
    assert identify(text).alphabet == ""


@pytest.mark.parametrize("text", ["Muallif: A. Navoiy", "A. Navoiy", "Karimov I. A.", "London", "Chapter"])
def test_names_are_not_english_with_any_confidence(text: str) -> None:
    guess = identify(text)
    assert guess.language in {"und", "uz-Latn"}
    assert guess.confidence < 0.5


@pytest.mark.parametrize(
    ("text", "alphabet"),
    [
        ("Bu kitob juda yaxshi, uni oʻqib chiqdim.", "latn"),
        ("Бу китоб жуда яхши, уни ўқиб чиқдим.", "cyrl"),
        ("Özbekiston Respublikasiniñ Oliy Majlisi yañi alifboni qabul qildi.", "latn-1993"),
        ("Bahor kelişi bilan qişloq odamlari dalaga çiqdilar.", "latn-2026"),
        ("Ɵzʙekistan məktəʙləri ycyn jəꞑi dərslik cьqdь.", "latn-1929"),
    ],
)
def test_uzbek_is_told_in_each_of_its_alphabets(text: str, alphabet: str) -> None:
    guess = identify(text)
    assert guess.language.startswith("uz")
    assert guess.alphabet == alphabet


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
        ("uz-Latn", "uz-pairs/*nlt*"),
    ],
)
def test_lines_of_real_texts(test_data: Path, language: str, pattern: str) -> None:
    lines = [line for path in sorted((test_data / "text").glob(pattern)) for line in _lines(path)]
    right = sum(identify(line).language == language for line in lines)
    assert len(lines) > 50
    assert right / len(lines) > 0.98


@pytest.mark.scans
@pytest.mark.parametrize(
    ("language", "pattern", "least"),
    [
        ("kaa-Latn", "kaa-wiki.txt", 0.93),  # a tenth of its lines are names and lists
        ("tg", "udhr/udhr_tgk.xml", 0.95),
        ("kk", "tess-langdata/kaz.training_text", 0.93),
        ("ky", "tess-langdata/kir.training_text", 0.85),
    ],
)
def test_lines_of_neighbours(test_data: Path, language: str, pattern: str, least: float) -> None:
    lines = [line for path in sorted((test_data / "text").glob(pattern)) for line in _lines(path)]
    right = sum(identify(line).language == language for line in lines)
    assert right / len(lines) > least


@pytest.mark.parametrize(
    ("text", "language"),
    [("Ташкентъ, типографія штаба", "ru"), ("Бердақ шайырдың қосықлары", "kaa-Cyrl"), ("Қазақ ақындары", "kk")],
)
def test_short_lines_of_neighbours(text: str, language: str) -> None:
    assert identify(text).language == language
