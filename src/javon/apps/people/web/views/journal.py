"""The journal of changes, to be read only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from javon.apps.people.models import User
from javon.apps.people.policies import can_see_journal
from javon.apps.people.queries.people import keys_called
from javon.apps.people.web.forms.journal import JournalForm
from javon.base.audit import JournalRow
from javon.base.audit.queries import Sought, journal_listed
from javon.base.clock import TASHKENT
from javon.base.ui.access import allowed
from javon.base.ui.deeds import deeds_called, detail_words
from javon.base.ui.paging import page_of
from javon.base.ui.subjects import Subject, subjects_called, subjects_shown

PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with its subject and details in words."""

    row: JournalRow
    subject: Subject
    details: list[tuple[str, str]]


def shown_rows(rows: Sequence[JournalRow]) -> list[ShownRow]:
    """Rows in words; what they were done on is named, in one go for each kind."""
    subjects = subjects_shown([row.subject for row in rows])
    return [
        ShownRow(row, subject, detail_words(row.action, row.data)) for row, subject in zip(rows, subjects, strict=True)
    ]


@require_safe
@allowed(can_see_journal)
def journal(request: HttpRequest) -> HttpResponse:
    """Who changed what, a hundred rows a page."""
    form = JournalForm(request.GET)
    form.is_valid()
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    page = page_of(journal_listed(_sought(asked)), request.GET.get("page"), PAGE_SIZE)
    query = f"{urlencode(asked)}&" if asked else ""
    context = {"form": form, "page": page, "rows": shown_rows(list(page.object_list)), "asked": asked, "query": query}
    return render(request, "people/journal.html", context)


def _sought(asked: Mapping[str, Any]) -> Sought:
    text = asked.get("q", "").strip()
    subjects, begun = subjects_called(text) if text else ([], [])
    return Sought(
        text=text,
        actions=deeds_called(text) if text else (),
        subjects=subjects,
        begun=begun,
        people=keys_called(text) if text else (),
        actor=User.normalize_username(asked.get("who", "").strip()),
        action=asked.get("deed", ""),
        since=_start(asked.get("since")),
        before=_start(asked.get("until"), days=1),
    )


def _start(day: date | None, days: int = 0) -> datetime | None:
    """The first moment, by the clock of Tashkent, of the day so many days later; None past the end of the calendar."""
    try:
        return datetime.combine(day + timedelta(days=days), time.min, tzinfo=TASHKENT) if day else None
    except OverflowError:
        return None
