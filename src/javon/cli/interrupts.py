"""Ctrl-C: never a traceback, never unheard, wherever in the program it falls."""

from __future__ import annotations

import _thread
import signal
import sys
import threading

#: An interrupt that was swallowed comes again after so long, seconds.
AGAIN_S = 0.1


def answer_ctrl_c() -> None:
    """From here on Ctrl-C is a ``KeyboardInterrupt`` that somebody catches."""
    sys.unraisablehook = _unraisable
    signal.signal(signal.SIGINT, signal.default_int_handler)


def fall_silent() -> None:
    """The answer is given: Ctrl-C while Python clears up ends the program without a word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _unraisable(error: sys.UnraisableHookArgs) -> None:
    """An interrupt that falls into code called from C cannot get out of it and is lost: let it come once more."""
    if error.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(error)
        return
    again = threading.Timer(AGAIN_S, _thread.interrupt_main)
    again.daemon = True
    again.start()
