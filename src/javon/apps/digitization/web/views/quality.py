"""Quality control: the grid of pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from javon.apps.digitization import policies
from javon.apps.digitization.queries.pages import grid_rows
from javon.apps.digitization.web.access import object_or_404
from javon.apps.digitization.web.rows import moment_of, present_revision, shown_rows
from javon.base.ui.access import allowed

#: Steps that a person may switch off when a page is done again.
REDO_STEPS = (
    ("dewarp", _("Egilgan sahifani tekislamaslik")),
    ("deskew", _("Qiyshiqlikni toʻgʻrilamaslik")),
    ("crop", _("Hoshiyani kesmaslik")),
    ("illumination", _("Yorugʻlikni tekislamaslik")),
    ("showthrough", _("Orqa betdan oʻtgan yozuvni oʻchirmaslik")),
    ("denoise", _("Dogʻ va shovqinni tozalamaslik")),
    ("split", _("Ikki betga boʻlmaslik")),
)


@require_safe
@allowed(policies.can_see_work)
def grid(request: HttpRequest, identifier: str) -> HttpResponse:
    """The grid; its rows come by ``pages_json``."""
    context = {"object": object_or_404(identifier), "redo_steps": REDO_STEPS}
    return render(request, "digitization/quality.html", context)


@require_safe
@allowed(policies.can_see_work)
def pages_json(request: HttpRequest, identifier: str) -> HttpResponse:
    """All pages, or those that changed since the revision the browser has."""
    object = object_or_404(identifier)
    revision = present_revision()
    rows = grid_rows(object, since=moment_of(request.GET.get("since", "")))
    answer = {
        "title": object.record.title,
        "status": object.status,
        "revision": revision,
        "pages": shown_rows(object, rows),
    }
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})
