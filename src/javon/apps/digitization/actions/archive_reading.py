"""Files of the archive read in threads and handed back in their order."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from javon.apps.digitization.queries.archive import Item
from javon.engines.tools.digests import sha512_on_disk, stand_back


class _StoppedError(Exception):
    """Nobody waits for the rest of the file."""


class Reader:
    """Threads that read files; leave the block to stop them, also amid a file.

    Args:
        workers: So many files are read at once.
        gentle: Read only when nobody else wants processor or disk.
        told: Called from the threads with the bytes of every piece read.
    """

    def __init__(self, workers: int, *, gentle: bool, told: Callable[[int], None]) -> None:
        self._ahead = workers
        self._told = told
        self._stopping = threading.Event()
        self._pool = ThreadPoolExecutor(workers, "javon-fixity", initializer=stand_back if gentle else None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        self._pool.shutdown(cancel_futures=True)

    def read(self, items: Iterable[Item]) -> Iterator[tuple[Item, str | None]]:
        """Every file with the SHA-512 it has now, or None where it cannot be read."""
        waiting: deque[tuple[Item, Future[str | None]]] = deque()
        for item in items:
            waiting.append((item, self._pool.submit(self._digest, item)))
            if len(waiting) > self._ahead:
                first, future = waiting.popleft()
                yield first, future.result()
        for item, future in waiting:
            yield item, future.result()

    def _digest(self, item: Item) -> str | None:
        try:
            return sha512_on_disk(item.file, self._tell)
        except OSError:
            return None

    def _tell(self, size: int) -> None:
        if self._stopping.is_set():
            raise _StoppedError
        self._told(size)
