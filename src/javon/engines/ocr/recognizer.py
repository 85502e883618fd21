"""What a recognizer is, and the closed list of those that exist."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from javon.engines.page import Page

Pixels = NDArray[np.uint8]


class UnknownRecognizerError(ValueError):
    """There is no recognizer of that name."""


class NoModelError(RuntimeError):
    """A model that the recognizer needs is not installed; the message names the Debian package."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known before reading.  Empty means "found by the program".

    ``language`` is a BCP 47 tag of ``Recognizer.languages``.
    """

    language: str = ""


class Recognizer(Protocol):
    """Turns page images into page models.  One instance serves one process, one page at a time."""

    @property
    def identity(self) -> str:
        """Engine and version, as it goes into the record of the page."""

    @property
    def languages(self) -> tuple[str, ...]:
        """BCP 47 tags that it can read."""

    def read(self, image: Pixels, dpi: int, hints: Hints) -> Page:
        """Read a page.

        Args:
            image: grey page, dark text on light paper, upright, ``(height, width)`` uint8.
            dpi: its resolution, dots per inch.
            hints: what is known of the page.

        Returns:
            The page with regions in reading order; boxes are pixels of ``image``.  A page in a script that no
            model knows has no words and ``extra["unknown_script"]`` is true.
        """

    def upright(self, image: Pixels, dpi: int, *, sure: float) -> int:
        """Which clockwise turn (0, 90, 180, 270 degrees) puts a page on its feet; 0 where it is not clear.

        Args:
            image: grey page.
            dpi: its resolution.
            sure: lines of the turned page must be read with this confidence (0.0 to 1.0), and clearly better than
                as it lies.
        """


#: Name -> module and factory; resolved only when asked for, so that tests need no engine.
_FACTORIES = {
    "tesseract": ("javon.engines.ocr.tesseract", "TesseractRecognizer"),
    "null": ("javon.engines.ocr.null", "NullRecognizer"),
    "crash": ("javon.engines.ocr.faults", "CrashingRecognizer"),
    "hang": ("javon.engines.ocr.faults", "HangingRecognizer"),
    "crash-once": ("javon.engines.ocr.faults", "CrashingOnceRecognizer"),
    "greedy": ("javon.engines.ocr.faults", "GreedyRecognizer"),
}


@lru_cache(maxsize=8)
def recognizer(name: str = "tesseract") -> Recognizer:
    """The recognizer of that name, made once per process.  ``"name:argument"`` passes an argument to its factory.

    Raises:
        UnknownRecognizerError: there is none of that name.
        NoModelError: its models are not installed.
    """
    kind, _, argument = name.partition(":")
    if kind not in _FACTORIES:
        raise UnknownRecognizerError(f"there is no recognizer {kind!r}; known: {', '.join(sorted(_FACTORIES))}")
    module, factory = _FACTORIES[kind]
    make = getattr(importlib.import_module(module), factory)
    made: Recognizer = make(argument) if argument else make()
    return made
