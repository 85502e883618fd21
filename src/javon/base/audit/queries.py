"""Reading the journal."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from javon.base.audit.models import JournalRow


def journal_listed(text: str = "") -> QuerySet[JournalRow]:
    """Rows whose person, action or subject begins with ``text`` (all when it is empty), the newest first."""
    rows = JournalRow.objects.order_by("-number")
    if text:
        rows = rows.filter(Q(actor__istartswith=text) | Q(action__istartswith=text) | Q(subject__istartswith=text))
    return rows
