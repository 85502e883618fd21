"""Objects at work."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from javon.apps.digitization.queries.objects import object_with_counts, objects_at_work


def listing(request: HttpRequest) -> HttpResponse:
    """Everything on its way from the shelf to the reader."""
    return render(request, "digitization/objects.html", {"objects": objects_at_work()[:30]})


def detail(request: HttpRequest, identifier: str) -> HttpResponse:
    """One object."""
    found = object_with_counts(identifier)
    if found is None:
        raise Http404
    return render(request, "digitization/object.html", {"object": found})
