"""Answers /iiif/3/ without going through Django: a page in view asks for dozens of tiles at once.

Everything about who may see what is asked of ``find``; this module knows addresses, headers and pictures only.
"""

from __future__ import annotations

import asyncio
import json
import logging
import unicodedata
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote_to_bytes

import pyvips
from django.http.cookie import parse_cookie

from javon.apps.library.web.images.information import describe
from javon.apps.library.web.images.making import Made, Maker
from javon.apps.library.web.images.parameters import FORMATS, BadRequestError, Job, read_job
from javon.apps.library.web.images.pyramid import NotAPyramidError, Pyramid
from javon.apps.library.web.images.render import stored_tile
from javon.base.ui.keeping import OWN, PUBLIC
from javon.base.ui.turns import GoneError, TooManyWaitError, client_of

logger = logging.getLogger(__name__)
PREFIX = "/iiif/3/"
PROFILE = "http://iiif.io/api/image/3/level2.json"
#: Files kept open, and encoded pictures kept in memory (bytes).
OPEN_FILES = 128
KEPT_BYTES = 48 * 1024 * 1024
#: A made picture above this is sent from its file and not kept.
KEPT_MOST = 512 * 1024
#: Pictures that wait to be made.
WAITING = 400

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Source:
    """A picture that the visitor may see.  ``version`` changes with its content; ``public``: anybody may see it."""

    path: Path
    version: str
    public: bool


