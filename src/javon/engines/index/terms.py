"""What a person typed, read as words, phrases and prefixes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from javon.engines.language import tokenize

#: Quotation marks of all our languages; apostrophes belong to words and are not among them.
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]?')
#: More words than this are a pasted page, not a question.
MOST_CLAUSES = 16
MOST_LETTERS = 400


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that must follow each other (mostly just one); ``prefix``: the last one is only a beginning."""

    words: tuple[str, ...]
    prefix: bool = False


def parse(text: str) -> tuple[Clause, ...]:
    """Read a typed query; never fails: what cannot be read is left out."""
    clauses: list[Clause] = []
    rest_from = 0
    text = text[:MOST_LETTERS]
    for match in _QUOTED.finditer(text):
        clauses += _loose_words(text[rest_from : match.start()])
        clauses += _clause(match.group(1))
        rest_from = match.end()
    clauses += _loose_words(text[rest_from:])
    return tuple(dict.fromkeys(clauses))[:MOST_CLAUSES]


def _loose_words(text: str) -> list[Clause]:
    return [clause for chunk in text.split() for clause in _clause(chunk)]


def _clause(chunk: str) -> list[Clause]:
    stripped = chunk.rstrip()
    prefix = stripped.endswith("*")
    words = tuple(token.text for token in tokenize(stripped.rstrip("*")))
    if not words:
        return []
    return [Clause(words, prefix and len(words[-1]) > 1)]
