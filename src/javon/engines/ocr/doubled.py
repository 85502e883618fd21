"""Single letters that were read twice, and numbers that were read in two.

A model of lines now and then gives the ``a`` of ``printed a trifle`` two times: once its box is the letter's own, once
it is as high as the line and lies over the gap beside it.  Or the letter stands also at the end of the word before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from javon.engines.page import Line, Region, Word

#: A box that is so much higher than that of the same letter beside it is no letter's own.
HIGHER = 1.3
#: A letter has this share of the width of the same letter beside it at least, or it is not in that word at all.
NARROW = 0.72
#: Figures of one number reach so far down the one before, in its heights; the mark of a note does not.
DOWN = 0.62
#: Figures of one number are nearer than this, in their heights; a thin space is 0.25 to 0.3.
CLOSE = 0.15


def without_doubled(blocks: Sequence[Region]) -> list[Region]:
    """The blocks with letters that were read twice kept once."""
    return [replace(block, lines=tuple(_line(line) for line in block.lines)) for block in blocks]


def _line(line: Line) -> Line:
    words = list(_once(line.words))
    return line if len(words) == len(line.words) and words == list(line.words) else replace(line, words=tuple(words))


def _once(words: Sequence[Word]) -> Iterator[Word]:
    gone: set[int] = set()
    changed: dict[int, Word] = {}
    for at, (one, other) in enumerate(pairwise(words)):
        if _is_twice(one, other):
            gone.add(at if one.box.height > other.box.height else at + 1)
        elif _ends_with(one, other):
            changed[at] = replace(one, text=one.text[:-1])
    before: Word | None = None
    for at, word in enumerate(words):
        if at in gone:
            continue
        word = changed.get(at, word)
        if before and _is_one_number(before, word):
            before = Word(before.text + word.text, before.box.union(word.box), min(before.confidence, word.confidence))
            continue
        if before:
            yield before
        before = word
    if before:
        yield before


def _is_one_number(one: Word, other: Word) -> bool:
    """Whether two numbers stand as near to one another as the figures of one do: ``41 7`` for 417."""
    if not (one.text.isdecimal() and other.text.strip(".,;:").isdecimal()):
        return False
    if other.box.left <= one.box.left or other.box.bottom - one.box.top < DOWN * one.box.height:
        return False
    return other.box.left - one.box.right < CLOSE * min(one.box.height, other.box.height)


def _is_twice(one: Word, other: Word) -> bool:
    """Whether two words are one letter, in boxes that overlap and of which one is no letter's own."""
    if len(one.text) != 1 or one.text.lower() != other.text.lower() or one.box.right <= other.box.left:
        return False
    heights = sorted((one.box.height, other.box.height))
    return heights[1] >= HIGHER * max(1, heights[0])


def _ends_with(one: Word, other: Word) -> bool:
    """Whether a number ends with the letter that stands alone behind it, and has no room for it: ``30С С``."""
    if len(other.text) != 1 or not other.text.isalpha() or not one.text[:-1].isdecimal() or one.text[-1] != other.text:
        return False
    return one.box.width / len(one.text) < NARROW * other.box.width
