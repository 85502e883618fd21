"""Pictures are made in turns: small ones do not wait for large ones, and what is too much is said."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from javon.apps.library.web.images import making
from javon.apps.library.web.images.making import LARGE_OF_ONE, Made, Maker
from javon.apps.library.web.images.parameters import Job
from javon.base.ui.turns import TooManyWaitError

SIZES = ((6000, 8000), (3000, 4000), (1500, 2000), (750, 1000))
LARGE = Job(0, 0, 6000, 8000, 5000, 6000, format="png")
COVER = Job(0, 0, 6000, 8000, 480, 640)


class Press:
    """Stands for libvips: large pictures are made when the test says so."""

    def __init__(self) -> None:
        self.order: list[Job] = []
        self.goes_on = threading.Event()

    def render(self, path: Path, sizes: Any, job: Job, handle: int) -> None:
        self.order.append(job)
        if job is not COVER:
            self.goes_on.wait(60)
        os.write(handle, b"picture " * 20_000)


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Iterator[Press]:
    made = Press()
    monkeypatch.setattr(making, "render", made.render)
    yield made
    made.goes_on.set()


async def stays() -> Any:
    await asyncio.Event().wait()


async def settle() -> None:
    for _at in range(20):
        await asyncio.sleep(0)


def asks(maker: Maker, job: Job, client: str = "a") -> asyncio.Task[Made]:
    return asyncio.ensure_future(maker.make(Path("x.tif"), SIZES, job, client=client, receive=stays))


def test_a_cover_does_not_wait_for_large_pictures(press: Press) -> None:
    async def play() -> None:
        maker = Maker(waiting=100)
        large = [asks(maker, LARGE) for _at in range(10)]
        await settle()
        cover = await asyncio.wait_for(asks(maker, COVER), 30)
        assert press.order == [LARGE, COVER], "one large picture at a time"
        assert cover.read() == b"picture " * 20_000
        assert b"".join([piece async for piece in cover.pieces()]) == cover.read()
        press.goes_on.set()
        for made in [cover, *await asyncio.gather(*large)]:
            made.close()

    asyncio.run(play())


def test_large_pictures_go_round_by_client(press: Press) -> None:
    async def play() -> None:
        maker = Maker(waiting=100)
        many = [asks(maker, LARGE) for _at in range(5)]
        await settle()
        other = Job(0, 0, 6000, 8000, 4000, 5000)
        one = asks(maker, other, "b")
        await settle()
        press.goes_on.set()
        for made in await asyncio.gather(*many, one):
            made.close()
        assert press.order.index(other) <= 2

    asyncio.run(play())


def test_one_client_has_only_so_many_waiting(press: Press) -> None:
    async def play() -> None:
        maker = Maker(waiting=100)
        waiting = [asks(maker, LARGE) for _at in range(LARGE_OF_ONE + 1)]
        await settle()
        with pytest.raises(TooManyWaitError):
            await asks(maker, LARGE)
        asked_by_other = asks(maker, LARGE, "b")
        press.goes_on.set()
        for made in await asyncio.gather(*waiting, asked_by_other):
            made.close()

    asyncio.run(play())


def test_made_pictures_that_nobody_takes_are_not_piled_up(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "MOST_FILES", 0)
    press.goes_on.set()

    async def play() -> None:
        maker = Maker(waiting=100)
        first = await asks(maker, LARGE)
        with pytest.raises(TooManyWaitError):
            await asks(maker, LARGE)
        (await asks(maker, COVER)).close()
        first.close()
        (await asks(maker, LARGE)).close()

    asyncio.run(play())


def test_a_picture_is_made_to_its_end_when_nobody_waits_any_more(press: Press) -> None:
    async def play() -> None:
        maker = Maker(waiting=100)
        begun = asks(maker, LARGE)
        while not press.order:
            await asyncio.sleep(0.01)
        begun.cancel()
        following = asks(maker, LARGE)
        await settle()
        assert len(press.order) == 1, "the turn stays with what is being made"
        press.goes_on.set()
        assert isinstance((await asyncio.gather(begun, return_exceptions=True))[0], asyncio.CancelledError)
        (await following).close()

    asyncio.run(play())
