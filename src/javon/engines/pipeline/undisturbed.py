"""A few lines that Ctrl-C must not cut in two, and children that it must not reach."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def undisturbed() -> Iterator[None]:
    """Put Ctrl-C off until the block is done; processes started in the block never get it.

    A terminal sends Ctrl-C to every process of the command.  One that is only just starting would print a traceback
    over the sentence of its parent; a pool that is dropped half made leaves such processes behind.
    """
    late: list[int] = []

    def remember(number: int, frame: FrameType | None) -> None:
        late.append(number)

    # Only the main thread is ever interrupted; what a process is started with, it has from the thread that starts it.
    main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, remember) if main else None
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        if main and before is not None:
            signal.signal(signal.SIGINT, before)
        if late:
            signal.raise_signal(signal.SIGINT)
