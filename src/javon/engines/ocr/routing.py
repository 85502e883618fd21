"""Which script and language a page is in, found by reading a few pieces of lines: two models, four words each.

Two pieces that one model reads clearly better settle the script; then it goes on alone until the language shows.  On 95
pages of all kinds that finds what reading five pieces with both found, with 6 readings a page instead of 10.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

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
#: A piece is clearly of one script where its model is so sure, and so much surer than the other; so many settle it.
CLEAR, CLEAR_LEAD, SETTLED = 0.85, 0.15, 2
#: From here on no further piece is read to find the language.
CERTAIN = 0.9
#: Below this the choice of language within the script is left to the whole page.
UNSURE = 0.5
#: The right model may be less sure than another by this.
AS_SURE = 0.02
#: The usual language of a script, where the pieces say nothing.
USUAL = {"Cyrl": "uz-Cyrl", "Latn": "uz-Latn"}
#: Cyrillic letters of none of our languages: what Latin words read in Cyrillic are full of.
FOREIGN = re.compile("[іїјѕєһћђљњџґ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Route:
    """How to read a page: the model, the language and script it is taken for, and how sure that is (0.0 to 1.0).

    ``known`` is False where no model made sense of the pieces; ``text`` is what the choice was made by.
    """

    model: Model
    language: str
    script: str
    confidence: float
    known: bool = True
    text: str = ""


def route(pieces: Sequence[Pixels], dpi: int, hints: Hints) -> Route:
    """Choose the model for a page from pieces of its lines."""
    if hints.language:
        model = model_for(hints.language)
        return Route(model, hints.language, model.script, 1.0)
    rivals = [_Trial(CYRILLIC), _Trial(ENGLISH)]
    for piece in _from_the_middle(pieces):
        for rival in rivals:
            rival.read(piece, dpi)
        if len(rivals) > 1:
            _note_winner(*rivals)
            rivals = [rival for rival in rivals if rival.won == SETTLED] or rivals
        if len(rivals) == 1 and _shows_language(rivals[0]):
            break
    best = max(rivals, key=lambda rival: rival.confidence)
    return by_text(best.text, best.model.script, best.confidence)


def by_text(text: str, script: str, confidence: float) -> Route:
    """The route for a page of which ``text`` was read in ``script`` with that mean confidence."""
    guess = identify(text)
    language = guess.language if guess.script == script and guess.confidence >= UNSURE else USUAL[script]
    if language not in BY_LANGUAGE and guess.confidence < 0.8:
        language = USUAL[script]
    return Route(model_for(language, script), language, script, confidence, confidence >= POOR or wordlike(text), text)


def wordlike(text: str) -> bool:
    """Whether what was read, however badly, has the shape of words."""
    words = [word.strip(".,;:!?-–—()«»“”\"'") for word in text.split()]
    long = sum(len(word) for word in words if len(word) >= 5 and word.isalpha())
    return long >= WORDLIKE * max(1, sum(map(len, words)))


@dataclass(slots=True)
class _Trial:
    """What one model made of the pieces; the better half counts: some are ornaments, formulas, stains."""

    model: Model
    readings: list[api.Reading] = field(default_factory=list)
    won: int = 0

    def read(self, piece: Pixels, dpi: int) -> None:
        self.readings.append(api.read_line(self.model, piece, dpi))

    @property
    def better(self) -> list[api.Reading]:
        ranked = sorted(self.readings, key=lambda reading: -reading.confidence)
        return ranked if self.won == SETTLED else ranked[: (len(ranked) + 1) // 2]

    @property
    def confidence(self) -> float:
        better = self.better
        return sum(reading.confidence for reading in better) / len(better) if better else 0.0

    @property
    def text(self) -> str:
        return "\n".join(reading.text for reading in self.better)


def _from_the_middle(pieces: Sequence[Pixels]) -> list[Pixels]:
    """The pieces, those of the middle of the page first: at its ends stand headings, numbers and dirt."""
    middle = (len(pieces) - 1) / 2
    order = sorted(range(len(pieces)), key=lambda place: abs(place - middle))
    return [pieces[place] for place in order]


def _note_winner(one: _Trial, two: _Trial) -> None:
    worse, better = sorted((one, two), key=lambda trial: trial.readings[-1].confidence)
    sure, lead = better.readings[-1].confidence, better.readings[-1].confidence - worse.readings[-1].confidence
    if sure >= CLEAR and lead >= CLEAR_LEAD:
        better.won += 1


def _shows_language(trial: _Trial) -> bool:
    guess = identify(trial.text)
    return guess.script == trial.model.script and guess.confidence >= CERTAIN
