"""Words whose Cyrillic spelling the Latin letters do not give: kept as Cyrillic, keyed by their Latin forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from javon.engines.language.apostrophes import FOLD, TUTUQ
from javon.engines.language.latin import lower_to_latin
from javon.engines.language.loanwords import BORROWED_STEMS, PREFIXES, SHORT_NOUNS, WHOLE_WORDS

#: What may follow a short noun: plural, possessive, case, particles.
_ENDING = re.compile(
    r"(?:cha|lik|li|siz)?(?:lar)?(?:imiz|ingiz|miz|ngiz|im|ing|lari|si|i)?"
    r"(?:ning|ni|ga|ka|qa|dan|da|dagi|dek|day|gacha|cha)?(?:gi|lar|ni)?(?:dir|mi|ku|chi)?$"
)


def _latin_forms(cyrillic: str) -> Iterator[str]:
    """The Latin spellings in use: by the rules; with -tyabr, la lu for ля лю, ts or s for ц, h for х, e for ье."""
    plain = lower_to_latin(cyrillic)
    yield plain
    yield plain.replace("tabr", "tyabr")
    yield re.sub("ly(?=[au](?:t|ts|s)$)", "l", plain)
    if "ц" in cyrillic:
        yield lower_to_latin(cyrillic.replace("ц", "тс"))
        yield lower_to_latin(re.sub("(?<=[бвгджзйклмнпрстфхш])ц|^ц|ц$", "с", cyrillic))
    if re.search("ь[её]", cyrillic):
        yield lower_to_latin(cyrillic.replace("ье", "е"))
    if re.search("ъ[её]", cyrillic):
        yield lower_to_latin(re.sub("ъе", "ъэ", cyrillic))
        yield plain.replace("ye", TUTUQ + "ye")
    if "х" in cyrillic and len(cyrillic) > 5:
        yield plain.replace("x", "h")
    if cyrillic.startswith("е"):
        yield lower_to_latin("э" + cyrillic[1:])


def _index(words: str) -> dict[str, str]:
    """Latin form, apostrophes folded, to Cyrillic word; a rule-made form never gives way to a variant of another."""
    index: dict[str, str] = {}
    for word in words.split():
        for form in _latin_forms(word):
            index.setdefault(form.translate(FOLD), word)
    return index


WORDS = _index(SHORT_NOUNS) | _index(BORROWED_STEMS) | _index(WHOLE_WORDS)
STEMS = _index(BORROWED_STEMS)
NOUNS = _index(SHORT_NOUNS)
_PREFIXES = {lower_to_latin(prefix).translate(FOLD): prefix for prefix in PREFIXES.split()}
_HEADS = frozenset(stem[:3] for stem in (*STEMS, *NOUNS))
_PREFIX_HEADS = frozenset(prefix[:3] for prefix in _PREFIXES)
_LONGEST = max(map(len, STEMS))
_SHORTEST = min(map(len, (*STEMS, *NOUNS)))


def longest_stem(word: str) -> tuple[int, str] | None:
    """The longest listed stem that a folded lower-case Latin word begins with: (Latin length, Cyrillic stem)."""
    head = word[:3]
    if head in _HEADS:
        for length in range(min(len(word), _LONGEST), _SHORTEST - 1, -1):
            start = word[:length]
            if start in STEMS:
                return length, STEMS[start]
            if start in NOUNS and _ENDING.match(word, length):
                return length, NOUNS[start]
    if head in _PREFIX_HEADS:
        return _after_prefix(word)
    return None


def _after_prefix(word: str) -> tuple[int, str] | None:
    for latin, cyrillic in _PREFIXES.items():
        if word.startswith(latin) and len(word) > len(latin) + 3:
            rest = word[len(latin) :]
            whole = WORDS.get(rest)
            found = (len(rest), whole) if whole else longest_stem(rest)
            if found:
                return len(latin) + found[0], cyrillic + found[1]
    return None
