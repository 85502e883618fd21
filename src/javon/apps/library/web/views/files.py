"""Files of a book: downloads with ranges, and the cover."""

from __future__ import annotations

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from javon.apps.digitization.actions.lost import lost_ask
from javon.apps.library.enums import UseKind
from javon.apps.library.queries.downloads import KINDS
from javon.apps.library.queries.downloads import download as find_download
from javon.apps.library.queries.reading import first_page, page_tables
from javon.apps.library.web.counting import count_use
from javon.apps.library.web.ranges import file_answer
from javon.apps.library.web.views.door import readable_object

#: Boxes of covers, in pixels: beside the record of a book, and on a shelf (twice what a narrow screen shows of it).
LARGE, SHELF = "480,640", "320,427"


@require_safe
def download(request: HttpRequest, identifier: str, kind: str) -> HttpResponseBase:
    """A file of the book; a broken-off download goes on where it was."""
    found = readable_object(request, identifier)
    file = find_download(found, kind)
    if file is None:
        if kind in KINDS:
            lost_ask(identifier=identifier)
        raise Http404(_("Bu formatdagi fayl hali tayyor emas."))
    name = f"{found.shown_record.title[:80]} ({found.identifier}).{file.kind.suffix}"
    answer = file_answer(request, file.path, media_type=file.kind.media_type, name=name, public=found.is_published)
    if answer.status_code == HTTPStatus.OK:
        count_use(request, found, UseKind.DOWNLOAD)
    return answer


@require_safe
def tables(request: HttpRequest, identifier: str, key: str) -> HttpResponse:
    """The tables of a page as CSV, for whoever may take the other files of the book; a mark in front says UTF-8."""
    found = readable_object(request, identifier)
    rows = page_tables(found, key)
    if not rows:
        raise Http404(_("Bu sahifada jadval yoʻq."))
    count_use(request, found, UseKind.DOWNLOAD)
    answer = HttpResponse(rows.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.identifier}-{key}.csv"'
    answer["Cache-Control"] = "private, no-cache"
    return answer


@require_safe
def cover(request: HttpRequest, identifier: str) -> HttpResponse:
    """The first page as a small picture, and with ``?small`` as one for a shelf."""
    found = readable_object(request, identifier)
    page = first_page(found)
    if page is None:
        raise Http404(_("Muqova hali tayyor emas."))
    response = redirect(
        f"/iiif/3/{found.identifier}~{page.key}/full/^!{SHELF if 'small' in request.GET else LARGE}/0/default.jpg"
    )
    response["Cache-Control"] = "private, max-age=60"
    return response
