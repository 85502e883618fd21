"""The closed list of recognizers."""

from __future__ import annotations

import numpy as np
import pytest

from javon.engines.ocr import Hints, UnknownRecognizerError, recognizer


def test_unknown_name_is_refused():
    with pytest.raises(UnknownRecognizerError, match="there is no recognizer 'abbyy'; known: crash, "):
        recognizer("abbyy")


def test_null_recognizer_reads_nothing():
    page = recognizer("null").read(np.zeros((40, 30), np.uint8), 300, Hints("ru"))
    assert (page.width, page.height, page.language, page.regions) == (30, 40, "ru", ())


def test_recognizer_is_warm():
    assert recognizer("null") is recognizer("null")


def test_languages_of_tesseract():
    assert set(recognizer("tesseract").languages) == {"uz-Latn", "uz-Cyrl", "ru", "en"}
