"""The editor of contents: what was found, what a person made of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from javon.apps.digitization import policies
from javon.apps.digitization.actions.contents import DEEPEST, TITLE_LENGTH, Entry, contents_correct, contents_reset
from javon.apps.digitization.enums import ContentsOrigin, ObjectStatus
from javon.apps.digitization.errors import DigitizationError
from javon.apps.digitization.models import DigitalObject
from javon.apps.digitization.queries.contents import (
    contents_of,
    contents_version,
    file_contents,
    heading_contents,
    named_pages,
)
from javon.apps.digitization.queries.editions import edition_now
from javon.apps.digitization.queries.outline import outline_of
from javon.apps.digitization.web.access import answering, object_or_404, sent_json, typed_text
from javon.base.ui.access import allowed, person


@require_safe
@allowed(policies.can_see_work)
def editor(request: HttpRequest, identifier: str) -> HttpResponse:
    """The page; its entries come by ``contents_json``."""
    found = object_or_404(identifier)
    context = {
        "object": found,
        "may_edit": policies.can_review(request.user) and found.status != ObjectStatus.WITHDRAWN,
        "origins": ContentsOrigin.choices,
        "deepest": DEEPEST,
        "title_length": TITLE_LENGTH,
    }
    return render(request, "digitization/contents.html", context)


@require_safe
@allowed(policies.can_see_work)
def contents_json(request: HttpRequest, identifier: str) -> HttpResponse:
    """The contents as they are, what was found, and the pages by name."""
    found = object_or_404(identifier)
    pages = [list(page) for page in named_pages(found)]
    return JsonResponse({**_shown(found), "pages": pages}, headers={"Cache-Control": "no-store"})


@require_POST
@allowed(policies.can_review)
@answering
def save(request: HttpRequest, identifier: str) -> HttpResponse:
    """Store what a person wrote; 409 where somebody was quicker."""
    found = object_or_404(identifier)
    version, entries = _asked(request)
    contents_correct(object=found, entries=entries, base_version=version, by=person(request))
    return JsonResponse(_shown(found))


@require_POST
@allowed(policies.can_review)
@answering
def reset(request: HttpRequest, identifier: str) -> HttpResponse:
    """Have the contents again that were found."""
    found = object_or_404(identifier)
    try:
        version = typed_text(sent_json(request)["version"])
    except (ValueError, TypeError, KeyError) as error:
        raise DigitizationError(_("Soʻrov tushunarsiz. Oynani yangilab (F5), qayta urining.")) from error
    contents_reset(object=found, base_version=version, by=person(request))
    return JsonResponse(_shown(found))


def _shown(object: DigitalObject) -> dict[str, Any]:
    stored = list(contents_of(object))
    headings = heading_contents(outline_of(edition_now(object)))
    none = DigitalObject.objects.filter(pk=object.pk, without_contents=True).exists()
    entries = [[entry.level, entry.title, entry.page.key] for entry in stored] or ([] if none else headings)
    return {
        "version": contents_version(object),
        "origin": "none" if none else stored[0].origin if stored else ContentsOrigin.HEADINGS,
        "entries": entries,
        "found": {"file": file_contents(object), "headings": headings},
    }


def _asked(request: HttpRequest) -> tuple[str, list[Entry]]:
    data = sent_json(request)
    try:
        entries = [Entry(int(level), typed_text(title), typed_text(page)) for level, title, page in data["entries"]]
        return typed_text(data["version"]), entries
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise DigitizationError(_("Soʻrov tushunarsiz. Oynani yangilab (F5), qayta urining.")) from error
