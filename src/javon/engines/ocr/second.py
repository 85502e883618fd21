"""A second opinion on numbers, signs and Roman numerals of Cyrillic pages.

Debian's Cyrillic models read letters well but have no § – ² ³ € and no Latin letters: ``XVIII`` comes out as ``ХУШ``,
and decimals lose their commas.  Our own model has all of these and is not yet as good at letters.  So lines with such
words are read with both, and only these words are taken from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from javon.engines.language import is_known
from javon.engines.ocr import api
from javon.engines.ocr.models import ENGLISH, OWN_CYRILLIC, Model
from javon.engines.ocr.recognizer import Pixels
from javon.engines.page import Box, Doubt, DoubtKind, Line, Region, Word

#: The other model is believed from this confidence on.  Right figures and signs have 0.75 and more.
SURE = 0.6
#: Words that the first model read less surely are looked at, too; Latin letters in their place must be as sure as this.
DOUBTED, GUEST = 0.6, 0.85
_CLEARLY_LATIN = re.compile(r"[bdfghijklmnqrstuvwzDFGJLNQRSUVWZ]")
#: Two boxes are the same word if they share this much of the narrower one.
SHARED = 0.5
_UNIT_LETTERS = str.maketrans("мксдМК", "mkcdMK")
_QUOTES = "«»“”„\"'().,;:"
_EDGE = ".,;:!?()[]«»“”„\"'…"
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
#: What the letters of a Roman numeral are taken for: Х for X, П for II, Ш for III, У for V, Г for I, ``\\!!`` for VII …
_LIKE_ROMAN = re.compile(r"[ХIІVXУЎШПГЦЛСМДНИТЬЈ1!|LCDMN№\\/]{1,9}")
#: One letter alone is mostly an initial or a word; these look like a whole numeral that has other letters.
_ALONE = frozenset("УЎИПШМН")
_OF_ONE_LETTER = re.compile(r"[IVX]+")
#: Before what looks like a question mark and is a small two or three.
_UNITS = frozenset(("м", "км", "см", "мм", "дм"))
_PLAIN = re.compile(rf"[{re.escape(_EDGE)}]*[^\W\d_]+(?:[-‐'’ʼ][^\W\d_]+)*-?[{re.escape(_EDGE)}]*")


def look_twice(
    image: Pixels, dpi: int, blocks: Sequence[Region], script: str
) -> tuple[list[Region], tuple[Doubt, ...]]:
    """The blocks after a second reading of what may be wrong, and the numbers that came out otherwise.

    Cyrillic pages take numbers, signs and Roman numerals from the second model where it is sure; Latin ones take none.

    Args:
        image: the page that the boxes are of.
        dpi: its resolution.
        blocks: what was read.
        script: ISO 15924 code of what was read.
    """
    seen = (
        Second(OWN_CYRILLIC, is_suspect, taken=True) if script == "Cyrl" else Second(ENGLISH, _has_figures, taken=False)
    )
    doubts: list[Doubt] = []
    done = []
    for block in blocks:
        lines = [_line(line, image, dpi, seen) for line in block.lines]
        done.append(replace(block, lines=tuple(line for line, _ in lines)))
        doubts += [doubt for _, found in lines for doubt in found]
    return done, tuple(doubts)


@dataclass(frozen=True, slots=True)
class Second:
    """Whom to ask again, about which words, and whether its answer is taken or only compared."""

    model: Model
    asks: Callable[[str], bool]
    taken: bool


def _line(line: Line, image: Pixels, dpi: int, second: Second) -> tuple[Line, list[Doubt]]:
    if not any(_is_asked(word, second) for word in line.words):
        return line, []
    pad = max(4, line.box.height // 4)
    left, top = max(0, line.box.left - pad), max(0, line.box.top - pad)
    reading = api.read_line(second.model, image[top : line.box.bottom + pad, left : line.box.right + pad], dpi)
    seen = [replace(word, box=_moved(word.box, left, top)) for word in reading.words]
    words: list[Word] = []
    doubts = []
    for old, new in _groups(line.words, seen):
        if not any(_is_asked(word, second) for word in old) or not _sure(new):
            words += old
        elif second.taken and (_is_better(old, new) or _is_guest(old, new)):
            words += new
        else:
            words += old
            doubts += [Doubt(DoubtKind.NUMBER, old[0].box)] if _differ(old, new) else []
    return replace(line, words=tuple(words)), doubts


def _is_asked(word: Word, second: Second) -> bool:
    return second.asks(word.text) or (second.taken and word.confidence < DOUBTED and len(word.text) > 1)


def is_suspect(text: str) -> bool:
    """Whether a word may hold what the first model cannot write: figures, signs, a numeral in capitals."""
    if not _PLAIN.fullmatch(text) or (text.endswith("?") and text[:-1] in _UNITS):
        return True
    core = text.strip(_EDGE)
    if len(core) < 2:
        return core in _ALONE or text == "Х"
    return any(_LIKE_ROMAN.fullmatch(part) for part in re.split(r"[-‐–—]", core))


def _groups(words: Sequence[Word], seen: Sequence[Word]) -> list[tuple[list[Word], list[Word]]]:
    """What stands at one place in both readings: a word beside a word, or two beside the one they became."""
    groups: list[tuple[list[Word], list[Word]]] = []
    for word in words:
        here = [other for other in seen if _same_place(word.box, other.box)]
        if groups and any(other in groups[-1][1] for other in here):
            groups[-1][0].append(word)
            groups[-1][1].extend(other for other in here if other not in groups[-1][1])
        else:
            groups.append(([word], here))
    return groups


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _sure(words: Sequence[Word]) -> bool:
    return bool(words) and min(word.confidence for word in words) >= SURE


def _differ(old: Sequence[Word], new: Sequence[Word]) -> bool:
    """Whether both readings are numbers and not the same."""
    one, two = _figures(_text(old)), _figures(_text(new))
    return bool(one) and bool(two) and one != two


def _is_guest(old: Sequence[Word], new: Sequence[Word]) -> bool:
    """Whether Latin letters stand where the Cyrillic model had nothing that it believed in."""
    text = _text(new)
    if max(word.confidence for word in old) >= DOUBTED or min(word.confidence for word in new) < GUEST:
        return False
    return _CLEARLY_LATIN.search(text) is not None and not any(is_known(word.text, "ru") for word in old)


def _is_better(old: Sequence[Word], new: Sequence[Word]) -> bool:
    return len(new) <= max(len(old), len(_text(old)) // 2) and _may_replace(_text(old), _text(new))


def _may_replace(old: str, new: str) -> bool:
    """A numeral for what looks like one; otherwise letters and figures stay as they are, and signs may differ."""
    parts = [part for part in re.split(r"[-‐–—]", new.strip(_EDGE)) if part]
    if parts and _is_roman(parts[0]) and _LIKE_ROMAN.match(old.strip(_QUOTES)):
        small = len(old.strip(_EDGE)) == 1
        return all(
            (_is_roman(part) and not small) or _OF_ONE_LETTER.fullmatch(part) or part.islower() for part in parts
        )
    if not new or new.isalpha() or _letters(old) != _letters(new):
        return False
    return _figures(old) == _figures(new) or ("%" in new and _figures(old).startswith(_figures(new)))


def _has_figures(text: str) -> bool:
    return bool(_figures(text))


def _figures(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())


def _is_roman(text: str) -> bool:
    return bool(text) and _ROMAN.fullmatch(text) is not None


def _letters(text: str) -> str:
    """The letters of a text, those of units as if they were Latin: м³ and m³ are one."""
    return "".join(sign for sign in text if sign.isalpha()).translate(_UNIT_LETTERS)


def _same_place(one: Box, two: Box) -> bool:
    shared = min(one.right, two.right) - max(one.left, two.left)
    return shared > SHARED * max(1, min(one.width, two.width))


def _moved(box: Box, left: int, top: int) -> Box:
    return Box(box.left + left, box.top + top, box.right + left, box.bottom + top)
