"""What a person typed, read as words, phrases and prefixes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from javon.engines.language import tokenize

#: Quotation marks of all our languages; apostrophes belong to words and are not among them.
_MARKS = '"“”„«»'
#: A phrase in quotes, or what stands between blanks; a minus stands before it and behind a blank.
_PART = re.compile(
    rf"(?P<minus>(?<!\S)[-\u2212](?=[^\W_]|[{_MARKS}]))?(?:[{_MARKS}](?P<phrase>[^{_MARKS}]*)[{_MARKS}]?|[^\s{_MARKS}]+)"
)
#: More words than this are a pasted page, not a question.
MOST_CLAUSES = 16
MOST_LETTERS = 400


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that must follow each other (mostly just one).

    ``prefix``: the last one is only a beginning; ``minus``: pages that have it are left out.
    """

    words: tuple[str, ...]
    prefix: bool = False
    minus: bool = False


def parse(text: str) -> tuple[Clause, ...]:
    """Read a typed query; never fails: what cannot be read is left out.

    Where nothing but words with a minus is typed, they are plain words: most likely the lines of a list were pasted.
    """
    found = [clause for part in _PART.finditer(text[:MOST_LETTERS]) for clause in _clause(part)]
    clauses = tuple(dict.fromkeys(found))[:MOST_CLAUSES]
    if all(clause.minus for clause in clauses):
        return tuple(replace(clause, minus=False) for clause in clauses)
    return clauses


def _clause(part: re.Match[str]) -> list[Clause]:
    minus = part["minus"] or ""
    chunk = part[0].removeprefix(minus) if part["phrase"] is None else part["phrase"]
    stripped = chunk.rstrip()
    prefix = stripped.endswith("*")
    words = tuple(token.text for token in tokenize(stripped.rstrip("*")))
    if not words:
        return []
    return [Clause(words, prefix and len(words[-1]) > 1, bool(minus))]
