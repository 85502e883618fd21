"""Recognition: the recognizer protocol, Tesseract, layout and reading order, choice of script and language.

``recognizer(name)`` gives a warm recognizer of this process; ``Recognizer.read`` turns a grey page into a ``Page``.
"""

from javon.engines.ocr.recognizer import Hints, NoModelError, Pixels, Recognizer, UnknownRecognizerError, recognizer

__all__ = ["Hints", "NoModelError", "Pixels", "Recognizer", "UnknownRecognizerError", "recognizer"]
