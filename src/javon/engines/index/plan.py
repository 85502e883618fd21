"""A query made ready twice over: for the index, and for marking the words on the pages it finds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache, partial
from itertools import islice, pairwise, product

from rapidfuzz.distance import OSA

from javon.engines.index.model import Query, Why
from javon.engines.index.schema import SPACES
from javon.engines.index.terms import Clause, parse
from javon.engines.index.tokens import WordKeys, keys_of, query_keys
from javon.engines.language import begun_keys, doubtful_forms, in_lexicon, sounding, written_apart

_WHY = {"exact": Why.EXACT, "loose": Why.LOOSE, "stem": Why.STEM}
#: Words shorter than this have too many neighbours one letter away: where nothing was found as typed, where little.
SHORTEST_WRONG, SHORTEST_DOUBTED = 4, 6
#: And the same for words that are heard as others write them, where little was found (хан, бай).
SHORTEST_HEARD = 3
#: Letters of Russian keyboards that are typed for Uzbek ones; х and ҳ, г and ғ are one in the loose key anyway.
_TYPED_FOR = {"у": "уў", "к": "кқ"}
#: Readings of one phrase that are tried; a phrase of many words with two readings each would explode.
MOST_READINGS = 16


@dataclass(frozen=True, slots=True)
class WordPlan:
    """One typed word with every key it may have, by key space."""

    keys: dict[str, frozenset[str]]
    prefix: bool = False
    fuzzy: bool = False
    #: Loose keys and stems of what may have been meant on a keyboard without Uzbek letters.
    guesses: frozenset[str] = frozenset()
    #: Exact keys of forms of a short word that the index has under the stem of another.
    forms: frozenset[str] = frozenset()
    #: Pattern of the loose keys of an Uzbek word that Russians or old maps write so.
    sounding: str = ""

    def why(self, row: WordKeys) -> Why:
        """How a word of a page, given by its keys, answers to this one."""
        for space, key in zip(SPACES, row, strict=True):
            if key in self.keys.get(space, ()):
                return _WHY[space]
        if row[0] in self.forms:
            return Why.STEM
        if self.prefix and self._begins(row):
            return Why.PREFIX
        if self.sounding and any(_compiled(self.sounding).fullmatch(key) for key in row[1:]):
            return Why.SOUNDING
        if self.guesses and (row[1] in self.guesses or row[2] in self.guesses):
            return Why.FUZZY
        if self.fuzzy and any(OSA.distance(key, row[1], score_cutoff=1) <= 1 for key in self.keys["loose"]):
            return Why.FUZZY
        return Why.NONE

    def sounded(self, space: str) -> str:
        """A pattern of all keys of a space that answer, in whatever spelling."""
        keys = sorted(map(re.escape, self.keys.get(space, ())))
        return f"(?:{'|'.join([*keys, self.sounding] if self.sounding else keys)})"

    def _begins(self, row: WordKeys) -> bool:
        return any(
            key.startswith(start)
            for space, key in zip(SPACES[:2], row, strict=False)
            for start in self.keys.get(space, ())
        )


@lru_cache(maxsize=1000)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class Hear(Enum):
    """Which words are looked for in Uzbek spelling as well.

    None; single words that are no Uzbek ones as typed; all, those of phrases too (which cost more).
    """

    NONE = auto()
    STRANGE = auto()
    ALL = auto()


@dataclass(frozen=True, slots=True)
class Plan:
    """The clauses of a query, each a row of words; pages that have one of ``without`` are left out."""

    clauses: tuple[tuple[WordPlan, ...], ...]
    without: tuple[tuple[WordPlan, ...], ...] = ()
    #: For every clause how others write it in one word or in two: Amu-Darya as Amudaryo, Amudaryo as Amu-Darya.
    others: tuple[tuple[tuple[WordPlan, ...], ...], ...] = ()

    @property
    def empty(self) -> bool:
        return not self.clauses

    def ways(self, number: int) -> tuple[tuple[WordPlan, ...], ...]:
        """The clause of that number as typed, and as others write it."""
        return (self.clauses[number], *(self.others[number] if self.others else ()))


def make_plan(query: Query, *, fuzzy: int = 0, hear: Hear = Hear.NONE) -> Plan:
    """Read the typed text.

    One-letter mistakes are let in for words of ``fuzzy`` letters and more (0: for none); ``hear`` lets in the Uzbek
    spelling of words written as Russians write them.
    """
    clauses = parse(query.text)
    exactly = partial(_plan_clause, query=query, fuzzy=0, hear=Hear.NONE)
    wanted = [clause for clause in clauses if not clause.minus]
    return Plan(
        tuple(_plan_clause(clause, query=query, fuzzy=fuzzy, hear=hear) for clause in wanted),
        tuple(exactly(clause) for clause in clauses if clause.minus),
        _others(wanted, hear) if not query.exact else (),
    )


def _others(clauses: Sequence[Clause], hear: Hear) -> tuple[tuple[tuple[WordPlan, ...], ...], ...]:
    """What each clause is in one word where two were typed, and in two where one was; nothing where nothing is heard.

    Two words typed with a blank between them are taken for one only where all is heard.
    """
    ways: list[list[tuple[WordPlan, ...]]] = [[] for _clause in clauses]
    for number, clause in enumerate(clauses if hear is not Hear.NONE else ()):
        if clause.prefix:
            continue
        if len(clause.words) == 2:
            ways[number].append(_joined(*clause.words))
        elif len(clause.words) == 1 and all(written_apart(clause.words[0])):
            ways[number].append(tuple(WordPlan({}, sounding=part) for part in written_apart(clause.words[0])))
    if hear is Hear.ALL:
        for first, (one, two) in enumerate(pairwise(clauses)):
            if len(one.words) == len(two.words) == 1 and not two.prefix:
                for number in (first, first + 1):
                    ways[number].append(_joined(one.words[0], two.words[0]))
    return tuple(map(tuple, ways)) if any(ways) else ()


def _joined(one: str, two: str) -> tuple[WordPlan, ...]:
    word = one + two
    return (WordPlan({}, sounding=sounding(word) or re.escape(keys_of(word, "uz")[1])),)


def _plan_clause(clause: Clause, *, query: Query, fuzzy: int, hear: Hear) -> tuple[WordPlan, ...]:
    last = len(clause.words) - 1
    plans = []
    for at, word in enumerate(clause.words):
        prefix = clause.prefix and at == last
        plan = _plan_word(word, exact=query.exact, prefix=prefix, fuzzy=fuzzy)
        plans.append(plan if query.exact or clause.prefix else replace(plan, sounding=_sounding(word, last, hear)))
    return tuple(plans)


def _sounding(word: str, others: int, hear: Hear) -> str:
    if hear is Hear.NONE or (hear is Hear.STRANGE and (others or in_lexicon(word))):
        return ""
    return sounding(word, SHORTEST_HEARD) if hear is Hear.ALL and not others else sounding(word)


def _plan_word(word: str, *, exact: bool, prefix: bool, fuzzy: int) -> WordPlan:
    readings = query_keys(word)
    spaces = ("exact",) if exact else SPACES[:2] if prefix else SPACES
    keys = {space: frozenset(reading[SPACES.index(space)] for reading in readings) for space in spaces}
    if prefix and not exact:
        keys["loose"] |= frozenset(key for start in keys["loose"] for key in begun_keys(start))
    forms = frozenset() if exact or prefix else doubtful_forms(word)
    if not fuzzy or exact or prefix or any(map(str.isdigit, word)):  # another number is not a mistyped one
        return WordPlan(keys, prefix=prefix, forms=forms)
    return WordPlan(keys, fuzzy=len(word) >= fuzzy, guesses=_guesses(word), forms=forms)


def _guesses(word: str) -> frozenset[str]:
    """Loose keys and stems of a Cyrillic word with Uzbek letters in place of Russian ones: ``укувчи`` for ўқувчи."""
    lower = word.lower()
    if len(word) < SHORTEST_WRONG or not _TYPED_FOR.keys() & set(lower):
        return frozenset()
    spellings = product(*(_TYPED_FOR.get(letter, letter) for letter in lower))
    readings = (keys_of("".join(letters), "uz-Cyrl") for letters in islice(spellings, 1, MOST_READINGS))
    # A short stem says little: oʻt- of утган would find every Russian от.
    return frozenset(key for reading in readings for key in reading[1:] if len(key) > 2)
