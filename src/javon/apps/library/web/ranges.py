"""A file as an HTTP answer, whole or in part (RFC 9110, section 14)."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from javon.base.ui.keeping import kept_as
from javon.engines.tools.plain import plain_line

CHUNK = 256 * 1024
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


def file_answer(request: HttpRequest, path: Path, *, media_type: str, name: str, public: bool) -> HttpResponseBase:
    """The file under the name a person should keep it under.  Closed files are never kept by anything between."""
    state = path.stat()
    tag = f'"{state.st_mtime_ns:x}-{state.st_size:x}"'
    unchanged = get_conditional_response(request, etag=tag)
    if unchanged is not None:
        unchanged["ETag"], unchanged["Cache-Control"] = tag, kept_as(public)
        return unchanged
    part = _asked_part(request, state.st_size, tag)
    if part is None:
        response = _streamed(request, path, (0, state.st_size - 1), 200, media_type)
        response["Content-Length"] = str(state.st_size)
    elif part[0] > part[1]:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{state.st_size}"
    else:
        response = _streamed(request, path, part, 206, media_type)
        response["Content-Range"] = f"bytes {part[0]}-{part[1]}/{state.st_size}"
        response["Content-Length"] = str(part[1] - part[0] + 1)
    response["Content-Disposition"] = content_disposition_header(True, plain_line(name)) or "attachment"
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = tag
    response["Cache-Control"] = kept_as(public)
    return response


def _asked_part(request: HttpRequest, size: int, tag: str) -> tuple[int, int] | None:
    """First and last byte asked for; None for the whole file; first beyond last where it cannot be given."""
    match = _RANGE.fullmatch(request.headers.get("Range", ""))
    if not match or (not match[1] and not match[2]) or request.headers.get("If-Range", tag) != tag:
        return None
    if not match[1]:
        return max(0, size - int(match[2])), size - 1
    first = int(match[1])
    last = min(int(match[2]) if match[2] else size - 1, size - 1)
    if match[2] and int(match[2]) < first:
        return None
    return (first, last) if first < size else (1, 0)


def _streamed(
    request: HttpRequest, path: Path, part: tuple[int, int], status: int, media_type: str
) -> HttpResponseBase:
    """Piece by piece: under ASGI Django would first read a plain iterator into memory as a whole.

    Who asks for the headers alone gets no body; the server would read all of the file to throw it away.
    """
    if request.method == "HEAD":
        return HttpResponse(status=status, content_type=media_type)
    pieces = _read_async(path, *part) if isinstance(request, ASGIRequest) else _read(path, *part)
    return StreamingHttpResponse(pieces, status=status, content_type=media_type)


async def _read_async(path: Path, first: int, last: int) -> AsyncIterator[bytes]:
    pieces = _read(path, first, last)
    read = sync_to_async(lambda: next(pieces, b""), thread_sensitive=False)
    while piece := await read():
        yield piece


def _read(path: Path, first: int, last: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece
