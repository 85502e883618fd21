"""Every alphabet of Uzbek: tables that hold together, one canonical form, texts from any to any."""

from __future__ import annotations

import pytest

from javon.engines.language import canonical_latin, search_keys
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
