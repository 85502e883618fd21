"""Every alphabet of Uzbek: tables that hold together, one canonical form, texts from any to any."""

from __future__ import annotations

import pytest

from javon.engines.language import WRITTEN, alphabet_of, canonical_latin, search_keys, to_alphabet
from javon.engines.language.alphabets import ALPHABETS, Alphabet

#: One word in the letters of 1995 and as it stands in the other alphabets.
WORDS = [
    ("oʻzbekiston", ("Ўзбекистон", "özbekiston", "õzbekiston", "ōzbekiston", "ɵzʙekistan")),
    ("shahar", ("шаҳар", "şahar", "ŞAHAR")),
    ("oʻqituvchi", ("ўқитувчи", "öqituvçi", "ōqituvçi")),
    ("gʻoya", ("ғоя", "ğoya", "ḡoya", "ƣajə")),
    ("koʻngil", ("кўнгил", "köñil", "ko'ngil")),
    ("yangi", ("янги", "yañi", "jəꞑi")),
    ("jurnal", ("журнал", "ɉurnal")),
    ("qizil", ("қизил", "qьzьl", "QЬZЬL")),
    ("maktab", ("мактаб", "məktəʙ", "mәktәʙ")),
    ("tong", ("тонг", "toñ", "TOÑ", "taꞑ")),
]


@pytest.mark.parametrize(("word", "others"), WORDS)
def test_a_word_has_one_canonical_form_and_the_same_keys(word: str, others: tuple[str, ...]) -> None:
    for other in others:
        assert canonical_latin(other).lower() == word
        assert search_keys(other) == search_keys(word)


@pytest.mark.parametrize("word", ["роль", "señor", "mañana", "Łódź", "в", "ь"])
def test_words_of_other_languages_are_not_taken_for_old_alphabets(word: str) -> None:
    assert "ng" not in canonical_latin(word)
    assert canonical_latin("роль") == "rol"


@pytest.mark.parametrize("table", ALPHABETS.values(), ids=lambda table: table.name)
def test_tables_are_in_lower_case_and_read_what_they_write(table: Alphabet) -> None:
    assert all(letter == letter.lower() for letter in (*table.reads, *table.writes, *table.proof))
    if table.name.startswith("latn"):
        assert all(table.reads[letter] == spelling for spelling, letter in table.writes.items())


LETTERS_OF_1995 = "Oʻzbekiston shahri, CHOʻLPON va gʻoya: singlim unga bugungi konsertni koʻrsatdi."
SAME = {
    "latn": LETTERS_OF_1995,
    "cyrl": "Ўзбекистон шаҳри, ЧЎЛПОН ва ғоя: синглим унга бугунги концертни кўрсатди.",
    "latn-1993": "Özbekiston şahri, ÇÖLPON va ğoya: siñlim unga bugungi koncertni körsatdi.",
    "latn-2026": "Özbekiston şahri, ÇÖLPON va ğoya: singlim unga bugungi konsertni körsatdi.",
}


@pytest.mark.parametrize("source", SAME)
@pytest.mark.parametrize("to", WRITTEN)
def test_from_any_alphabet_to_any(source: str, to: str) -> None:
    assert alphabet_of(SAME[source]) == source
    assert to_alphabet(SAME[source], to) == SAME[to]
    assert to_alphabet(SAME[source], to, source) == SAME[to]


def test_yanalif_is_read() -> None:
    text = "Ɵzʙekistan Sovet Sotsialist Respuʙlikəsi məktəʙləri ycyn jəꞑi dərslik, XX əsr"
    assert alphabet_of(text) == "latn-1929"
    assert to_alphabet(text, "latn") == (
        "Oʻzbekiston Sovet Sotsialist Respublikasi maktablari uchun yangi darslik, XX asr"
    )
    assert to_alphabet("qьzьl ʙalalar", "cyrl") == "қизил болалар"
    assert "latn-1929" not in WRITTEN


@pytest.mark.parametrize("to", WRITTEN)
@pytest.mark.parametrize(
    "text",
    [
        "@javon_uz, javon@example.uz, https://natlib.uz/shahar",
        "Das ist ein schönes Haus und es gefällt mir",
        "Türkiye'nin başkenti Ankara çok güzel bir şehir",
        "Microsoft, Facebook, YouTube, PDF, XIX, shahar.pdf, JAVON_DATA=/srv/chop",
    ],
)
def test_what_is_no_uzbek_stays_in_every_alphabet(text: str, to: str) -> None:
    assert to_alphabet(text, to) == text


def test_an_unknown_alphabet_is_refused() -> None:
    with pytest.raises(KeyError):
        to_alphabet("kitob", "latn-1900")
