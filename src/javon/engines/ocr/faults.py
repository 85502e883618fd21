"""Recognizers that fail on purpose, so that tests can prove that a book survives them."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from javon.engines.ocr.null import NullRecognizer
from javon.engines.ocr.recognizer import Hints, Pixels
from javon.engines.page import Page


class CrashingRecognizer(NullRecognizer):
    """Ends its process by the signal that a fault in foreign code gives."""

    identity = "crash 1"

    def read(self, image: Pixels, dpi: int, hints: Hints) -> Page:
        os.kill(os.getpid(), signal.SIGKILL)
        return super().read(image, dpi, hints)


class HangingRecognizer(NullRecognizer):
    """Never comes back."""

    identity = "hang 1"

    def read(self, image: Pixels, dpi: int, hints: Hints) -> Page:
        while True:
            time.sleep(3600)


class CrashingOnceRecognizer(NullRecognizer):
    """Crashes as long as the file ``marker`` is absent, and makes it on the way."""

    identity = "crash-once 1"

    def __init__(self, marker: str) -> None:
        self._marker = Path(marker)

    def read(self, image: Pixels, dpi: int, hints: Hints) -> Page:
        if not self._marker.exists():
            self._marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(image, dpi, hints)


class GreedyRecognizer(NullRecognizer):
    """Asks for more memory than any page may have."""

    identity = "greedy 1"

    def read(self, image: Pixels, dpi: int, hints: Hints) -> Page:
        hoard = [bytearray(1 << 28) for _ in range(64)]
        return super().read(image[: len(hoard) or 1], dpi, hints)
