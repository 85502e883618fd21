"""Correction of a page's text beside its image."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from javon.apps.digitization import policies
from javon.apps.digitization.actions.text import text_correct, text_correct_released, text_restore
from javon.apps.digitization.errors import DigitizationError, WrongStateError
from javon.apps.digitization.models import Page, PageText
from javon.apps.digitization.queries.pages import fits_picture, neighbours, text_version, text_versions
from javon.apps.digitization.web.access import answering, page_or_404, sent_json, typed_text
from javon.apps.people.models import User
from javon.base.ui.access import allowed, person
from javon.base.ui.templatetags.ui import moment_words
from javon.engines.formats import page_to_csv
from javon.engines.page import Page as PageModel
from javon.engines.page import RegionKind

NUMBER = re.compile("[0-9]{1,9}")
LARGEST_VERSION = 10**9
RELEASED = gettext_lazy("Saqlandi va eʼlon qilindi")
WAITING = gettext_lazy(
    "Saqlandi, lekin eʼlon qilinmadi: kitobda boshqa oʻzgarishlar ham kutmoqda. "
    "Ularni koʻrib chiqib, birga eʼlon qiling."
)


@require_safe
@allowed(policies.can_see_work)
def page(request: HttpRequest, identifier: str, key: str) -> HttpResponse:
    """The page with its lines."""
    found = page_or_404(identifier, key)
    before, after = neighbours(found)
    text = text_version(found, found.text_version)
    tables = text is not None and any(region.kind is RegionKind.TABLE for region in text.page_model.regions)
    context = {"object": found.object, "page": found, "before": before, "after": after, "tables": tables}
    context["may_release"] = found.object.is_published and policies.can_publish(request.user)
    return render(request, "digitization/page.html", context)


@require_safe
@allowed(policies.can_see_work)
def text_json(request: HttpRequest, identifier: str, key: str) -> HttpResponse:
    """The lines of the newest version, or of ``?version=``."""
    found = page_or_404(identifier, key)
    asked = request.GET.get("version", "")
    text = text_version(found, int(asked) if NUMBER.fullmatch(asked) else found.text_version)
    if text is None and asked:
        raise Http404
    answer = {
        "version": text.version if text else 0,
        "fits": text is None or fits_picture(found, text),
        "width": found.width,
        "height": found.height,
        "lines": shown_lines(text.page_model) if text else [],
        "versions": [_shown_version(version) for version in text_versions(found)],
    }
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


@require_safe
@allowed(policies.can_see_work)
def tables_csv(request: HttpRequest, identifier: str, key: str) -> HttpResponse:
    """The tables of the newest version as CSV; the mark in front tells spreadsheets that it is UTF-8."""
    found = page_or_404(identifier, key)
    text = text_version(found, found.text_version)
    rows = page_to_csv(text.page_model) if text else ""
    if not rows:
        raise Http404
    name = f'attachment; filename="{found.object.identifier}-{found.key}.csv"'
    answer = HttpResponse(rows.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = name
    return answer


def shown_lines(model: PageModel) -> list[dict[str, Any]]:
    """Lines with their words and boxes, named by region and place."""
    return [
        {
            "region": number,
            "line": place,
            "kind": region.kind.value,
            "language": line.language,
            "box": line.box.as_list(),
            "text": line.text,
            "words": [[word.text, *word.box.as_list(), round(word.confidence, 3)] for word in line.words],
        }
        for number, region in enumerate(model.regions)
        for place, line in enumerate(region.lines)
    ]


def _shown_version(text: PageText) -> dict[str, Any]:
    at = moment_words(text.created_at)
    return {"version": text.version, "kind": text.kind, "by": str(text.created_by or ""), "at": at}


@require_POST
@allowed(policies.can_review)
@answering
def correct(request: HttpRequest, identifier: str, key: str) -> HttpResponse:
    """Store corrected lines; 409 with the newest version where somebody was quicker."""
    found = page_or_404(identifier, key)
    version, lines, release = _asked(request)
    correct = text_correct_released if release else _corrected
    try:
        text, released = correct(page=found, lines=lines, base_version=version, by=person(request))
    except WrongStateError as error:
        newest = page_or_404(identifier, key).text_version
        return JsonResponse({"error": str(error), "version": newest}, status=409)
    told = {"released": released, "note": str(RELEASED if released else WAITING)} if release else {}
    return JsonResponse({"version": text.version, **told})


def _corrected(*, page: Page, lines: dict[tuple[int, int], str], base_version: int, by: User) -> tuple[PageText, bool]:
    return text_correct(page=page, lines=lines, base_version=base_version, by=by), False


@require_POST
@allowed(policies.can_review)
@answering
def restore(request: HttpRequest, identifier: str, key: str) -> HttpResponse:
    """Bring an older version of the text back."""
    found = page_or_404(identifier, key)
    text = text_restore(page=found, version=_wanted(request), by=person(request))
    return JsonResponse({"version": text.version})


def _wanted(request: HttpRequest) -> int:
    try:
        version = sent_json(request)["version"]
    except (TypeError, KeyError) as error:
        raise DigitizationError(_("Soʻrov tushunarsiz. Oynani yangilab (F5), qayta urining.")) from error
    if not isinstance(version, int) or not 0 < version < LARGEST_VERSION:
        raise DigitizationError(_("Matnning bunday varianti yoʻq."))
    return version


def _asked(request: HttpRequest) -> tuple[int, dict[tuple[int, int], str], bool]:
    data = sent_json(request)
    try:
        lines = {(int(line["region"]), int(line["line"])): typed_text(line["text"]) for line in data["lines"]}
        return int(data["version"]), lines, data.get("release") is True
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise DigitizationError(_("Soʻrov tushunarsiz. Oynani yangilab (F5), qayta urining.")) from error
