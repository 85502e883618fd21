"""The entrance: takes connections in, one by one, as long as there is room; speaks TLS where there is a certificate.

A connection costs one entry in the hall until its first byte has come.  That byte tells whether it speaks TLS: who
comes with plain HTTP to an HTTPS door is sent to the right address.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from javon.config.doors.hall import Hall, Phase, Visitor

#: The first byte of every TLS handshake (RFC 8446, section 5.1: content type 22).
TLS_BEGINS = b"\x16"
#: Connections taken in before others get their turn.
AT_ONCE = 64
SWEEP_S = 1.0
#: Bytes of an answer that may lie ready in the kernel, beyond what is on its way.
READY_IN_KERNEL = 128 * 1024
Speaker = Callable[[Visitor], asyncio.Protocol]


@dataclass(frozen=True, slots=True)
class Door:
    """A listening socket.  With ``tls`` it speaks HTTPS, and ``elsewhere`` answers who comes without."""

    socket: socket.socket
    speaker: Speaker
    tls: ssl.SSLContext | None = None
    elsewhere: Speaker | None = None


def listening(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen at this address.

    Raises:
        OSError: it is taken, not allowed, or not ours.
    """
    found = []
    for family, kind, protocol, _name, address in socket.getaddrinfo(
        host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    ):
        made = socket.socket(family, kind, protocol)
        found.append(made)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind(address)
        made.listen(2048)
        made.setblocking(False)
    return found


class Entrance:
    """Takes in at ``doors`` whom the ``hall`` has room for; who finds none waits before the door, in the kernel."""

    def __init__(self, doors: Sequence[Door], hall: Hall) -> None:
        self._doors, self._hall = doors, hall
        self._open = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._sweeper: asyncio.TimerHandle | None = None
        self._loop = asyncio.get_running_loop()

    def open(self) -> None:
        """Begin to take in."""
        self._sweep()

    def close(self) -> None:
        """Take in nobody any more, and show out who is not being answered."""
        self._shut()
        if self._sweeper:
            self._sweeper.cancel()
        for door in self._doors:
            door.socket.close()
        self._hall.close()

    def _sweep(self) -> None:
        self._hall.sweep()
        self._unshut()
        self._sweeper = self._loop.call_later(SWEEP_S, self._sweep)

    def _shut(self) -> None:
        if self._open:
            self._open = False
            for door in self._doors:
                self._loop.remove_reader(door.socket)

    def _unshut(self) -> None:
        if not self._open and self._hall.has_room():
            self._open = True
            for door in self._doors:
                self._loop.add_reader(door.socket, self._take_in, door)

    def _take_in(self, door: Door) -> None:
        for _at in range(AT_ONCE):
            if not self._hall.has_room():
                self._shut()
                return
            try:
                connection, address = door.socket.accept()
            except (BlockingIOError, ConnectionAbortedError):
                return
            except OSError:  # out of files, whatever the count says: the next sweep tries again
                self._shut()
                return
            self._receive(door, connection, str(address[0]))

    def _receive(self, door: Door, connection: socket.socket, address: str) -> None:
        connection.setblocking(False)
        visitor = Visitor(
            address,
            connection,
            begin=lambda: self._loop.add_reader(connection, self._first_byte, door, visitor),
            leave=lambda: self._hang_up(visitor),
        )
        with contextlib.suppress(OSError):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.setsockopt(socket.IPPROTO_TCP, 25, READY_IN_KERNEL)  # TCP_NOTSENT_LOWAT, unnamed in Python 3.11
        self._hall.enter(visitor)

    def _hang_up(self, visitor: Visitor) -> None:
        """End a connection that no protocol has taken over yet."""
        self._hall.left(visitor)
        self._loop.remove_reader(visitor.socket)
        visitor.socket.close()

    def _first_byte(self, door: Door, visitor: Visitor) -> None:
        try:
            first = visitor.socket.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return
        except OSError:
            first = b""
        if not first:
            self._hang_up(visitor)
            return
        self._loop.remove_reader(visitor.socket)
        visitor.turn_to(Phase.HEAD)
        task = self._loop.create_task(self._hand_over(door, visitor, plain=first != TLS_BEGINS))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        # Until the protocol has its connection (a TLS handshake may stop midway) it is ended from below.
        visitor.leave = lambda: _cut(visitor.socket, task)

    async def _hand_over(self, door: Door, visitor: Visitor, *, plain: bool) -> None:
        away = door.elsewhere if door.tls and plain else None
        speaker, tls = (away, None) if away else (door.speaker, door.tls)
        try:
            await self._loop.connect_accepted_socket(lambda: speaker(visitor), visitor.socket, ssl=tls)
        except (OSError, ssl.SSLError, asyncio.CancelledError):
            self._hall.left(visitor)
            visitor.socket.close()


def _cut(connection: socket.socket, task: asyncio.Task[None]) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    task.cancel()
