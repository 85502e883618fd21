"""Background work of digitization: ids in, an action out."""

from __future__ import annotations

from contextlib import suppress

from javon.apps.digitization.actions.archive_check import Share, archive_check, archive_check_due
from javon.apps.digitization.actions.assembly import object_assemble
from javon.apps.digitization.actions.give import unpacked_clear
from javon.apps.digitization.actions.intake import object_intake
from javon.apps.digitization.actions.lost import leavings_clear, lost_remake, lost_search
from javon.apps.digitization.actions.preservation import object_preserve
from javon.apps.digitization.actions.processing import object_process, page_process
from javon.apps.digitization.actions.upload import uploads_clear, uploads_expire, uploads_gather
from javon.apps.digitization.errors import AlreadyDigitizedError, BusyError, NothingToDigitizeError
from javon.apps.digitization.models import DigitalObject
from javon.apps.digitization.queries.archive import preservation_root
from javon.apps.digitization.queries.pages import page_by_pk
from javon.apps.digitization.queries.uploads import uploads_of
from javon.base.jobs import enqueue, job

#: A share of the archive is read for at most so long, then other long jobs have their turn.
SHARE_S = 300.0
#: Another program works on the object: look again after so long.
BUSY_DELAY_S = 20


def _object(object_id: int) -> DigitalObject | None:
    return DigitalObject.objects.select_related("record", "created_by").filter(pk=object_id).first()


@job("digitization.intake_object", retries=3, long=True)
def intake_object(*, object_id: int) -> None:
    """Take the given files in and register the pages."""
    found = _object(object_id)
    if found is None:
        return
    key, uploads = found.source_key, list(uploads_of(found))
    # An object that turns out to be known or empty is gone again; the journal has the reason.
    with suppress(AlreadyDigitizedError, NothingToDigitizeError):
        uploads_gather(object=found, uploads=uploads)
        object_intake(object=found, by=found.created_by)
    uploads_clear(uploads=uploads)
    unpacked_clear(key)


@job("digitization.process_object", retries=3, long=True)
def process_object(*, object_id: int) -> None:
    """Put the waiting pages through the pipeline."""
    found = _object(object_id)
    if found is None:
        return
    try:
        object_process(object=found)
    except BusyError:
        unique = f"process:{object_id}"
        enqueue("digitization.process_object", unique=unique, delay_s=BUSY_DELAY_S, object_id=object_id)


@job("digitization.process_page", retries=2)
def process_page(*, page_id: int) -> None:
    """Put one page through the pipeline again."""
    found = page_by_pk(page_id)
    if found is not None:
        page_process(page=found)


@job("digitization.assemble_object", retries=3, long=True)
def assemble_object(*, object_id: int) -> None:
    """Make PDF, EPUB, text, ALTO, METS and manifest anew where the object has changed."""
    found = _object(object_id)
    if found is not None:
        object_assemble(object=found)


@job("digitization.preserve_object", retries=5, long=True)
def preserve_object(*, object_id: int) -> None:
    """Put a new version into the preservation store where the object has changed."""
    found = _object(object_id)
    if found is not None:
        object_preserve(object=found)


@job("digitization.recover_preservation", retries=1, long=True)
def recover_preservation() -> None:
    """Clear away what killed writers left in the preservation store."""
    preservation_root().recover()


@job("digitization.check_archive", retries=0, long=True)
def check_archive() -> None:
    """Read the share of the archive that is due by now."""
    with suppress(BusyError):
        archive_check_due(seconds=SHARE_S)


@job("digitization.check_archive_now", retries=2, long=True)
def check_archive_now() -> None:
    """Read the archive to the end of the round, a share at a time: books waiting to be digitized come in between."""
    with suppress(BusyError):
        if archive_check(share=Share(seconds=SHARE_S, again=True, gentle=True)).finished_at is None:
            enqueue("digitization.check_archive_now", unique="archive:now")


@job("digitization.remake_lost", retries=1, long=True)
def remake_lost(*, object_id: int) -> None:
    """Make anew what got lost of the object's images and files."""
    found = _object(object_id)
    if found is not None:
        lost_remake(object=found)


@job("digitization.find_lost", retries=1, long=True)
def find_lost() -> None:
    """Clear away what killed programs left, and have lost images and files of all objects made anew."""
    leavings_clear()
    lost_search()


@job("digitization.expire_uploads", retries=1)
def expire_uploads() -> None:
    """Remove uploads that nobody went on with."""
    uploads_expire()
