"""Pictures are made a few at a time: small ones apart from large ones, fairly by client.

What is made is written into a file without a name and sent from there; memory holds small pictures only.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from javon.apps.library.web.images.parameters import Job
from javon.apps.library.web.images.render import is_small, render
from javon.base.ui.turns import Receive, TooManyWaitError, Turns

#: Pictures made at once.  A large one takes seconds: one at a time leaves a core to everything else.
SMALL_AT_ONCE, LARGE_AT_ONCE = 2, 1
#: Large pictures that wait for one client: nobody looks at more, and each of them takes seconds.
LARGE_OF_ONE = 16
#: Bytes of made pictures, and how many, that may lie on the disk for visitors who take them slowly.
MOST_READY, MOST_FILES = 1 << 30, 64
PIECE = 64 * 1024


class Made:
    """A made picture in an open file that nobody else sees; ``close`` when it is sent."""

    def __init__(self, maker: Maker, handle: int, size: int) -> None:
        self._maker, self._handle, self.size = maker, handle, size

    async def pieces(self) -> AsyncIterator[bytes]:
        """The picture, piece by piece."""
        loop = asyncio.get_running_loop()
        for start in range(0, self.size, PIECE):
            yield await loop.run_in_executor(None, os.pread, self._handle, PIECE, start)

    def read(self) -> bytes:
        """All of it, for small ones."""
        return os.pread(self._handle, self.size, 0)

    def close(self) -> None:
        """It is not wanted any more."""
        os.close(self._handle)
        self._maker.forget(self.size)


class Maker:
    """Makes pictures; at most ``waiting`` small and as many large ones wait to be made."""

    def __init__(self, waiting: int) -> None:
        self._small = Turns(SMALL_AT_ONCE, waiting=waiting, of_one=waiting)
        self._large = Turns(LARGE_AT_ONCE, waiting=waiting, of_one=LARGE_OF_ONE)
        self._quick = ThreadPoolExecutor(SMALL_AT_ONCE, thread_name_prefix="picture")
        self._slow = ThreadPoolExecutor(LARGE_AT_ONCE, thread_name_prefix="large-picture")
        self._ready, self._files = 0, 0

    async def make(
        self, path: Path, sizes: tuple[tuple[int, int], ...], job: Job, *, client: str, receive: Receive
    ) -> Made:
        """The picture that the job asks for.

        Raises:
            TooManyWaitError, GoneError: see ``Turns.take``.
            pyvips.Error: the file is damaged, or the disk is full.
        """
        small = is_small(sizes, job)
        if not small and (self._ready > MOST_READY or self._files > MOST_FILES):
            raise TooManyWaitError
        turns, threads = (self._small, self._quick) if small else (self._large, self._slow)
        async with turns.turn(client, receive):
            handle = await _finished(asyncio.get_running_loop().run_in_executor(threads, _rendered, path, sizes, job))
        made = Made(self, handle, os.fstat(handle).st_size)
        self._ready, self._files = self._ready + made.size, self._files + 1
        return made

    def forget(self, size: int) -> None:
        """A made picture is gone."""
        self._ready, self._files = self._ready - size, self._files - 1


def _rendered(path: Path, sizes: tuple[tuple[int, int], ...], job: Job) -> int:
    with tempfile.TemporaryFile() as file:
        render(path, sizes, job, file.fileno())
        return os.dup(file.fileno())


async def _finished(work: asyncio.Future[int]) -> int:
    """A picture that is begun is made to its end, and keeps its turn so long, even where nobody waits any more."""
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        await asyncio.wait({work})
        if not work.cancelled() and work.exception() is None:
            os.close(work.result())
        raise
