"""A plan as the index's queries."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import islice, pairwise, product
from string import ascii_lowercase
from typing import TypeVar

import tantivy

from javon.engines.index.common_words import common_stems, pair
from javon.engines.index.model import Query
from javon.engines.index.plan import MOST_READINGS, Plan, WordPlan
from javon.engines.index.schema import SPACES, STAFF

#: Weight of each key space (reference figures of the design: exact form, spelling variant, suffixed form).
BOOSTS = {"exact": 8.0, "loose": 4.0, "stem": 1.0}
#: A phrase whose rarest word stands on more pages than this is looked for in one key space instead of three.
COMMON_PAGES = 20_000
#: A beginning that ends so may be half of a sign that the loose key writes otherwise (ts, ye, oʻ).
_OPEN_ENDS = "tyogʻʼ"
#: What a page is worth that has a word in another spelling, or a form that may be another word's: less than any score,
#: so that it comes last.
_HEARD_SCORE = 0.001
#: How Tantivy says that more words begin so than it puts into a phrase.
_TOO_MANY = "max expansions"
#: What may follow a beginning, letter by letter: keys are written in small Latin letters, all but a few.
_NEXT_LETTERS = ("", "[^a-z].*", *(f"{letter}.*" for letter in ascii_lowercase))
Answer = TypeVar("Answer")


class Beginnings(Enum):
    """How a phrase that ends in a beginning is asked: Tantivy takes some 16,000 words in its place, then it refuses."""

    ALL = auto()
    BY_LETTER = auto()
    FIRST = auto()


@dataclass(frozen=True, slots=True)
class Asking:
    """Makes the index's queries; ``frequency(field, key)`` is the number of pages that have a key."""

    schema: tantivy.Schema
    frequency: Callable[[str, str], int]
    beginnings: Beginnings = Beginnings.ALL

    def narrower(self, ask: Callable[[Asking], Answer]) -> Answer:
        """The answer of ``ask``, from all words that begin so, or from as many as the index takes."""
        for beginnings in (Beginnings.ALL, Beginnings.BY_LETTER):
            try:
                return ask(replace(self, beginnings=beginnings))
            except ValueError as error:
                if _TOO_MANY not in str(error):
                    raise
        return ask(replace(self, beginnings=Beginnings.FIRST))

    def pages(self, plan: Plan, query: Query) -> tantivy.Query:
        """Pages where every clause stands; a clause may stand in title or author if another stands on the page."""
        texts = [self._ways(plan, number) for number in range(len(plan.clauses))]
        without = [self._clause(clause) for clause in plan.without]
        if len(texts) == 1 or query.exact:
            return _narrowed(self.schema, query, texts, without)
        abouts = [_about_query(self.schema, clause) for clause in plan.clauses]
        either = [_any([text, about]) for text, about in zip(texts, abouts, strict=True)]
        return _narrowed(self.schema, query, [*either, _any(texts)], without)

    def works(self, plan: Plan, query: Query) -> tantivy.Query:
        """Works whose title and authors hold every clause."""
        wanted = [self._ways(plan, number, "work_") for number in range(len(plan.clauses))]
        without = [self._clause(one, "work_") for one in plan.without]
        return _narrowed(self.schema, query, wanted, without)

    def _ways(self, plan: Plan, number: int, field: str = "") -> tantivy.Query:
        typed, *others = plan.ways(number)
        return _any([self._clause(typed, field), *(self._heard(way, field, s) for way in others for s in SPACES[1:])])

    def _clause(self, clause: tuple[WordPlan, ...], field: str = "") -> tantivy.Query:
        pairs = [] if field or "stem" not in clause[0].keys else _pairs(clause)
        if pairs and len(clause) == 2:
            return _terms(self.schema, "pairs", pairs[0])
        queries = [self._space(clause, field, space) for space in self._spaces(clause, field)]
        if len(clause) == 1 and clause[0].fuzzy:
            for key in sorted(clause[0].keys["loose"]):
                queries.append(tantivy.Query.fuzzy_term_query(self.schema, field + "loose", key, distance=1))
        if len(clause) == 1 and clause[0].guesses:
            guesses = sorted(clause[0].guesses)
            queries += [_terms(self.schema, field + space, guesses) for space in SPACES[1:]]
        if len(clause) == 1 and clause[0].forms:
            forms = _terms(self.schema, field + "exact", sorted(clause[0].forms))
            queries.append(tantivy.Query.const_score_query(forms, _HEARD_SCORE))
        if any(word.sounding for word in clause):
            queries += [self._heard(clause, field, space) for space in SPACES[1:]]
        return _all([_any(queries), *(_terms(self.schema, "pairs", pair) for pair in pairs)])

    def _spaces(self, clause: tuple[WordPlan, ...], field: str) -> list[str]:
        """The key spaces worth asking: a phrase of frequent words is looked for in the widest one only."""
        spaces = [space for space in SPACES if all(space in word.keys for word in clause)]
        if len(clause) > 1 and len(spaces) == len(SPACES):
            rarest = min(max(self.frequency(field + "loose", key) for key in word.keys["loose"]) for word in clause)
            return spaces[2:] if rarest > COMMON_PAGES else spaces
        if clause[-1].prefix and "loose" in spaces:
            return spaces if any(key[-1] in _OPEN_ENDS for key in clause[-1].keys["exact"]) else ["loose"]
        return spaces

    def _space(self, clause: tuple[WordPlan, ...], field: str, space: str) -> tantivy.Query:
        readings = product(*(sorted(word.keys[space]) for word in clause))
        found = [
            self._sequence(field + space, reading, prefix=clause[-1].prefix)
            for reading in islice(readings, MOST_READINGS)
        ]
        return tantivy.Query.boost_query(_any(found), BOOSTS[space])

    def _heard(self, clause: tuple[WordPlan, ...], field: str, space: str) -> tantivy.Query:
        patterns: list[str | tuple[int, str]] = [word.sounded(space) for word in clause]
        if len(patterns) > 1:
            found = tantivy.Query.regex_phrase_query(self.schema, field + space, patterns)
        else:
            found = tantivy.Query.regex_query(self.schema, field + space, clause[0].sounding)
        return tantivy.Query.const_score_query(found, _HEARD_SCORE)

    def _sequence(self, field: str, words: Sequence[str], *, prefix: bool) -> tantivy.Query:
        if len(words) > 1:
            return self._begun(field, words) if prefix else tantivy.Query.phrase_query(self.schema, field, list(words))
        whole = tantivy.Query.term_query(self.schema, field, words[0], "freq")
        # Whatever begins so is found alike; the word that is just so goes first.
        return _any([_beginning(self.schema, field, words[0]), whole]) if prefix else whole

    def _begun(self, field: str, words: Sequence[str]) -> tantivy.Query:
        if self.beginnings is Beginnings.FIRST:
            return tantivy.Query.phrase_prefix_query(self.schema, field, list(words))
        *before, start = map(re.escape, words)
        ends = (".*",) if self.beginnings is Beginnings.ALL else _NEXT_LETTERS
        return _any([tantivy.Query.regex_phrase_query(self.schema, field, [*before, start + end]) for end in ends])


