"""How a page is kept inside the index, so that a hit can be shown without reading anything else.

What a hit says of its page, as it is; then the lines as printed, a table of the distinct words with their keys, and for
every token its row in the table and its printed word.  Finding the words to mark is then a walk over about 150 rows.
All but the first is deflated as one: keys repeat the text, so the table costs little.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from operator import sub
from typing import Any

from javon.engines.index.common_words import common_stems, pair
from javon.engines.index.tokens import Tokens, WordKeys

#: Most tokens and rows of one page: what two bytes hold.
MOST = 0xFFFF
_LEVEL = 5
#: Parts the head from the page; JSON writes this sign as an escape.
PARTING = b"\0"


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
    broken: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page read back.

    ``rows[i]`` and ``words[i]`` are the table row and the printed word of token i; ``broken[i]`` says in how many
    printed words behind it the token goes on.
    """

    head: list[Any]
    lines: list[str]
    table: Sequence[WordKeys]
    rows: Sequence[int]
    words: Sequence[int]
    broken: Mapping[int, int]


def make_keys(tokens: Tokens) -> Keys:
    """Order the keys of all tokens by key space; a page of more than 65,535 words is cut there."""
    spaces = tokens.keys[:MOST]
    table: dict[WordKeys, int] = {}
    # By identity first: a word's keys are mostly the same object each time, and to hash one costs more than to find it.
    distinct = dict(zip(map(id, spaces), spaces, strict=True))
    row_of = {name: table.setdefault(keys, len(table)) for name, keys in distinct.items()}
    rows = array("H", map(row_of.__getitem__, map(id, spaces)))
    words = tokens.words[:MOST]
    if words and words[-1] > MOST:
        words = [min(word, MOST) for word in words]
    broken = {at: number for at, number in tokens.broken.items() if at < MOST}
    return _keys_of(spaces, tuple(table), rows, array("H", words), broken)


def keys_again(page: StoredPage) -> Keys:
    """The keys of a page as they were when it was written: nothing is worked out anew."""
    table = tuple(page.table)
    rows, words = array("H", page.rows), array("H", page.words)
    return _keys_of([table[row] for row in rows], table, rows, words, page.broken)


def _keys_of(
    spaces: list[WordKeys],
    table: tuple[WordKeys, ...],
    rows: array[int],
    words: array[int],
    broken: Mapping[int, int],
) -> Keys:
    exact, loose, stem = map(" ".join, zip(*spaces, strict=True)) if spaces else ("", "", "")
    stems = common_stems()
    common = [keys[2] if keys[2] in stems else "" for keys in spaces]
    pairs = " ".join(pair(first, second) for first, second in pairwise(common) if first and second)
    return Keys(exact, loose, stem, pairs, table, rows, words, broken)


def at_hand(lines: Iterable[str], keys: Keys) -> StoredPage:
    """The page as it would be read back, without having been stored."""
    return StoredPage([], list(lines), keys.table, keys.rows, keys.words, keys.broken)


def write_page(head: Sequence[Any], lines: Iterable[str], keys: Keys) -> bytes:
    """The page as bytes.  ``head`` is whatever a hit needs to say beside the text (JSON values)."""
    text = "\n".join(lines).replace("\0", "")
    steps = array("H", map(sub, keys.words, chain((0,), keys.words)))
    broken = array("H", sorted(Counter(keys.broken).elements()))
    numbers = (array("H", [len(keys.rows)]), keys.rows, steps, broken)
    parts = (text.encode(), _rows(keys.table).encode(), b"".join(part.tobytes() for part in numbers))
    return _head(head) + zlib.compress(b"\0".join(parts), _LEVEL)


def write_again(head: Sequence[Any], stored: bytes) -> bytes:
    """A written page under another head."""
    return _head(head) + stored.partition(PARTING)[2]


def read_head(stored: bytes) -> list[Any]:
    """The head alone, without unpacking the page."""
    head: list[Any] = json.loads(stored.partition(PARTING)[0])
    return head


def _head(head: Sequence[Any]) -> bytes:
    return json.dumps(list(head), ensure_ascii=False, separators=(",", ":")).encode() + PARTING


def read_page(stored: bytes) -> StoredPage:
    """What ``write_page`` wrote, read back."""
    head, _, packed = stored.partition(PARTING)
    text, table, raw = zlib.decompress(packed).split(b"\0", 2)
    numbers = array("H")
    numbers.frombytes(raw)
    end = numbers[0] + 1
    return StoredPage(
        head=json.loads(head),
        lines=text.decode().split("\n"),
        table=[_keys(row) for row in table.decode().split("\n")] if table else [],
        rows=numbers[1:end],
        words=list(accumulate(numbers[end : 2 * end - 1])),
        broken=dict(Counter(numbers[2 * end - 1 :])),
    )


def _rows(table: Iterable[WordKeys]) -> str:
    """Loose and stem are left out where they equal the key before, and a stem that is a beginning is a number."""
    return "\n".join(
        [
            f"{exact}\t{'' if loose == exact else loose}\t"
            f"{'' if stem == loose else len(stem) if loose.startswith(stem) else '=' + stem}"
            for exact, loose, stem in table
        ]
    )


def _keys(row: str) -> WordKeys:
    exact, loose, short = row.split("\t")
    loose = loose or exact
    if not short:
        return exact, loose, loose
    return exact, loose, short[1:] if short[0] == "=" else loose[: int(short)]
