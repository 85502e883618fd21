"""Words whose Cyrillic spelling the Latin letters do not give: kept as Cyrillic, keyed by their Latin form."""

from __future__ import annotations

from javon.engines.language.apostrophes import FOLD
from javon.engines.language.latin import lower_to_latin
from javon.engines.language.loanwords import BORROWED_STEMS, PREFIXES, WHOLE_WORDS


def _key(word: str) -> str:
    return lower_to_latin(word).translate(FOLD)


WORDS = {_key(word): word for word in WHOLE_WORDS.split()}
STEMS = {_key(stem): stem for stem in BORROWED_STEMS.split()}
_HEADS = frozenset(stem[:3] for stem in STEMS)
_LONGEST = max(map(len, STEMS))
_SHORTEST = min(map(len, STEMS))
_PREFIXES = {_key(prefix): prefix for prefix in PREFIXES.split()}
_PREFIX_HEADS = frozenset(prefix[:3] for prefix in _PREFIXES)


def longest_stem(word: str) -> tuple[int, str] | None:
    """The longest listed stem that a folded lower-case Latin word begins with: (Latin length, Cyrillic stem)."""
    head = word[:3]
    if head in _HEADS:
        for length in range(min(len(word), _LONGEST), _SHORTEST - 1, -1):
            stem = STEMS.get(word[:length])
            if stem is not None:
                return length, stem
    if head in _PREFIX_HEADS:
        return _after_prefix(word)
    return None


def _after_prefix(word: str) -> tuple[int, str] | None:
    for latin, cyrillic in _PREFIXES.items():
        if word.startswith(latin) and len(word) > len(latin) + 3:
            found = longest_stem(word[len(latin) :])
            if found:
                return len(latin) + found[0], cyrillic + found[1]
    return None
