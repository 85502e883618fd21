"""Words without their endings: our own stripping for Uzbek, Snowball for Russian and English."""

from __future__ import annotations

import re

import snowballstemmer  # type: ignore[import-untyped]

from javon.engines.language.apostrophes import DROP

_RUSSIAN = snowballstemmer.stemmer("russian")
_ENGLISH = snowballstemmer.stemmer("english")

_SHORTEST = 3

_PARTICLE = r"(?:mi|chi|ku|dir|dirlar|gina|kina|qina|oq|yoq)"
_CASE = r"(?:ning|ni|ga|ka|qa|dan|da|dagi|dek|day|gacha|kacha|qacha|larcha|cha)"
_POSSESSIVE = r"(?:imiz|ingiz|miz|ngiz|im|ing|lari|si|i)"
_PLURAL = r"lar"
_NOUN = re.compile(rf"(?:lik|liq)?(?:{_PLURAL})?(?:{_POSSESSIVE})?(?:{_CASE}){{0,2}}(?:{_PARTICLE})?$")
_PERSON = r"(?:man|san|miz|siz|sizlar|m|ng|k|lar|ngiz|ngizlar|dilar)"
_VERB = re.compile(
    r"(?:lash|lan|lashtir|lantir)?(?:il|in|ish|tir|dir)?(?:ma)?"
    r"(?:ayotgan|yotgan|ayapti|yapti|adigan|ydigan|moqda|moqchi|guncha|gancha|ganda|gani|gan|kan|qan|sa|di|ar|mas|ib|b"
    r"|gach|gani|ish|sh|uvchi|vchi|uv|moq|adi|ydi)"
    rf"{_PERSON}?(?:{_POSSESSIVE})?(?:{_CASE})?(?:{_PARTICLE})?$"
)


def uzbek_stem(word: str) -> str:
    """The longest ending that leaves at least three letters and a vowel is taken off; Latin, lower case."""
    for pattern in (_NOUN, _VERB):
        for match in pattern.finditer(word, _SHORTEST):
            stem = word[: match.start()]
            if match[0] and _can_stand(stem):
                return stem
    return word


def _can_stand(stem: str) -> bool:
    bare = stem.translate(DROP)
    return len(bare) >= _SHORTEST and any(vowel in bare for vowel in "aeiou")


def russian_stem(word: str) -> str:
    """Snowball's Russian stem; ё is read as е."""
    return str(_RUSSIAN.stemWord(word.replace("ё", "е")))


def english_stem(word: str) -> str:
    """Snowball's English stem."""
    return str(_ENGLISH.stemWord(word))
