"""Guests: words and lines of another script inside a page, read again with a model of theirs.

A Cyrillic model gives ``Ойкап кипаг`` for ``Oʻtkan kunlar``, and says by its low confidence that it does not believe
it.  But worn type is read without confidence too, and the other model may be sure of what it makes of that:
``Тогісіѕе`` for ``Tortoise``.  So the dictionaries of both scripts are asked.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from javon.engines.language import known_share
from javon.engines.ocr import api
from javon.engines.ocr.models import CYRILLIC, UZBEK_LATIN, Model
from javon.engines.ocr.recognizer import Pixels
from javon.engines.ocr.routing import FOREIGN, Route
from javon.engines.ocr.signs import is_roman_like
from javon.engines.page import Line, Region, Word

#: Words less sure than this are read again …
DOUBTED = 0.6
#: … together with neighbours that are hardly surer …
JOINED = 0.75
#: … and the other reading is believed if it is so much surer than the first and half of its words are known …
SURER, KNOWN = 0.1, 0.5
#: … or, where neither reading has a known word, if it is as sure as this …
BELIEVED = 0.93
#: … or, however sure the first is, if that has hardly a known word and the other is long and known throughout, or as
#: sure as this where the first has letters that none of our languages has.
HARDLY, THROUGHOUT, LONG, SURE = 0.2, 0.8, 5, 0.85
#: Shorter runs than this many letters say too little.
LETTERS = 4
#: On a page with more doubtful words than this share, the page is at fault and not its languages.
BAD_PAGE = 0.15
#: Words so short may look like words of the other script.
SHORT = 3
#: So many places are read again at most.
MOST = 40
#: Languages of a script, for the dictionaries.
_LANGUAGES = {"Cyrl": ("uz-Cyrl", "ru"), "Latn": ("uz-Latn", "en")}
_ALIKE = frozenset("aceopxyABCEHKMOPTXYсаеорхуАВСЕНКМОРТХУ0Oo1lI|")


@dataclass(frozen=True, slots=True)
class _Guest:
    """The words that stand in place of those from ``start`` to before ``end`` of a line."""

    start: int
    end: int
    words: tuple[Word, ...]


def read_guests(image: Pixels, dpi: int, blocks: Sequence[Region], route: Route) -> list[Region]:
    """The blocks with guests put in place of what the page's own model made of them."""
    lines = list(_lines(blocks))
    places = [(number, *span) for number, line in enumerate(lines) for span in _doubtful(line, route.script)]
    doubted = sum(map(_is_unread, (word for number, start, end in places for word in lines[number].words[start:end])))
    if not places or doubted > BAD_PAGE * sum(len(line.words) for line in lines):
        return list(blocks)
    found: dict[int, list[_Guest]] = {}
    waiting = deque(places[:MOST])
    while waiting:
        number, start, end = waiting.popleft()
        before = found[number][-1].end if number in found else 0
        start = max(start, before)
        guest = _tried(image, dpi, lines[number], (start, end), before, route) if start < end else None
        if guest:
            found.setdefault(number, []).append(guest)
            waiting.extendleft(_continued(number, guest, lines, route.script))
    if not found:
        return list(blocks)
    numbers = iter(range(len(lines)))
    return [
        replace(block, lines=tuple(_with_guests(line, found.get(next(numbers), [])) for line in block.lines))
        for block in blocks
    ]


def _tried(image: Pixels, dpi: int, line: Line, span: tuple[int, int], before: int, route: Route) -> _Guest | None:
    """The guest at a run of doubtful words, with the strange words around it if these are of it, too."""
    model = other_model(route)
    start, end = span
    first = start - _reach(line.words[before:start][::-1], route.script)
    last = end + _reach(line.words[end:], route.script)
    for one, other in dict.fromkeys(((first, last), (start, end))):
        words = line.words[one:other]
        new = _read(image, dpi, words, model) if _known((word.text for word in words), route.script) < 1 else ()
        if new:
            return _Guest(one, other, new)
    return None