def _pairs(clause: tuple[WordPlan, ...]) -> list[tuple[str, ...]]:
    """For every two neighbours that are both common: the terms of the pair."""
    if clause[-1].prefix:
        return []
    stems, found = common_stems(), []
    for first, second in pairwise(clause):
        if first.keys["stem"] <= stems and second.keys["stem"] <= stems:
            found.append(tuple(pair(*keys) for keys in product(first.keys["stem"], second.keys["stem"])))
    return found


def _beginning(schema: tantivy.Schema, field: str, start: str) -> tantivy.Query:
    return tantivy.Query.regex_query(schema, field, re.escape(start) + ".*")


def _about_query(schema: tantivy.Schema, clause: tuple[WordPlan, ...]) -> tantivy.Query:
    found = []
    for word in clause:
        keys = sorted(word.keys.get("loose", ()))
        ways = [_beginning(schema, "about", key) for key in keys] if word.prefix else [_terms(schema, "about", keys)]
        if word.sounding:
            heard = tantivy.Query.regex_query(schema, "about", word.sounding)
            ways.append(tantivy.Query.const_score_query(heard, _HEARD_SCORE))
        found.append(_any(ways))
    return _all(found)


def _narrowed(
    schema: tantivy.Schema, query: Query, wanted: Sequence[tantivy.Query], without: Sequence[tantivy.Query]
) -> tantivy.Query:
    """What is wanted and has nothing of ``without``, within what the query is limited to; limits do not rank.

    What is not public is taken out rather than the public put in: few pages are closed, so this costs nothing.
    """
    parts = [(tantivy.Occur.Must, found) for found in wanted]
    parts += [(tantivy.Occur.MustNot, found) for found in without]
    limits = _limits(schema, query)
    if limits:
        parts.append((tantivy.Occur.Must, tantivy.Query.const_score_query(_all(limits), 0.0)))
    parts += shut(schema, staff=query.staff, without=query.without, opened=query.opened)
    return parts[0][1] if len(parts) == 1 else tantivy.Query.boolean_query(parts)


def shut(
    schema: tantivy.Schema, *, staff: bool, without: Sequence[str], opened: Sequence[str]
) -> list[tuple[tantivy.Occur, tantivy.Query]]:
    """What is taken out of a question: pages that are not public (for the staff none), and the objects of ``without``.

    Those of ``opened`` count as public whatever the index knows of them.
    """
    parts = []
    if not staff:
        closed = _terms(schema, "access", (STAFF,))
        if opened:
            public = tantivy.Query.term_set_query(schema, "object", list(opened))
            closed = tantivy.Query.boolean_query([(tantivy.Occur.Must, closed), (tantivy.Occur.MustNot, public)])
        parts.append((tantivy.Occur.MustNot, closed))
    if without:
        parts.append((tantivy.Occur.MustNot, tantivy.Query.term_set_query(schema, "object", list(without))))
    return parts


def _limits(schema: tantivy.Schema, query: Query) -> list[tantivy.Query]:
    limits = []
    if query.object_id:
        limits.append(_terms(schema, "object", (query.object_id,)))
    for field, values in (("language", query.languages), ("kind", query.kinds), ("script", query.scripts)):
        if values:
            limits.append(_terms(schema, field, values))
    if query.year_from is not None or query.year_to is not None:
        years = (query.year_from, query.year_to)
        limits.append(tantivy.Query.range_query(schema, "year", tantivy.FieldType.Integer, *years))
    return limits


def _terms(schema: tantivy.Schema, field: str, values: Sequence[str]) -> tantivy.Query:
    return _any([tantivy.Query.term_query(schema, field, value, "basic") for value in values])


def _all(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return _combine(tantivy.Occur.Must, queries)


def _any(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return _combine(tantivy.Occur.Should, queries)


def _combine(occur: tantivy.Occur, queries: Sequence[tantivy.Query]) -> tantivy.Query:
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(occur, query) for query in queries])
