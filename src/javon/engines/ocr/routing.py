"""Which script and language a page is in, found by reading a few pieces of lines: two models, four words each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from javon.engines.language import identify
from javon.engines.ocr import api
from javon.engines.ocr.models import BY_LANGUAGE, CYRILLIC, ENGLISH, Model, model_for
from javon.engines.ocr.recognizer import Hints, Pixels

#: A trial below this made no sense of anything: Arabic script gives 0.3 to 0.5, worn type of 1788 no less than 0.45.
POOR = 0.4
#: A whole page below this is noise: worn type of 1788 gives 0.6, black letter read as Latin 0.55 to 0.7.
NOISE = 0.5
#: What reads badly is text all the same, worn or in black letter, where so many of its signs stand in words of five
#: letters or more: black letter and worn type have 0.5 to 0.7 of them, Arabic script read as Latin 0.2 at most.
WORDLIKE = 0.4
#: One way of holding the page must read so much better than the other.
LEAD = 0.15
#: Below this the choice of language within the script is left to the whole page.
UNSURE = 0.5
#: The usual language of a script, where the pieces say nothing.
USUAL = {"Cyrl": "uz-Cyrl", "Latn": "uz-Latn"}


@dataclass(frozen=True, slots=True)
class Route:
    """How to read a page: the model, the language and script it is taken for, and how sure that is (0.0 to 1.0).

    ``known`` is False where no model made sense of the pieces.
    """

    model: Model
    language: str
    script: str
    confidence: float
    known: bool = True


def route(pieces: Sequence[Pixels], dpi: int, hints: Hints) -> Route:
    """Choose the model for a page from pieces of its lines."""
    if hints.language:
        model = model_for(hints.language)
        return Route(model, hints.language, model.script, 1.0)
    trials = [_trial(model, pieces, dpi) for model in (CYRILLIC, ENGLISH)]
    best = max(trials, key=lambda trial: trial.confidence)
    return by_text(best.text, best.script, best.confidence)


def by_text(text: str, script: str, confidence: float) -> Route:
    """The route for a page of which ``text`` was read in ``script`` with that mean confidence."""
    guess = identify(text)
    language = guess.language if guess.script == script and guess.confidence >= UNSURE else USUAL[script]
    if language not in BY_LANGUAGE and guess.confidence < 0.8:
        language = USUAL[script]
    return Route(model_for(language, script), language, script, confidence, confidence >= POOR or wordlike(text))


def wordlike(text: str) -> bool:
    """Whether what was read, however badly, has the shape of words."""
    words = [word.strip(".,;:!?-–—()«»“”\"'") for word in text.split()]
    long = sum(len(word) for word in words if len(word) >= 5 and word.isalpha())
    return long >= WORDLIKE * max(1, sum(map(len, words)))


@dataclass(frozen=True, slots=True)
class _Trial:
    script: str
    confidence: float
    text: str


def _trial(model: Model, pieces: Sequence[Pixels], dpi: int) -> _Trial:
    """Read the pieces; the better half counts, because some pieces are no text: ornaments, formulas, stains."""
    readings = sorted((api.read_line(model, piece, dpi) for piece in pieces), key=lambda one: -one.confidence)
    better = readings[: (len(readings) + 1) // 2]
    mean = sum(reading.confidence for reading in better) / len(better) if better else 0.0
    return _Trial(model.script, mean, "\n".join(reading.text for reading in better))
