"""Changes of published books that readers do not see yet: seen, compared, released or dropped in one place."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from javon.apps.digitization import policies
from javon.apps.digitization.actions.drop import draft_drop
from javon.apps.digitization.actions.release import object_release
from javon.apps.digitization.errors import DigitizationError
from javon.apps.digitization.queries.drafts import differences, drafts, newest_release, releases_in_making
from javon.apps.digitization.queries.history import object_history
from javon.apps.digitization.queries.objects import object_by_identifier
from javon.apps.digitization.web.access import object_or_404
from javon.apps.digitization.web.comparing import shown_contents, shown_drafts, shown_fields, shown_pages
from javon.apps.digitization.web.showing import shown_history
from javon.base.ui.access import allowed, person
from javon.base.ui.paging import page_of

PAGE_SIZE = 30
DEEDS: dict[str, tuple[Callable[..., object], str | Promise]] = {
    "release": (object_release, _("Oʻzgarishlar eʼlon qilindi: kitobxonlar tez orada ularni koʻradi.")),
    "drop": (draft_drop, _("Oʻzgarishlar bekor qilindi: kitob kitobxonlar koʻrayotgan holatga qaytdi.")),
}
#: Pages compared on one screen: each has two pictures.
PAGES = 12
HISTORY = 30
UNCLEAR = _("Soʻrov tushunarsiz. Oynani yangilab (F5), qayta urining.")
#: A book that is chosen, with the revision that the person has seen of it.
CHOSEN = re.compile(r"([a-z0-9]{1,20}):([0-9]{1,9})")


@require_safe
@allowed(policies.can_see_work)
def listing(request: HttpRequest) -> HttpResponse:
    """Every book with changes that wait, and those whose release is being made."""
    page = page_of(drafts(), request.GET.get("page"), PAGE_SIZE)
    context = {
        "page": page,
        "query": "",
        "rows": shown_drafts(list(page.object_list)),
        "making": releases_in_making()[:PAGE_SIZE],
        "may_publish": policies.can_publish(request.user),
    }
    return render(request, "digitization/changes.html", context)


@require_POST
@allowed(policies.can_publish)
def release(request: HttpRequest) -> HttpResponse:
    """Release the chosen books; one that cannot be released is told of, the others go on."""
    done = 0
    for chosen in request.POST.getlist("book"):
        match = CHOSEN.fullmatch(chosen)
        found = object_by_identifier(match[1]) if match else None
        if match is None or found is None:
            messages.error(request, str(UNCLEAR))
            continue
        try:
            object_release(object=found, by=person(request), seen=int(match[2]))
            done += 1
        except DigitizationError as error:
            messages.error(request, str(error))
    if done:
        messages.success(request, str(_("Oʻzgarishlari eʼlon qilingan kitoblar: %(count)s.") % {"count": done}))
    elif not request.POST.getlist("book"):
        messages.warning(request, str(_("Hech bir kitob tanlanmagan.")))
    return redirect("digitization:changes")


@require_safe
@allowed(policies.can_see_work)
def compare(request: HttpRequest, identifier: str) -> HttpResponse:
    """The book as readers see it beside the book as it stands: record, contents, pages."""
    found = object_or_404(identifier)
    if not found.is_published:
        return redirect("digitization:object", identifier)
    release = newest_release(found)
    changes = differences(found, release)
    page = page_of(changes.pages, request.GET.get("page"), PAGES)
    opened = ("digitization.object_publish", "digitization.object_release")
    since = object_history(found).filter(at__gt=release.created_at).exclude(action__in=opened)
    context = {
        "object": found,
        "release": release,
        "waits": release.revision < found.revision,
        "changes": changes,
        "fields": shown_fields(changes.record),
        "contents": shown_contents(found, changes.contents),
        "page": page,
        "query": "",
        "pages": shown_pages(found, list(page.object_list)),
        "history": shown_history(since[:HISTORY]),
        "may_publish": policies.can_publish(request.user),
    }
    return render(request, "digitization/compare.html", context)


@require_POST
@allowed(policies.can_publish)
def decide(request: HttpRequest, identifier: str, action: str) -> HttpResponse:
    """Release or drop what was compared; ``seen`` is the revision that the person looked at."""
    if action not in DEEDS:
        raise Http404
    deed, done = DEEDS[action]
    match = CHOSEN.fullmatch(f"{identifier}:{request.POST.get('seen', '')}")
    try:
        if match is None:
            raise DigitizationError(str(UNCLEAR))
        deed(object=object_or_404(identifier), by=person(request), seen=int(match[2]))
        messages.success(request, str(done))
    except DigitizationError as error:
        messages.error(request, str(error))
        return redirect("digitization:compare", identifier)
    return redirect("digitization:object", identifier)
