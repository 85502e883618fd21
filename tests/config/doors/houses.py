"""A small site behind the doors, on a real port of this machine."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bench.attacks import Target

from javon.config.doors.entrance import listening
from javon.config.doors.limits import Limits
from javon.config.doors.pieces import Pieces
from javon.config.doors.server import Secure, Server

#: How many connections an attack may hold; smaller machines set less.
CROWD = int(os.environ.get("JAVON_TEST_CROWD", "150"))
#: Fewer than the crowd, so that there is no room for all of it.
SMALL = Limits(connections=CROWD // 2, of_one=CROWD // 3, head=8 * 1024, head_s=3, idle_s=3, stall_s=3, least=1024)
LARGE = b"a" * (4 << 20)


async def site(scope: Any, receive: Any, send: Any) -> None:
    """``/large`` gives 4 MB; everything else reads the body first and tells its length."""
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    body = LARGE if scope["path"] == "/large" else f"{scope['client'][0]} {scope['scheme']} {size}".encode()
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@contextmanager
def open_site(limits: Limits = SMALL, application: Any = None, *, secure: Secure | None = None) -> Iterator[Target]:
    """The site, as long as the test looks at it."""
    sockets = listening("127.0.0.1", 0)
    port = int(sockets[0].getsockname()[1])
    server = Server(application or Pieces(site), sockets, limits=limits, secure=secure)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield Target(port, tls=secure is not None)
    finally:
        server.should_exit = server.force_exit = True
        thread.join(30)
    assert not thread.is_alive()


async def answer_to(target: Target, request: bytes) -> bytes:
    """All that the server says to these bytes until it hangs up."""
    reader, writer = await target.open()
    try:
        writer.write(request)
        async with asyncio.timeout(60):
            return await reader.read(-1)
    except ConnectionResetError:
        return b""
    finally:
        writer.close()


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
