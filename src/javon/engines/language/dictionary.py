"""Is this a word?  Debian's hunspell lists behind one question, loaded on first use, absent without harm.

hunspell-uz is Cyrillic and has plain forms only: Latin words are compared by a skeleton common to both scripts, and
a form that is not listed counts as known where its stem is listed and the rest is a chain of Uzbek endings.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Container, Iterable
from functools import lru_cache
from pathlib import Path

from javon.engines.language.affixes import load_affixes
from javon.engines.language.apostrophes import FOLD, TUTUQ, VARIANTS
from javon.engines.language.bases import written_base
from javon.engines.language.oldrussian import today_spellings
from javon.engines.language.tokens import tokenize

_LOG = logging.getLogger(__name__)

#: Where Debian puts the lists.
FOLDER = Path("/usr/share/hunspell")
_FILES = {"uz": "uz_UZ", "ru": "ru_RU", "en": "en_US"}
#: The package that brings the list of a language.
PACKAGES = {"uz": "hunspell-uz", "ru": "hunspell-ru", "en": "hunspell-en-us"}

_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "j", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "x", "ц": "s", "ч": "ch", "ш": "sh", "ъ": "", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ў": "oʻ", "қ": "q",
    "ғ": "gʻ", "ҳ": "h", "щ": "shch", "ы": "i",
}  # fmt: skip
_SKELETON = str.maketrans(_LETTERS)
_YE = re.compile(r"ye")
_TS = re.compile(r"ts(?=[eiou])")


def is_known(word: str, language: str) -> bool:
    """Whether a dictionary of the language has the word, in any casing; figures are not words.

    False for a language without a dictionary: ask ``has_dictionary`` to tell the two apart.
    """
    return _known(word.lower(), _family(language))


def is_listed(word: str, language: str) -> bool:
    """Whether a dictionary has the word as it stands: unlike ``is_known``, no ending is taken off by our own rules."""
    family = _family(language)
    dictionary = _dictionary(family)
    small = word.lower()
    return dictionary is not None and (_skeleton(small) if family == "uz" else small) in dictionary


def known_share(words: Iterable[str], language: str) -> float | None:
    """The share (0.0 to 1.0) of the words with at least two letters that a dictionary knows.

    None where nothing can be said: no dictionary of the language is installed, or no such word was given.
    """
    family = _family(language)
    if _dictionary(family) is None:
        return None
    asked = [token.text.lower() for word in words for token in tokenize(word) if _counts(token.text)]
    return sum(_known(word, family) for word in asked) / len(asked) if asked else None


def has_dictionary(language: str) -> bool:
    """Whether a dictionary of the language is installed."""
    return _dictionary(_family(language)) is not None


def _family(language: str) -> str:
    return language.partition("-")[0].lower()


def _counts(word: str) -> bool:
    return len(word) > 1 and not any(map(str.isdigit, word))


@lru_cache(maxsize=100_000)
def _known(word: str, family: str) -> bool:
    dictionary = _dictionary(family)
    if dictionary is None:
        return False
    if family == "uz":
        return _known_uzbek(word, dictionary)
    if word.replace("\u2019", "'") in dictionary:
        return True
    return family == "ru" and any(each in dictionary for each in today_spellings(word))


def _known_uzbek(word: str, dictionary: Container[str]) -> bool:
    skeleton = _skeleton(word)
    if skeleton in dictionary:
        return True
    stem = written_base(skeleton)
    return stem != skeleton and (stem in dictionary or stem + "moq" in dictionary)


def _skeleton(word: str) -> str:
    """What a word looks like in either script: Latin letters, no tutuq, ye as e, ts as s."""
    latin = word.translate(FOLD).replace("oʼ", "oʻ").replace("gʼ", "gʻ").replace("ʼ", "").translate(_SKELETON)
    return _TS.sub("s", _YE.sub("e", latin))


def _skeletons(listed: str) -> str:
    """``_skeleton`` of a whole list: sign by sign, which is four times quicker than letter by letter."""
    for sign in VARIANTS:
        listed = listed.replace(sign, TUTUQ)
    listed = listed.replace("oʼ", "oʻ").replace("gʼ", "gʻ").replace("ʼ", "")
    for letter, latin in _LETTERS.items():
        listed = listed.replace(letter, latin)
    return _TS.sub("s", _YE.sub("e", listed))


@lru_cache(maxsize=8)
def _dictionary(family: str) -> Container[str] | None:
    name = _FILES.get(family)
    if name is None:
        return None
    try:
        if family == "uz":
            return frozenset(_skeletons((FOLDER / f"{name}.dic").read_text("utf-8").lower()).split())
        return load_affixes(FOLDER, name)
    except OSError:
        _LOG.warning("no dictionary for %s: install %s", family, PACKAGES[family])
        return None
