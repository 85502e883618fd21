"""Answers go out piece by piece: what is large lies in memory once, not once more for everybody who is slow."""

from __future__ import annotations

from javon.config.bodies import Application, Message, Receive, Scope, Send

#: Bytes handed to a connection at a time; the next ones wait until the visitor has taken these.
PIECE = 32 * 1024


class Pieces:
    """Hands requests to ``inner`` and its answers on in pieces."""

    def __init__(self, inner: Application) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            body = message.get("body", b"")
            if message["type"] != "http.response.body" or len(body) <= PIECE:
                await send(message)
                return
            for start in range(0, len(body), PIECE):
                more = start + PIECE < len(body) or message.get("more_body", False)
                await send({"type": "http.response.body", "body": body[start : start + PIECE], "more_body": more})

        await self._inner(scope, receive, sending)