#: Identifier and session cookie in, picture or None (missing and forbidden look the same) out.
Find = Callable[[str, str], Awaitable[Source | None]]


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer."""

    status: int
    body: bytes | Made = b""
    headers: tuple[tuple[bytes, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class _Asker:
    """Whoever asks, and how to hear that they hang up."""

    client: str
    receive: Receive


class ImageServer:
    """Serves pictures under /iiif/3/ and hands everything else to ``inner``.

    ``hosts(host) -> bool`` says which Host headers are ours; ``cookie`` is the name of the session cookie; at most
    ``waiting`` pictures wait to be made.
    """

    def __init__(
        self, inner: Application, find: Find, *, hosts: Callable[[str], bool], cookie: str, waiting: int = WAITING
    ) -> None:
        self._inner, self._find, self._hosts, self._cookie = inner, find, hosts, cookie
        self._open: OrderedDict[Source, Pyramid] = OrderedDict()
        self._kept: OrderedDict[tuple[Source, Job], bytes] = OrderedDict()
        self._kept_bytes = 0
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="tile")
        self._maker = Maker(waiting)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        raw: bytes = scope.get("raw_path") or b"" if scope["type"] == "http" else b""
        if not raw.startswith(PREFIX.encode()):
            await self._inner(scope, receive, send)
            return
        answer = await self._answer(scope, receive, raw)
        body = answer.body
        size = body.size if isinstance(body, Made) else len(body)
        headers = [*answer.headers, (b"content-length", str(size).encode())]
        try:
            await send({"type": "http.response.start", "status": answer.status, "headers": _COMMON + headers})
            if isinstance(body, Made) and scope["method"] != "HEAD":
                async for piece in body.pieces():
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            whole = b"" if isinstance(body, Made) or scope["method"] == "HEAD" else body
            await send({"type": "http.response.body", "body": whole})
        finally:
            if isinstance(body, Made):
                body.close()

    async def _answer(self, scope: Scope, receive: Receive, raw: bytes) -> Answer:
        if scope["method"] == "OPTIONS":
            return Answer(204, headers=_PREFLIGHT)
        if scope["method"] not in ("GET", "HEAD"):
            refused = _text(405, "pictures are only asked for: GET, HEAD or OPTIONS")
            return Answer(405, refused.body, (*refused.headers, (b"allow", b"GET, HEAD, OPTIONS")))
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get(b"host", "")
        if not self._hosts(host):
            return _text(400, "the Host header names another site")
        try:
            parts = _parts(raw)
            base = f"{scope.get('scheme', 'http')}://{host}{PREFIX}{quote(parts[0], safe='~')}"
            return await self._route(parts, base, headers, _Asker(client_of(scope), receive))
        except BadRequestError as error:
            return _text(400, str(error))
        except FileNotFoundError:
            return _text(404, "the picture is being made anew")
        except (TooManyWaitError, GoneError):
            busy = _text(503, "too many pictures are being made; ask again in half a minute")
            return Answer(503, busy.body, (*busy.headers, (b"retry-after", b"30")))
        except (OSError, pyvips.Error) as error:
            logger.error("cannot read the picture of %s: %s", parts[0], error)
            return _text(500, "the picture cannot be read")

    async def _route(self, parts: list[str], base: str, headers: dict[bytes, str], asker: _Asker) -> Answer:
        source = await self._find(parts[0], cookie_of(headers.get(b"cookie", ""), self._cookie)) if parts[0] else None
        if source is None:
            return _text(404, "no such picture")
        if parts[1:] in ([], [""]):
            return Answer(303, headers=((b"location", f"{base}/info.json".encode()),))
        pyramid = await self._pyramid(source)
        cache = _caching(source)
        if parts[1:] == ["info.json"]:
            return _information(pyramid, base, headers.get(b"accept", ""), cache)
        if len(parts) != 5:
            return _text(400, "not an address of a picture")
        job = read_job(parts[1], parts[2], parts[3], parts[4], pyramid.width, pyramid.height)
        tag = f'"{source.version}"'
        links = f'<{base}/{job.canonical()}>;rel="canonical",<{PROFILE}>;rel="profile"'
        told = ((b"content-type", FORMATS[job.format].encode()), (b"etag", tag.encode()), (b"link", links.encode()))
        if headers.get(b"if-none-match", "").strip() == "*" or tag in headers.get(b"if-none-match", ""):
            return Answer(304, headers=(*told, *cache))
        return Answer(200, await self._picture(source, pyramid, job, asker), (*told, *cache))

    async def _picture(self, source: Source, pyramid: Pyramid, job: Job, asker: _Asker) -> bytes | Made:
        tile = stored_tile(pyramid, job)
        loop = asyncio.get_running_loop()
        if tile is not None:
            ready = pyramid.read_ready(*tile)
            return ready if ready is not None else await loop.run_in_executor(self._threads, pyramid.read, *tile)
        kept = self._kept.get((source, job))
        if kept is not None:
            self._kept.move_to_end((source, job))
            return kept
        sizes = tuple((level.width, level.height) for level in pyramid.levels)
        made = await self._maker.make(pyramid.path, sizes, job, client=asker.client, receive=asker.receive)
        if made.size > KEPT_MOST:
            return made
        try:
            small = made.read()
        finally:
            made.close()
        self._keep(source, job, small)
        return small

    def _keep(self, source: Source, job: Job, made: bytes) -> None:
        if (source, job) in self._kept:
            return
        self._kept[source, job] = made
        self._kept_bytes += len(made)
        while self._kept_bytes > KEPT_BYTES:
            _, old = self._kept.popitem(last=False)
            self._kept_bytes -= len(old)

    async def _pyramid(self, source: Source) -> Pyramid:
        if source in self._open:
            self._open.move_to_end(source)
            return self._open[source]
        loop = asyncio.get_running_loop()
        try:
            pyramid = await loop.run_in_executor(self._threads, Pyramid.open, source.path)
        except NotAPyramidError as error:
            raise OSError(str(error)) from error
        if source in self._open:
            pyramid.close()
            return self._open[source]
        self._open[source] = pyramid
        if len(self._open) > OPEN_FILES:
            self._open.popitem(last=False)[1].close()
        return pyramid


_COMMON: list[tuple[bytes, bytes]] = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"link"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"cross-origin"),
]
_PREFLIGHT = (
    (b"access-control-allow-methods", b"GET, HEAD, OPTIONS"),
    (b"access-control-allow-headers", b"accept, if-none-match"),
    (b"access-control-max-age", b"86400"),
)


def _parts(raw: bytes) -> list[str]:
    """The parts of the address behind the prefix, decoded.

    This server stands before everything of Django, its check of signs too: a NUL must not reach the database.

    Raises:
        BadRequestError: no UTF-8, or a control sign.
    """
    try:
        parts = [unquote_to_bytes(part).decode() for part in raw.partition(b"?")[0].split(b"/")[3:]]
    except UnicodeDecodeError as error:
        raise BadRequestError("the address is not UTF-8") from error
    if any(unicodedata.category(sign) == "Cc" for part in parts for sign in part):
        raise BadRequestError("the address holds control signs")
    return parts


def _caching(source: Source) -> tuple[tuple[bytes, bytes], ...]:
    """Asked about anew each time, since a book may have been withdrawn; what is closed nothing between may keep.

    A browser keeps closed tiles too, for who looks through a book and back, and shows none of them unasked.
    """
    if source.public:
        return ((b"cache-control", PUBLIC.encode()),)
    return ((b"cache-control", OWN.encode()), (b"vary", b"cookie"))


def _information(pyramid: Pyramid, base: str, accept: str, cache: Iterable[tuple[bytes, bytes]]) -> Answer:
    linked = "application/ld+json" in accept
    kind = 'application/ld+json;profile="http://iiif.io/api/image/3/context.json"' if linked else "application/json"
    body = json.dumps(describe(pyramid, base), ensure_ascii=False).encode()
    told = ((b"content-type", kind.encode()), (b"vary", b"accept"), (b"link", f'<{PROFILE}>;rel="profile"'.encode()))
    return Answer(200, body, (*told, *cache))


def _text(status: int, text: str) -> Answer:
    return Answer(
        status, text.encode(), ((b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store"))
    )


def cookie_of(header: str, name: str) -> str:
    """The session cookie, or nothing; what cannot be read, or cannot be ours, is a visitor without a session."""
    if name not in header:
        return ""
    # As browsers and Django read it: the strict reader of Python gives up on all cookies where it dislikes one.
    value = parse_cookie(header).get(name, "")
    return value if value.isprintable() else ""
