"""Static files: read and compressed once, served before Django at addresses that hold the hash of them all.

``{% static 'ui/base.css' %}`` gives ``/static/<version>/ui/base.css``.  The version is a hash over all static files:
what a page loads may be kept for a year, and scripts that import one another are always of one version.  Nothing has
to be collected beforehand.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import StaticFilesStorage

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

#: Kinds of files with their media types; the system's own table differs from machine to machine.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".png": "image/png",
}
PACKED = frozenset({".css", ".js", ".svg", ".json"})
KEPT = b"public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file as it is sent; ``packed`` is its gzip form, empty where that is not worth it."""

    body: bytes
    packed: bytes
    media_type: str
    tag: str


@cache
def known_paths() -> dict[str, Path]:
    """Every static file by its name below ``/static/``; the finder asked first wins."""
    found: dict[str, Path] = {}
    for finder in get_finders():
        for name, storage in finder.list([]):
            found.setdefault(name, Path(storage.path(name)))
    return found


@cache
def version() -> str:
    """The hash over names and contents of all static files."""
    digest = hashlib.sha256()
    for name, path in sorted(known_paths().items()):
        digest.update(name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def asset(name: str) -> Asset | None:
    """The static file of this name, or None."""
    path = known_paths().get(name)
    return _read(path) if path else None


@cache
def _read(path: Path) -> Asset:
    body = path.read_bytes()
    packed = gzip.compress(body, mtime=0) if path.suffix in PACKED else b""
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    worth = packed if len(packed) < len(body) else b""
    return Asset(body, worth, TYPES.get(path.suffix, "application/octet-stream"), tag)


class VersionedStorage(StaticFilesStorage):
    """Gives addresses with the version in them."""

    def url(self, name: str | None) -> str:
        return super().url(f"{version()}/{name}")


class StaticServer:
    """Serves static files and hands everything else to ``inner``."""

    def __init__(self, inner: Application) -> None:
        self._inner, self._prefix = inner, settings.STATIC_URL

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(self._prefix):
            await self._inner(scope, receive, send)
            return
        status, headers, body = self._answer(scope)
        headers.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    def _answer(self, scope: Scope) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        if scope["method"] not in ("GET", "HEAD"):
            return 405, [(b"allow", b"GET, HEAD")], b""
        told, _, name = scope["path"].removeprefix(self._prefix).partition("/")
        found = asset(name) or asset(f"{told}/{name}")
        if found is None:
            return 404, [(b"content-type", b"text/plain"), (b"cache-control", b"no-store")], b"no such file"
        # An address of another version may be that of a page opened before the program was renewed: it is asked anew.
        cached = KEPT if told == version() else b"no-cache"
        headers = [(b"cache-control", cached), (b"etag", found.tag.encode()), (b"vary", b"accept-encoding")]
        asked = dict(scope["headers"])
        if found.tag.encode() in asked.get(b"if-none-match", b""):
            return 304, headers, b""
        headers += [(b"content-type", found.media_type.encode()), (b"x-content-type-options", b"nosniff")]
        if found.packed and b"gzip" in asked.get(b"accept-encoding", b""):
            return 200, [*headers, (b"content-encoding", b"gzip")], found.packed
        return 200, headers, found.body
