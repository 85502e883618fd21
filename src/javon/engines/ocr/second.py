"""A second opinion on numbers, signs, Roman numerals and Latin words, where the first is known to be weak.

Debian's Cyrillic models read letters well but have no § – ² ³ € and no Latin letters: ``XVIII`` comes out as ``ХУШ``,
and decimals lose commas.  Our own model has all of these and is not yet as good at letters.  So such words are read
with both, and only these are taken from it.  A number that two models read otherwise is settled by a third, or told of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from javon.engines.language import is_known
from javon.engines.ocr import api
from javon.engines.ocr.counted import shows_more, strokes_of, with_points
from javon.engines.ocr.measures import around
from javon.engines.ocr.models import ENGLISH, OWN_CYRILLIC, UZBEK_LATIN, Model
from javon.engines.ocr.recognizer import Pixels
from javon.engines.ocr.signs import (
    LIKE_NUMERO,
    NO_WORDS,
    bare,
    figures_of,
    has_mixed_strokes,
    is_broken,
    is_ill,
    is_lone_numero,
    is_numeral,
    is_numero,
    is_paragraph,
    is_plain_number,
    is_power,
    is_roman,
    is_stroke,
    is_suspect,
    letters_of,
    likelier,
    may_replace,
    points_of,
    unit_of,
    with_latin_numerals,
    with_strokes,
)
from javon.engines.ocr.upstroke import is_even
from javon.engines.page import Box, Doubt, DoubtKind, Line, Region, Word

#: The other model is believed from this confidence on; right figures and signs have 0.75 and more.  What looks like a
#: numeral of several letters and comes out as one hardly is anything else: right ones with a dash have 0.14 and more.
SURE, SURE_LETTER, SURE_NUMERAL = 0.6, 0.5, 0.12
#: Both saw a unit and something above it: what the first cannot write.
SURE_POWER = 0.3
#: Words that the first model read less surely are looked at, too; Latin letters in their place must be as sure as this,
#: and what stood there less sure than that.
DOUBTED, GUEST, BELIEVED = 0.6, 0.85, 0.9
#: … and no shorter than this part of it, or a word beside it would go.
WHOLE = 0.5
#: A number that was read less surely than this is compared with whatever another model makes of it.
UNSURE = 0.5
#: What the first model read less surely than this is no reading.
LOST = 0.2
#: Shorter words are not looked up.
LONG = 4
_RUSSIAN = str.maketrans("қғҳў", "кгху")
_CLEARLY_LATIN = re.compile(r"[bdfghijklmnqrstuvwzDFGJLNQRSUVWZ]")
#: Two boxes are the same word if they share this much of the narrower one.
SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Second:
    """Whom to ask again, about which words, and who settles numbers.

    Its answer is ``taken`` or only compared; ``both`` scripts are looked for: Latin numerals and words among Cyrillic.
    """

    model: Model
    judge: Model
    asks: Callable[[str], bool]
    taken: bool
    both: bool = False


def _has_figures(text: str) -> bool:
    return bool(figures_of(text))


_CYRILLIC = Second(OWN_CYRILLIC, UZBEK_LATIN, is_suspect, taken=True, both=True)
_LATIN = Second(ENGLISH, OWN_CYRILLIC, _has_figures, taken=False)
_SECONDS = {"en": Second(UZBEK_LATIN, OWN_CYRILLIC, is_suspect, taken=True)}


def look_twice(
    image: Pixels, dpi: int, blocks: Sequence[Region], language: str, script: str
) -> tuple[list[Region], tuple[Doubt, ...]]:
    """The blocks after a second reading of what may be wrong, and the places that stay doubtful.

    Pages of Cyrillic and English take numbers and signs from the second model where it is sure; others take none.

    Args:
        image: the page that the boxes are of.
        dpi: its resolution.
        blocks: what was read.
        language: BCP 47 tag of what was read.
        script: its ISO 15924 code.
    """
    second = _CYRILLIC if script == "Cyrl" else _SECONDS.get(language, _LATIN)
    doubts: list[Doubt] = []
    done = []
    for block in blocks:
        lines = [_line(_with_own_signs(line, image, dpi), image, dpi, second) for line in block.lines]
        done.append(replace(block, lines=tuple(line for line, _ in lines)))
        doubts += [doubt for _, found in lines for doubt in found]
    return done, tuple(doubts)


def _with_own_signs(line: Line, image: Pixels, dpi: int) -> Line:
    """The line with № and worn Roman numerals as our Cyrillic model sees them, which knows both best.

    It is asked where a letter stands before a number, and where strokes were read as letters of both sizes: ``Iti``.
    """
    words = list(line.words)
    for at, (word, after) in enumerate(zip_longest(line.words, line.words[1:])):
        if word.text in LIKE_NUMERO and after and figures_of(after.text):
            seen = _read((word, after), image, dpi, OWN_CYRILLIC)
            if seen and seen[0].text == "№" and seen[0].confidence >= SURE:
                words[at] = replace(word, text="№")
        elif has_mixed_strokes(word.text) and not is_ill(
            word.text, line.words[at - 1].text if at else "", after.text if after else ""
        ):
            words[at] = replace(word, text=_numeral(word, image, dpi))
    return replace(line, words=tuple(words))


def _numeral(word: Word, image: Pixels, dpi: int) -> str:
    """The numeral that a word of strokes is: as many I as there are strokes, or what our Cyrillic model surely sees."""
    core = bare(word.text)
    count = strokes_of(image, word.box) if core == word.text and not core.isdecimal() else 0
    if 1 < count <= len("III"):
        return "I" * count
    seen = _read((word,), image, dpi, OWN_CYRILLIC)
    sure = is_numeral(_text(seen)) and _sure(seen, SURE) and len(_text(seen)) >= len(word.text)
    return _text(seen) if sure and not core.isdecimal() else word.text


def _line(line: Line, image: Pixels, dpi: int, second: Second) -> tuple[Line, list[Doubt]]:
    if not _are_asked(line.words, second):
        return (_with_numerals(line, line.words) if second.both else line), []
    seen = [word for run in _runs(line.words, second) for word in _read(run, image, dpi, second.model)]
    words: list[Word] = []
    doubts = []
    for old, new in _groups(line.words, seen):
        if not figures_of(_text(old)):  # where both models see figures, they are figures
            new = [replace(word, text=with_strokes(word.text, ones=True)) for word in new]
        best = _better(old, new, image, dpi, second) if _are_asked(old, second) else old
        best = best and [replace(word, text=likelier(_text(old), word.text)) for word in best]
        best = best and _complete(best, new, image, dpi, second)
        words += best or old
        if not best or any(is_broken(word.text) for word in best):
            doubts.append(Doubt(DoubtKind.NUMBER, around(word.box for word in old)))
    return _with_numerals(line, words) if second.both else replace(line, words=tuple(words)), doubts


def _with_numerals(line: Line, words: Sequence[Word]) -> Line:
    """The line with Roman numerals in Latin letters; an Х between two numbers is the letter of a number plate."""
    texts = ["", *(word.text for word in words), ""]
    plates = {at for at in range(len(words)) if texts[at].isdecimal() and texts[at + 2].isdecimal()}
    done = (
        replace(word, text=word.text.replace("X", "Х") if at in plates else with_latin_numerals(word.text))
        for at, word in enumerate(words)
    )
    return replace(line, words=tuple(done))


def _better(old: Sequence[Word], new: Sequence[Word], image: Pixels, dpi: int, second: Second) -> Sequence[Word] | None:
    """The reading to keep; None where the two are different numbers and nothing settles it."""
    if _text(old).strip(".,;:") == "1" and _may_be_first(_text(new)):
        return [_first(old[0])] if is_even(image, old[0].box) else None if is_stroke(_text(new)) else old
    clear = _clear(old, new, second)
    if clear:
        return clear
    if bare(_text(old)).isdecimal() and is_numeral(_text(new)) and _sure(new, GUEST):
        return None
    one, two = figures_of(_text(old)), figures_of(_text(new))
    unsure = min(word.confidence for word in old) < UNSURE
    if not (one and two and one != two and (unsure or _sure(new, SURE))):
        return old
    third = figures_of(_text(_read(old, image, dpi, second.judge)))
    if third == one:
        return old
    return new if third == two and letters_of(_text(old)) == letters_of(_text(new)) else None


def _complete(
    best: Sequence[Word], new: Sequence[Word], image: Pixels, dpi: int, second: Second
) -> Sequence[Word] | None:
    """The reading with all the figures and points that its ink shows; None where no model sees them all."""
    if len(best) != 1 or not shows_more(image, best[0].box, best[0].text):
        return best
    told = with_points(image, best[0].box, best[0].text)
    for seen in _opinions(best, new, image, dpi, second):
        text = _text(seen).replace(" ", "")
        if told is not None and is_plain_number(text) and points_of(text) == points_of(told):
            return [replace(best[0], text=told)]
        longer = is_plain_number(text) and len(text) > len(best[0].text)
        if told is None and longer and not shows_more(image, best[0].box, text):
            return [replace(best[0], text=text)]
    return None


def _opinions(
    best: Sequence[Word], new: Sequence[Word], image: Pixels, dpi: int, second: Second
) -> Iterator[Sequence[Word]]:
    """What the other model read, and only where that is not enough what two more do."""
    yield new
    for model in (second.judge, ENGLISH):
        yield _read(best, image, dpi, model)


def _clear(old: Sequence[Word], new: Sequence[Word], second: Second) -> Sequence[Word] | None:
    """What the other model saw, where it is clear that the first cannot have been right."""
    if is_paragraph(_text(old), _text(new)) and _sure(new, SURE):
        return new
    unit = unit_of(_text(new)) if second.both and not any(map(_is_listed, old)) else None
    if unit and max(word.confidence for word in old) < GUEST:
        return [replace(old[0], text=unit, box=around(word.box for word in old))]
    if is_lone_numero(_text(old), _text(new)) and _sure(new, GUEST) and not _sure(old, BELIEVED):
        return new
    if is_numero(_text(old), _text(new)):
        return [replace(new[0], text="№"), *old]
    if second.both and _has_own_letters(old, new):
        return new
    if second.both and max(word.confidence for word in old) < LOST and _sure(new, SURE):
        return new
    if bare(_text(old)) == bare(_text(new)) and bare(_text(old)):
        return old
    if second.taken and (_is_better(old, new) or (second.both and _is_guest(old, new))):
        return new
    return None


def _has_own_letters(old: Sequence[Word], new: Sequence[Word]) -> bool:
    """Whether one word differs only in letters that Russian has not, and is a word with them alone: ``ҳакда``."""
    one, two = bare(_text(old)).lower(), bare(_text(new)).lower()
    return (
        one != two
        and one.translate(_RUSSIAN) == two.translate(_RUSSIAN)
        and is_known(two, "uz-Cyrl")
        and not any(map(_is_listed, old))
    )


def _may_be_first(text: str) -> bool:
    """Whether what the other model made of a 1 leaves open that it is a capital I."""
    return not text or is_stroke(text) or (bare(text) == "1" and text != "1")


def _first(word: Word) -> Word:
    """The first of a name, which was read as a figure: ``Пётр I``."""
    return replace(word, text=word.text.replace("1", "I"))


def _runs(words: Sequence[Word], second: Second) -> Iterator[Sequence[Word]]:
    """The words to be read again, neighbours together: of a whole line too much is askew for one look."""
    start = None
    for place, word in enumerate(words):
        asked = _are_asked([word], second)
        if start is not None and not asked:
            yield words[start:place]
            start = None
        elif start is None and asked:
            start = place
    if start is not None:
        yield words[start:]


def _are_asked(words: Sequence[Word], second: Second) -> bool:
    return any(second.asks(word.text) or (second.both and _is_doubted(word)) for word in words)


def _is_doubted(word: Word) -> bool:
    """Whether a word was read without confidence, or not quite surely and no dictionary has it: it may be Latin."""
    if word.confidence < DOUBTED:
        return len(word.text) > 1
    return word.confidence < BELIEVED and len(word.text) >= LONG and not _is_listed(word)


def _is_listed(word: Word) -> bool:
    return any(is_known(bare(word.text), language) for language in ("uz-Cyrl", "ru"))


def _read(words: Sequence[Word], image: Pixels, dpi: int, model: Model) -> list[Word]:
    box = around(word.box for word in words)
    pad = max(4, box.height // 3)
    left, top = max(0, box.left - pad), max(0, box.top - pad)
    reading = api.read_line(model, image[top : box.bottom + pad, left : box.right + pad], dpi)
    return [Word(with_strokes(word.text), word.box.moved(left, top), word.confidence) for word in reading.words]


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


def _is_better(old: Sequence[Word], new: Sequence[Word]) -> bool:
    if len(new) > 2 * len(old) + 1 or not may_replace(_text(old), _text(new)):
        return False
    if is_power(_text(old), _text(new)):
        return _sure(new, SURE_POWER)
    if _text(old).startswith("1") and not _sure(new, SURE):
        return False  # ``11-уй`` is no numeral
    single = len(_text(old).strip(".,;:")) == 1 and _text(old) not in NO_WORDS
    return _sure(new, SURE if not is_numeral(_text(new)) else SURE_LETTER if single else SURE_NUMERAL)


def _is_guest(old: Sequence[Word], new: Sequence[Word]) -> bool:
    """Whether Latin letters stand where the Cyrillic model had nothing that it believed in."""
    text = _text(new)
    if WHOLE * len(_text(old)) > len(text):
        return False
    if not _sure(new, GUEST) or max(word.confidence for word in old) >= BELIEVED:
        return False
    if not _CLEARLY_LATIN.search(text) or is_roman(bare(text)):
        return False
    return not any(map(_is_listed, old))


def _sure(words: Sequence[Word], least: float) -> bool:
    return bool(words) and min(word.confidence for word in words) >= least


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _same_place(one: Box, two: Box) -> bool:
    shared = min(one.right, two.right) - max(one.left, two.left)
    return shared > SHARED * max(1, min(one.width, two.width))
