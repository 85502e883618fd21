"""Actions on one page, asked for by the quality grid."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.apps.digitization import policies
from javon.apps.digitization.actions import redo, rescan, review
from javon.apps.digitization.actions.previews import preview_uncropped
from javon.apps.digitization.actions.quarantine import quarantined
from javon.apps.digitization.errors import DigitizationError, WrongStateError
from javon.apps.digitization.models import Page
from javon.apps.digitization.queries.pages import grid_rows
from javon.apps.digitization.web.access import answering, page_or_404
from javon.apps.digitization.web.forms.page import (
    CropForm,
    FileForm,
    LabelForm,
    MoveForm,
    RedoForm,
    RotateForm,
    SplitForm,
)
from javon.apps.digitization.web.rows import shown_page, shown_rows
from javon.apps.people.models import User
from javon.base.ui.access import allowed, person

#: Actions after which other pages of the book stand elsewhere too.
WHOLE_BOOK = frozenset({"move", "insert", "split"})


@require_POST
@allowed(policies.can_review)
@answering
def do(request: HttpRequest, identifier: str, key: str, action: str) -> HttpResponse:
    """One action; the answer is the changed row, or all rows where the order changed."""
    page = page_or_404(identifier, key)
    if action not in ACTIONS:
        raise Http404
    ACTIONS[action](page, request, person(request))
    if action in WHOLE_BOOK:
        return JsonResponse({"page": shown_page(page), "pages": shown_rows(page.object, grid_rows(page.object))})
    return JsonResponse({"page": shown_page(page)})


def _filled(form: forms.Form) -> Any:
    if not form.is_valid():
        name, texts = next(iter(form.errors.items()))
        raise DigitizationError(f"{name}: {texts[0]}")
    return form


def _rotate(page: Page, request: HttpRequest, by: User) -> None:
    redo.page_rotate(page=page, angle=_filled(RotateForm(request.POST)).cleaned_data["angle"], by=by)


def _crop(page: Page, request: HttpRequest, by: User) -> None:
    shown = preview_uncropped(page=page)
    if shown is None:
        raise WrongStateError(_("Sahifaga hali ishlov berilmagan."))
    redo.page_crop(page=page, box=_filled(CropForm(request.POST)).box(shown.area), by=by)


def _split(page: Page, request: HttpRequest, by: User) -> None:
    wanted = _filled(SplitForm(request.POST)).cleaned_data
    if wanted["toggle"]:
        redo.page_split_toggle(page=page, by=by)
    elif wanted["off"]:
        redo.page_unsplit(page=page, by=by)
    else:
        redo.page_split(page=page, at=round((wanted["at"] or 0) * page.width), by=by)


def _move(page: Page, request: HttpRequest, by: User) -> None:
    after = _filled(MoveForm(request.POST)).cleaned_data["after"] or None
    review.page_reorder(object=page.object, keys=[page.key], after=after, by=by)


def _label(page: Page, request: HttpRequest, by: User) -> None:
    review.page_label(page=page, label=_filled(LabelForm(request.POST)).cleaned_data["value"], by=by)


def _redo(page: Page, request: HttpRequest, by: User) -> None:
    form = _filled(RedoForm(request.POST))
    redo.page_redo(page=page, steps=form.wanted(), keep_frame=form.cleaned_data["keep"], by=by)


def _received(request: HttpRequest) -> tuple[Path, str]:
    """The scan that came with the request, written down in quarantine."""
    file = _filled(FileForm(request.POST, request.FILES)).cleaned_data["file"]
    if not isinstance(file, UploadedFile) or not file.name:
        raise DigitizationError(_("Fayl berilmagan."))
    return quarantined(file.chunks(), Path(settings.JAVON_UPLOADS), file.name), file.name


def _replace(page: Page, request: HttpRequest, by: User) -> None:
    path, name = _received(request)
    try:
        rescan.page_replace(page=page, path=path, name=name, by=by)
    finally:
        path.unlink(missing_ok=True)


def _insert(page: Page, request: HttpRequest, by: User) -> None:
    path, name = _received(request)
    try:
        rescan.page_insert(after=page, path=path, name=name, by=by)
    finally:
        path.unlink(missing_ok=True)


ACTIONS: dict[str, Callable[[Page, HttpRequest, User], object]] = {
    "accept": lambda page, _request, by: review.page_accept(page=page, by=by),
    "reopen": lambda page, _request, by: review.page_reopen(page=page, by=by),
    "blank": lambda page, _request, by: review.page_mark_blank(page=page, blank=True, by=by),
    "unblank": lambda page, _request, by: review.page_mark_blank(page=page, blank=False, by=by),
    "exclude": lambda page, _request, by: review.page_exclude(page=page, excluded=True, by=by),
    "include": lambda page, _request, by: review.page_exclude(page=page, excluded=False, by=by),
    "invert": lambda page, _request, by: redo.page_invert(page=page, by=by),
    "rotate": _rotate,
    "crop": _crop,
    "split": _split,
    "move": _move,
    "label": _label,
    "redo": _redo,
    "replace": _replace,
    "insert": _insert,
}
