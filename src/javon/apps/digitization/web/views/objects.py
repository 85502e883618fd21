"""Objects at work: the list, one object, what is done with it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from javon.apps.catalog.errors import CatalogError
from javon.apps.digitization import policies
from javon.apps.digitization.actions.object import object_accept, object_describe, object_publish, object_withdraw
from javon.apps.digitization.actions.redo import pages_retry
from javon.apps.digitization.actions.unlock import object_unlock
from javon.apps.digitization.enums import ObjectStatus
from javon.apps.digitization.errors import DigitizationError, WrongStateError
from javon.apps.digitization.models import DigitalObject
from javon.apps.digitization.queries.archive_state import damages_of, damages_shown
from javon.apps.digitization.queries.doing import doing, doings
from javon.apps.digitization.queries.drafts import draft_waits
from javon.apps.digitization.queries.history import discarded_as, object_history
from javon.apps.digitization.queries.objects import (
    locked_sources,
    noticed_sources,
    object_with_counts,
    objects_at_work,
    refused_sources,
)
from javon.apps.digitization.queries.reasons import notice_words, refusal_words
from javon.apps.digitization.queries.set_aside import set_aside_files
from javon.apps.digitization.web.access import object_or_404
from javon.apps.digitization.web.files import streamed_file
from javon.apps.digitization.web.forms.intake import RecordForm
from javon.apps.digitization.web.showing import FILES, object_face, object_files, record_initial, shown_history
from javon.apps.people.models import User
from javon.base.ui.access import allowed, person
from javon.base.ui.paging import page_of

PAGE_SIZE = 30
HISTORY = 50
#: A whole book of files with the same small fault is told of by its first files.
NOTICES = 20
DAMAGES = 20


@require_safe
@allowed(policies.can_see_work)
def listing(request: HttpRequest) -> HttpResponse:
    """Everything on its way from the shelf to the reader."""
    text, status, mine = (request.GET.get(name, "").strip() for name in ("text", "status", "mine"))
    found = objects_at_work(
        text=text, status=status if status in ObjectStatus.values else "", mine=person(request) if mine else None
    )
    query = request.GET.copy()
    query.pop("page", None)
    page = page_of(found, request.GET.get("page"), PAGE_SIZE)
    happening = doings(page.object_list)
    context = {
        "page": page,
        "rows": [(row, happening[row.pk]) for row in page.object_list],
        "query": f"{query.urlencode()}&" if query else "",
        "text": text,
        "status": status,
        "mine": mine,
        "statuses": ObjectStatus.choices,
        "may_digitize": policies.can_digitize(request.user),
        "set_aside_count": len(set_aside_files()) if policies.can_digitize(request.user) else 0,
    }
    return render(request, "digitization/objects.html", context)


@require_safe
@allowed(policies.can_see_work)
def detail(request: HttpRequest, identifier: str) -> HttpResponse:
    """One object; one that turned out to be known leads to what it is."""
    found = object_with_counts(identifier)
    if found is None:
        return _gone(request, identifier)
    context = {
        "object": found,
        "doing": doing(found),
        "face": object_face(found),
        "draft": draft_waits(found),
        "shown_since": found.release and found.release.created_at,
        "files": object_files(found),
        "locked": [refusal_words(source) for source in locked_sources(found)],
        "damages": damages_shown(damages_of(identifier)[:DAMAGES]),
        "refused": [refusal_words(source) for source in refused_sources(found)],
        "notices": [words for source in noticed_sources(found)[:NOTICES] for words in notice_words(source)],
        "history": shown_history(object_history(found)[:HISTORY]),
        "may_review": policies.can_review(request.user),
        "may_digitize": policies.can_digitize(request.user),
        "may_publish": policies.can_publish(request.user),
    }
    return render(request, "digitization/object.html", context)


def _gone(request: HttpRequest, identifier: str) -> HttpResponse:
    gone = discarded_as(identifier)
    if gone is None:
        raise Http404
    reason, same_as = gone
    messages.warning(request, reason)
    return redirect("digitization:object", same_as) if same_as else redirect("digitization:objects")


@require_safe
@allowed(policies.can_see_work)
def progress(request: HttpRequest, identifier: str) -> HttpResponse:
    """The moving part of the object's page."""
    found = object_with_counts(identifier)
    if found is None:
        return HttpResponse(
            status=286, headers={"HX-Redirect": request.headers.get("HX-Current-URL", reverse("digitization:objects"))}
        )
    context = {"object": found, "doing": doing(found), "follows": True}
    answer = render(request, "digitization/object_progress.html", context)
    # Another status brings other buttons and lists.
    if found.status != request.GET.get("seen"):
        answer["HX-Refresh"] = "true"
    return answer


