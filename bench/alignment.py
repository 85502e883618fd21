"""Which token of a reading stands for which token of the truth, whatever the order of columns and cells.

Every piece of the truth looks for the stretch of the reading that is most like it; the surest pieces choose first, and
nothing is taken twice.  What is left over on both sides is then paired word by word.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein

from bench.tokens import Token

#: A truth token left out, and a read token passed over within a stretch.
LOST, PASSED = -0.6, -0.4
#: A stretch scoring less than this share of a perfect one is not the piece: its tokens are paired one by one.
LEAST = 0.34
#: Words less alike than this are two words: one lost, one invented.
ALIKE = 0.5

#: Cyrillic letters that look like Latin ones: a word read in the other script is misread, not lost and invented.
_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТУХаеорсухіІѕһј", "ABEKMHOPCTYXaeopcyxiIshj")

Pairs = dict[int, int]


def align(truth: Sequence[Sequence[Token]], read: Sequence[Token]) -> list[Pairs]:
    """For each piece of ``truth`` a map from its token numbers to token numbers of ``read``."""
    taken = [False] * len(read)
    pairs: list[Pairs] = [{} for _ in truth]
    waiting = []
    for number, piece in enumerate(truth):
        score, found = _stretch(piece, read, taken)
        waiting.append((-score, number, found))
    heapq.heapify(waiting)
    while waiting:
        _, number, found = heapq.heappop(waiting)
        if any(taken[index] for index in found.values()):
            score, found = _stretch(truth[number], read, taken)
            heapq.heappush(waiting, (-score, number, found))
            continue
        pairs[number] = found
        for index in found.values():
            taken[index] = True
    for same in (True, False):
        _pair_rest(truth, read, taken, pairs, same=same)
    return pairs


def _stretch(piece: Sequence[Token], read: Sequence[Token], taken: Sequence[bool]) -> tuple[float, Pairs]:
    """The best stretch of free tokens for a piece; its score is the share of a perfect one, and a bit for length."""
    free = [index for index, used in enumerate(taken) if not used]
    best = sum(_worth(token) for token in piece)
    if not free or not best:
        return 0.0, {}
    rows: list[list[float]] = [[0.0] * (len(free) + 1)]
    for token in piece:
        before = rows[-1]
        row = [before[0] + LOST]
        for column, index in enumerate(free):
            joined = before[column] + likeness(token, read[index])
            row.append(max(joined, before[column + 1] + LOST, row[-1] + PASSED))
        rows.append(row)
    end = max(range(len(free) + 1), key=rows[-1].__getitem__)
    share = rows[-1][end] / best
    if share < LEAST:
        return 0.0, {}
    return share + min(best, 40) / 400, _traced(piece, read, free, rows, end)


def _traced(
    piece: Sequence[Token], read: Sequence[Token], free: Sequence[int], rows: list[list[float]], column: int
) -> Pairs:
    found: Pairs = {}
    row = len(piece)
    while row and column:
        here = rows[row][column]
        alike = likeness(piece[row - 1], read[free[column - 1]])
        if here == rows[row - 1][column - 1] + alike:
            if alike > 0:
                found[row - 1] = free[column - 1]
            row, column = row - 1, column - 1
        elif here == rows[row - 1][column] + LOST:
            row -= 1
        else:
            column -= 1
    return found


def _pair_rest(
    truth: Sequence[Sequence[Token]], read: Sequence[Token], taken: list[bool], pairs: list[Pairs], *, same: bool
) -> None:
    """Pair what is left: first equal words and numbers, then words alike.  A sign alone says too little."""
    for number, piece in enumerate(truth):
        for index, token in enumerate(piece):
            if index in pairs[number] or token.kind not in {"word", "number"}:
                continue
            found = _first(token, read, taken, same=same)
            if found is not None:
                pairs[number][index] = found
                taken[found] = True


def _first(token: Token, read: Sequence[Token], taken: Sequence[bool], *, same: bool) -> int | None:
    for index, other in enumerate(read):
        if taken[index]:
            continue
        if other.text == token.text if same else token.kind == "word" and len(token.text) > 3 and alike(token, other):
            return index
    return None


def _worth(token: Token) -> float:
    return {"point": 0.4, "sign": 0.6}.get(token.kind, 1 + min(len(token.text), 8) / 4)


def likeness(one: Token, other: Token) -> float:
    """What a pair adds to a stretch: the worth of the token where equal, part of it where alike, else a loss."""
    if one.text == other.text:
        return _worth(one)
    if one.kind in {"point", "sign"} and other.kind in {"point", "sign"}:
        return 0.1
    if one.kind in {"point", "sign"} or other.kind in {"point", "sign"}:
        return -1.5
    return _worth(one) * (_similarity(one.text, other.text) - 0.3) if alike(one, other) else -1.2


def alike(one: Token, other: Token) -> bool:
    """Whether one may be a misreading of the other: numbers in place of numbers always, words when letters agree."""
    if one.kind == other.kind == "number":
        return _similarity(one.text, other.text) >= 0.35
    return _similarity(one.text, other.text) >= ALIKE or (len(one.text) == 1 == len(other.text))


@cache
def _similarity(one: str, other: str) -> float:
    return float(
        Levenshtein.normalized_similarity(one.translate(_LOOK_ALIKES).lower(), other.translate(_LOOK_ALIKES).lower())
    )
