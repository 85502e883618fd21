"""How a page is kept inside the index, so that a hit can be shown without reading anything else.

The lines as printed; a table of the distinct words with their keys; for every token its row in the table and its
printed word.  Finding the words to mark is then a walk over about 150 rows.  All of it is deflated as one: keys repeat
the text, so the table costs little.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from javon.engines.index.common_words import COMMON, pair
from javon.engines.index.tokens import Tokens, WordKeys

#: Most tokens and rows of one page: what two bytes hold.
MOST = 0xFFFF
_LEVEL = 5


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a page's tokens: for the index one string per key space, and what marking needs."""

    exact: str
    loose: str
    stem: str
    pairs: str
    table: tuple[WordKeys, ...]
    rows: array[int]
    words: array[int]
    broken: frozenset[int]


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page read back.

    ``rows[i]`` and ``words[i]`` are the table row and the printed word of token i; ``broken`` are the tokens that go
    on in the next printed word.
    """

    head: list[Any]
    lines: list[str]
    table: Sequence[WordKeys]
    rows: Sequence[int]
    words: Sequence[int]
    broken: frozenset[int]


def make_keys(tokens: Tokens) -> Keys:
    """Order the keys of all tokens by key space; a page of more than 65,535 words is cut there."""
    table: dict[WordKeys, int] = {}
    spaces = tokens.keys[:MOST]
    rows = array("H", [table.setdefault(keys, len(table)) for keys in spaces])
    exact, loose, stem = (" ".join(column) for column in zip(*spaces, strict=True)) if spaces else ("", "", "")
    words = array("H", [min(word, MOST) for word in tokens.words[:MOST]])
    pairs = " ".join(
        pair(first[1], second[1]) for first, second in pairwise(spaces) if first[1] in COMMON and second[1] in COMMON
    )
    return Keys(
        exact, loose, stem, pairs, tuple(table), rows, words, frozenset(at for at in tokens.broken if at < MOST)
    )


def at_hand(lines: Iterable[str], keys: Keys) -> StoredPage:
    """The page as it would be read back, without having been stored."""
    return StoredPage([], list(lines), keys.table, keys.rows, keys.words, keys.broken)


def write_page(head: Sequence[Any], lines: Iterable[str], keys: Keys) -> bytes:
    """The page as bytes.  ``head`` is whatever a hit needs to say beside the text (JSON values)."""
    text = "\n".join(lines).replace("\0", "")
    steps = array("H", (after - before for before, after in pairwise((0, *keys.words))))
    numbers = (array("H", [len(keys.rows)]), keys.rows, steps, array("H", sorted(keys.broken)))
    parts = (json.dumps(list(head), ensure_ascii=False), text, "\n".join(map(_row, keys.table)))
    plain = b"\0".join([*(part.encode() for part in parts), b"".join(part.tobytes() for part in numbers)])
    return zlib.compress(plain, _LEVEL)


def read_page(stored: bytes) -> StoredPage:
    """What ``write_page`` wrote, read back."""
    head, text, table, raw = zlib.decompress(stored).split(b"\0", 3)
    numbers = array("H")
    numbers.frombytes(raw)
    end = numbers[0] + 1
    return StoredPage(
        head=json.loads(head),
        lines=text.decode().split("\n"),
        table=[_keys(row) for row in table.decode().split("\n")] if table else [],
        rows=numbers[1:end],
        words=list(accumulate(numbers[end : 2 * end - 1])),
        broken=frozenset(numbers[2 * end - 1 :]),
    )


def _row(keys: WordKeys) -> str:
    """Loose and stem are left out where they equal the key before, and a stem that is a beginning is a number."""
    exact, loose, stem = keys
    short = "" if stem == loose else str(len(stem)) if loose.startswith(stem) else f"={stem}"
    return f"{exact}\t{'' if loose == exact else loose}\t{short}"


def _keys(row: str) -> WordKeys:
    exact, loose, short = row.split("\t")
    loose = loose or exact
    if not short:
        return exact, loose, loose
    return exact, loose, short[1:] if short[0] == "=" else loose[: int(short)]
