"""An upload whose connection breaks keeps every byte that came, however long its one request was."""

from __future__ import annotations

import asyncio
from typing import Any

from javon.config.uploads import UploadPieces

KIND = (b"content-type", b"application/offset+octet-stream")


class Server:
    """Keeps what it is given, as the view behind does; ``status`` is what it answers."""

    def __init__(self, status: int = 204) -> None:
        self.kept, self.status, self.calls = b"", status, 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        headers = dict(scope["headers"])
        message = await receive()
        assert not message["more_body"]
        assert int(headers[b"upload-offset"]) == 5 + len(self.kept)
        assert int(headers[b"content-length"]) == len(message["body"])
        self.kept += message["body"] if self.status == 204 else b""
        self.calls += 1
        await send({"type": "http.response.start", "status": self.status, "headers": []})
        await send({"type": "http.response.body", "body": b""})


def sent(server: Server, parts: list[bytes], *, cut: bool) -> list[Any]:
    """What the sender hears who sends these parts in one request, and goes away at the end or not."""
    messages: list[Any] = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    messages.append({"type": "http.disconnect"} if cut else {"type": "http.request", "body": b"", "more_body": False})
    heard: list[Any] = []

    async def receive() -> Any:
        return messages.pop(0)

    async def send(message: Any) -> None:
        heard.append(message)

    scope = {"type": "http", "method": "PATCH", "headers": [KIND, (b"upload-offset", b"5"), (b"content-length", b"99")]}
    asyncio.run(UploadPieces(server, piece=10)(scope, receive, send))
    return heard


def test_a_whole_upload_is_answered_once() -> None:
    server = Server()
    heard = sent(server, [b"abcdef", b"ghijkl", b"mno"], cut=False)
    assert server.kept == b"abcdefghijklmno"
    assert server.calls == 2
    assert [message.get("status") for message in heard] == [204, None]


def test_a_cut_one_keeps_what_came() -> None:
    server = Server()
    assert sent(server, [b"abcdef", b"ghijkl", b"mno"], cut=True) == []
    assert server.kept == b"abcdefghijklmno"


def test_a_refusal_ends_it() -> None:
    server = Server(409)
    heard = sent(server, [b"abcdef", b"ghijkl", b"mno"], cut=False)
    assert server.calls == 1
    assert heard[0]["status"] == 409


def test_nothing_is_handed_on_of_a_sender_who_sent_nothing() -> None:
    server = Server()
    assert sent(server, [], cut=True) == []
    assert server.calls == 0
