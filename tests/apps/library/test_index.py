"""The index follows the rows: job, acceptance, withdrawal, correction, rebuild."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.apps.library.books import book, page_model, release

from javon.apps.digitization.enums import ObjectStatus
from javon.apps.digitization.models import DigitalObject, PageText
from javon.apps.digitization.models.text import pack
from javon.apps.library.actions import index_rebuild, object_index
from javon.apps.library.queries.index_source import page_index
from javon.apps.library.queries.search import search_pages, suggest
from javon.apps.library.tasks import index_object, rebuild_index
from javon.engines.index import Query

pytestmark = pytest.mark.django_db


def total(text: str) -> int:
    return search_pages(Query(text, fuzzy=False), AnonymousUser()).total


def suggested(text: str) -> int:
    return sum(word.pages for word in suggest(text, AnonymousUser())[0])


def test_job_makes_a_missing_index_with_everything_in_it() -> None:
    first, second = book("birinchi matn"), book("ikkinchi matn")
    index_object(object_id=first.pk)
    assert (total("birinchi"), total("ikkinchi")) == (1, 1)
    index_object(object_id=second.pk)
    assert total("matn") == 2


def test_job_follows_status_and_text() -> None:
    made = book("eski matn", published=False)
    index_object(object_id=made.pk)
    assert total("eski") == 0
    release(made)
    index_object(object_id=made.pk)
    assert total("eski") == 1
    page = made.pages.get()
    PageText.objects.create(page=page, version=2, packed=pack(page_model("yangi matn")))
    made.pages.update(text_version=2)
    index_object(object_id=made.pk)
    assert (total("eski"), total("yangi")) == (1, 0), "readers find what was released"
    index_object(object_id=release(made).pk)
    assert (total("eski"), total("yangi")) == (0, 1)


def test_pages_taken_out_and_blank_pages_are_not_found() -> None:
    made = book("birinchi matn", "ikkinchi matn", "uchinchi matn")
    made.pages.filter(key="p0002").update(excluded=True)
    made.pages.filter(key="p0003").update(blank=True)
    index_object(object_id=release(made).pk)
    assert [total(word) for word in ("birinchi", "ikkinchi", "uchinchi")] == [1, 0, 0]


def test_job_for_an_object_that_is_gone_does_nothing() -> None:
    object_index(object=book("matn"))
    index_object(object_id=999_999)
    assert total("matn") == 1


def test_rebuild_counts_equal() -> None:
    for number in range(3):
        object_index(object=book(f"matn {number}", f"boshqa {number}"))
    before = page_index().count()
    seen: list[tuple[int, int]] = []
    assert index_rebuild(progress=lambda done, all_: seen.append((done, all_))) == 6
    assert page_index().count() == before == 9
    assert seen == [(1, 3), (2, 3), (3, 3)]
    rebuild_index()
    assert page_index().count() == before


def test_opening_a_book_to_readers_reads_none_of_its_texts(django_assert_num_queries: Any) -> None:
    made = book(*(f"matn {number}" for number in range(120)), published=False)
    object_index(object=made)
    release(made)
    with django_assert_num_queries(2):
        object_index(object=made)
    assert total("matn") == 120


def test_a_late_job_does_not_open_what_was_withdrawn_while_it_waited() -> None:
    made = book("maxfiy matn")
    DigitalObject.objects.filter(pk=made.pk).update(status=ObjectStatus.WITHDRAWN)
    assert made.is_published, "as the job read it before it waited for the writer"
    object_index(object=made)
    assert page_index().search(Query("maxfiy")).total == 0
    assert page_index().search(Query("maxfiy", staff=True)).total == 1


def test_a_late_job_takes_out_what_is_gone() -> None:
    made = book("maxfiy matn")
    object_index(object=made)
    made.pages.all().delete()
    DigitalObject.objects.filter(pk=made.pk).delete()
    assert object_index(object=made) == 0
    assert page_index().count() == 0


def test_a_book_is_found_in_the_moment_it_is_opened() -> None:
    made = book("birinchi matn", "ikkinchi matn", title="Yangi daftar", published=False)
    index_object(object_id=made.pk)
    assert (total("matn"), suggested("matn"), total("daftar matn")) == (0, 0, 0)
    release(made)
    assert (total("matn"), suggested("matn"), total("daftar matn")) == (2, 2, 2)
    assert [work.object.pk for work in search_pages(Query("daftar"), AnonymousUser()).works] == [made.pk]
    DigitalObject.objects.filter(pk=made.pk).update(status=ObjectStatus.WITHDRAWN, published_at=None)
    assert (total("matn"), suggested("matn")) == (0, 0)


def test_a_corrected_page_and_the_one_before_it_are_read_anew(django_assert_num_queries: Any) -> None:
    made = book(*(f"matn {number}" for number in range(120)))
    object_index(object=made)
    page = made.pages.get(key="p0060")
    PageText.objects.create(page=page, version=2, packed=pack(page_model("larimizdan biri")))
    made.pages.filter(pk=page.pk).update(text_version=2)
    release(made)
    with django_assert_num_queries(3):
        object_index(object=made)
    assert (total("larimizdan"), total("matn")) == (1, 119)


def test_a_word_broken_over_the_end_of_a_page_is_found_whole() -> None:
    made = book("gap oxirida kitob-", "larimizdan biri", "uchinchi")
    PageText.objects.filter(page__object=made).update(packed=b"")
    for key, text in (("p0001", "gap oxirida kitob-"), ("p0002", "larimizdan biri"), ("p0003", "uchinchi")):
        PageText.objects.filter(page__object=made, page__key=key).update(packed=pack(page_model(text)))
    object_index(object=made)
    whole = Query("китобларимиздан", exact=True)
    assert search_pages(whole, AnonymousUser()).total == 1
    made.pages.filter(key="p0002").update(excluded=True)
    object_index(object=release(made))
    assert search_pages(whole, AnonymousUser()).total == 0
