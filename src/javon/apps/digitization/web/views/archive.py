"""The state of the archive: when it was last read, what is being read, what is damaged."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from javon.apps.digitization import policies
from javon.apps.digitization.queries.archive_state import (
    archive_state,
    damages_ended,
    damages_open,
    damages_shown,
)
from javon.apps.people.policies import can_manage_jobs
from javon.base.jobs import enqueue
from javon.base.ui.access import allowed

PAGE_SIZE = 30
ENDED = 20


@require_safe
@allowed(policies.can_see_work)
def archive(request: HttpRequest) -> HttpResponse:
    """Rounds of reading and damages."""
    page = Paginator(damages_open(), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = damages_shown([*page.object_list, *damages_ended()[:ENDED]])
    context = {
        "state": archive_state(),
        "page": page,
        "damages": [one for one in shown if one.damage.ended_at is None],
        "ended": [one for one in shown if one.damage.ended_at is not None],
        "query": "",
        "may_check": can_manage_jobs(request.user),
    }
    return render(request, "digitization/archive.html", context)


@require_POST
@allowed(can_manage_jobs)
def check(request: HttpRequest) -> HttpResponse:
    """Have the rest of the round read now."""
    enqueue("digitization.check_archive_now", unique="archive:now")
    messages.success(request, _("Tekshirish navbatga qoʻyildi: kitoblarga ishlov berish toʻxtamaydi."))
    return redirect("digitization:archive")
