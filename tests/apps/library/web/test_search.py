"""The search page."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import OuterRef, Subquery
from django.http import QueryDict
from django.test import Client
from tests.apps.library.books import book

from javon.apps.catalog.models import Record
from javon.apps.digitization.enums import ObjectStatus
from javon.apps.digitization.models import DigitalObject, Release
from javon.apps.library.actions import object_index
from javon.apps.library.queries.shelf import SHELF_SIZE
from javon.apps.library.web.forms import MOST_PAGES, read_search

pytestmark = pytest.mark.django_db

#: Session and person are not asked for by visitors; objects closed, opened, found, and texts.  The shelf: count, books.
#: A completion: objects closed, opened, works.
SEARCH_QUERIES, SHELF_QUERIES, SUGGEST_QUERIES = 4, 2, 3


def filled(number: int) -> None:
    for at in range(number):
        object_index(object=book("oʻtkan kunlar haqida soʻz", title=f"Oʻtkan kunlar {at}"))


@pytest.mark.parametrize("number", [1, 30])
def test_number_of_queries_does_not_grow(client: Client, django_assert_num_queries: Any, number: int) -> None:
    filled(number)
    with django_assert_num_queries(SEARCH_QUERIES):
        client.get("/search?q=kunlar")
    with django_assert_num_queries(SHELF_QUERIES):
        client.get("/search")
    with django_assert_num_queries(SUGGEST_QUERIES):
        client.get("/search/suggest?q=kun")


@pytest.mark.parametrize("typed", ["otkan kunlar", "Ўткан кунлар", "Oʻtkan", "O'tkan"])
def test_hit_shows_line_crop_and_way_to_the_page(client: Client, typed: str) -> None:
    made = book("oʻtkan kunlar haqida soʻz", title="Roman", images=True)
    object_index(object=made)
    answer = client.get("/search", {"q": typed})
    text = answer.content.decode()
    assert "<mark>oʻtkan" in text
    assert f"/book/{made.identifier}/read?page=p0001" in text
    hit = answer.context["hits"][0]
    assert hit.image.startswith(f"/iiif/3/{made.identifier}~p0001/")
    left, top, _width, _height = hit.found.crop.region
    assert hit.found.crop.marks[0] == (20 - left, 100 - top, 90, 30)


def test_crop_stays_inside_the_page(client: Client) -> None:
    made = book("\n".join(["soʻz"] * 20 + ["oxirgi"]))
    object_index(object=made)
    hit = client.get("/search?q=oxirgi").context["hits"][0]
    left, top, width, height = hit.found.crop.region
    assert left >= 0
    assert top >= 0
    assert left + width <= 700
    assert top + height <= 990
    assert len(hit.found.crop.marks) == 1


def test_facets_narrow_and_can_be_taken_back(client: Client) -> None:
    object_index(object=book("kunlar oʻtdi", title="Birinchi"))
    object_index(object=book("кунлар ўтди", title="Иккинчи", language="uz-Cyrl"))
    answer = client.get("/search?q=kunlar")
    assert answer.context["found"].total == 2
    script = next(facet for facet in answer.context["facets"] if facet.name == "script")
    assert [(str(value.label), value.pages, value.chosen) for value in script.values] == [
        ("lotin", 1, False), ("kirill", 1, False),
    ] or {str(value.label) for value in script.values} == {"lotin", "kirill"}  # fmt: skip
    narrowed = client.get("/search" + next(value.url for value in script.values if str(value.label) == "kirill"))
    assert [hit.found.object.record.title for hit in narrowed.context["hits"]] == ["Иккинчи"]
    chosen = next(facet for facet in narrowed.context["facets"] if facet.name == "script").values[0]
    assert chosen.chosen
    assert client.get("/search" + chosen.url).context["found"].total == 2


def test_nothing_found_says_what_to_do(client: Client) -> None:
    object_index(object=book("kunlar"))
    text = client.get("/search?q=zzzqqqxxx&language=ru").content.decode()
    assert "topilmadi" in text
    assert "?q=zzzqqqxxx" in text


def test_mistyped_word_names_what_is_in_the_books(client: Client) -> None:
    object_index(object=book("kitobxona eshigi"))
    answer = client.get("/search?q=kitobhana")
    assert answer.context["found"].near
    assert 'href="?q=kitobxona"' in answer.content.decode()


def test_turning_pages_of_results(client: Client) -> None:
    object_index(object=book(*[f"kunlar {number}" for number in range(23)]))
    first, third = client.get("/search?q=kunlar"), client.get("/search?q=kunlar&page=3")
    assert (first.context["pager"].pages, len(first.context["hits"])) == (3, 10)
    assert len(third.context["hits"]) == 3
    assert third.context["pager"].after == ""


def test_every_book_of_the_shelf_can_be_turned_to_and_hits_end(client: Client) -> None:
    object_index(object=book("kunlar"))
    Record.objects.bulk_create(Record(title=f"Kitob {number}") for number in range(60 * SHELF_SIZE))
    DigitalObject.objects.bulk_create(
        DigitalObject(record=record) for record in Record.objects.filter(title__startswith="Kitob ")
    )
    made = DigitalObject.objects.filter(record__title__startswith="Kitob ")
    Release.objects.bulk_create(Release(object=object, number=1, revision=0) for object in made)
    first = Release.objects.filter(object=OuterRef("pk"))
    made.update(status=ObjectStatus.PUBLISHED, release=Subquery(first.values("pk")))
    last = client.get("/search?page=61")
    assert (last.context["pager"].page, len(last.context["shelf"].books)) == (61, 1)
    assert client.get(f"/search?page={10**30}").context["pager"].page == 61


@pytest.mark.parametrize(
    ("asked", "shown", "hits"), [("99", 3, 3), (str(10**30), 3, 3), ("0", 1, 10), ("-1", 1, 10), ("abc", 1, 10)]
)
def test_a_page_that_is_not_there_gives_the_nearest(client: Client, asked: str, shown: int, hits: int) -> None:
    object_index(object=book(*[f"kunlar {number}" for number in range(23)]))
    answer = client.get("/search", {"q": "kunlar", "page": asked})
    pager = answer.context["pager"]
    assert (pager.page, pager.pages, len(answer.context["hits"])) == (shown, 3, hits)
    shelf = client.get("/search", {"page": asked})
    assert (shelf.context["pager"].page, shelf.context["pager"].pages, len(shelf.context["shelf"].books)) == (1, 1, 1)
    nothing = client.get("/search", {"q": "qwrtzx", "page": asked})
    assert (nothing.context["pager"].page, nothing.context["pager"].pages) == (1, 1)


def test_hits_end_at_the_last_page_that_can_be_turned_to() -> None:
    query = read_search(QueryDict("q=kunlar&page=61"), page_size=10)
    assert (query.page, query.query.offset) == (MOST_PAGES, (MOST_PAGES - 1) * 10)


def test_a_pasted_page_is_cut_and_looked_for(client: Client) -> None:
    object_index(object=book("kunlar"))
    for pasted in ("kunlar " * 100, "kunlar " + "a" * 500):
        found = client.get("/search", {"q": pasted}).context["found"]
        assert found.total == 1


def test_htmx_gets_the_results_alone(client: Client) -> None:
    object_index(object=book("kunlar"))
    part = client.get("/search?q=kunlar", headers={"HX-Request": "true", "HX-Target": "results"}).content.decode()
    assert "<html" not in part
    assert 'id="results"' in part


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "page=99999", "year_from=abc", "exact=maybe", "language=" + "a" * 900]
)
def test_malformed_parts_are_left_out(client: Client, query: str) -> None:
    object_index(object=book("kunlar"))
    assert client.get(f"/search?q=kunlar&{query}").status_code == 200


def test_what_is_typed_is_escaped(client: Client) -> None:
    object_index(object=book("kunlar"))
    text = client.get("/search", {"q": '<script>alert(1)</script>"'}).content.decode()
    assert "<script>alert" not in text


def test_suggestions_complete_the_last_word_and_name_works(client: Client) -> None:
    made = book("oʻtkan kunlar", title="Kunlar daftari")
    object_index(object=made)
    told = client.get("/search/suggest", {"q": "oʻtkan kun"}).json()
    assert told["words"] == [{"latin": "oʻtkan kunlar", "cyrillic": "oʻtkan кунлар", "pages": 1}]
    typed = ('"kun', "xotin-kun", "(kun", "-kun")
    told = [client.get("/search/suggest", {"q": text}).json()["words"][0]["latin"] for text in typed]
    assert told == ['"kunlar', "xotin-kunlar", "(kunlar", "-kunlar"]
    works = client.get("/search/suggest", {"q": "kunlar daf"}).json()["works"]
    assert works == [{"title": "Kunlar daftari", "creators": "Olim Sinov", "url": f"/book/{made.identifier}/"}]
