"""A file as an HTTP answer, whole or in part (RFC 9110, section 14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

CHUNK = 256 * 1024
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def file_answer(request: HttpRequest, path: Path, *, media_type: str, name: str, public: bool) -> HttpResponseBase:
    """The file under the name a person should keep it under.  Closed files are never kept by anything between."""
    state = path.stat()
    tag = f'"{state.st_mtime_ns:x}-{state.st_size:x}"'
    part = _asked_part(request, state.st_size, tag)
    response: HttpResponseBase
    if part is None:
        response = FileResponse(path.open("rb"), content_type=media_type)
        response["Content-Length"] = str(state.st_size)
    elif part[0] > part[1]:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{state.st_size}"
    else:
        response = StreamingHttpResponse(_read(path, *part), status=206, content_type=media_type)
        response["Content-Range"] = f"bytes {part[0]}-{part[1]}/{state.st_size}"
        response["Content-Length"] = str(part[1] - part[0] + 1)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = tag
    response["Cache-Control"] = "public, max-age=300" if public else "private, no-store"
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
    return (first, last) if first < size else (1, 0)


def _read(path: Path, first: int, last: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece
