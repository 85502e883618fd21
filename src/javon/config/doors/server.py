"""The web server: uvicorn behind our own entrance."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import uvicorn

from javon.apps.library.web.images.doors import is_our_host
from javon.config.doors.connection import Connection
from javon.config.doors.elsewhere import Elsewhere
from javon.config.doors.entrance import Door, Entrance
from javon.config.doors.hall import Hall, Visitor
from javon.config.doors.limits import Limits, room

#: How long answers may go on after Ctrl-C.
LAST_ANSWERS_S = 10


@dataclass(frozen=True, slots=True)
class Secure:
    """HTTPS: the certificate in ``context``; ``base`` and ``port`` of the site, and which Host headers are ``ours``."""

    context: ssl.SSLContext
    base: str
    port: int
    ours: Callable[[str], bool] = is_our_host


class Server(uvicorn.Server):
    """Serves ``application`` at ``sockets``; ``plain`` sockets only send on to HTTPS.

    ``is_proxy(address)``: whether a web server before us has this address, and so any number of connections.
    """

    def __init__(
        self,
        application: str,
        sockets: Sequence[socket.socket],
        *,
        limits: Limits,
        is_proxy: Callable[[str], bool] = lambda address: False,
        secure: Secure | None = None,
        plain: Sequence[socket.socket] = (),
    ) -> None:
        super().__init__(
            uvicorn.Config(
                application,
                http=Connection,
                ws="none",
                lifespan="off",
                log_level="error",  # below that anybody's wrong request is a line
                access_log=False,
                proxy_headers=False,  # whom to believe about addresses is ours to say
                server_header=False,
                timeout_keep_alive=int(limits.idle_s),
                timeout_graceful_shutdown=LAST_ANSWERS_S,
            )
        )
        self._limits, self._secure = limits, secure
        self._hall = Hall(limits, *room(limits), is_proxy)
        self._sockets, self._plain = sockets, plain

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open the doors; the sockets listen already."""
        await self.lifespan.startup()
        secure = self._secure
        doors = [
            Door(
                one,
                self._speaker,
                secure.context if secure else None,
                (lambda visitor: self._sent_on(visitor, secure)) if secure else None,
            )
            for one in self._sockets
        ]
        if secure:
            doors += [Door(one, lambda visitor: self._sent_on(visitor, secure)) for one in self._plain]
        self._entrance = Entrance(doors, self._hall)
        self._entrance.open()
        self.servers = []
        self.started = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the doors, let those who are being answered have their answers."""
        self._entrance.close()
        await super().shutdown(sockets)

    def _speaker(self, visitor: Visitor) -> Connection:
        return Connection(
            self.config, self.server_state, self.lifespan.state, visitor=visitor, hall=self._hall, limits=self._limits
        )

    def _sent_on(self, visitor: Visitor, secure: Secure) -> Elsewhere:
        return Elsewhere(visitor, self._hall, base=secure.base, port=secure.port, ours=secure.ours)
