"""A recognizer that reads nothing: the pipeline runs without models, in no time."""

from __future__ import annotations

from javon.engines.ocr.recognizer import Hints, Pixels
from javon.engines.page import Page


class NullRecognizer:
    """Gives an empty page in the language it was told."""

    identity = "null 1"
    languages = ("uz-Latn", "uz-Cyrl", "ru", "en")

    def read(self, image: Pixels, dpi: int, hints: Hints) -> Page:
        height, width = image.shape[:2]
        return Page(width=width, height=height, dpi=dpi, language=hints.language or "und", engine=self.identity)

    def upright(self, image: Pixels, dpi: int, *, sure: float) -> int:
        return 0
