"""Any script finds any script; phrases, prefixes, mistakes, suffixes; facets; what is closed stays closed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engines.index.shelf import page, work

from javon.engines.index import Count, PageIndex, Query, Why


def places(index: PageIndex, text: str, **more: object) -> set[tuple[str, str]]:
    return {(hit.object_id, hit.page_key) for hit in index.search(Query(text, **more)).hits}


FIRST = {("jvlatin", "p0001"), ("jvcyril", "p0001")}
KUNLAR = FIRST | {("jvlatin", "p0003")}


def where(index: PageIndex, text: str, **more: object) -> list[tuple[str, str]]:
    return sorted(places(index, text, **more))


@pytest.mark.parametrize(
    "text", ["otkan kunlar", "Ўткан кунлар", "Oʻtkan", "O'tkan", "O‘tkan", "ÕTKAN KUNLAR", "oʻtkan кунлар"]
)
def test_every_way_to_write_it_finds_both_scripts(books: PageIndex, text: str) -> None:
    assert places(books, text) >= FIRST


@pytest.mark.parametrize("text", ["ishoq", "Исҳоқ", "Isʼhoq", "is'hoq"])
def test_tutuq_belgisi_may_be_left_out(books: PageIndex, text: str) -> None:
    assert places(books, text) == {("jvlatin", "p0002"), ("jvcyril", "p0002")}


@pytest.mark.parametrize("text", ['"oʻtkan kunlar"', "«Ўткан кунлар»", "“otkan kunlar”", '"otkan kunlar'])
def test_phrase_wants_the_words_side_by_side(books: PageIndex, text: str) -> None:
    assert places(books, text) == FIRST


def test_phrase_of_frequent_words_is_answered_from_pairs(books: PageIndex) -> None:
    assert places(books, '"bu bilan"') == {("jvlatin", "p0003")}
    assert places(books, '"bilan bu"') == set()
    assert places(books, '"bu bilan ish"') == {("jvlatin", "p0003")}
    assert places(books, '"bu bilan ish"', exact=True) == {("jvlatin", "p0003")}


def test_a_phrase_of_frequent_words_finds_their_other_forms_as_any_phrase_does(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    with index.writer() as writer:
        writer.replace_object(
            work("a", "A"), [page(1, "barcha va hamma"), page(2, "barchasi va boshqalar"), page(3, "bu kunlari")]
        )
    assert places(index, '"barcha va"') == {("a", "p0001"), ("a", "p0002")}
    assert places(index, '"bu kun"') == {("a", "p0003")}
    assert places(index, '"barcha va"', exact=True) == {("a", "p0001")}


def test_hyphenated_word_is_found_by_its_parts_and_side_by_side(books: PageIndex) -> None:
    assert places(books, "qizlar") == {("jvlatin", "p0002")}
    assert places(books, "xotin-qizlar") == {("jvlatin", "p0002")}


@pytest.mark.parametrize("text", ["kitob*", "китоб*", "kito*", "KITOBLAR*"])
def test_prefix(books: PageIndex, text: str) -> None:
    assert places(books, text) == FIRST


def test_prefix_may_end_a_phrase(books: PageIndex) -> None:
    assert places(books, '"otkan kun*"') == FIRST


@pytest.mark.parametrize("text", ["kitob", "kitobni", "китобларнинг"])
def test_suffixed_forms_are_found(books: PageIndex, text: str) -> None:
    assert places(books, text) == FIRST
    assert {hit.why for hit in books.search(Query(text)).hits} == {Why.STEM}


def test_exact_switch_takes_the_word_as_it_is(books: PageIndex) -> None:
    assert places(books, "kitob", exact=True) == set()
    assert places(books, "kitoblarni", exact=True) == {("jvlatin", "p0001")}
    assert places(books, "otkan", exact=True) == set()
    assert places(books, "oʻtkan", exact=True) == KUNLAR


@pytest.mark.parametrize("text", ["utkan kunlar", "oʻtkaan", "mektabi", "kitoblsrni"])
def test_one_letter_mistake_is_forgiven_and_told(books: PageIndex, text: str) -> None:
    results = books.search(Query(text))
    assert results.total > 0
    assert results.near
    assert results.meant


def test_what_was_meant_is_what_stands_in_the_books(books: PageIndex) -> None:
    assert books.search(Query("mektabi")).meant == ("maktabi",)


@pytest.mark.parametrize(("typed", "meant"), [("укидик", "oʻqidik"), ("сузи", "сўз"), ("кункур", "қўнқур")])
def test_letters_that_a_russian_keyboard_lacks_are_thought_of(tmp_path: Path, typed: str, meant: str) -> None:
    index = PageIndex(tmp_path)
    with index.writer() as writer:
        writer.replace_object(work("a", "A"), [page(1, f"kecha {meant} kunda"), page(2, "boshqa gaplar")])
    found = index.search(Query(f"{typed} кун"))
    assert (found.total, found.near, found.meant) == (1, True, (meant,))
    assert len(found.hits[0].words) == 2


def test_guesses_are_not_made_of_short_stems(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    with index.writer() as writer:
        writer.replace_object(work("a", "A"), [page(1, "письмо от друга", language="ru"), page(2, "vaqt oʻtgan edi")])
    assert index.search(Query("утган")).meant == ("oʻtgan",)


def test_a_number_is_never_another_number(books: PageIndex, tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    with index.writer() as writer:
        writer.replace_object(work("a", "A"), [page(1, "2016 yil, 2126 bet, 15-son")])
    assert index.search(Query("2026")).total == 0
    assert index.search(Query("16-son")).total == 0


def test_short_words_that_are_found_bring_no_neighbours(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    with index.writer() as writer:
        writer.replace_object(work("a", "A"), [page(1, "the book", language="en"), page(2, "they took", language="en")])
    assert [hit.page_key for hit in index.search(Query("book")).hits] == ["p0001"]
    assert index.search(Query("bock")).meant == ("book",)


def test_among_beginnings_the_whole_word_goes_first(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    with index.writer() as writer:
        lines = ("kutubxonachi keldi", "kutubxonalar koʻp", "bitta kutubxona bor", "kutubxonada tinch")
        writer.replace_object(work("a", "A"), [page(at, line) for at, line in enumerate(lines, start=1)])
    found = index.search(Query("kutubxona*"))
    assert found.total == 4
    assert found.hits[0].page_key == "p0003"


def test_mistakes_are_not_forgiven_when_asked_not_to(books: PageIndex) -> None:
    assert books.search(Query("kitoblsrni", fuzzy=False)).total == 0


def test_all_words_must_stand_on_the_page(books: PageIndex) -> None:
    assert places(books, "kitoblarni maktabi") == set()


def test_a_word_may_stand_in_title_or_author_if_another_is_on_the_page(books: PageIndex) -> None:
    assert places(books, "sinov maktabi") == {("jvlatin", "p0002")}
    assert places(books, "олим мактаби") == {("jvlatin", "p0002")}


def test_russian_inflection(books: PageIndex) -> None:
    assert places(books, "книга") == {("jvrus", "p0001")}


def test_works_are_found_by_title_and_author_in_any_script(books: PageIndex) -> None:
    found = books.search(Query("bogdagi suhbat")).works
    assert {work.object_id for work in found} == {"jvlatin", "jvcyril"}
    by_author = books.search(Query("синов")).works
    assert {work.object_id for work in by_author} == {"jvlatin", "jvcyril"}
    assert [part.text for part in by_author[0].creators if part.mark] in (["Sinov"], ["Синов"])


def test_closed_pages_are_for_the_staff_only(books: PageIndex) -> None:
    assert places(books, "maxfiyxona") == set()
    assert places(books, "maxfiyxona", staff=True) == {("jvclosed", "p0001")}
    assert [found.object_id for found in books.search(Query("yopiq daftar")).works] == []
    assert [found.object_id for found in books.search(Query("yopiq daftar", staff=True)).works] == ["jvclosed"]


def test_facets_and_totals_do_not_count_closed_pages(books: PageIndex) -> None:
    results = books.search(Query("kunlar"))
    assert results.total == 3
    assert results.objects == 2
    assert results.facets["script"] == (Count("Latn", 2), Count("Cyrl", 1))
    assert results.facets["language"] == (Count("uz-Latn", 2), Count("uz-Cyrl", 1))
    assert results.facets["kind"] == (Count("book", 3),)
    assert set(results.facets["year"]) == {Count("1991", 2), Count("1962", 1)}


def test_narrowing(books: PageIndex) -> None:
    assert places(books, "kunlar", scripts=("Cyrl",)) == {("jvcyril", "p0001")}
    assert places(books, "kunlar", languages=("uz-Latn",)) == {("jvlatin", "p0001"), ("jvlatin", "p0003")}
    assert places(books, "kunlar", kinds=("journal",)) == set()
    assert places(books, "kunlar", year_from=1960, year_to=1970) == {("jvcyril", "p0001")}
    assert places(books, "kunlar", year_from=1980) == {("jvlatin", "p0001"), ("jvlatin", "p0003")}


def test_inside_one_object_hits_come_in_page_order(books: PageIndex) -> None:
    hits = books.search(Query("kunlar", object_id="jvlatin", staff=True)).hits
    assert [hit.page_key for hit in hits] == ["p0001", "p0003"]


def test_pages_of_results(books: PageIndex) -> None:
    all_hits = books.search(Query("kunlar", limit=10)).hits
    first, second = (books.search(Query("kunlar", limit=2, offset=offset)).hits for offset in (0, 2))
    assert [*first, *second] == list(all_hits)


def test_nearest_form_ranks_first(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    with index.writer() as writer:
        writer.replace_object(work("a", "A"), [page(1, "bu otkan gap")])
        writer.replace_object(work("b", "B"), [page(1, "bu oʻtkan gap")])
    assert [hit.object_id for hit in index.search(Query("oʻtkan")).hits] == ["b", "a"]


@pytest.mark.parametrize("text", ["", "   ", '"', "*", "—", "!!! ???", "\0", "(" * 500, "'", "a" * 5000, 'a" OR "b'])
def test_nothing_typed_breaks_the_search(books: PageIndex, text: str) -> None:
    assert books.search(Query(text)).total >= 0


@pytest.mark.parametrize("text", ["kunlar -oʻtkan", "кунлар -ўткан", "kunlar -otkan"])
def test_a_minus_leaves_out_the_pages_that_have_the_word_in_any_script(books: PageIndex, text: str) -> None:
    assert where(books, "kunlar") != []
    assert where(books, text) == []


def test_a_minus_leaves_out_what_a_search_without_it_would_find(books: PageIndex) -> None:
    everywhere = where(books, "kunlar")
    for text in ("kitob", '"oʻtkan kunlar"', "haqi*", "китобларида", "xotin-qizlar"):
        with_it = [page for page in everywhere if page in where(books, text)]
        found = books.search(Query(f"kunlar -{text}"))
        assert where(books, f"kunlar -{text}") == [page for page in everywhere if page not in with_it], text
        assert found.total == len(everywhere) - len(with_it)
        assert sum(count.pages for count in found.facets["language"]) == found.total
        assert all(
            part.text.startswith(("kunlar", "кунлар")) for hit in found.hits for part in hit.excerpt if part.mark
        )
    assert where(books, "kunlar -kitob") != everywhere


def test_a_minus_counts_for_works_and_never_for_mistyped_words(books: PageIndex) -> None:
    assert {found.object_id for found in books.works(Query("suhbat -sinov"))} == set()
    assert {found.object_id for found in books.works(Query("suhbat -daftar"))} == {"jvlatin", "jvcyril"}
    assert where(books, "kunlar -oʻtkam") == where(books, "kunlar")
    assert where(books, "kitob -kitoblarni", exact=True) == where(books, "kitob", exact=True)


def test_only_words_with_a_minus_are_plain_words(books: PageIndex) -> None:
    assert where(books, "-oʻtkan -kunlar") == where(books, "oʻtkan kunlar")


@pytest.mark.parametrize("typed", ["okty", "октя", "oktya", "октяб", "бюд", "byu", "byudj"])
def test_a_beginning_may_end_within_letters_that_are_written_otherwise(tmp_path: Path, typed: str) -> None:
    index = PageIndex(tmp_path)
    with index.writer() as writer:
        rows = ["oktabr budjeti", "oktyabr byudjeti", "октябрь бюджети"]
        languages = ("uz-Latn", "uz-Latn", "uz-Cyrl")
        pages = [
            page(at, row, language=language) for at, (row, language) in enumerate(zip(rows, languages, strict=True))
        ]
        writer.replace_object(work("a", "A"), pages)
    found = index.search(Query(f"{typed}*"))
    assert found.total == 3
    assert all(len(hit.words) == 1 for hit in found.hits)


def test_the_author_may_be_a_beginning_too(books: PageIndex) -> None:
    assert where(books, "sin* kunlar") == where(books, "sinov kunlar") != []


def test_a_beginning_that_ends_a_phrase_finds_all_words_that_begin_so(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    with index.writer() as writer:
        writer.replace_object(work("a", "A"), [page(at, f"bugun kun{at} boʻldi") for at in range(200)])
    assert index.search(Query('"bugun kun*"')).total == 200
    assert index.search(Query('"bugun kun1*"')).total == 111
    assert index.search(Query('"bugun un*"')).total == 0


@pytest.mark.parametrize("letters", [("a", "b"), ("a",)])
def test_a_beginning_of_more_words_than_the_index_takes_is_no_error(tmp_path: Path, letters: tuple[str, ...]) -> None:
    index = PageIndex(tmp_path)
    rows = [" ".join(f"bugun ku{letters[at % len(letters)]}{at}x{more}" for more in range(200)) for at in range(100)]
    with index.writer() as writer:
        writer.replace_object(work("a", "A"), [page(at, row) for at, row in enumerate(rows)])
    found = index.search(Query('"bugun ku*"', facets=True))
    assert found.total == (100 if len(letters) > 1 else 1)
    assert index.works(Query('"bugun ku*"')) == ()


def test_missing_index_is_empty(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    assert index.search(Query("kitob")).total == 0
    assert index.suggest(Query("kit")) == []
    assert not index.is_current()
