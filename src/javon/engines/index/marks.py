"""Finds on a page the words that a query asked for, and the lines to show around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from javon.engines.index.model import IndexLine, Part, Why, index_lines
from javon.engines.index.plan import Plan, WordPlan
from javon.engines.index.stored import StoredPage, at_hand, make_keys
from javon.engines.index.tokens import HYPHENS, read_tokens
from javon.engines.language import tokenize
from javon.engines.page import Page

#: A compound broken at its own hyphen: what follows is written to it.
_ENDS_IN_HYPHEN = re.compile(rf"\w[{re.escape(HYPHENS)}]$")
#: Lines shown before and after the line of the hit.
AROUND = 1


@dataclass(frozen=True, slots=True)
class Found:
    """The words of a page that answer to a query.

    ``tokens`` maps a token to (clause, why); ``words`` are the printed words, all parts of a broken one.  ``why`` is
    that of the clause that was hardest to find.
    """

    tokens: dict[int, tuple[int, Why]]
    words: tuple[int, ...]
    why: Why
    anchor: int
    line: int


def find(page: StoredPage, plan: Plan) -> Found:
    """Every word of the page that the plan asks for, and the line that shows it best."""
    tokens: dict[int, tuple[int, Why]] = {}
    for number in range(len(plan.clauses)):
        for token, why in chain.from_iterable(_clause_tokens(page, way) for way in plan.ways(number)):
            if token not in tokens or why > tokens[token][1]:
                tokens[token] = (number, why)
    words: list[int] = []
    for token in sorted(tokens):
        first = page.words[token]
        words += range(first, first + page.broken.get(token, 0) + 1)
    firsts = _first_words(page.lines)
    line = _best_line(page, tokens, firsts)
    best: dict[int, Why] = {}
    for clause_number, why in tokens.values():
        best[clause_number] = max(best.get(clause_number, Why.NONE), why)
    return Found(tokens, tuple(words), min(best.values(), default=Why.NONE), firsts[line] if firsts else 0, line)


def find_words(page: Page, plan: Plan) -> tuple[int, ...]:
    """The same for a page that is at hand: numbers of the words to mark, in the order of ``running_words``."""
    lines = index_lines(page)
    return find(_page(lines), plan).words


def excerpt(page: StoredPage, found: Found) -> tuple[Part, ...]:
    """The line of the hit with its neighbours, broken words joined, what was searched for marked."""
    first = max(0, found.line - AROUND)
    last = min(len(page.lines), found.line + AROUND + 1)
    number = _words_of(page.lines[:first])
    while last < len(page.lines) and _within(page, found.tokens, _words_of(page.lines[:last])):
        last += 1  # what is marked is shown to its end
    marked = set(found.words)
    parts: list[Part] = []
    for line in page.lines[first:last]:
        joined = bool(parts) and _ends_broken(parts[-1], number, page)
        if joined:
            parts[-1] = Part(parts[-1].text[:-1], parts[-1].mark)
        elif parts and not _ENDS_IN_HYPHEN.search(parts[-1].text):
            _add(parts, " ", mark=False)
        for at, word in enumerate(line.split(" ")):
            if at:
                _add(parts, " ", mark=False)
            for piece, mark in _pieces(word, marked=number in marked):
                _add(parts, piece, mark=mark)
            number += 1
    return tuple(part for part in parts if part.text)


def guessed(page: StoredPage, found: Found) -> tuple[str, ...]:
    """The printed words that stand for a mistyped one, without their punctuation."""
    near = {Why.FUZZY, Why.SOUNDING}
    places = [page.words[token] for token, (_clause, why) in found.tokens.items() if why in near]
    if not places:
        return ()
    printed = " ".join(page.lines).split(" ")
    return tuple(piece for place in places for piece, mark in _pieces(printed[place], marked=True) if mark)


def mark_text(text: str, plan: Plan, language: str) -> tuple[Part, ...]:
    """A short text (a title, a name) with the words of the plan marked."""
    line = IndexLine(" ".join(text.split()), language)
    page = _page((line,))
    return excerpt(page, find(page, plan))


def _page(lines: Sequence[IndexLine]) -> StoredPage:
    return at_hand((line.text for line in lines), make_keys(read_tokens(lines)))


def _clause_tokens(page: StoredPage, clause: tuple[WordPlan, ...]) -> list[tuple[int, Why]]:
    by_row = [[word.why(row) for row in page.table] for word in clause]
    if len(clause) == 1:
        whys = by_row[0]
        return [(token, whys[row]) for token, row in enumerate(page.rows) if whys[row]]
    found = []
    for start in range(len(page.rows) - len(clause) + 1):
        run = [whys[page.rows[start + at]] for at, whys in enumerate(by_row)]
        if all(run):
            found += [(start + at, why) for at, why in enumerate(run)]
    return found


def _first_words(lines: Sequence[str]) -> list[int]:
    firsts, number = [], 0
    for line in lines:
        firsts.append(number)
        number += line.count(" ") + 1
    return firsts


def _best_line(page: StoredPage, tokens: dict[int, tuple[int, Why]], firsts: Sequence[int]) -> int:
    """The line with the most different clauses, then the closest match, then the earliest."""
    lines: dict[int, dict[int, int]] = {}
    line = 0
    for token in sorted(tokens):
        while line + 1 < len(firsts) and firsts[line + 1] <= page.words[token]:
            line += 1
        clause, why = tokens[token]
        best = lines.setdefault(line, {})
        best[clause] = max(best.get(clause, 0), int(why))
    return max(lines, key=lambda at: (len(lines[at]), sum(lines[at].values()), -at), default=0)


def _pieces(word: str, *, marked: bool) -> list[tuple[str, bool]]:
    """The printed word, its punctuation outside the mark."""
    found = tokenize(word) if marked else []
    if not found:
        return [(word, False)]
    start, end = found[0].start, found[-1].end
    if word[end:] and word[end:] in HYPHENS:
        end = len(word)
    return [(word[:start], False), (word[start:end], True), (word[end:], False)]


def _ends_broken(part: Part, next_word: int, page: StoredPage) -> bool:
    """The excerpt so far ends in a part of a word that goes on in ``next_word``."""
    if not part.text or part.text[-1] not in HYPHENS:
        return False
    return _within(page, page.broken, next_word)


def _within(page: StoredPage, tokens: Iterable[int], word: int) -> bool:
    """Whether one of the tokens goes on in this printed word."""
    return any(0 < word - page.words[token] <= page.broken.get(token, 0) for token in tokens)


def _words_of(lines: Sequence[str]) -> int:
    return sum(line.count(" ") + 1 for line in lines)


def _add(parts: list[Part], text: str, *, mark: bool) -> None:
    if not text:
        return
    if parts and parts[-1].mark == mark:
        parts[-1] = Part(parts[-1].text + text, mark)
    else:
        parts.append(Part(text, mark))
