"""A broken upload keeps what came: Django sees a body only when all of it is there, and throws a broken one away.

A long PATCH of the tus protocol is handed on as several, each with its own offset; where the connection breaks, what
has come of the last one is handed on as well.
"""

from __future__ import annotations

import asyncio
from typing import Any

from javon.config.bodies import Application, Message, Receive, Scope, Send

#: Bytes kept in memory for one upload; so much of it may be lost with the server itself.
PIECE = 4 << 20
_KIND = b"application/offset+octet-stream"
_ACCEPTED = 204


class UploadPieces:
    """Hands requests to ``inner``; uploads in pieces of ``piece`` bytes at most."""

    def __init__(self, inner: Application, *, piece: int = PIECE) -> None:
        self._inner, self._piece = inner, piece

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"]) if scope["type"] == "http" else {}
        offset = headers.get(b"upload-offset", b"")
        if headers.get(b"content-type") != _KIND or scope["method"] != "PATCH" or not _is_number(offset):
            await self._inner(scope, receive, send)
            return
        at, more, here = int(offset), True, True
        while more and here:
            body, more, here = await self._gathered(receive)
            if not body and not here:
                return
            answer = _Answer()
            await self._inner(_part_of(scope, at, len(body)), _given(body, receive, last=here and not more), answer)
            at += len(body)
            if here and (not more or answer.status != _ACCEPTED):
                await answer.pass_on(send)
                return

    async def _gathered(self, receive: Receive) -> tuple[bytes, bool, bool]:
        """The next bytes, whether more come, and whether the sender is still there."""
        body = bytearray()
        while len(body) < self._piece:
            message = await receive()
            if message["type"] != "http.request":
                return bytes(body), False, False
            body += message.get("body", b"")
            if not message.get("more_body", False):
                return bytes(body), False, True
        return bytes(body), True, True


class _Answer:
    """What ``inner`` answers to a piece; only that to the last one is the sender's."""

    def __init__(self) -> None:
        self.status = 0
        self._messages: list[Message] = []

    async def __call__(self, message: Message) -> None:
        self.status = message.get("status", self.status)
        self._messages.append(message)

    async def pass_on(self, send: Send) -> None:
        for message in self._messages:
            await send(message)


def _is_number(text: bytes) -> bool:
    return text.isdigit() and len(text) <= 18


def _part_of(scope: Scope, offset: int, length: int) -> dict[str, Any]:
    own = {b"upload-offset": b"%d" % offset, b"content-length": b"%d" % length}
    kept = [(name, value) for name, value in scope["headers"] if name not in {*own, b"transfer-encoding"}]
    return {**scope, "headers": [*kept, *own.items()]}


def _given(body: bytes, receive: Receive, *, last: bool) -> Receive:
    """The piece as a whole body; a sender who has gone is not told of, since what came of him is to be kept."""
    pieces: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def given() -> Message:
        if pieces:
            return pieces.pop()
        if not last:
            await asyncio.Event().wait()  # until whoever asks gives up asking
        return await receive()

    return given
