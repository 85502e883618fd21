"""What strangers do to a web server, bounded, on this machine; and an honest reader who comes meanwhile.

Every attack is a coroutine that holds its connections until it is cancelled.  ``Target`` says where to and whether over
TLS.  Used by ``bench.doors`` and by the tests of the doors.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import socket
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

#: An honest reader has waited long enough then.
PATIENCE_S = 20.0
#: The pause between two visits of the honest reader.
PAUSE_S = 0.1
STEP = 64 * 1024


@dataclass(frozen=True, slots=True)
class Target:
    """A server on this machine; ``source`` is the address that the connection comes from (127.0.0.0/8)."""

    port: int
    tls: bool = False
    source: str = "127.0.0.1"

    async def open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection; nobody here asks whose certificate it is."""
        context = None
        if self.tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return await asyncio.open_connection(
            "127.0.0.1", self.port, ssl=context, local_addr=(self.source, 0), limit=STEP
        )

    def request(self, path: str, *, method: str = "GET", headers: str = "") -> bytes:
        """The head of a request."""
        return f"{method} {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\n{headers}\r\n".encode()


@dataclass(slots=True)
class Visits:
    """How an honest reader fared: seconds of each visit that was answered, and what went wrong in the others."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def worst(self) -> float:
        return max(self.seconds, default=0.0)

    def share(self, part: float) -> float:
        """The time within which so many of the visits were answered (0.95: the 95th percentile)."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


async def get(
    target: Target, path: str, *, headers: str = "Connection: close\r\n", patience: float = PATIENCE_S
) -> tuple[int, bytes]:
    """Ask once over a connection of its own; gives status and all that came behind the head."""
    async with asyncio.timeout(patience):
        reader, writer = await target.open()
        try:
            writer.write(target.request(path, headers=headers))
            head = await reader.readuntil(b"\r\n\r\n")
            body = await reader.read(-1)
            return int(head.split(b" ", 2)[1]), body
        finally:
            writer.close()


async def visit(target: Target, paths: Sequence[str], seconds: float, visits: Visits | None = None) -> Visits:
    """An honest reader who comes again and again for so long, each time anew."""
    visits = visits or Visits()
    until, at = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        begun = time.perf_counter()
        try:
            status, _body = await get(target, paths[at % len(paths)])
            if status == 200:
                visits.seconds.append(time.perf_counter() - begun)
            else:
                visits.failures.append(str(status))
        except (OSError, TimeoutError, asyncio.IncompleteReadError, ValueError, IndexError) as error:
            visits.failures.append(type(error).__name__)
        at += 1
        await asyncio.sleep(PAUSE_S)
    return visits


# --- attacks -------------------------------------------------------------------------------------------------------
Attack = Callable[[Target], Awaitable[None]]


async def _holding(target: Target, number: int, begin: Callable[[asyncio.StreamWriter], Awaitable[None]]) -> None:
    """Keep ``number`` connections that are never read from; one that is closed is opened again at once."""

    async def one() -> None:
        while True:
            with contextlib.suppress(OSError, TimeoutError):
                async with asyncio.timeout(PATIENCE_S):
                    _reader, writer = await target.open()
                transport = writer.transport
                try:
                    transport.pause_reading()  # type: ignore[attr-defined] # a reading transport, as all of sockets
                    await begin(writer)
                    while not transport.is_closing():
                        await asyncio.sleep(0.5)
                        if hung_up(writer):
                            break
                finally:
                    writer.transport.abort()
            await asyncio.sleep(0.2)

    await asyncio.gather(*(one() for _at in range(number)))


def hung_up(writer: asyncio.StreamWriter) -> bool:
    """Whether the other side has closed, seen without reading what it sent before."""
    sock: socket.socket = writer.get_extra_info("socket")
    state = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0]
    return bool(state != 1)  # TCP_ESTABLISHED


async def _say(writer: asyncio.StreamWriter, data: bytes) -> None:
    writer.write(data)
    await writer.drain()


def silent(number: int) -> Attack:
    """Connections on which nothing is ever said (over TLS: not even the beginning of a handshake)."""
    return lambda target: _holding(Target(target.port, source=target.source), number, lambda writer: _say(writer, b""))


def unfinished(number: int, begun: bytes) -> Attack:
    """The beginning of a TLS handshake, and then nothing."""
    return lambda target: _holding(
        Target(target.port, source=target.source), number, lambda writer: _say(writer, begun)
    )


def half_headers(number: int) -> Attack:
    """The beginning of a request, and then nothing."""
    return lambda target: _holding(
        target, number, lambda writer: _say(writer, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ")
    )


def dripping_headers(number: int) -> Attack:
    """A request that comes at one header in two seconds and is never whole."""

    async def drip(writer: asyncio.StreamWriter) -> None:
        await _say(writer, b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        while not writer.transport.is_closing() and not hung_up(writer):
            await asyncio.sleep(2)
            await _say(writer, b"X-A: b\r\n")

    return lambda target: _holding(target, number, drip)


def half_bodies(number: int, size: int, path: str = "/accounts/login/") -> Attack:
    """A form that is promised in full and sent but for its last byte."""

    async def send(target: Target, writer: asyncio.StreamWriter) -> None:
        told = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {size}\r\n"
        await _say(writer, target.request(path, method="POST", headers=told))
        for start in range(0, size - 1, STEP):
            await _say(writer, b"a" * min(STEP, size - 1 - start))

    return lambda target: _holding(target, number, lambda writer: send(target, writer))


def deaf(number: int, paths: Sequence[str]) -> Attack:
    """Something large is asked for many times over one connection and never read."""
    turn = itertools.cycle(paths)
    return lambda target: _holding(target, number, lambda writer: _say(writer, target.request(next(turn)) * 10))


def large_header(megabytes: int) -> Attack:
    """One header without an end, over and over."""

    async def attack(target: Target) -> None:
        while True:
            with contextlib.suppress(OSError):
                _reader, writer = await target.open()
                try:
                    await _say(writer, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ")
                    for _at in range(megabytes * (1 << 20) // STEP):
                        await _say(writer, b"a" * STEP)
                finally:
                    writer.transport.abort()
            await asyncio.sleep(0.2)

    return attack


def renders(paths: Sequence[str]) -> Attack:
    """Many large pictures at once, each read by somebody patient; and then all of them once more."""

    async def one(target: Target, path: str) -> None:
        while True:
            with contextlib.suppress(OSError, TimeoutError, asyncio.IncompleteReadError, ValueError):
                await get(target, path, patience=120)
            await asyncio.sleep(0.2)

    async def attack(target: Target) -> None:
        await asyncio.gather(*(one(target, path) for path in paths))

    return attack


@asynccontextmanager
async def under(attack: Attack, target: Target, *, warm_up: float = 1.0) -> AsyncIterator[None]:
    """While the attack goes on; it has begun ``warm_up`` seconds before."""
    task = asyncio.ensure_future(attack(target))
    try:
        await asyncio.sleep(warm_up)
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def memory_mb(pid: int) -> float:
    """Resident memory of a process, MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
