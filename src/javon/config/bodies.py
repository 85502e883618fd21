"""What strangers send is not kept: Django writes a request down whole before any page looks at who sent it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

#: Bytes of the longest form that somebody outside fills in, many times over (JAVON_FORM_KB).
MOST = 64 * 1024
#: Figures of a size that is read as a number at all.
FIGURES = 15


class BodyLimit:
    """Hands requests to ``inner``; a body above ``most`` bytes arrives there empty unless its sender is ``known``.

    The page behind it answers all the same: to log in first, or that the form is not filled in.  ``known(scope)`` is
    asked only where a body is long, or does not say how long it is.
    """

    def __init__(self, inner: Application, known: Callable[[Scope], Awaitable[bool]], *, most: int = MOST) -> None:
        self._inner, self._known, self._most = inner, known, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not self._may_be_long(scope) or await self._known(scope):
            await self._inner(scope, receive, send)
        else:
            await self._inner(scope, _given(await self._body(scope, receive), receive), send)

    def _may_be_long(self, scope: Scope) -> bool:
        return _told_length(scope) > self._most or b"transfer-encoding" in dict(scope["headers"])

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        body, more = b"", _told_length(scope) <= self._most
        while more:
            message = await receive()
            body += message.get("body", b"")
            if len(body) > self._most:
                return b""
            more = message.get("more_body", False)
        return body


def _told_length(scope: Scope) -> int:
    told: bytes = dict(scope["headers"]).get(b"content-length", b"0")
    return int(told) if told.isdigit() and len(told) <= FIGURES else 10**FIGURES


def _given(body: bytes, receive: Receive) -> Receive:
    """The body in one piece; what still comes of the request is let go, since nobody waits for it."""
    pieces: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def given() -> Message:
        if pieces:
            return pieces.pop()
        while (message := await receive())["type"] == "http.request":
            pass
        return message

    return given
