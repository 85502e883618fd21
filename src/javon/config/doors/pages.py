"""Pages are made a few at a time, fairly by client, and never wait for the visitor while they hold something.

A request of Django holds a thread and a connection to the database from its body's last byte until its answer is
taken.  Here it gets both only once the body is there, and its answer is taken at once: up to ``HELD`` bytes lie ready
until a slow visitor has them.
"""

from __future__ import annotations

import asyncio
from collections import deque

from django.utils.translation import gettext_noop

from javon.base.ui.turns import GoneError, TooManyWaitError, Turns, client_of
from javon.config.bodies import Application, Message, Receive, Scope, Send
from javon.config.doors.refusal import refuse

HELD = 256 * 1024
BUSY = gettext_noop("Hozir juda koʻp kitobxon kutmoqda. Bir daqiqadan soʻng qaytadan urinib koʻring.")


class Pages:
    """Hands requests to ``inner``, at most so many at once as there are ``turns``."""

    def __init__(self, inner: Application, turns: Turns) -> None:
        self._inner, self._turns = inner, turns

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        page = _Page(self._turns, client_of(scope), receive)
        work = asyncio.ensure_future(page.made(self._inner, scope))
        try:
            await page.handed_over(send)
            await work
        except TooManyWaitError:
            await refuse(scope, send, BUSY)
        finally:
            if not work.done():
                work.cancel()


class _Page:
    """One request: what it takes in, and what of its answer lies ready."""

    def __init__(self, turns: Turns, client: str, receive: Receive) -> None:
        self._turns, self._client, self._receive = turns, client, receive
        self._ready: deque[Message] = deque()
        self._size, self._ended, self._holds = 0, False, False
        self._changed = asyncio.Event()

    async def made(self, inner: Application, scope: Scope) -> None:
        try:
            await inner(scope, self._receiving, self._keeping)
        finally:
            self._give_back()
            self._ended = True
            self._changed.set()

    async def handed_over(self, send: Send) -> None:
        """Send on what is ready, until there is no more."""
        while self._ready or not self._ended:
            if not self._ready:
                self._changed.clear()
                await self._changed.wait()
                continue
            message = self._ready.popleft()
            await send(message)
            self._size -= len(message.get("body", b""))
            self._changed.set()

    async def _receiving(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request" and not message.get("more_body", False) and not self._holds:
            try:
                await self._turns.take(self._client, self._receive)
            except GoneError:
                return {"type": "http.disconnect"}
            self._holds = True
        return message

    async def _keeping(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._give_back()  # the page is made; a file that follows is read piece by piece
        self._ready.append(message)
        self._size += len(message.get("body", b""))
        self._changed.set()
        while self._size > HELD:
            self._changed.clear()
            await self._changed.wait()

    def _give_back(self) -> None:
        if self._holds:
            self._holds = False
            self._turns.give_back()
