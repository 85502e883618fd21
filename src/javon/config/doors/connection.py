"""A connection that speaks HTTP: uvicorn's, with a limit on a request's head, and told to the hall at every step."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from javon.config.doors.hall import Hall, Phase, Visitor
from javon.config.doors.limits import Limits

#: Bytes of an answer that lie ready in this process for a visitor who does not take them.
READY = 32 * 1024
#: Requests that are told before the first of them is answered; browsers tell one.
PIPELINED = 16
#: How long a refusal may lie ready before the connection is cut.
LAST_WORD_S = 1.0
REFUSAL = "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-type: text/plain\r\ncontent-length: {length}\r\n\r\n{text}"
TOO_LONG = ("431 Request Header Fields Too Large", "The head of the request is longer than is taken here.")
TOO_MANY = ("429 Too Many Requests", "More requests than are taken before the first is answered.")


class Connection(HttpToolsProtocol):
    """One visitor's connection."""

    def __init__(
        self,
        config: Config,
        state: ServerState,
        app_state: dict[str, Any],
        *,
        visitor: Visitor,
        hall: Hall,
        limits: Limits,
    ) -> None:
        super().__init__(config, state, app_state)
        self._visitor, self._hall, self._limits = visitor, hall, limits
        self._in_head = self._in_body = self._too_long = self._refused = False
        self._at_work: RequestResponseCycle | None = None
        self._raw, self._told = 0, 0  # bytes of the head that came, and that were understood

    # --- the network ---
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as in uvicorn
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=READY)
        self._visitor.leave = transport.abort
        self._visitor.owes = lambda: transport.get_write_buffer_size() > 0

    def connection_lost(self, exc: Exception | None) -> None:
        self._hall.left(self._visitor)
        # uvicorn tells the newest request only; the one at work may be an earlier one.
        for cycle in (self._at_work, *(cycle for cycle, _app in self.pipeline)):
            if cycle is not None:
                cycle.disconnected = True
                cycle.message_event.set()
        self.pipeline.clear()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._refused:
            return
        self._raw = self._raw + len(data) if self._in_head else 0
        super().data_received(data)
        if self._too_long or (self._in_head and self._raw > self._limits.head):
            self._refuse(*TOO_LONG)
        elif len(self.pipeline) > PIPELINED:
            self._refuse(*TOO_MANY)
        else:
            self._turn()

    # --- the parser ---
    def on_message_begin(self) -> None:
        self._in_head, self._told = True, 0
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        if self._count(len(url)):
            super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._count(len(name) + len(value)):
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._in_head = False
        if not self._too_long:
            self._in_body = True
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        if not self._too_long:
            super().on_body(body)

    def on_message_complete(self) -> None:
        self._in_body = False
        if not self._too_long:
            super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._turn()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._at_work = cycle
        super()._start_asgi_task(cycle, app)

    # --- what follows ---
    def _count(self, size: int) -> bool:
        """Whether the head, with so much more, is still of a length that is taken; trailers count as well."""
        self._told += size
        self._too_long = self._too_long or self._told > self._limits.head
        return not self._too_long

    def _turn(self) -> None:
        """Note whose move it is."""
        if self.cycle is not None and not self.cycle.response_complete:
            phase = Phase.BODY if self._in_body else Phase.ANSWER
        elif self._in_head:
            phase = Phase.HEAD
        else:
            phase = Phase.BODY if self._in_body else Phase.IDLE
        if phase is not self._visitor.phase:
            self._visitor.turn_to(phase)

    def _refuse(self, status: str, text: str) -> None:
        """Say why, and hang up soon: what the visitor still sends is not read."""
        self._refused = True
        self.pipeline.clear()
        self._hall.refused(status)
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:
            self.transport.write(REFUSAL.format(status=status, length=len(text), text=text).encode())
        self.transport.pause_reading()
        self.loop.call_later(LAST_WORD_S, self.transport.abort)
