"""Writing to the journal."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import connection, transaction

from javon.base import clock
from javon.base.audit import head
from javon.base.audit.chain import GENESIS, Content, canonical
from javon.base.audit.models import JournalRow
from javon.base.audit.protection import protect, unprotected
from javon.base.db.actor import Actor
from javon.base.db.locks import serialize


def record(*, action: str, subject: str, by: Actor, details: Mapping[str, Any] | None = None) -> JournalRow:
    """Add a row to the journal, in the caller's transaction: change and row stand or fall together.

    Args:
        action: Name of the change, ``<app>.<entity>_<verb>``.
        subject: What was changed, ``<kind>:<key>``.
        by: The person, or ``None`` for the program itself.
        details: Anything JSON can hold; old and new values where that matters.

    Returns:
        The row, with its number and hash.

    Raises:
        TypeError, ValueError: ``details`` holds what JSON cannot.
    """
    text = canonical(details or {})
    with transaction.atomic():
        serialize("javon.audit")
        last = JournalRow.objects.order_by("-number").values_list("number", "hash").first()
        number, previous = (last[0] + 1, last[1]) if last else (1, GENESIS)
        actor_id, actor = (by.pk, by.get_username()) if by is not None else (None, "")
        content = Content(number, clock.now(), actor_id, actor, action, subject, text)
        row = JournalRow(
            number=number,
            at=content.at,
            actor_id=actor_id,
            actor=actor,
            action=action,
            subject=subject,
            details=text,
            previous_hash=previous,
            hash=content.digest(previous),
        )
        row.full_clean(validate_unique=False)
        row.save(force_insert=True)
        transaction.on_commit(partial(head.note, number))
    return row


@transaction.atomic
def journal_protect(*, by: Actor) -> list[str]:
    """Have the database refuse changes of the journal again; gives the names of the triggers that did not stand.

    That they did not is noted in the journal itself: whoever took them off may have changed what stands before.
    """
    names = unprotected(connection)
    if names:
        protect(connection)
        record(action="audit.journal_protect", subject="journal", by=by, details={"triggers": names})
    return names
