"""Keeps the full-text index equal to the database: one object at a time, or all anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from javon.apps.digitization.queries.objects import objects_visible_to
from javon.apps.library.queries.index_source import index_pages, index_work, page_index
from javon.base.jobs import enqueue

if TYPE_CHECKING:
    from javon.apps.digitization.models import DigitalObject

#: So long a job waits for another writer before it makes room for other jobs of its lane.
BUSY_S = 5.0
#: Called after every object with the number done and the number of all.
Progress = Callable[[int, int], None]


def object_index(*, object: DigitalObject) -> int:
    """Put the object into the index as it stands now; returns its pages.  Visible to readers when this returns.

    The row is read again once the writer's lock is held: meanwhile the object may have been withdrawn, and a later job
    may have said so to the index already.  An object that is gone is taken out.

    Raises:
        IndexBusyError: another process is writing, perhaps the whole index anew; the job is tried again later.
        IndexDamagedError: the index has to be built anew.
    """
    with page_index().writer(wait_s=BUSY_S) as writer:
        now = objects_visible_to(None).filter(pk=object.pk).first()
        if now is None:
            writer.delete_object(object.identifier)
            return 0
        known = writer.known(now.identifier)
        return writer.replace_object(index_work(now), index_pages(now, known), known)


def index_heal() -> bool:
    """Have the index built anew where there is none that can be read; gives whether it has to be.

    Cheap where all is well, so that every search may ask; many that ask at once get one job.
    """
    if page_index().is_current():
        return False
    enqueue("library.rebuild_index", unique="index:all")
    return True


def index_rebuild(*, progress: Progress | None = None) -> int:
    """Build the index anew from the database, aside, and swap it in; returns the number of pages.

    Searching goes on in the old index meanwhile, and changes wait for the end.
    """
    objects = objects_visible_to(None).order_by("pk")
    total, pages = objects.count(), 0
    with page_index().rebuild() as writer:
        for done, object in enumerate(objects.iterator(chunk_size=100), start=1):
            pages += writer.replace_object(index_work(object), index_pages(object))
            if progress:
                progress(done, total)
    return pages