def _withdraw(*, object: DigitalObject, by: User, request: HttpRequest) -> DigitalObject:
    return object_withdraw(object=object, reason=request.POST.get("reason", ""), by=by)


def _retry(*, object: DigitalObject, by: User, request: HttpRequest) -> int:
    count = pages_retry(object=object, by=by)
    if not count:
        raise WrongStateError(str(_("Bu sahifalarning skani buzilgan: ularni yangi skan bilan almashtiring.")))
    return count


DEEDS: dict[str, tuple[Callable[..., object], str | Promise]] = {
    "accept": (lambda object, by, request: object_accept(object=object, by=by), _("Resurs qabul qilindi.")),
    "publish": (lambda object, by, request: object_publish(object=object, by=by), _("Resurs eʼlon qilindi.")),
    "withdraw": (_withdraw, _("Resurs yopildi.")),
    "retry": (_retry, _("Ishlov berilmay qolgan sahifalar qayta navbatga qoʻyildi.")),
}


@require_POST
@allowed(policies.can_review)
def do(request: HttpRequest, identifier: str, action: str) -> HttpResponse:
    """Accept, publish, withdraw, give failed pages again."""
    if action not in DEEDS:
        raise Http404
    deed, done = DEEDS[action]
    try:
        deed(object=object_or_404(identifier), by=person(request), request=request)
        messages.success(request, str(done))
    except DigitizationError as error:
        messages.error(request, str(error))
    return redirect("digitization:object", identifier)


@sensitive_post_parameters("password")
@require_POST
@allowed(policies.can_digitize)
def unlock(request: HttpRequest, identifier: str) -> HttpResponse:
    """Open files that wait for their password; it is tried at once and kept nowhere."""
    found = object_or_404(identifier)
    try:
        opened = object_unlock(object=found, password=request.POST.get("password", ""), by=person(request))
        messages.success(request, str(_("Ochilgan fayllar: %(count)s.") % {"count": opened}))
    except DigitizationError as error:
        messages.error(request, str(error))
    return redirect("digitization:object", identifier)


@allowed(policies.can_review)
def record(request: HttpRequest, identifier: str) -> HttpResponse:
    """Correct the record."""
    found = object_or_404(identifier)
    form = RecordForm(request.POST or None, initial=record_initial(found.record))
    if request.method == "POST" and form.is_valid():
        try:
            object_describe(object=found, by=person(request), **form.cleaned_data)
            messages.success(request, str(_("Bibliografik yozuv saqlandi.")))
            return redirect("digitization:object", identifier)
        except CatalogError as error:
            form.add_error(None, str(error))
    return render(request, "digitization/record.html", {"object": found, "form": form})


@require_safe
@allowed(policies.can_see_work)
def file(request: HttpRequest, identifier: str, name: str) -> StreamingHttpResponse:
    """A file made from the object, for staff."""
    found = object_or_404(identifier)
    kind = FILES.get(name)
    if kind is None or not found.file(name).exists():
        raise Http404
    return streamed_file(request, found.file(name), media_type=kind, name=f"{identifier}-{name}")
