"""Background work of the library app."""

from __future__ import annotations

import logging

from javon.apps.digitization.queries.objects import objects_visible_to
from javon.apps.library.actions import index_heal, index_rebuild, object_index
from javon.apps.library.queries.index_source import page_index
from javon.base.jobs import job
from javon.engines.index import IndexDamagedError

log = logging.getLogger(__name__)
#: So few objects are indexed on the spot where there is no index yet.
AT_ONCE = 20


@job("library.index_object", retries=8, backoff_s=1.0)
def index_object(*, object_id: int) -> None:
    """Let the index follow one object; an index that is missing, damaged or of another format is built anew instead."""
    found = objects_visible_to(None).filter(pk=object_id).first()
    try:
        if page_index().is_current():
            if found is not None:
                object_index(object=found)
            return
    except IndexDamagedError as error:
        log.error("%s", error)
    if objects_visible_to(None).count() > AT_ONCE:
        index_heal()
    else:
        index_rebuild()


@job("library.rebuild_index", retries=3, long=True)
def rebuild_index() -> None:
    """Build the whole index anew."""
    index_rebuild()


@job("library.check_index", retries=1, long=True)
def check_index() -> None:
    """Read every byte of the index and have it built anew where one is not as it was written."""
    damage = page_index().check()
    if damage:
        log.error("the index is damaged and is built anew: %s", damage)
    index_heal()
