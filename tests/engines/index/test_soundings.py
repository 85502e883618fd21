"""Queries as Russians and old maps write them find Uzbek words, below what is written as typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engines.index.shelf import page, work

from javon.engines.index import PageIndex, Query, Why


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> PageIndex:
    index = PageIndex(tmp_path_factory.mktemp("heard"))
    with index.writer() as writer:
        writer.replace_object(
            work("uz", "Oʻtgan kunlar", "Abdulla Qodiriy"),
            [
                page(1, "Toshkent va Samarqand shaharlari, Buxoro amiri, Fargʻona vodiysi."),
                page(2, "Bobur, Navoiy va Qodiriyning kitoblari; jurnal juma kuni chiqdi."),
                page(3, "Oʻzbekistonda oʻzbek xalqi; Qoʻqon, Xiva, Andijon, Chust."),
                page(4, "Qodir otasini koʻrdi, novvoy nonini sotdi."),
            ],
        )
        russian = [page(number, "Город Ташкент и Бабур в Бухаре.", language="ru") for number in range(1, 6)]
        writer.replace_object(work("ru", "Города", language="ru"), russian)
    return index


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("Samarkand", 1),
        ("Самарканда", 1),
        ("Фергана", 1),
        ("ferghana", 1),
        ("Навои", 2),
        ("Кадыри", 2),
        ("zhurnal", 2),
        ("djuma", 2),
        ("uzbek", 3),
        ("Узбекистан", 3),
        ("Khiva", 3),
        ("Kokand", 3),
        ("Andijan", 3),
        ("Chust", 3),
        ('"Бухара эмири"', 1),
    ],
)
def test_the_uzbek_word_is_found_and_named(shelf: PageIndex, typed: str, number: int) -> None:
    results = shelf.search(Query(typed))
    assert [(hit.object_id, hit.position) for hit in results.hits] == [("uz", number)]
    assert results.near is (typed != "Chust")
    assert bool(results.meant) is results.near


@pytest.mark.parametrize("typed", ["Tashkent", "Babur", "Бухаре", "Ташкент"])
def test_what_is_written_as_typed_comes_first(shelf: PageIndex, typed: str) -> None:
    results = shelf.search(Query(typed))
    assert [hit.object_id for hit in results.hits] == ["ru"] * 5 + ["uz"]
    assert {hit.why for hit in results.hits[:5]} <= {Why.EXACT, Why.LOOSE}
    assert results.hits[5].why is Why.SOUNDING
    assert len(results.hits[5].words) == 1
    assert (results.near, results.meant) == (False, ())


def test_title_and_author_are_found_so(shelf: PageIndex) -> None:
    for typed in ("Кадыри", "Кадыри Утган", "utgan kunlar"):
        assert [one.object_id for one in shelf.search(Query(typed)).works] == ["uz"]
        assert [one.object_id for one in shelf.works(Query(typed))] == ["uz"]
    found = shelf.search(Query("Кадыри Samarkand"))
    assert [(hit.object_id, hit.position) for hit in found.hits] == [("uz", 1)]


def test_inside_one_object_other_spellings_are_for_want_only(shelf: PageIndex, tmp_path: Path) -> None:
    assert shelf.search(Query("Tashkent", object_id="uz")).total == 1
    index = PageIndex(tmp_path)
    with index.writer() as writer:
        pages = [page(1, "Toshkent"), *(page(number, "Tashkent") for number in (2, 3, 4))]
        writer.replace_object(work("a", "A"), pages)
    assert [hit.position for hit in index.search(Query("Tashkent", object_id="a")).hits] == [2, 3, 4]
    assert [hit.position for hit in index.search(Query("Tashkent")).hits][-1] == 1


def test_uzbek_words_with_pages_of_their_own_do_not_bring_others(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    with index.writer() as writer:
        writer.replace_object(work("a", "A"), [page(number, "oila va sharaf") for number in (1, 2, 3)])
        writer.replace_object(work("b", "B"), [page(1, "oʻyla")])
    assert {hit.object_id for hit in index.search(Query("oila")).hits} == {"a"}


def test_neither_the_exact_switch_nor_a_minus_hears(shelf: PageIndex) -> None:
    assert shelf.search(Query("Samarkand", exact=True)).total == 0
    assert shelf.search(Query("Бухаре -Samarkand")).total == 6


@pytest.fixture(scope="module")
def maps(tmp_path_factory: pytest.TempPathFactory) -> PageIndex:
    """Pages of an Uzbek book and of a Russian one, each with names of places."""
    index = PageIndex(tmp_path_factory.mktemp("maps"))
    with index.writer() as writer:
        uzbek = [
            page(1, "Amudaryoning boʻyida, Jizzax yoʻlida."),
            page(2, "Qizilqum va Kattaqoʻrgʻon; xon saroyi."),
            page(3, "Amu bekati. Daryo toshdi."),
        ]
        writer.replace_object(work("uz", "Yoʻllar"), uzbek)
        russian = [page(1, "Аму-Дарья и Сыр-Дарья, Катта-Курган.", language="ru")]
        writer.replace_object(work("ru", "Карта", language="ru"), russian)
        writer.replace_object(work("en", "Map", language="en"), [page(1, "The Amu Darya at Djizak.", language="en")])
    return index


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Amu-Darya", ["en 1", "ru 1", "uz 1"]),
        ("Amu Darya", ["en 1", "ru 1", "uz 1", "uz 3"]),
        ("Аму-Дарья", ["en 1", "ru 1", "uz 1"]),
        ("Аму-Дарьи", ["en 1", "ru 1", "uz 1"]),
        ("Amudaryo", ["en 1", "ru 1", "uz 1"]),
        ("Сырдарья", ["ru 1"]),
        ("Kyzyl-Kum", ["uz 2"]),
        ("Кызыл Кум", ["uz 2"]),
        ("Kattakurgan", ["ru 1", "uz 2"]),
        ("Джизаке", ["en 1", "uz 1"]),
        ("Jizakh", ["uz 1"]),
        ("Джизакский", ["uz 1"]),
        ("хан", ["uz 2"]),
    ],
)
def test_names_of_places_in_one_word_or_two(maps: PageIndex, typed: str, found: list[str]) -> None:
    results = maps.search(Query(typed))
    assert sorted(f"{hit.object_id} {hit.position}" for hit in results.hits) == found
    assert all(hit.words for hit in results.hits)


def test_a_name_written_as_typed_comes_before_the_other_ways(maps: PageIndex) -> None:
    assert maps.search(Query("Аму-Дарья")).hits[-1].object_id == "uz"
    assert maps.search(Query("Amudaryo")).hits[0].object_id == "uz"
    assert maps.search(Query("Amudaryo", exact=True)).total == 0


def test_both_parts_of_a_name_are_marked(maps: PageIndex) -> None:
    (hit,) = (hit for hit in maps.search(Query("Amudaryo")).hits if hit.object_id == "en")
    assert [part.text for part in hit.excerpt if part.mark] == ["Amu", "Darya"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Джиз", ["djizak", "jizzax"]),
        ("Dzhizak", ["jizzax"]),
        ("Кызыл", ["qizilqum"]),
        ("Каттаку", ["kattaqoʻrgʻon"]),
        ("хан", ["xon"]),
        ("qizl", []),
    ],
)
def test_completions_hear_russian_spellings(maps: PageIndex, typed: str, words: list[str]) -> None:
    assert [one.latin.lower() for one in maps.suggest(Query(typed, limit=8))] == words


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [("ot", [1, 2]), ("от", [1, 2]), ("qiz", [3]), ("tut", [4]), ("oy", [5]), ("dor", []), ("otin", [1])],
)
def test_short_words_are_found_in_forms_that_are_of_another_word_too(
    tmp_path: Path, typed: str, numbers: list[int]
) -> None:
    index = PageIndex(tmp_path)
    with index.writer() as writer:
        pages = [
            page(1, "Botir otining yolini siladi."),
            page(2, "Otlar keldi."),
            page(3, "Qizining toʻyi."),
            page(4, "Yoʻlni tutadi."),
            page(5, "May oyining boshida."),
            page(6, "Dorini ichdi."),
        ]
        writer.replace_object(work("a", "A"), pages)
    assert sorted(hit.position for hit in index.search(Query(typed)).hits) == numbers
