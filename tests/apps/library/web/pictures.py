"""The image server without Django: pictures made for the test, answers by plain calls or over HTTP."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import uvicorn
from iiif_validator.validator import ValidationInfo

from javon.apps.library.web.images import ImageServer, Source
from javon.engines.imaging.derivatives import write_access


def squares(path: Path) -> Path:
    """The validator's picture: 10 x 10 squares of 100 pixels in the colours it knows."""
    colours = ValidationInfo().colorInfo
    pixels = np.zeros((1000, 1000, 3), np.uint8)
    for across in range(10):
        for down in range(10):
            pixels[100 * down : 100 * down + 100, 100 * across : 100 * across + 100] = colours[across][down]
    write_access(pixels, path, quality=95)
    return path


async def nothing(scope: Any, receive: Any, send: Any) -> None:
    """What stands behind the image server: says 418, so that one sees who answered."""
    await send({"type": "http.response.start", "status": 418, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def serving(pictures: dict[str, Source]) -> ImageServer:
    async def find(image_id: str, cookie: str) -> Source | None:
        source = pictures.get(image_id)
        return source if source and (source.public or cookie == "staff") else None

    return ImageServer(nothing, find, hosts=lambda host: host.startswith("localhost"), cookie="sessionid")


@dataclass(frozen=True)
class Got:
    status: int
    headers: dict[str, str]
    body: bytes


def get(server: ImageServer, path: str, *, method: str = "GET", **headers: str) -> Got:
    """One request."""
    told = {"host": "localhost:8000", **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": "http", "method": method, "scheme": "http", "raw_path": path.encode(), "path": path,
        "headers": [(name.encode(), value.encode()) for name, value in told.items()],
    }  # fmt: skip
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    asyncio.run(server(scope, receive, send))
    answered = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Got(sent[0]["status"], answered, b"".join(message["body"] for message in sent[1:]))


@contextmanager
def listening(application: Any) -> Iterator[str]:
    """The application behind a real port; gives ``localhost:<port>``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(application, host="127.0.0.1", port=port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield f"localhost:{port}"
    finally:
        server.should_exit = True
        thread.join(10)
