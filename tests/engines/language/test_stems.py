"""Stems: forms of one Uzbek word meet, other words do not; Snowball's stems beside it."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from javon.engines.language import search_keys, stem_twins, uzbek_stem
from javon.engines.language.stems import english_stem, russian_stem


def _stem(word: str) -> str:
    return search_keys(word).stem


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        # -i after n, m, s, d, t is no -ni, -mi, -si, -di, -ti
        ("vagon", "vagoni vagonini vagonning vagonlari"),
        ("qurbon", "qurboni qurbonlar"),
        ("mavsum", "mavsumi mavsumini mavsumda"),
        ("meros", "merosi merosini merosga"),
        ("hujjat", "hujjati hujjatini hujjatlardan"),
        ("fasod", "fasodi fasodni"),
        ("hudud", "hududi hududidagi hududlarda"),
        ("imkoniyat", "imkoniyati imkoniyatlarimiz"),
        ("jurnal", "jurnali jurnallarda"),
        # vowels that fall, sounds that harden and soften
        ("singil", "singlim singlisi singillar"),
        ("ogʻiz", "ogʻzi ogʻzida ogʻizlar"),
        ("boʻyin", "boʻyni boʻynimda"),
        ("tirnoq", "tirnogʻi tirnogʻini tirnoqlar"),
        ("koʻylak", "koʻylagi koʻylagim koʻylakka"),
        ("barmoq", "barmogʻida barmoqqa"),
        ("pichoq", "pichogʻi"),
        # after vowels
        ("opa", "opam opamning opang opasi opalarimiz"),
        ("daryo", "daryosi daryoda daryoyi daryolarning"),
        # verbs
        ("saqla", "saqlash saqlaydi saqlagan saqlab saqlanadi saqlanmoqda saqlovchi saqlamay saqlasin saqlang"),
        ("tushun", "tushundi tushunmaydi tushuntirish tushungan tushunaman tushunyapti tushunarkan"),
        ("ek", "ekkan ekdi ekiladi ekib ekmoq ekayotgan"),
        ("teg", "tekkan tegdi tegadi"),
        ("ter", "terish terib teradi terildi terilgan"),
        ("ayt", "aytsam aytdi aytolmayman aytavering aytilganidek"),
        ("oʻyna", "oʻynash oʻynaydigan oʻynarkan oʻynadilar"),
        # words that no list has
        ("Gagarin", "Gagarinning Gagaringa"),
        ("blokcheyn", "blokcheynlarning blokcheynga"),
        ("Sanjarbek", "Sanjarbekning Sanjarbekdan"),
    ],
)
def test_forms_of_a_word_meet(word: str, forms: str) -> None:
    apart = [f"{form}: {_stem(form)}" for form in forms.split() if _stem(form) != _stem(word)]
    assert apart == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("qoʻl", "qol"), ("oʻzi", "ozi"), ("toʻr", "tor"), ("xol", "hol"), ("yer", "er"),
        ("zamin", "zam"), ("musht", "mush"), ("balandi", "bala"), ("jasad", "jasa"), ("bilim", "bil"),
        ("qishloqda", "qishda"), ("oltindan", "olti"), ("tinchlik", "tin"), ("ertak", "erta"), ("kelajak", "kel"),
        ("yongʻin", "yon"), ("toʻlov", "toʻla"), ("gulxan", "gul"), ("daftar", "daf"), ("butunlik", "but"),
        ("sardor", "sar"), ("mingan", "mingdan"), ("tuxumi", "tux"), ("ovozi", "ovo"), ("qadami", "qada"),
    ],
)  # fmt: skip
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert _stem(one) != _stem(other)


@pytest.mark.parametrize(
    ("latin", "others"),
    [
        ("oʻqigan", "ўқиган oqigan o'qigan ōqigan"),
        ("koʻngli", "кўнгли kongli"),
        ("togʻlarning", "тоғларнинг toglarning"),
        ("aytsalar", "айтсалар"),
        ("yetkazilgan", "етказилган"),
        ("xonasida", "хонасида honasida"),
    ],
)
def test_the_stem_does_not_depend_on_script_and_signs(latin: str, others: str) -> None:
    assert {_stem(other) for other in others.split()} == {_stem(latin)}


def test_twins_are_told_apart_by_their_signs_only() -> None:
    assert stem_twins("bol") == {"bol", "boʻl"}
    assert stem_twins("oʻzbek") == {"oʻzbek", "ozbek"}
    assert stem_twins("qqq") == {"qqq"}


def test_a_resident_is_found_with_the_place_and_a_quality_is_a_word_of_its_own() -> None:
    assert _stem("samarqandliklar") == _stem("Samarqand")
    assert _stem("butunligini") == _stem("butunlik") == "butunlik"


@pytest.mark.scans
def test_pairs_of_a_person_who_searches(test_data: Path) -> None:
    lines = (test_data / "text" / "language" / "search_pairs.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    # Peoples' own spellings (Chulpon, Fergana) are found by likeness, see the tests of the index.
    same = [row for row in rows if row[3] == "match" and "confusions" not in row[0]]
    other = [row for row in rows if row[3] == "apart"]
    missed = [row[1:3] for row in same if _stem(row[1]) != _stem(row[2])]
    met = [row[1:3] for row in other if _stem(row[1]) == _stem(row[2])]
    assert len(missed) <= 0.03 * len(same), missed
    assert len(met) <= 0.03 * len(other), met


@pytest.mark.scans
def test_forms_of_nouns(test_data: Path) -> None:
    lines = (test_data / "text" / "unimorph" / "uzb").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.count("\t") == 2]
    missed = [row[1] for row in rows if _stem(row[0]) != _stem(row[1])]
    assert len(rows) > 1000
    assert len(missed) <= 0.03 * len(rows), missed


@pytest.mark.scans
def test_forms_and_lemmas_of_running_text(test_data: Path) -> None:
    forms, lemmas = [], set()
    for line in (test_data / "text" / "ud" / "uz_ut-ud-test.conllu").read_text("utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) == 10 and parts[3] in {"NOUN", "PROPN", "VERB", "ADJ"}:
            forms.append((parts[1], parts[2]))
            lemmas.add(parts[2].lower())
    missed = sorted({form for form, lemma in forms if _stem(form) != _stem(lemma)})
    joined = sum(_stem(form) == _stem(lemma) for form, lemma in forms)
    assert joined / len(forms) >= 0.97, missed
    assert len({_stem(lemma) for lemma in lemmas}) / len(lemmas) >= 0.97


def test_nothing_is_left_of_nothing() -> None:
    assert uzbek_stem("ʼ") == "ʼ"


def test_stems_do_not_mix_between_threads() -> None:
    words = {"russian": ("библиотеками", "читающего", "книгами"), "english": ("libraries", "reading", "happiness")}
    stem = {"russian": russian_stem, "english": english_stem}
    right = {word: stem[language](word) for language, several in words.items() for word in several}
    wrong: list[str] = []

    def work(language: str, word: str) -> None:
        wrong.extend(word for _ in range(400) if stem[language](word) != right[word])

    switch = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [
            threading.Thread(target=work, args=(language, word))
            for language, several in words.items()
            for word in several
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(switch)
    assert wrong == []
