"""Bringing scans in: files by drag and drop, or the scanner."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from javon.apps.catalog.errors import CatalogError
from javon.apps.digitization import policies
from javon.apps.digitization.actions.scan import scan_into_batch
from javon.apps.digitization.actions.upload import object_from_uploads, uploads_discard
from javon.apps.digitization.errors import DigitizationError
from javon.apps.digitization.queries.scanners import available_scanners
from javon.apps.digitization.queries.set_aside import set_aside_files
from javon.apps.digitization.queries.uploads import batches_left, uploads_waiting
from javon.apps.digitization.web.access import answering
from javon.apps.digitization.web.forms.intake import NewObjectForm, ScanForm
from javon.apps.digitization.web.showing import shown_uploads
from javon.base.ui.access import allowed, person


@allowed(policies.can_digitize)
def new(request: HttpRequest) -> HttpResponse:
    """The form; its files have come before it by the tus protocol, perhaps on another day (``?batch=``)."""
    by = person(request)
    asked = request.POST.get("batch") or request.GET.get("batch", "")
    held = shown_uploads(uploads_waiting(asked, by)) if asked else []
    form = NewObjectForm(request.POST or None, initial={"batch": asked if held else secrets.token_urlsafe(24)})
    if request.method == "POST" and form.is_valid():
        try:
            made = object_from_uploads(
                batch=form.cleaned_data["batch"],
                by=by,
                record_values=form.record_values(),
                profile=form.profile,
                language=form.cleaned_data["language"],
            )
            return redirect("digitization:object", made.identifier)
        except (DigitizationError, CatalogError) as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "held": held,
        "left": batches_left(by, other_than=asked),
        "set_aside": set_aside_files(),
        "set_aside_folder": settings.JAVON_SET_ASIDE,
    }
    return render(request, "digitization/new.html", context)


@require_POST
@allowed(policies.can_digitize)
def discard(request: HttpRequest) -> HttpResponse:
    """Give up files that were brought and that nothing was made of."""
    count = uploads_discard(batch=request.POST.get("batch", ""), by=person(request))
    messages.success(request, _("Olib tashlangan fayllar: %(count)s.") % {"count": count})
    return redirect("digitization:new")


@require_safe
@allowed(policies.can_digitize)
def scanners(request: HttpRequest) -> HttpResponse:
    """The scanners at hand with the form of a scan; asked for after the page, because devices answer slowly."""
    context = {"scanners": available_scanners(), "form": ScanForm()}
    return render(request, "digitization/scanners.html", context)


@require_POST
@allowed(policies.can_digitize)
@answering
def scan(request: HttpRequest) -> HttpResponse:
    """Scan what lies on the glass or in the feeder into the batch of the form."""
    form = ScanForm(request.POST)
    if not form.is_valid():
        return JsonResponse(
            {"error": " ".join(str(text) for texts in form.errors.values() for text in texts)}, status=400
        )
    batch = request.POST.get("batch", "")
    names = scan_into_batch(batch=batch, by=person(request), **form.cleaned_data)
    scanned = uploads_waiting(batch, person(request)).filter(name__in=names)
    return JsonResponse({"files": names, "uploads": shown_uploads(scanned)})
