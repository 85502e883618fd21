"""Derivatives that got lost are made anew from masters and text; what killed programs left is cleared away."""

from __future__ import annotations

import shutil
from contextlib import suppress

from javon.apps.digitization.actions.assembly import object_assemble
from javon.apps.digitization.actions.rebuilding import derivatives_remake
from javon.apps.digitization.errors import AssemblyError
from javon.apps.digitization.models import DigitalObject
from javon.apps.digitization.queries.archive import preservation_root
from javon.apps.digitization.queries.lost import files_lost, images_lost, leavings
from javon.base.db import said
from javon.base.jobs import enqueue

#: A reader who turns pages asks for the same lost pictures again and again: they are looked for once in so long.
PAUSE_S = 20.0
#: What is older is left by nobody who still works: no file takes a day to write.
DAY_S = 24 * 3600.0


def lost_ask(*, identifier: str) -> None:
    """Have lost files of the object made anew soon (called where somebody wanted one and it was not there)."""
    pk = DigitalObject.objects.filter(identifier=identifier).values_list("pk", flat=True).first()
    if pk is not None:
        enqueue("digitization.remake_lost", unique=f"lost:{pk}", delay_s=PAUSE_S, object_id=pk)


def lost_search() -> int:
    """Look for lost derivatives of all objects and have them made anew; gives the number of such objects."""
    found = 0
    for object in DigitalObject.objects.filter(assembled_revision__gt=0).order_by("pk").iterator(chunk_size=100):
        if files_lost(object) or images_lost(object):
            enqueue("digitization.remake_lost", unique=f"lost:{object.pk}", object_id=object.pk)
            found += 1
    return found


def lost_remake(*, object: DigitalObject, workers: int | None = None) -> None:
    """Make what is lost of the object anew: images of pages from their masters, then the files of the book.

    Raises:
        AssemblyError: something could not be made; the message names it, everything else is there.
    """
    problems = []
    if images_lost(object):
        try:
            derivatives_remake(object=object, workers=workers)
        except AssemblyError as error:
            problems.append(said.said_by(error))
    if files_lost(object):
        try:
            object_assemble(object=object)
        except AssemblyError as error:
            problems.append(said.said_by(error))
    if problems:
        raise AssemblyError(said.lines(problems))


def leavings_clear(*, older_s: float = DAY_S) -> int:
    """Remove what killed programs left lying; gives the number.  The store's own is cleared under its locks."""
    cleared = preservation_root().recover()
    for left in list(leavings(older_s)):
        if left.path.suffix == ".work":
            continue
        with suppress(OSError):
            if left.path.is_dir():
                shutil.rmtree(left.path)
            else:
                left.path.unlink()
            cleared += 1
    return cleared
