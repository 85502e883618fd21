"""Reading the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from javon.base.audit.models import JournalRow


@dataclass(frozen=True, slots=True)
class Sought:
    """What the rows of the journal are narrowed by; every part may be left out.

    Attributes:
        text: Begins the person's log-in name, the name of the change, or what it was done on, with or without the kind:
            "jvb3" finds "object:jvb3k9x2mqz".
        actions: Names of changes that answer to the text as well.
        subjects: What answers to the text by its title; ``begun``: how the names of its parts begin.
        people: Keys of people that answer to the text by their name.
        actor: Log-in name of the person who did it.
        action: Name of the change.
        since: The first moment; ``before``: the first one that is too late.
    """

    text: str = ""
    actions: Sequence[str] = ()
    subjects: Sequence[str] = ()
    begun: Sequence[str] = ()
    people: Sequence[int] = ()
    actor: str = ""
    action: str = ""
    since: datetime | None = None
    before: datetime | None = None


def journal_listed(sought: Sought = Sought()) -> QuerySet[JournalRow]:
    """Rows that answer to what is sought, the newest first."""
    rows = JournalRow.objects.order_by("-number")
    if sought.text:
        rows = rows.filter(_answering(sought))
    limits = {
        "actor": sought.actor, "action": sought.action, "at__gte": sought.since, "at__lt": sought.before
    }  # fmt: skip
    return rows.filter(**{name: value for name, value in limits.items() if value})


def _answering(sought: Sought) -> Q:
    text = sought.text
    found = Q(actor__istartswith=text) | Q(action__istartswith=text)
    found |= Q(subject__istartswith=text) | Q(subject__icontains=f":{text}")
    found |= Q(action__in=sought.actions) | Q(subject__in=sought.subjects) | Q(actor_id__in=sought.people)
    for beginning in sought.begun:
        found |= Q(subject__startswith=beginning)
    return found
