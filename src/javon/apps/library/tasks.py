"""Background work of the library app."""

from __future__ import annotations

from javon.apps.digitization.queries.objects import objects_visible_to
from javon.apps.library.actions import index_rebuild, object_index
from javon.apps.library.queries.index_source import page_index
from javon.base.jobs import enqueue, job

#: So few objects are indexed on the spot where there is no index yet.
AT_ONCE = 20


@job("library.index_object", retries=8, backoff_s=1.0)
def index_object(*, object_id: int) -> None:
    """Let the index follow one object; an index that is missing or of an older format is built anew instead."""
    if not page_index().is_current():
        if objects_visible_to(None).count() > AT_ONCE:
            enqueue("library.rebuild_index", unique="index:all")
        else:
            index_rebuild()
        return
    found = objects_visible_to(None).filter(pk=object_id).first()
    if found is not None:
        object_index(object=found)


@job("library.rebuild_index", retries=3, long=True)
def rebuild_index() -> None:
    """Build the whole index anew."""
    index_rebuild()
