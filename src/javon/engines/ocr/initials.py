"""Drop capitals: a letter as high as two lines and more at the head of a chapter, joined to the word that it begins.

Read with its lines it is lost, comes out beside the second line, or tears the paragraph; so it is found before reading,
read by itself, and the lines are read without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from javon.engines.language import is_known
from javon.engines.ocr import api
from javon.engines.ocr.measures import around
from javon.engines.ocr.models import Model
from javon.engines.ocr.recognizer import Pixels
from javon.engines.page import Box, Line, Region, RegionKind, Word

#: A drop capital is so high, in heights of small letters, and so wide, in its own height.
HIGH, WIDE = (2.8, 16.0), (0.25, 1.7)
#: Its lines begin so near to its right; a mark on its left or as high on its right makes it something else.
NEAR, LIKE = 2.2, 0.6
#: Two lines stand at least so far apart, in heights of small letters; so many are beside it.
STEP, LINES = 1.5, 2
#: The paragraph goes on below it, so near and so far to its left or right.
BELOW, FLUSH = 5.0, 2.0
#: A reading of the letter is taken from this on.
SURE = 0.5
#: Letters that are words by themselves.
_WORDS = {"ru": "АВИКОСУЯ", "en": "AI", "uz-Latn": "U", "uz-Cyrl": "У"}
_LANGUAGES = {"Cyrl": ("uz-Cyrl", "ru"), "Latn": ("uz-Latn", "en")}


@dataclass(frozen=True, slots=True)
class Initial:
    """A drop capital: its box on the page and its pixels alone on white."""

    box: Box
    pixels: Pixels


def find_initials(marks: NDArray[Any], letters: NDArray[Any], image: Pixels, x_height: float) -> list[Initial]:
    """The drop capitals of a page.

    Args:
        marks: all marks of the page (left, top, right, bottom).
        letters: those of the size of letters.
        image: the page they are of.
        x_height: the height of its small letters in pixels.
    """
    height, width = marks[:, 3] - marks[:, 1], marks[:, 2] - marks[:, 0]
    fits = (height >= HIGH[0] * x_height) & (height <= HIGH[1] * x_height)
    fits &= (width >= WIDE[0] * height) & (width <= WIDE[1] * height)
    small = letters[letters[:, 3] - letters[:, 1] < HIGH[0] * x_height]
    found = []
    for left, top, right, bottom in marks[fits].tolist():
        box = Box(left, top, right, bottom)
        if _begins_lines(box, small, marks[fits], x_height):
            whole = _with_accents(box, marks)
            found.append(Initial(whole, _alone(whole, image, round(x_height))))
    return found


def _begins_lines(box: Box, letters: NDArray[Any], large: NDArray[Any], x_height: float) -> bool:
    """Whether lines of small letters begin right beside the mark and the paragraph goes on below it."""
    level = (letters[:, 3] > box.top + x_height / 2) & (letters[:, 1] < box.bottom - x_height / 3)
    beside = letters[
        level & (letters[:, 0] >= box.right - x_height / 2) & (letters[:, 0] < box.right + NEAR * x_height)
    ]
    if _lines(beside, x_height) < LINES:
        return False
    if (level & (letters[:, 2] <= box.left) & (letters[:, 2] > box.left - 3 * x_height)).any():
        return False
    same = (large[:, 3] > box.top) & (large[:, 1] < box.bottom) & (large[:, 3] - large[:, 1] > LIKE * box.height)
    near = (large[:, 0] < box.right + 2 * box.width) & (large[:, 2] > box.left - 2 * box.width)
    if int((same & near).sum()) > 1:
        return False
    below = letters[(letters[:, 1] >= box.bottom - x_height) & (letters[:, 1] < box.bottom + BELOW * x_height)]
    return bool((np.abs(below[:, 0] - box.left) <= FLUSH * x_height).any())


def _lines(marks: NDArray[Any], x_height: float) -> int:
    """In how many lines the marks stand."""
    feet = np.sort(marks[:, 3])
    return int((np.diff(feet) > STEP * x_height).sum()) + 1 if len(feet) else 0


def _with_accents(box: Box, marks: NDArray[Any]) -> Box:
    """The box with what stands right over the letter, as over Й and Ё."""
    over = (marks[:, 0] >= box.left) & (marks[:, 2] <= box.right) & (marks[:, 3] <= box.top)
    over &= marks[:, 3] > box.top - 0.35 * box.height
    return Box(box.left, int(min([box.top, *marks[over][:, 1]])), box.right, box.bottom)


def _alone(box: Box, image: Pixels, pad: int) -> Pixels:
    piece = image[box.top : box.bottom, box.left : box.right]
    return np.asarray(np.pad(piece, pad, constant_values=int(np.percentile(image, 80))), np.uint8)


def read_initials(initials: Sequence[Initial], model: Model, dpi: int) -> list[Word]:
    """The letters that are read surely, as words at their places."""
    found = []
    for one in initials:
        reading = api.read_letter(model, one.pixels, dpi)
        if reading.confidence >= SURE:
            found.append(Word(reading.text.upper(), one.box, reading.confidence))
    return found


def with_initials(blocks: Sequence[Region], initials: Sequence[Word], script: str) -> list[Region]:
    """The blocks with each letter at the head of the first line beside it; a letter without one stands alone."""
    done = list(blocks)
    for initial in initials:
        place = _first_line(done, initial.box)
        if place is None:
            done.append(Region(RegionKind.TEXT, initial.box, (Line((initial,), initial.box),)))
            continue
        block, at = place
        lines = list(done[block].lines)
        lines[at] = _begun(lines[at], initial, script)
        done[block] = replace(done[block], lines=tuple(lines), box=around(line.box for line in lines))
        done = _with_rest(done, block, initial.box)
    return done


def _with_rest(blocks: list[Region], at: int, initial: Box) -> list[Region]:
    """The blocks with the lines beside the letter and those right below it in one: they are one paragraph."""
    begun = blocks[at]
    step = begun.lines[0].box.height
    for place, block in enumerate(blocks):
        gap = block.box.top - begun.lines[-1].box.bottom
        flush = abs(block.box.left - initial.left) <= initial.width / 2
        if place != at and block.kind is begun.kind and flush and -step < gap < step:
            whole = replace(begun, box=begun.box.union(block.box), lines=(*begun.lines, *block.lines))
            return [whole if other == at else old for other, old in enumerate(blocks) if other != place]
    return blocks


def _first_line(blocks: Sequence[Region], box: Box) -> tuple[int, int] | None:
    """Block and line of the highest line that begins right beside a box and has its middle at its height."""
    found = [
        (line.box.top, block, at)
        for block, region in enumerate(blocks)
        for at, line in enumerate(region.lines)
        if box.top <= (line.box.top + line.box.bottom) / 2 <= box.bottom
        and box.right - box.width / 2 <= line.box.left <= box.right + box.width
    ]
    return min(found)[1:] if found else None


def _begun(line: Line, initial: Word, script: str) -> Line:
    """The line with the letter joined to its first word, or before it where the letter is a word by itself."""
    first, *others = line.words
    alone = any(
        initial.text in _WORDS[language]
        and is_known(first.text, language)
        and not is_known(initial.text + first.text, language)
        for language in _LANGUAGES.get(script, ())
    )
    # Boxes stay as high as the line: they tell the layout how large its type is.
    top, bottom = line.box.top, line.box.bottom
    letter = replace(initial, box=Box(initial.box.left, top, initial.box.right, bottom))
    joined = replace(
        first,
        text=initial.text + first.text,
        box=Box(initial.box.left, first.box.top, first.box.right, first.box.bottom),
    )
    words = (letter, first, *others) if alone else (joined, *others)
    return replace(line, words=words, box=Box(initial.box.left, top, line.box.right, bottom))
