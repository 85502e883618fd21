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
from javon.base.jobs import enqueue

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


def enqueue_page(page: Page) -> None:
    """Have one page done soon, in the lane of quick jobs: nobody waits behind another person's book."""
    enqueue("digitization.process_page", unique=f"page:{page.pk}", page_id=page.pk)


@transaction.atomic
def pages_register(*, object: DigitalObject, by: User | None) -> int:
    """Make a page row for every frame of every stored file that has none yet; gives the number of new pages.

    Files are gone through in the order in which they were given last: a new one comes behind the pages of the file
    before it, wherever a person has moved these.
    """
    require(policies.can_digitize, by)
    sources = SourceFile.objects.filter(object=object, status=SourceStatus.STORED, place__gt=0).order_by("place")
    frames, last = _frames_of(object)
    number = key_number(object)
    after, added = 0, []
    for source in sources:
        have = frames.get(source.pk, set())
        missing = [frame for frame in range(source.frames) if frame not in have]
        after = last.get(source.pk, after)
        if not missing:
            continue
        if last:
            make_room(object, after=after, places=len(missing))
            last = {key: place + len(missing) if place > after else place for key, place in last.items()}
        new = [_new_page(object, source, frame, number + i, after + 1 + i) for i, frame in enumerate(missing)]
        added += new
        number += len(missing)
        after += len(missing)
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
        label=str(source.labels[frame])[:40] if frame < len(source.labels) else "",
    )


def _frames_of(object: DigitalObject) -> tuple[dict[int, set[int]], dict[int, int]]:
    """The frames of every file that have pages, and the position of the last of these."""
    frames: dict[int, set[int]] = {}
    last = {}
    rows = Page.objects.filter(object=object).order_by("position")
    for source, frame, position in rows.values_list("source_id", "frame", "position"):
        frames.setdefault(source, set()).add(frame)
        last[source] = position
    return frames, last
