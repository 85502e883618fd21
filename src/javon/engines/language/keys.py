"""Search keys: whatever the script, the apostrophes and the spelling of the day, the same word gives the same keys."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from javon.engines.language.across import canonical_latin
from javon.engines.language.apostrophes import TURNED, TUTUQ
from javon.engines.language.canonical import canonical
from javon.engines.language.convert import SOFT_HYPHEN
from javon.engines.language.folding import MERGED, loosen
from javon.engines.language.lookalikes import repair_word
from javon.engines.language.oldrussian import today_letters
from javon.engines.language.stems import english_stem, russian_stem, uzbek_stem

#: Rules that need more letters than somebody may have typed who looks for a beginning.
_LONG_RULES = tuple((pattern.pattern, merged) for pattern, merged in MERGED if len(pattern.pattern) > 2)


@dataclass(frozen=True, slots=True)
class Keys:
    """Three ways to find a word: as spelled, as misspelled, as inflected.  None is empty for a non-empty word.

    ``exact`` is the canonical Latin spelling in lower case; ``loose`` leaves apostrophes, x/h, ye/e, ts/s aside;
    ``stem`` is the loose form of the word without its endings.
    """

    exact: str
    loose: str
    stem: str


@lru_cache(maxsize=100_000)
def search_keys(word: str, language: str = "uz") -> Keys:
    """The keys of one word (a token, without spaces).

    ``exact`` and ``loose`` do not depend on the language, so a query need not know it; ``stem`` follows the endings of
    ``language`` (``uz``, ``uz-Latn``, ``uz-Cyrl``, ``ru``, ``en``; anything else is taken as Uzbek).
    """
    exact = _exact(word)
    loose = loosen(exact)
    family = language.partition("-")[0]
    if family == "ru":
        stem = loosen(_exact(russian_stem(_fold(word).removesuffix("ъ"))))
    elif family == "en":
        stem = loosen(english_stem(exact))
    else:
        stem = uzbek_stem(exact)
    return Keys(exact, loose, stem or loose)


def begun_keys(loose: str) -> frozenset[str]:
    """Other beginnings of the loose keys of words that begin as this loose key: ``oktya`` is that of oktabr as well."""
    return frozenset(
        loose.removesuffix(whole[:typed]) + merged
        for whole, merged in _LONG_RULES
        for typed in range(2, len(whole))
        if loose.endswith(whole[:typed])
    )


def _fold(word: str) -> str:
    """Lower case, compatible letters, no soft hyphens, look-alikes in one script."""
    previous = None
    while word != previous:
        previous = word
        word = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
    return today_letters(repair_word(word.replace(SOFT_HYPHEN, ""))) or word


def _exact(word: str) -> str:
    folded = _fold(word)
    spelled = canonical_latin(folded)
    # A soft sign is left between letters of two scripts, where it has no sound.
    spelled = canonical(spelled.replace("ь", "")) or spelled
    if spelled[-1:] == TUTUQ and spelled[-2:-1] in "og":
        spelled = spelled[:-1] + TURNED
    return spelled or folded
