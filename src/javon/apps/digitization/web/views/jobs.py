"""Background jobs: what waits, what runs, what failed and why."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from javon.apps.digitization import policies
from javon.apps.digitization.web.showing import shown_jobs
from javon.apps.people.policies import can_manage_jobs
from javon.base.jobs import Job, State, job_retry, jobs_listed, jobs_overview
from javon.base.jobs.actions import JobNotFailedError
from javon.base.ui.access import allowed, person
from javon.base.ui.paging import page_of

PAGE_SIZE = 30


@require_safe
@allowed(policies.can_see_work)
def listing(request: HttpRequest) -> HttpResponse:
    """All jobs, or those in one state."""
    state = request.GET.get("state", "")
    states = [State(state)] if state in State.values else []
    page = page_of(jobs_listed(*states), request.GET.get("page"), PAGE_SIZE)
    context = {
        "page": page,
        "jobs": shown_jobs(page.object_list),
        "query": f"state={state}&" if states else "",
        "state": state,
        "states": State.choices,
        "overview": jobs_overview(),
        "may_retry": can_manage_jobs(request.user),
    }
    return render(request, "digitization/jobs.html", context)


@require_POST
@allowed(can_manage_jobs)
def retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let a failed job run again."""
    try:
        job_retry(job=get_object_or_404(Job, pk=pk), by=person(request))
        messages.success(request, _("Ish qaytadan navbatga qoʻyildi."))
    except JobNotFailedError as error:
        messages.error(request, str(error))
    return redirect("digitization:jobs")
