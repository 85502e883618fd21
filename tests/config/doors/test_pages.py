"""Pages take turns, by client, and a slow reader holds none of what a page needs."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from javon.base.ui.turns import Turns
from javon.config.doors.pages import HELD, Pages

Message = dict[str, Any]


class Visit:
    """One request: what it sends, when it reads, and what it got."""

    def __init__(self, pages: Pages, client: str = "a", *, body: list[bytes] | None = None, accept: str = "") -> None:
        self.got: list[Message] = []
        self.reads = asyncio.Event()
        self.reads.set()
        self.leaves = asyncio.Event()
        pieces = body or [b""]
        self._messages = [
            {"type": "http.request", "body": piece, "more_body": at < len(pieces) - 1}
            for at, piece in enumerate(pieces)
        ]
        headers = [(b"accept", accept.encode()), (b"cookie", b"django_language=en")]
        scope = {"type": "http", "method": "GET", "client": (client, 1), "headers": headers}
        self.task = asyncio.ensure_future(pages(scope, self._receive, self._send))

    async def _receive(self) -> Message:
        if self._messages:
            return self._messages.pop(0)
        await self.leaves.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        await self.reads.wait()
        self.got.append(message)

    @property
    def status(self) -> int:
        return int(self.got[0]["status"])


class Site:
    """Pages that are made when the test says so."""

    def __init__(self, *, waiting: int = 9, size: int = 10) -> None:
        self.at_work: list[str] = []
        self.done: list[str] = []
        self.goes_on = asyncio.Event()
        self.pages = Pages(self._page, Turns(1, waiting=waiting, of_one=waiting))
        self._size = size

    async def _page(self, scope: Any, receive: Any, send: Any) -> None:
        while (message := await receive())["type"] == "http.request" and message.get("more_body"):
            pass
        if message["type"] == "http.disconnect":
            return
        client = scope["client"][0]
        self.at_work.append(client)
        await self.goes_on.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for at in range(2):
            await send({"type": "http.response.body", "body": b"a" * (self._size // 2), "more_body": at == 0})
        self.done.append(client)


async def settle() -> None:
    for _at in range(20):
        await asyncio.sleep(0)


def test_one_page_at_a_time_and_everybody_in_turn() -> None:
    async def play() -> None:
        site = Site()
        visits = [Visit(site.pages, client) for client in "aaab"]
        await settle()
        assert site.at_work == ["a"]
        site.goes_on.set()
        await asyncio.gather(*(visit.task for visit in visits))
        assert site.at_work == ["a", "a", "b", "a"]
        assert [visit.status for visit in visits] == [200] * 4

    asyncio.run(play())


def test_a_form_that_is_still_coming_holds_no_turn() -> None:
    async def play() -> None:
        site = Site()
        site.goes_on.set()
        slow = Visit(site.pages, body=[b"a", b"b"])
        slow._messages.pop()
        other = Visit(site.pages, "b")
        await other.task
        assert other.status == 200
        slow.leaves.set()
        await slow.task
        assert slow.got == []

    asyncio.run(play())


@pytest.mark.parametrize(("size", "ends"), [(HELD, True), (4 * HELD, False)])
def test_a_page_ends_though_nobody_takes_it(size: int, ends: bool) -> None:
    async def play() -> None:
        site = Site(size=size)
        site.goes_on.set()
        deaf = Visit(site.pages)
        deaf.reads.clear()
        await settle()
        assert site.done == (["a"] if ends else [])
        other = Visit(site.pages, "b")
        await settle()
        assert "b" in site.at_work, "the turn was given back all the same"
        deaf.reads.set()
        await asyncio.gather(deaf.task, other.task)
        assert sum(len(message.get("body", b"")) for message in deaf.got) == size

    asyncio.run(play())


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_one_too_many_hears_so(accept: str) -> None:
    async def play() -> None:
        site = Site(waiting=1)
        visits = [Visit(site.pages) for _at in range(2)]
        await settle()
        late = Visit(site.pages, accept=accept)
        await late.task
        assert late.status == 503
        headers = dict(late.got[0]["headers"])
        assert headers[b"retry-after"] == b"30"
        said = late.got[1]["body"].decode()
        assert "Too many readers are waiting" in (json.loads(said)["error"] if "json" in accept else said)
        site.goes_on.set()
        await asyncio.gather(*(visit.task for visit in visits))
        assert [visit.status for visit in visits] == [200, 200]

    asyncio.run(play())


def test_who_leaves_the_queue_takes_no_turn() -> None:
    async def play() -> None:
        site = Site()
        first, second = Visit(site.pages), Visit(site.pages)
        await settle()
        second.leaves.set()
        await second.task
        site.goes_on.set()
        await first.task
        assert site.at_work == ["a"]

    asyncio.run(play())


def test_a_fault_gives_the_turn_back() -> None:
    async def play() -> None:
        async def broken(scope: Any, receive: Any, send: Any) -> None:
            await receive()
            raise ValueError("a fault")

        turns = Turns(1, waiting=9, of_one=9)
        pages = Pages(broken, turns)
        for _at in range(2):
            with pytest.raises(ValueError, match="a fault"):
                await Visit(pages).task

    asyncio.run(play())
