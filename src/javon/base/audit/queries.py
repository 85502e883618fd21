"""Reading the journal."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from javon.base.audit.models import JournalRow


def journal_listed(text: str = "") -> QuerySet[JournalRow]:
    """Rows whose person, action or subject begins with ``text`` (all when it is empty), the newest first.

    A subject is found by its name alone as well: "jvb3" finds "object:jvb3k9x2mqz".
    """
    rows = JournalRow.objects.order_by("-number")
    if text:
        subject = Q(subject__istartswith=text) | Q(subject__icontains=f":{text}")
        rows = rows.filter(Q(actor__istartswith=text) | Q(action__istartswith=text) | subject)
    return rows
