"""Uploads by the tus protocol 1.0.0 (https://tus.io/protocols/resumable-upload): core, creation, termination."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.http import require_http_methods

from javon.apps.digitization import policies
from javon.apps.digitization.actions.upload import LARGEST, upload_append, upload_create, upload_remove
from javon.apps.digitization.errors import DigitizationError, NoRoomError, NotAllowedError, WrongStateError
from javon.apps.digitization.models import Upload
from javon.apps.digitization.queries.uploads import upload_by_token
from javon.base.ui.access import allowed, person

VERSION = "1.0.0"
CHUNK = 1024 * 1024
OFFSET_TYPE = "application/offset+octet-stream"
#: A number of bytes; Python refuses to read one of thousands of figures.
DIGITS = re.compile("[0-9]{1,18}")
#: What the protocol answers to each kind of refusal.
STATUSES = ((NotAllowedError, 403), (WrongStateError, 409), (NoRoomError, 507), (DigitizationError, 400))


@require_http_methods(["OPTIONS", "POST"])
@allowed(policies.can_digitize)
def collection(request: HttpRequest) -> HttpResponse:
    """What the server can do (OPTIONS), or a new upload (POST)."""
    if request.method == "OPTIONS":
        offers = {"Tus-Version": VERSION, "Tus-Extension": "creation,termination,expiration", "Tus-Max-Size": LARGEST}
        return _answer(204, **{name: str(value) for name, value in offers.items()})
    length = request.headers.get("Upload-Length", "")
    if not DIGITS.fullmatch(length):
        return _answer(400, text="Upload-Length")
    metadata = _metadata(request.headers.get("Upload-Metadata", ""))
    try:
        made = upload_create(
            name=metadata.get("filename", ""),
            size=int(length),
            batch=metadata.get("batch", ""),
            by=person(request),
        )
    except DigitizationError as error:
        return _refused(error)
    address = reverse("digitization:upload", args=[made.token])
    return _answer(201, Location=address, **_facts(made))


@require_http_methods(["HEAD", "PATCH", "DELETE"])
@allowed(policies.can_digitize)
def upload(request: HttpRequest, token: str) -> HttpResponse:
    """How far it has come (HEAD), more bytes (PATCH), never mind (DELETE)."""
    found = upload_by_token(token, person(request))
    if found is None:
        raise Http404
    if request.method == "HEAD":
        return _answer(200, **_facts(found), **{"Upload-Length": str(found.size), "Cache-Control": "no-store"})
    if request.method == "DELETE":
        upload_remove(upload=found, by=person(request))
        return _answer(204)
    return _patched(request, found)


def _patched(request: HttpRequest, found: Upload) -> HttpResponse:
    offset = request.headers.get("Upload-Offset", "")
    if request.content_type != OFFSET_TYPE:
        return _answer(415)
    if not DIGITS.fullmatch(offset):
        return _answer(400, text="Upload-Offset")
    try:
        return _answer(204, **_facts(upload_append(upload=found, offset=int(offset), chunks=_chunks(request))))
    except DigitizationError as error:
        return _refused(error)


def _chunks(request: HttpRequest) -> Iterator[bytes]:
    """The body as it comes; a connection that breaks ends it, what came is kept."""
    while True:
        try:
            chunk = request.read(CHUNK)
        except OSError:
            return
        if not chunk:
            return
        yield chunk


def _metadata(header: str) -> dict[str, str]:
    """``filename ZmlsZQ==,batch YQ==`` as values; what is not Base64 of UTF-8 is left out."""
    values = {}
    for pair in header.split(","):
        name, _, encoded = pair.strip().partition(" ")
        try:
            values[name] = base64.b64decode(encoded, validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            continue
    return values


def _facts(found: Upload) -> dict[str, str]:
    return {"Upload-Offset": str(found.offset), "Upload-Expires": http_date(found.expires_at.timestamp())}


def _answer(status: int, text: str = "", **headers: str) -> HttpResponse:
    return HttpResponse(
        text, status=status, content_type="text/plain; charset=utf-8", headers={"Tus-Resumable": VERSION, **headers}
    )


def _refused(error: DigitizationError) -> HttpResponse:
    status = next(code for kind, code in STATUSES if isinstance(error, kind))
    return _answer(status, text=str(error))
