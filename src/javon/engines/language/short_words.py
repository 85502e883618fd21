"""Forms of words of two or three letters that are as well forms of another word, and are read as of that one.

*Otini* is of *ot-i-ni* and of *otin-i*, *qizining* of *qiz* and of the verb *qizi-*: the index keeps one stem of a
form, the longer word's.  So who asks for the short one asks for these forms by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from javon.engines.language.endings import VOWELS, follows_noun, follows_verb
from javon.engines.language.folding import bare, compact
from javon.engines.language.keys import search_keys
from javon.engines.language.lexicon import DOING, NAMES, NAMING
from javon.engines.language.stems import in_lexicon, stem_twins

LONGEST = 3
_OWNERS = ("", "lar", "lari", "i", "ing", "ingiz")
_CASES = ("", "ning", "ni", "ga", "ka", "qa", "da", "dan", "dagi", "gacha", "dek")
_ACTS_AFTER = """
di dim dik dilar gan ganda gani moq moqda sa sam sin ma madi magan maydi masa mang mas maslik a adi adigan aman amiz ar
ib ibdi ish ishi ishga ay ayotgan ayapti yapti y ydi ydigan yman ymiz r b bdi sh shi shga yotgan uvchi vchi ing ilgan
iladi ildi ilib inadi indi tirdi tirgan dirdi dirgan ilmoqda masdan gach guncha
"""
_ACTS = tuple(_ACTS_AFTER.split())


@lru_cache(maxsize=1)
def _naming() -> frozenset[str]:
    return frozenset(compact(word) for word in f"{NAMING} {NAMES}".split())


@lru_cache(maxsize=1)
def _doing() -> frozenset[str]:
    return frozenset(compact(word) for word in DOING.split())


@lru_cache(maxsize=1000)
def doubtful_forms(word: str) -> frozenset[str]:
    """Exact keys of the forms of a short listed word whose stem is another word's; words of their own are left out.

    Without its signs a word may be several (oy and oʻy): the forms of each.  Empty for longer words.
    """
    keys = search_keys(word)
    if len(keys.loose) > LONGEST:
        return frozenset()
    stems = stem_twins(keys.stem) if keys.exact == keys.loose else frozenset({keys.stem})
    bases = {keys.exact} | {search_keys(stem).exact for stem in stems if len(search_keys(stem).loose) <= LONGEST}
    forms = {base + ending for base in bases for ending in _endings(compact(base))}
    return frozenset(form for form in forms if search_keys(form).stem not in stems and not in_lexicon(form))


def _endings(base: str) -> Iterator[str]:
    """What may follow a word, given in its compact form."""
    loose = bare(base)
    # What ends in the possessive i is a form of the longer word far more often: dorida of dori, not of dor.
    owners = [owner for owner in _OWNERS if owner[:1] != "i" or base + "i" not in _naming()]
    if base in _naming():
        every = ("".join(parts) for parts in product(owners, _CASES))
        yield from (ending for ending in every if ending and follows_noun(loose, loose + ending, len(loose)))
    if base in _doing():
        acts = (ending for ending in _ACTS if loose[-1] not in VOWELS or ending[0] not in VOWELS)
        yield from (ending for ending in acts if follows_verb(loose, loose + ending, len(loose)))
