"""A file of the work as an answer, streamed piece by piece."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header

from javon.engines.tools.plain import plain_line

CHUNK = 256 * 1024


def streamed_file(request: HttpRequest, path: Path, *, media_type: str, name: str) -> StreamingHttpResponse:
    """The file under the name a person should keep it under; a book of a gigabyte never stands in memory.

    Under ASGI Django would first read a plain iterator as a whole, so it gets an asynchronous one there.
    """
    pieces = _pieces_async(path) if isinstance(request, ASGIRequest) else _pieces(path)
    answer = StreamingHttpResponse(pieces, content_type=media_type)
    answer["Content-Length"] = str(path.stat().st_size)
    answer["Content-Disposition"] = content_disposition_header(True, plain_line(name)) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


async def _pieces_async(path: Path) -> AsyncIterator[bytes]:
    pieces = _pieces(path)
    read = sync_to_async(lambda: next(pieces, b""), thread_sensitive=False)
    while piece := await read():
        yield piece