def _reach(words: Sequence[Word], script: str) -> int:
    """How many of the words beside a guest are of it: strange ones, and short ones with a strange one behind them.

    Many a short word is one in both scripts as it looks: ``по`` for ``no``.
    """
    reach = 0
    while reach < len(words):
        if _is_strange(words[reach], script):
            reach += 1
        elif len(words[reach].text) <= SHORT and any(
            _is_strange(word, script) for word in words[reach + 1 : reach + 2]
        ):
            reach += 2
        else:
            break
    return reach


def _is_followed(words: Sequence[Word], script: str) -> bool:
    return bool(words) and _is_strange(words[0], script)


def _continued(number: int, guest: _Guest, lines: Sequence[Line], script: str) -> Iterator[tuple[int, int, int]]:
    """The strange words at the end of the line before and at the beginning of the next, where a guest reaches so far.

    They are of it however surely they were read.
    """
    if guest.end == len(lines[number].words) and number + 1 < len(lines):
        strange = _reach(lines[number + 1].words, script)
        if strange:
            yield number + 1, 0, strange
    if guest.start == 0 and number:
        words = lines[number - 1].words
        strange = _reach(words[::-1], script)
        if strange:
            yield number - 1, len(words) - strange, len(words)


def _is_strange(word: Word, script: str) -> bool:
    """Whether no dictionary of the script has the word; numbers and numerals are of every script, lone letters too."""
    core = word.text.strip(".,;:!?()«»")
    if len(core) < 2 or core.isdecimal() or is_roman_like(core):
        return _has_strangers(word) or not core[:1].isalnum()
    return _known((word.text,), script) == 0


def _lines(blocks: Sequence[Region]) -> Iterator[Line]:
    for block in blocks:
        yield from block.lines


def other_model(route: Route) -> Model:
    """A model of the script that the page is not in, for its guests."""
    return UZBEK_LATIN if route.script == "Cyrl" else CYRILLIC


def _doubtful(line: Line, script: str) -> Iterator[tuple[int, int]]:
    """Runs of doubtful words, as ``(first, behind the last)``; of less doubtful ones where no dictionary has them."""
    start = 0
    for index in range(len(line.words) + 1):
        if index < len(line.words) and (line.words[index].confidence < JOINED or _has_strangers(line.words[index])):
            continue
        run = line.words[start:index]
        doubted = (word for word in run if word.confidence < DOUBTED or _has_strangers(word))
        if _letters(doubted) >= LETTERS or (
            _letters(run) >= 2 * LETTERS and all(_is_strange(word, script) for word in run)
        ):
            yield start, index
        start = index + 1


def _has_strangers(word: Word) -> bool:
    """Whether a word has Cyrillic letters that none of our languages has, however surely it was read."""
    return FOREIGN.search(word.text) is not None


def _is_unread(word: Word) -> bool:
    return word.confidence < DOUBTED and not _has_strangers(word)


def _letters(words: Iterable[Word]) -> int:
    return sum(character.isalpha() for word in words for character in word.text)


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
    known = _known((word.text for word in reading.words), script)
    stands = _known((word.text for word in words), "Latn" if script == "Cyrl" else "Cyrl")
    if stands <= HARDLY and _letters(reading.words) >= LONG:
        strange = script == "Latn" and len(FOREIGN.findall("".join(word.text for word in words))) > 1
        if known >= THROUGHOUT or (strange and reading.confidence >= SURE):
            return True
    if reading.confidence < SURER + sum(word.confidence for word in words) / len(words):
        return False
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


def _with_guests(line: Line, guests: Sequence[_Guest]) -> Line:
    words = list(line.words)
    for guest in reversed(guests):
        words[guest.start : guest.end] = guest.words
    return replace(line, words=tuple(words)) if guests else line
