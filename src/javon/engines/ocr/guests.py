"""Guests: words and lines of another script inside a page, read again with a model of theirs.

A Cyrillic model gives ``Ойкап кипаг`` for ``Oʻtkan kunlar``, and says by its low confidence that it does not believe
it.  But worn type is read without confidence too, and the other model may be sure of what it makes of that:
``Тогісіѕе`` for ``Tortoise``.  So the dictionaries of both scripts are asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from javon.engines.language import known_share
from javon.engines.ocr import api
from javon.engines.ocr.models import CYRILLIC, ENGLISH, UZBEK_LATIN, Model
from javon.engines.ocr.recognizer import Pixels
from javon.engines.ocr.routing import FOREIGN, Route
from javon.engines.page import Line, Region, Word

#: Words less sure than this are read again …
DOUBTED = 0.6
#: … together with neighbours that are hardly surer.
JOINED = 0.75
#: … and the other reading is believed if it is so much surer than the first and half of its words are known …
SURER, KNOWN = 0.1, 0.5
#: … or, where neither reading has a known word, if it is as sure as this.
BELIEVED = 0.93
#: Shorter runs than this many letters say too little.
LETTERS = 4
#: On a page with more doubtful words than this share, the page is at fault and not its languages.
BAD_PAGE = 0.15
#: So many places are read again at most.
MOST = 24
#: Languages of a script, for the dictionaries.
_LANGUAGES = {"Cyrl": ("uz-Cyrl", "ru"), "Latn": ("uz-Latn", "en")}
_ALIKE = frozenset("aceopxyABCEHKMOPTXYсаеорхуАВСЕНКМОРТХУ0Oo1lI|")


def read_guests(image: Pixels, dpi: int, blocks: Sequence[Region], route: Route) -> list[Region]:
    """The blocks with guests put in place of what the page's own model made of them."""
    lines = list(_lines(blocks))
    places = [(number, *span) for number, line in enumerate(lines) for span in _doubtful(line)]
    if not places or sum(end - start for _, start, end in places) > BAD_PAGE * sum(len(line.words) for line in lines):
        return list(blocks)
    model = other_model(route)
    found: dict[int, list[tuple[int, int, tuple[Word, ...]]]] = {}
    for number, start, end in places[:MOST]:
        words = lines[number].words[start:end]
        stands = _known((word.text for word in words), route.script)
        guest = _read(image, dpi, words, model) if stands < 1 else ()
        if guest:
            found.setdefault(number, []).append((start, end, guest))
    if not found:
        return list(blocks)
    numbers = iter(range(len(lines)))
    return [
        replace(block, lines=tuple(_with_guests(line, found.get(next(numbers), [])) for line in block.lines))
        for block in blocks
    ]


def _lines(blocks: Sequence[Region]) -> Iterator[Line]:
    for block in blocks:
        yield from block.lines


def other_model(route: Route) -> Model:
    """A model of the script that the page is not in, for its guests."""
    if route.script == "Cyrl":
        return UZBEK_LATIN if route.language == "uz-Cyrl" else ENGLISH
    return CYRILLIC


def _doubtful(line: Line) -> Iterator[tuple[int, int]]:
    """Runs of doubtful words, as ``(first, behind the last)``."""
    start = 0
    for index in range(len(line.words) + 1):
        if index < len(line.words) and line.words[index].confidence < JOINED:
            continue
        run = line.words[start:index]
        doubted = [word for word in run if word.confidence < DOUBTED]
        if sum(character.isalpha() for word in doubted for character in word.text) >= LETTERS:
            yield start, index
        start = index + 1


def _read(image: Pixels, dpi: int, words: Sequence[Word], model: Model) -> tuple[Word, ...]:
    """What the other model makes of the place, or nothing if that is no better."""
    box = words[0].box
    for word in words[1:]:
        box = box.union(word.box)
    pad = max(4, box.height // 4)
    left, top = max(0, box.left - pad), max(0, box.top - pad)
    reading = api.read_line(model, image[top : box.bottom + pad, left : box.right + pad], dpi)
    if not _speaks(reading.text) or not believed(reading, words, model.script):
        return ()
    return tuple(replace(word, box=word.box.moved(left, top)) for word in reading.words)


def believed(reading: api.Reading, words: Sequence[Word], script: str) -> bool:
    """Whether a reading in ``script`` is right, and not the words as they stand."""
    if reading.confidence < SURER + sum(word.confidence for word in words) / len(words):
        return False
    known = _known((word.text for word in reading.words), script)
    stands = _known((word.text for word in words), "Latn" if script == "Cyrl" else "Cyrl")
    if known or stands:
        return known >= KNOWN and known > stands
    return reading.confidence >= BELIEVED and not (script == "Cyrl" and FOREIGN.search(reading.text))


def _known(words: Iterable[str], script: str) -> float:
    """The share of the letters that stand in words which a dictionary of the script knows."""
    given = list(words)
    letters = sum(map(len, given))
    return max(
        sum(len(word) * (known_share([word], language) or 0.0) for word in given) / letters
        for language in _LANGUAGES[script]
    )


def _speaks(text: str) -> bool:
    """Whether some letter has its shape in one script only."""
    letters = [character for character in text if character.isalpha()]
    return sum(letter not in _ALIKE for letter in letters) >= max(2, len(letters) // 4)


def _with_guests(line: Line, guests: Sequence[tuple[int, int, tuple[Word, ...]]]) -> Line:
    words = list(line.words)
    for start, end, new in reversed(guests):
        words[start:end] = new
    return replace(line, words=tuple(words)) if guests else line
