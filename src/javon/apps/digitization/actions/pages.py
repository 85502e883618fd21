"""Pages made from stored files, and their order."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from javon.apps.digitization import policies
from javon.apps.digitization.actions.rights import require
from javon.apps.digitization.enums import SourceStatus
from javon.apps.digitization.models import DigitalObject, Page, SourceFile
from javon.apps.people.models import User
from javon.base import clock

#: PostgreSQL and SQLite both take rows of this number in one statement.
ROWS_AT_ONCE = 500


def make_room(object: DigitalObject, *, after: int, places: int = 1) -> None:
    """Move every page behind position ``after`` further back (called inside a transaction)."""
    Page.objects.filter(object=object, position__gt=after).update(
        position=F("position") + places, changed_at=clock.now()
    )


def key_number(object: DigitalObject) -> int:
    """The number of the next new page's key; pages are never deleted, so no key comes twice."""
    return Page.objects.filter(object=object, part=0).count() + 1


@transaction.atomic
def pages_register(*, object: DigitalObject, by: User | None) -> int:
    """Make a page row for every frame of every stored file that has none yet; gives the number of new pages.

    A file that was refused at first and given again comes behind the pages of the file before it.
    """
    require(policies.can_digitize, by)
    sources = SourceFile.objects.filter(object=object, status=SourceStatus.STORED).order_by("position")
    places = _last_places(object)
    number = key_number(object)
    after, added = 0, []
    for source in sources:
        if source.pk in places:
            after = places[source.pk]
            continue
        if places:
            make_room(object, after=after, places=source.frames)
            places = {key: place + source.frames if place > after else place for key, place in places.items()}
        added += [_new_page(object, source, frame, number + frame, after + 1 + frame) for frame in range(source.frames)]
        _label(added[len(added) - source.frames :], source)
        number += source.frames
        after += source.frames
    Page.objects.bulk_create(added, batch_size=ROWS_AT_ONCE)
    return len(added)


def _new_page(object: DigitalObject, source: SourceFile, frame: int, number: int, position: int) -> Page:
    width, height = source.sizes[frame] if frame < len(source.sizes) else (0, 0)
    return Page(
        object=object,
        key=f"p{number:04d}",
        position=position,
        source=source,
        frame=frame,
        scan_width=width,
        scan_height=height,
    )


def _label(pages: list[Page], source: SourceFile) -> None:
    for page, label in zip(pages, source.labels, strict=False):
        page.label = str(label)[:40]


def _last_places(object: DigitalObject) -> dict[int, int]:
    """Position of the last page of every file that has pages."""
    rows = Page.objects.filter(object=object).order_by("position").values_list("source_id", "position")
    return dict(rows)
