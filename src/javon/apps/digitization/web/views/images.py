"""Pictures of a page for staff: thumbnail, before, after.  An address with its version is kept for a minute."""

from __future__ import annotations

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from javon.apps.digitization import policies
from javon.apps.digitization.actions.lost import lost_ask
from javon.apps.digitization.actions.previews import preview_after, preview_before, preview_uncropped
from javon.apps.digitization.models import Page
from javon.apps.digitization.web.access import answering, page_or_404
from javon.base.ui.access import allowed
from javon.base.ui.keeping import OWN

#: Long enough for who turns pages there and back; whoever sits down next at this browser is asked who they are.
KEPT = "private, max-age=60"


def _picture(request: HttpRequest, page: Page, path: Path | None) -> HttpResponse:
    if path is None or not path.exists():
        if page.folder:
            lost_ask(identifier=page.object.identifier)
        raise Http404
    state = path.stat()
    tag = f'"{state.st_mtime_ns:x}-{state.st_size:x}"'
    answer = get_conditional_response(request, etag=tag)
    if answer is None:
        answer = HttpResponse(path.read_bytes(), content_type="image/jpeg")
    answer["ETag"] = tag
    answer["Cache-Control"] = KEPT if request.GET.get("v") else OWN
    return answer


@require_safe
@allowed(policies.can_see_work)
def thumb(request: HttpRequest, identifier: str, key: str) -> HttpResponse:
    """The small picture of the grid."""
    page = page_or_404(identifier, key)
    return _picture(request, page, page.path("thumb.jpg") if page.folder else None)


@require_safe
@allowed(policies.can_see_work)
@answering
def before(request: HttpRequest, identifier: str, key: str) -> HttpResponse:
    """The untouched scan."""
    page = page_or_404(identifier, key)
    return _picture(request, page, preview_before(page=page))


@require_safe
@allowed(policies.can_see_work)
def after(request: HttpRequest, identifier: str, key: str) -> HttpResponse:
    """The processed page."""
    page = page_or_404(identifier, key)
    return _picture(request, page, preview_after(page=page))


@require_safe
@allowed(policies.can_see_work)
@answering
def uncropped(request: HttpRequest, identifier: str, key: str) -> HttpResponse:
    """The page before its crop: the address of its picture, and what is kept today in shares of it."""
    page = page_or_404(identifier, key)
    shown = preview_uncropped(page=page)
    if shown is None:
        raise Http404
    left, top, right, bottom = shown.area
    starts, sizes = (left, top) * 2, (right - left, bottom - top) * 2
    shares = [(value - start) / size for value, start, size in zip(shown.box, starts, sizes, strict=True)]
    picture = reverse("digitization:page-uncropped-picture", args=[identifier, key])
    names = ("left", "top", "right", "bottom")
    box = {name: min(1.0, max(0.0, share)) for name, share in zip(names, shares, strict=True)}
    return JsonResponse({"picture": f"{picture}?v={page.revision}", "box": box}, headers={"Cache-Control": "no-store"})


@require_safe
@allowed(policies.can_see_work)
@answering
def uncropped_picture(request: HttpRequest, identifier: str, key: str) -> HttpResponse:
    """The picture of the page before its crop."""
    page = page_or_404(identifier, key)
    return _picture(request, page, page.path("uncropped.jpg") if preview_uncropped(page=page) else None)
