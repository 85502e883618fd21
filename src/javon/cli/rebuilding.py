"""The dialog of `javon rebuild`: a bar for the objects, a table of what the store holds and what came back."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from javon.apps.digitization.actions.assembly import object_assemble
from javon.apps.digitization.actions.rebuilding import (
    Counted,
    derivatives_remake,
    object_restore,
    preserved_count,
    preserved_identifiers,
    restored_count,
)
from javon.apps.digitization.errors import AssemblyError, DigitizationError
from javon.apps.digitization.models import DigitalObject
from javon.base.jobs.registry import find
from javon.cli.terminal import Terminal
from javon.cli.wholeness import (
    LibraryStoppedError,
    State,
    database_set_aside,
    examine,
    head_set_aside,
    sentence,
)

log = logging.getLogger(__name__)

DONE, DIFFERENT, NOTHING = 0, 1, 2


def rebuild(*, workers: int | None, rows_only: bool) -> int:
    """Bring every object back and compare; gives the exit status."""
    console = Terminal()
    names = preserved_identifiers()
    problems = [] if rows_only else _images_of_new_ones(workers)
    if not names:
        console.print(_("Raqamli arxivda resurs yoʻq."))
        return NOTHING
    kept, back = Counted(), Counted()
    with _bar(console) as bar:
        row = bar.add_task(_("resurslar"), total=len(names))
        for name in names:
            try:
                kept += preserved_count(name)
                _one(object_restore(identifier=name), workers, rows_only=rows_only)
            except Exception as error:  # whatever is wrong with one object must not keep the others away
                log.debug("%s", name, exc_info=True)
                problems.append(f"{name}: {str(error).strip() or type(error).__name__}")
            back += restored_count(name)
            bar.advance(row)
    _table(console, kept, back)
    for problem in problems:
        console.print(escape(problem), style="red")
    return DONE if kept == back and not problems else DIFFERENT


def _images_of_new_ones(workers: int | None) -> list[str]:
    """Images of books that are not in the archive yet: a library that was started from its copy has none.

    Gives what could not be made.
    """
    problems = []
    for object in DigitalObject.objects.filter(preserved_at=None):
        try:
            derivatives_remake(object=object, workers=workers)
        except Exception as error:  # as in ``rebuild``: one object must not keep the others away
            log.debug("%s", object.identifier, exc_info=True)
            problems.append(f"{object.identifier}: {str(error).strip() or type(error).__name__}")
    return problems


def make_way(*, set_aside: bool) -> None:
    """See that what comes back does so into a database of this archive's own; nothing that is in the way is deleted.

    Raises:
        LibraryStoppedError: the database is broken or another library's, and was not to be set aside.
    """
    finding = examine(None)
    if finding.state in {State.DAMAGED, State.FOREIGN}:
        if not set_aside:
            raise LibraryStoppedError(sentence(finding))
        _tell_moved(database_set_aside())
    if finding.state is not State.WHOLE:
        _tell_moved(head_set_aside())


def _tell_moved(aside: Path | None) -> None:
    if aside is not None:
        print("javon: " + _("chetga olindi, oʻchirilmadi: %(file)s") % {"file": aside}, file=sys.stderr)


def _one(object: DigitalObject, workers: int | None, *, rows_only: bool) -> None:
    if rows_only:
        return
    steps: list[Callable[[], Any]] = [
        partial(derivatives_remake, object=object, workers=workers),
        partial(object_assemble, object=object),
    ]
    index = find("library.index_object")
    if index is not None:
        steps.append(partial(index.function, object_id=object.pk))
    problems = []
    for step in steps:
        try:
            step()
        except DigitizationError as error:
            problems.append(str(error))
    if problems:
        raise AssemblyError("; ".join(problems))


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def _table(console: Console, kept: Counted, back: Counted) -> None:
    table = Table(_("nima"), _("arxivda"), _("tiklandi"))
    names = {
        "objects": _("resurslar"),
        "pages": _("sahifalar"),
        "texts": _("matn variantlari"),
        "masters": _("asl nusxalar"),
    }
    for field in fields(Counted):
        one, other = getattr(kept, field.name), getattr(back, field.name)
        table.add_row(names[field.name], str(one), str(other), style="" if one == other else "red")
    console.print(table)
