"""What is wrong in a reading: numbers, signs, words lost and invented, letters, points, and the order of reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from rapidfuzz.distance import Levenshtein

from bench.alignment import Pairs, align
from bench.tokens import MARKS, Box, Token

#: What is counted: kinds of tokens in the truth, and faults.
NUMBERS, SIGNS, LOST, INVENTED, LETTERS, POINTS = "numbers", "signs", "lost", "invented", "letters", "points"
FAULT_OF = {"number": NUMBERS, "sign": SIGNS, "point": POINTS}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: what it is, what was printed and what was read ("" where nothing), how often it counts.

    ``box`` is its place on the read page, None where unknown.
    """

    what: str
    true: str
    read: str
    count: int = 1
    box: Box | None = None


@dataclass(slots=True)
class Reading:
    """A page against its truth: how much was printed, by kind, the faults, and steps from word to word in order."""

    printed: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    steps: int = 0
    steps_right: int = 0

    def wrong(self, what: str) -> int:
        """How many of a kind are wrong."""
        return sum(fault.count for fault in self.faults if fault.what == what)


def count(truth: Sequence[Sequence[Token]], read: Sequence[Token]) -> Reading:
    """Compare the read tokens, in their order, with the pieces of the truth, in theirs."""
    pairs = align(truth, read)
    reading = Reading()
    place = _Places(truth, read, pairs)
    for number, piece in enumerate(truth):
        for index, token in enumerate(piece):
            _add_printed(reading.printed, token)
            partner = pairs[number].get(index)
            if partner is None:
                reading.faults += _lost(token, place.of(token))
            else:
                joined = _joined(piece, index, pairs[number], read)
                reading.faults += _misread(token, read[partner], joined=joined)
    used = {index for found in pairs for index in found.values()}
    for index, token in enumerate(read):
        if index not in used:
            reading.faults += _invented(token)
    reading.steps, reading.steps_right = _order(pairs)
    return reading


def _add_printed(printed: Counter[str], token: Token) -> None:
    if token.kind == "word":
        marks = sum(letter in MARKS for letter in token.text)
        printed["words"] += 1
        printed[SIGNS] += marks
        printed[LETTERS] += len(token.text) - marks
    else:
        printed[FAULT_OF[token.kind]] += 1


def _lost(token: Token, box: Box | None) -> Iterator[Fault]:
    if token.kind != "word":
        yield Fault(FAULT_OF[token.kind], token.text, "", box=box)
        return
    yield Fault(LOST, token.text, "", box=box)
    yield Fault(LETTERS, token.text, "", count=len(token.text), box=box)


def _invented(token: Token) -> Iterator[Fault]:
    if token.kind != "word":
        yield Fault(FAULT_OF[token.kind], "", token.text, box=token.box)
        return
    yield Fault(INVENTED, "", token.text, box=token.box)
    yield Fault(LETTERS, "", token.text, count=len(token.text), box=token.box)


def _misread(token: Token, other: Token, *, joined: bool) -> Iterator[Fault]:
    if token.text == other.text or joined:
        return
    if "number" in (token.kind, other.kind):
        yield Fault(NUMBERS, token.text, other.text, box=other.box)
    elif "sign" in (token.kind, other.kind):
        yield Fault(SIGNS, token.text, other.text, box=other.box)
    elif token.kind == "point":
        yield Fault(POINTS, token.text, other.text, box=other.box)
    else:
        yield from _spelling(token, other)


def _spelling(token: Token, other: Token) -> Iterator[Fault]:
    """Edits of one word into another: of its letters, and of the marks within it."""
    edits: Counter[str] = Counter()
    for edit in Levenshtein.editops(token.text, other.text):
        old = token.text[edit.src_pos : edit.src_pos + 1] if edit.tag != "insert" else ""
        new = other.text[edit.dest_pos : edit.dest_pos + 1] if edit.tag != "delete" else ""
        edits[SIGNS if (old or new) in MARKS else LETTERS] += 1
    for what, number in edits.items():
        yield Fault(what, token.text, other.text, count=number, box=other.box)


def _joined(piece: Sequence[Token], index: int, pairs: Pairs, read: Sequence[Token]) -> bool:
    """Whether a word was only run together with its neighbour: one word less, no letter wrong."""
    text = read[pairs[index]].text
    after = index + 1 < len(piece) and index + 1 not in pairs and piece[index].text + piece[index + 1].text == text
    before = index > 0 and index - 1 not in pairs and piece[index - 1].text + piece[index].text == text
    return after or before


def _order(pairs: Sequence[Pairs]) -> tuple[int, int]:
    """Steps from one found token to the next as a person reads, and how many of them the reading takes as well."""
    found = [pairs[number][index] for number in range(len(pairs)) for index in sorted(pairs[number])]
    rank = {place: number for number, place in enumerate(sorted(found))}
    steps = list(pairwise(found))
    return len(steps), sum(rank[after] == rank[before] + 1 for before, after in steps)


class _Places:
    """Where lost words stood on the read page: the paired words tell how the sheet came to lie there."""

    def __init__(self, truth: Sequence[Sequence[Token]], read: Sequence[Token], pairs: Sequence[Pairs]) -> None:
        points = [
            corners
            for number, found in enumerate(pairs)
            for index, other in found.items()
            for corners in _corners(truth[number][index].box, read[other].box)
        ]
        self._turn = None
        if len(points) >= 6:
            printed = np.array([[*one, 1.0] for one, _ in points])
            self._turn = np.linalg.lstsq(printed, np.array([other for _, other in points]), rcond=None)[0]

    def of(self, token: Token) -> Box | None:
        """The place of a printed token, None where it cannot be told."""
        if self._turn is None or token.box is None:
            return None
        left, top, right, bottom = token.box
        (x0, y0), (x1, y1) = np.array([[left, top, 1.0], [right, bottom, 1.0]]) @ self._turn
        return float(x0), float(y0), float(x1), float(y1)


def _corners(one: Box | None, other: Box | None) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The upper left and the lower right corners of two boxes side by side."""
    if not one or not other:
        return []
    return [((one[0], one[1]), (other[0], other[1])), ((one[2], one[3]), (other[2], other[3]))]
