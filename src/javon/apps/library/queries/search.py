"""Searches the index and joins what it finds with the rows that the person may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from javon.apps.digitization.policies import can_see_work
from javon.apps.digitization.queries.editions import edition_shown
from javon.apps.digitization.queries.objects import objects_visible_to, opened_identifiers, withdrawn_identifiers
from javon.apps.digitization.queries.texts import read_pages, texts_by_key
from javon.apps.library.queries.crops import Box, Crop, crop_of
from javon.apps.library.queries.index_source import is_of, page_index
from javon.apps.people.models import User
from javon.base import clock
from javon.engines.index import Count, Hit, Part, Query, Results, Suggestion, WorkHit, words_of_json

if TYPE_CHECKING:
    from javon.apps.digitization.models import DigitalObject

Reader = User | AnonymousUser
PAGE_SIZE = 10
#: Completions and works that are offered while somebody types.
MOST_WORDS, MOST_WORKS = 8, 4
#: Objects closed or opened lately that the index is told of; it has followed long before so many more are.
MOST_CHANGED = 200
#: So long after an object was opened the index has followed, or something is wrong that waiting does not mend.
FOLLOWED = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A hit with its object, and the piece of the page image that shows it."""

    hit: Hit
    object: DigitalObject
    image_id: str
    crop: Crop | None


@dataclass(frozen=True, slots=True)
class FoundWork:
    """A work found by title or author."""

    object: DigitalObject
    title: tuple[Part, ...]
    creators: tuple[Part, ...]

    @property
    def url(self) -> str:
        """The page of the work."""
        return reverse("library:book", args=[self.object.identifier])


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of results as the person may see them."""

    pages: tuple[FoundPage, ...]
    works: tuple[FoundWork, ...]
    total: int
    objects: int
    facets: Mapping[str, tuple[Count, ...]]
    near: bool
    meant: tuple[str, ...]


def search_pages(query: Query, reader: Reader) -> SearchPage:
    """Search as this person: closed objects are in the index for the staff only, and are looked up again in the rows.

    Four queries to the database whatever the number of hits; five for the staff, who find unpublished books as well.
    """
    results = page_index().search(_asked_by(reader, query))
    objects = _objects((*results.hits, *results.works), reader)
    hits = [(hit, objects[hit.object_id]) for hit in results.hits if hit.object_id in objects]
    texts = texts_by_key([(object, hit.page_key) for hit, object in hits])
    # A page taken out of its book, and a text that was corrected before the book was opened, may stand in the index
    # for a moment yet, and longer while all is built anew.
    pages = tuple(
        FoundPage(hit, object, f"{hit.object_id}~{hit.page_key}", crop_of(text.data, hit))
        for hit, object in hits
        if (text := texts.get((object.pk, hit.page_key))) is not None and is_of(hit, text.stamp)
    )
    works = tuple(_found_works(results.works, objects))
    return SearchPage(pages, works, results.total, results.objects, results.facets, results.near, results.meant)


def search_inside(query: Query, object: DigitalObject) -> Results:
    """Hits inside one object, in page order; the caller has checked that the person may read it."""
    results = page_index().search(replace(query, object_id=object.identifier, staff=True, facets=False))
    pages = read_pages(edition_shown(object), [hit.page_key for hit in results.hits])
    shown = {page.key: page.stamp for page in pages}
    hits = tuple(hit for hit in results.hits if is_of(hit, shown.get(hit.page_key, "-")))
    return replace(results, hits=hits, total=results.total - len(results.hits) + len(hits))


def marked_words(object: DigitalObject, hits: tuple[Hit, ...]) -> Iterator[tuple[Hit, list[tuple[str, Box]]]]:
    """For every hit the words to mark with their boxes on the page, in one query."""
    texts = texts_by_key([(object, hit.page_key) for hit in hits])
    for hit in hits:
        text = texts.get((object.pk, hit.page_key))
        words = words_of_json(text.data) if text else []
        yield (
            hit,
            [
                (words[number][4], (left, top, right - left, bottom - top))
                for number in hit.words
                if number < len(words)
                for left, top, right, bottom, _text in (words[number],)
            ],
        )


def suggest(typed: str, reader: Reader) -> tuple[list[Suggestion], list[FoundWork]]:
    """Completions of the last typed word, from the books this person may read, and works of which title or author has
    the typed words, the last one being unfinished.

    Asked at every key: three queries to the database, two for the staff.
    """
    asked = _asked_by(reader, Query(typed, limit=MOST_WORDS))
    words = page_index().suggest(asked)
    begun = typed.strip()
    works = page_index().works(replace(asked, text=f"{begun}*")) if len(begun) > 1 else ()
    return words, _found_works(works, _objects(works, reader))[:MOST_WORKS]


def _asked_by(reader: Reader, query: Query) -> Query:
    """The query within what the person may know of.

    What was closed is named to the index: until it has followed, counts, facets and completions would still tell of it.
    What was opened is named as well, so that a book of 2,000 pages is found in the same moment.
    """
    if can_see_work(reader):
        return replace(query, staff=True)
    opened = opened_identifiers(clock.now() - FOLLOWED, MOST_CHANGED)
    return replace(query, staff=False, without=withdrawn_identifiers(MOST_CHANGED), opened=opened)


def _found_works(works: Iterable[WorkHit], objects: Mapping[str, DigitalObject]) -> list[FoundWork]:
    """The works among these objects; one that has another title or author since the index saw it is passed over."""
    found = [(work, objects[work.object_id]) for work in works if work.object_id in objects]
    return [
        FoundWork(object, work.title, work.creators)
        for work, object in found
        if work.names == (object.shown_record.title, *object.shown_record.creators)
    ]


def _objects(wanted: Iterable[Hit | WorkHit], reader: Reader) -> dict[str, DigitalObject]:
    identifiers = {found.object_id for found in wanted}
    return {found.identifier: found for found in objects_visible_to(reader).filter(identifier__in=identifiers)}
