"""Sends who comes with plain HTTP to the same page over HTTPS."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import cast

from javon.config.doors.hall import Hall, Visitor

LONGEST = 8 * 1024
_FIRST = re.compile(rb"[A-Z]{3,10} (/[!-~]*) HTTP/1\.[01]\r\n")
_HOST = re.compile(rb"\r\nhost:[ \t]*([\[\]0-9A-Za-z.:-]{1,255})[ \t]*\r\n", re.IGNORECASE)
ANSWER = "HTTP/1.1 308 Permanent Redirect\r\nlocation: {address}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


class Elsewhere(asyncio.Protocol):
    """Reads the head of one request and answers with 308; ``ours`` says which Host headers name this site."""

    def __init__(self, visitor: Visitor, hall: Hall, *, base: str, port: int, ours: Callable[[str], bool]) -> None:
        self._visitor, self._hall, self._base, self._port, self._ours = visitor, hall, base, port, ours
        self._head = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's are none by name
        self._visitor.leave = self._transport.abort

    def connection_lost(self, exc: Exception | None) -> None:
        self._hall.left(self._visitor)

    def data_received(self, data: bytes) -> None:
        self._head += data
        if b"\r\n\r\n" in self._head:
            self._transport.write(ANSWER.format(address=self._address()).encode())
            self._transport.close()
        elif len(self._head) > LONGEST:
            self._transport.abort()

    def _address(self) -> str:
        """Where the page is: under the name that was asked for where that is ours, else under the one we show."""
        first, host = _FIRST.match(self._head), _HOST.search(self._head)
        path = first[1].decode() if first else "/"
        asked = host[1].decode() if host else ""
        if not asked or not self._ours(asked):
            return self._base + path
        name = re.sub(r":[0-9]*$", "", asked)
        return f"https://{name}{'' if self._port == 443 else f':{self._port}'}{path}"
