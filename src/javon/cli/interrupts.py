"""Ctrl-C: never a traceback, never unheard, wherever in the program it falls."""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType

#: An interrupt that was swallowed comes again after so long, seconds.
AGAIN_S = 0.1


class Interrupt(KeyboardInterrupt):
    """One Ctrl-C.  Where it is dropped before ``main`` has heard of it, it comes again.

    Code called from C (a callback, ``__del__``) lets no exception out, and a library may catch everything.
    """

    heard = False

    def __del__(self) -> None:
        if not Interrupt.heard:
            again = threading.Timer(AGAIN_S, _knock)
            again.daemon = True
            again.start()


def _knock() -> None:
    """A real signal, to the main thread: ``_thread.interrupt_main`` wakes nobody who sleeps or waits."""
    ident = threading.main_thread().ident
    if ident is not None:
        signal.pthread_kill(ident, signal.SIGINT)


def answer_ctrl_c() -> None:
    """From here on Ctrl-C is an ``Interrupt`` that ``main`` hears of."""
    sys.unraisablehook = _unraisable
    signal.signal(signal.SIGINT, _interrupt)


def heard() -> None:
    """The program ends now: no interrupt comes again."""
    Interrupt.heard = True


def fall_silent() -> None:
    """The answer is given: Ctrl-C while Python clears up ends the program without a word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise Interrupt


def _unraisable(error: sys.UnraisableHookArgs) -> None:
    """An interrupt that cannot get out of where it fell is not worth a word: it comes again."""
    if not issubclass(error.exc_type, Interrupt):
        sys.__unraisablehook__(error)
