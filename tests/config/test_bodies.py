"""Long bodies of strangers are not read; everybody else's request arrives as it was sent."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from javon.config.bodies import BodyLimit

MOST = 10
#: What the page saw, and how much was taken from the network before it saw it.
Seen = tuple[bytes, int]


def sent(body: bytes, *, known: bool = False, length: bytes | None = None, method: str = "POST") -> Seen:
    """Send the body in pieces of four bytes, without its length unless ``length`` is given."""
    pieces = [body[start : start + 4] for start in range(0, len(body), 4)] or [b""]
    messages = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    messages[-1]["more_body"] = False
    seen: list[Seen] = []

    async def receive() -> Any:
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    async def page(scope: Any, receive: Any, send: Any) -> None:
        taken, whole, more = len(pieces) - len(messages), b"", True
        while more:
            message = await receive()
            whole, more = whole + message["body"], message["more_body"]
        seen.append((whole, taken))
        assert (await receive())["type"] == "http.disconnect", "Django waits for nothing else behind a body"

    async def is_known(scope: Any) -> bool:
        return known

    headers = [(b"transfer-encoding", b"chunked")] if length is None else [(b"content-length", length)]
    scope = {"type": "http", "method": method, "headers": headers}
    asyncio.run(BodyLimit(page, is_known, most=MOST)(scope, receive, None))  # type: ignore[arg-type] # nothing is sent
    return seen[0]


@pytest.mark.parametrize("length", [None, b"9"])
def test_a_form_arrives_as_it_was_sent(length: bytes | None) -> None:
    assert sent(b"123456789", length=length)[0] == b"123456789"


def test_a_long_body_that_says_so_is_not_even_begun() -> None:
    assert sent(b"x" * 4000, length=b"4000") == (b"", 0)


def test_a_long_body_that_does_not_say_so_is_left_where_it_becomes_too_long() -> None:
    assert sent(b"x" * 4000) == (b"", 3)


@pytest.mark.parametrize("length", [b"9" * 5000, b"-1", b"", b"12x"])
def test_a_length_that_is_none_is_a_long_one(length: bytes) -> None:
    assert sent(b"x" * 40, length=length)[0] == b""


@pytest.mark.parametrize("length", [None, b"4000"])
def test_whoever_works_here_brings_files(length: bytes | None) -> None:
    assert sent(b"x" * 4000, known=True, length=length)[0] == b"x" * 4000


def test_what_is_no_request_passes() -> None:
    passed = []

    async def page(scope: Any, receive: Any, send: Any) -> None:
        passed.append(scope["type"])

    async def nobody(scope: Any) -> bool:
        raise AssertionError("not asked")

    asyncio.run(BodyLimit(page, nobody)({"type": "websocket"}, None, None))  # type: ignore[arg-type] # not called
    assert passed == ["websocket"]
