"""Turns at work that only a few may do at once: everybody who asks gets one, nobody gets all of them.

Whoever waits stands in the queue of the own client (an address); the queues are served in a circle.  A hundred wishes
of one client keep another client waiting for one of them.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from typing import Any

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]


class TooManyWaitError(Exception):
    """So much is waiting already that one more would wait in vain."""


class GoneError(Exception):
    """Whoever asked has hung up."""


class Turns:
    """``at_once`` turns at a time; at most ``waiting`` wait, of one client at most ``of_one``."""

    def __init__(self, at_once: int, *, waiting: int, of_one: int) -> None:
        self._free, self._most, self._of_one = at_once, waiting, of_one
        self._queues: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()
        self._waiting = 0

    @property
    def waiting(self) -> int:
        """How many wait."""
        return self._waiting

    async def take(self, client: str, receive: Receive) -> None:
        """Wait for a turn; whoever got one gives it back with ``give_back``.

        ``receive`` is that of the ASGI request, whose body has come: who hangs up leaves the queue.

        Raises:
            TooManyWaitError: more wait than may.
            GoneError: the client hung up meanwhile.
        """
        if self._free:
            self._free -= 1
            return
        queue = self._queues.setdefault(client, deque())
        if self._waiting >= self._most or len(queue) >= self._of_one:
            if not queue:
                del self._queues[client]
            raise TooManyWaitError
        turn = asyncio.get_running_loop().create_future()
        queue.append(turn)
        self._waiting += 1
        await self._wait(turn, client, receive)

    async def _wait(self, turn: asyncio.Future[None], client: str, receive: Receive) -> None:
        gone = asyncio.ensure_future(hung_up(receive))
        try:
            await asyncio.wait({turn, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not turn.done():
                raise GoneError
        except BaseException:
            self._leave(turn, client)
            raise
        finally:
            gone.cancel()

    def give_back(self) -> None:
        """The turn goes to the first one of the client that has waited longest for being served."""
        if not self._queues:
            self._free += 1
            return
        client, queue = next(iter(self._queues.items()))
        turn = queue.popleft()
        self._waiting -= 1
        self._queues.move_to_end(client)
        if not queue:
            del self._queues[client]
        turn.set_result(None)

    def _leave(self, turn: asyncio.Future[None], client: str) -> None:
        if turn.done():
            self.give_back()
            return
        queue = self._queues[client]
        queue.remove(turn)
        self._waiting -= 1
        if not queue:
            del self._queues[client]

    @asynccontextmanager
    async def turn(self, client: str, receive: Receive) -> AsyncIterator[None]:
        """``take`` and ``give_back`` around a piece of work; raises as ``take`` does."""
        await self.take(client, receive)
        try:
            yield
        finally:
            self.give_back()


async def hung_up(receive: Receive) -> None:
    """Until the client of a request, whose body is of no interest, has hung up."""
    while (await receive())["type"] != "http.disconnect":
        pass


def client_of(scope: MutableMapping[str, Any]) -> str:
    """Whose turn it is: the address of whoever asks."""
    client = scope.get("client")
    return str(client[0]) if client else ""
