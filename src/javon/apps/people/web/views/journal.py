"""The journal of changes, to be read only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from javon.apps.people.policies import can_see_journal
from javon.apps.people.queries.people import usernames
from javon.base.audit import JournalRow
from javon.base.audit.queries import journal_listed
from javon.base.ui.access import allowed
from javon.base.ui.deeds import detail_words, subject_words
from javon.base.ui.paging import page_of

PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with its subject and details in words."""

    row: JournalRow
    kind: str
    name: str
    address: str
    details: list[tuple[str, str]]


def shown_rows(rows: Sequence[JournalRow]) -> list[ShownRow]:
    """Rows in words; people are named, in one go."""
    subjects = [subject_words(row.subject) for row in rows]
    people = usernames(
        int(name)
        for row, (_kind, name, _address) in zip(rows, subjects, strict=True)
        if row.subject.startswith("user:") and name.isdecimal()
    )
    return [
        ShownRow(
            row,
            kind,
            people.get(int(name), name) if row.subject.startswith("user:") and name.isdecimal() else name,
            address,
            detail_words(row.action, row.data),
        )
        for row, (kind, name, address) in zip(rows, subjects, strict=True)
    ]


@require_safe
@allowed(can_see_journal)
def journal(request: HttpRequest) -> HttpResponse:
    """Who changed what, a hundred rows a page."""
    text = request.GET.get("q", "").strip()[:200]
    page = page_of(journal_listed(text), request.GET.get("page"), PAGE_SIZE)
    query = f"{urlencode({'q': text})}&" if text else ""
    context = {"page": page, "rows": shown_rows(list(page.object_list)), "text": text, "query": query}
    return render(request, "people/journal.html", context)
