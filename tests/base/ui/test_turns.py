"""Turns go round by client; who hangs up, or is one too many, takes none."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from javon.base.ui.turns import GoneError, TooManyWaitError, Turns


async def stays() -> Any:
    await asyncio.Event().wait()


async def leaves() -> Any:
    return {"type": "http.disconnect"}


async def settle() -> None:
    for _at in range(10):
        await asyncio.sleep(0)


def test_one_wish_of_another_client_comes_after_one_of_a_hundred() -> None:
    async def play() -> list[str]:
        turns, order = Turns(1, waiting=1000, of_one=1000), []

        async def wish(client: str) -> None:
            async with turns.turn(client, stays):
                order.append(client)

        await turns.take("somebody", stays)
        wishes = [asyncio.ensure_future(wish("many")) for _at in range(100)]
        await settle()
        wishes.append(asyncio.ensure_future(wish("one")))
        await settle()
        turns.give_back()
        await asyncio.gather(*wishes)
        assert turns.waiting == 0
        return order

    order = asyncio.run(play())
    assert order.index("one") == 1
    assert len(order) == 101


@pytest.mark.parametrize(("waiting", "of_one", "client"), [(1, 9, "b"), (9, 1, "a")])
def test_one_too_many_is_refused_at_once(waiting: int, of_one: int, client: str) -> None:
    async def play() -> None:
        turns = Turns(1, waiting=waiting, of_one=of_one)
        await turns.take("a", stays)
        waits = asyncio.ensure_future(turns.take("a", stays))
        await settle()
        with pytest.raises(TooManyWaitError):
            await turns.take(client, stays)
        turns.give_back()
        await waits

    asyncio.run(play())


def test_who_hangs_up_leaves_the_queue() -> None:
    async def play() -> None:
        turns = Turns(1, waiting=9, of_one=9)
        await turns.take("a", stays)
        with pytest.raises(GoneError):
            await turns.take("b", leaves)
        assert turns.waiting == 0
        turns.give_back()
        await turns.take("c", stays)

    asyncio.run(play())


def test_a_turn_is_not_lost_with_whoever_is_cancelled() -> None:
    async def play() -> None:
        turns = Turns(1, waiting=9, of_one=9)
        await turns.take("a", stays)
        waits = asyncio.ensure_future(turns.take("b", stays))
        await settle()
        turns.give_back()
        waits.cancel()
        await asyncio.gather(waits, return_exceptions=True)
        await asyncio.wait_for(turns.take("c", stays), 5)

    asyncio.run(play())
