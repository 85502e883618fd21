"""A query made ready twice over: for the index, and for marking the words on the pages it finds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import tantivy
from rapidfuzz.distance import OSA

from javon.engines.index.model import Query, Why
from javon.engines.index.schema import PUBLIC, SPACES
from javon.engines.index.terms import Clause, parse
from javon.engines.index.tokens import WordKeys, query_keys

#: Weight of each key space (reference figures of the design: exact form, spelling variant, suffixed form).
BOOSTS = {"exact": 8.0, "loose": 4.0, "stem": 1.0}
_WHY = {"exact": Why.EXACT, "loose": Why.LOOSE, "stem": Why.STEM}
#: Words shorter than this have too many neighbours one letter away.
FUZZY_LETTERS = 4
#: Readings of one phrase that are tried; a phrase of many words with two readings each would explode.
MOST_READINGS = 16


@dataclass(frozen=True, slots=True)
class WordPlan:
    """One typed word with every key it may have, by key space."""

    keys: dict[str, frozenset[str]]
    prefix: bool = False
    fuzzy: bool = False

    def why(self, row: WordKeys) -> Why:
        """How a word of a page, given by its keys, answers to this one."""
        for space, key in zip(SPACES, row, strict=True):
            if key in self.keys.get(space, ()):
                return _WHY[space]
        if self.prefix and self._begins(row):
            return Why.PREFIX
        if self.fuzzy and any(OSA.distance(key, row[1], score_cutoff=1) <= 1 for key in self.keys["loose"]):
            return Why.FUZZY
        return Why.NONE

    def _begins(self, row: WordKeys) -> bool:
        return any(
            key.startswith(start)
            for space, key in zip(SPACES[:2], row, strict=False)
            for start in self.keys.get(space, ())
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """The clauses of a query, each a row of words."""

    clauses: tuple[tuple[WordPlan, ...], ...]

    @property
    def empty(self) -> bool:
        return not self.clauses


def make_plan(query: Query, *, fuzzy: bool = False) -> Plan:
    """Read the typed text; ``fuzzy`` lets one-letter mistakes in."""
    return Plan(tuple(_plan_clause(clause, query.exact, fuzzy) for clause in parse(query.text)))


def _plan_clause(clause: Clause, exact: bool, fuzzy: bool) -> tuple[WordPlan, ...]:
    last = len(clause.words) - 1
    return tuple(
        _plan_word(word, exact=exact, prefix=clause.prefix and at == last, fuzzy=fuzzy)
        for at, word in enumerate(clause.words)
    )


def _plan_word(word: str, *, exact: bool, prefix: bool, fuzzy: bool) -> WordPlan:
    readings = query_keys(word)
    spaces = ("exact",) if exact else SPACES[:2] if prefix else SPACES
    keys = {space: frozenset(reading[SPACES.index(space)] for reading in readings) for space in spaces}
    near = fuzzy and not exact and not prefix and len(word) >= FUZZY_LETTERS
    return WordPlan(keys, prefix=prefix, fuzzy=near)


def pages_query(schema: tantivy.Schema, plan: Plan, query: Query) -> tantivy.Query:
    """Pages where every clause stands; a clause may stand in title or author if another stands on the page."""
    texts = [_clause_query(schema, clause) for clause in plan.clauses]
    must = _filters(schema, query)
    if len(texts) == 1 or query.exact:
        return _all([*must, *texts])
    abouts = [_about_query(schema, clause) for clause in plan.clauses]
    either = [_any([text, about]) for text, about in zip(texts, abouts, strict=True)]
    return _all([*must, *either, _any(texts)])


def works_query(schema: tantivy.Schema, plan: Plan, query: Query) -> tantivy.Query:
    """Works whose title and authors hold every clause."""
    texts = [_clause_query(schema, clause, prefix="work_") for clause in plan.clauses]
    return _all([*_filters(schema, query), *texts])


def _clause_query(schema: tantivy.Schema, clause: tuple[WordPlan, ...], prefix: str = "") -> tantivy.Query:
    queries = []
    for space in clause[0].keys.keys() & clause[-1].keys.keys():
        field = prefix + space
        readings = product(*(sorted(word.keys[space]) for word in clause))
        for _, reading in zip(range(MOST_READINGS), readings, strict=False):
            found = _sequence(schema, field, reading, prefix=clause[-1].prefix)
            queries.append(tantivy.Query.boost_query(found, BOOSTS[space]))
    if len(clause) == 1 and clause[0].fuzzy:
        for key in sorted(clause[0].keys["loose"]):
            queries.append(tantivy.Query.fuzzy_term_query(schema, prefix + "loose", key, distance=1))
    return _any(queries)


def _sequence(schema: tantivy.Schema, field: str, words: Sequence[str], *, prefix: bool) -> tantivy.Query:
    if len(words) > 1:
        make = tantivy.Query.phrase_prefix_query if prefix else tantivy.Query.phrase_query
        return make(schema, field, list(words))
    if prefix:
        return tantivy.Query.regex_query(schema, field, re.escape(words[0]) + ".*")
    return tantivy.Query.term_query(schema, field, words[0], "freq")


def _about_query(schema: tantivy.Schema, clause: tuple[WordPlan, ...]) -> tantivy.Query:
    keys = [sorted(word.keys.get("loose", ())) for word in clause]
    return _all([_any([tantivy.Query.term_query(schema, "about", key, "basic") for key in word]) for word in keys])


def _filters(schema: tantivy.Schema, query: Query) -> list[tantivy.Query]:
    """Everything that narrows without ranking, as one query or none."""
    wanted = []
    if not query.staff:
        wanted.append(_terms(schema, "access", (PUBLIC,)))
    if query.object_id:
        wanted.append(_terms(schema, "object", (query.object_id,)))
    for field, values in (("language", query.languages), ("kind", query.kinds), ("script", query.scripts)):
        if values:
            wanted.append(_terms(schema, field, values))
    if query.year_from is not None or query.year_to is not None:
        years = (query.year_from, query.year_to)
        wanted.append(tantivy.Query.range_query(schema, "year", tantivy.FieldType.Integer, *years))
    return [tantivy.Query.const_score_query(_all(wanted), 0.0)] if wanted else []


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
