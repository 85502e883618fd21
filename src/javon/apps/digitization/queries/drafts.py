"""What waits to be released: published objects that have changed since, and how they differ from what readers see."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from javon.apps.catalog.queries.records import FIELDS
from javon.apps.digitization.enums import ObjectStatus, PageChange
from javon.apps.digitization.models import DigitalObject, Page, Release, ReleasedPage
from javon.apps.digitization.queries.contents import entries_of
from javon.apps.digitization.queries.editions import edition_now
from javon.apps.digitization.queries.pages import all_pages_of

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

#: What differs between a page as it was released and the page as it stands now, by the fields that tell.
_TELLING = (
    (PageChange.LABEL, "label"),
    (PageChange.BLANK, "blank"),
    (PageChange.PICTURE, "folder"),
)


def newest_release(object: DigitalObject) -> Release:
    """The release that was decided last, whether its files are made yet or not; the object must have one."""
    return Release.objects.filter(object=object).latest("number")


def drafts() -> QuerySet[DigitalObject]:
    """Published objects that have changed since they were released, the longest waiting first."""
    newer = Release.objects.filter(object=OuterRef("pk"), revision__gte=OuterRef("revision"))
    published = DigitalObject.objects.filter(status=ObjectStatus.PUBLISHED, release__revision__lt=F("revision"))
    return published.filter(~Exists(newer)).select_related("record", "release").order_by("changed_at", "pk")


def drafts_count() -> int:
    """How many published objects have changes that readers do not see."""
    return drafts().count()


def draft_waits(object: DigitalObject) -> bool:
    """Whether a published object has changes that nobody has released or dropped."""
    return object.is_published and newest_release(object).revision < object.revision


def releases_in_making() -> QuerySet[Release]:
    """Releases that were decided and wait for their files, of all books, the oldest first."""
    waiting = Release.objects.filter(shown_at__isnull=True, object__status=ObjectStatus.PUBLISHED)
    return waiting.select_related("object__record", "released_by").defer("contents").order_by("created_at", "pk")


def release_in_making(object: DigitalObject) -> Release | None:
    """A release that was decided and waits for its files."""
    return Release.objects.filter(object=object, shown_at__isnull=True).order_by("-number").first()


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field of the record before and now."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page that is not as readers see it; ``old`` None: it came later."""

    old: ReleasedPage | None
    new: Page
    changes: tuple[PageChange, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """All in which an object differs from its release; contents as ``[level, title, key, origin]``."""

    record: tuple[ChangedField, ...]
    pages: tuple[ChangedPage, ...]
    contents: tuple[list[list[Any]], list[list[Any]]] | None

    def any(self) -> bool:
        """Whether there is anything that readers would see."""
        return bool(self.record or self.pages or self.contents)

    def details(self) -> dict[str, Any]:
        """What the journal keeps: names, not values."""
        return {
            "pages": [page.new.key for page in self.pages],
            "fields": [field.name for field in self.record],
            "contents": self.contents is not None,
        }


def differences(object: DigitalObject, release: Release) -> Differences:
    """In what the object as it stands differs from a release."""
    before, now = release.contents, entries_of(edition_now(object))
    same = before == now and object.without_contents == release.without_contents
    return Differences(
        changed_fields(object, release), tuple(changed_pages(object, release)), None if same else (before, now)
    )


def changed_fields(object: DigitalObject, release: Release) -> tuple[ChangedField, ...]:
    """Fields of the record that differ."""
    was = release.record_values
    pairs = ((name, was.get(name), getattr(object.record, name)) for name in FIELDS)
    return tuple(ChangedField(name, old, new) for name, old, new in pairs if old != new)


def changed_pages(object: DigitalObject, release: Release) -> list[ChangedPage]:
    """Pages that differ, in the order of the book as it stands."""
    shown = release.all_pages().select_related("text").defer("state", "text__packed")
    released = {page.page_id: page for page in shown}
    pages = list(all_pages_of(object).defer("measurements", "recipe", "flags"))
    moved = _moved([released[page.pk].position for page in pages if page.pk in released and not page.excluded])
    found = []
    for page in pages:
        old = released.get(page.pk)
        changes = _changes(old, page, moved)
        if changes:
            found.append(ChangedPage(old, page, changes))
    return found


def _changes(old: ReleasedPage | None, page: Page, moved: frozenset[int]) -> tuple[PageChange, ...]:
    if old is None:
        return () if page.excluded else (PageChange.ADDED,)
    if page.excluded or old.excluded:
        change = PageChange.REMOVED if page.excluded else PageChange.RETURNED
        return () if page.excluded and old.excluded else (change,)
    found = [change for change, name in _TELLING if getattr(old, name) != getattr(page, name)]
    if (old.text.version if old.text is not None else 0) != page.text_version:
        found.append(PageChange.TEXT)
    if old.position in moved:
        found.append(PageChange.PLACE)
    return tuple(found)


def _moved(positions: Sequence[int]) -> frozenset[int]:
    """Of places that were rising, those that stand out of the longest run that still does."""
    ends: list[int] = []  # the place with which the shortest end of a run of each length ends, by index
    before: list[int] = []
    for at, position in enumerate(positions):
        length = bisect_left(ends, position, key=lambda index: positions[index])
        before.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [at]
    kept, at = set(), ends[-1] if ends else -1
    while at >= 0:
        kept.add(positions[at])
        at = before[at]
    return frozenset(positions) - kept


def _differs() -> Q:
    """A page of a release that is not as it stands now (its place aside)."""
    same: dict[str, Combinable] = {f"page__{name}": F(name) for _change, name in _TELLING}
    shown = Q(excluded=False, page__excluded=False)
    unlike = ~Q(**same) | ~Q(page__text_version=F("text__version"))
    return (shown & unlike) | ~Q(page__excluded=F("excluded"))


def changed_counts(objects: Sequence[DigitalObject]) -> dict[int, int]:
    """How many pages of each object differ from what readers see, pages that only moved aside; two queries for all."""
    books = {object.release_id: object.pk for object in objects if object.release_id is not None}
    counts: Counter[int] = Counter()
    changed = ReleasedPage.objects.filter(_differs(), release__in=list(books)).order_by()
    counts.update(books[release] for release in changed.values_list("release_id", flat=True))
    known = ReleasedPage.objects.filter(release__in=list(books)).order_by().values("page")
    added = Page.objects.filter(object__in=objects, excluded=False).exclude(pk__in=known).order_by()
    counts.update(added.values_list("object_id", flat=True))
    return counts
