"""Lines and runs of words of other languages inside Uzbek text: they are left whole, never half converted."""

from __future__ import annotations

import re
from itertools import pairwise

from javon.engines.language import foreign
from javon.engines.language.identify import identify, leaning
from javon.engines.language.profiles import UZBEK_WORDS

#: Letters that a conversion left alone: a word of another language, or a code.
_LEFT = {"Latn": re.compile(r"[a-z][^ ]*"), "Cyrl": re.compile(r"[Ѐ-ӿ][^ ]*")}
_STOPS = frozenset(".,;:!?)»”")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʻʼ-][^\W\d_]+)*")
#: A word beside a foreign one that leans this far from Uzbek (``identify.leaning``) belongs to it: Potter is at -10.
_LEANS = -3
_UZBEK_ENDING = re.compile(r"(?:i|ni|ning|ga|da|dan|lar|chi|lik|siz)$")
#: A line of so many letters is asked for its language when this share of its words was left alone; it is left whole
#: when the answer is this sure, or half as sure where most words were left.
_LETTERS, _SHARE, _SURE = 12, 0.2, 0.9
#: Among languages that share words with Uzbek these say nothing; in a line that seems English they do.
_UZBEK = frozenset(UZBEK_WORDS.split())
_FAR = ("en", "de", "fr", "ru")


def mend(text: str, converted: str, script: str) -> str:
    """``converted`` with the lines of other languages, and in Latin the runs of foreign words, as they are in ``text``.

    Both have the same lines and the same words (between spaces); ``script`` is that of ``text``.  A conversion that
    left nothing alone, which is nearly every one, is looked at only once.
    """
    left = _LEFT[script]
    if not left.search(converted):
        return converted
    lines = zip(text.splitlines(keepends=True), converted.splitlines(keepends=True), strict=True)
    return "".join(_line(line, result, left) if left.search(result) else result for line, result in lines)


def is_foreign(line: str, sure: float = _SURE) -> bool:
    """Whether a line is in a language other than Uzbek, as surely as asked."""
    if sum(map(str.isalpha, line)) < _LETTERS:
        return False
    found = identify(line)
    if found.language.startswith(("uz", "und")) or found.confidence < sure:
        return False
    return found.language not in _FAR or not any(map(_is_uzbek, _WORD.findall(line)))


def _is_uzbek(word: str) -> bool:
    """Whether a word beside foreign ones is plainly Uzbek: a function word, or a native ending on native letters."""
    if foreign.stays_latin(word):
        return False
    return word.lower() in _UZBEK or (len(word) > 4 and bool(_UZBEK_ENDING.search(word)) and leaning(word) >= 0)


def _line(line: str, result: str, left: re.Pattern[str]) -> str:
    words = line.split(" ")
    results = result.split(" ")
    kept = _kept(words, results, result, left)
    share = len(kept) / len(words)
    if len(kept) > 1 and share >= _SHARE and is_foreign(line, _SURE if share < 0.5 else _SURE / 2):
        return line
    if left is _LEFT["Latn"]:
        _between(words, results, kept)
        for step in (1, -1):
            _spread(words, results, kept, step)
    return " ".join(results)


def _between(words: list[str], results: list[str], kept: list[int]) -> None:
    """Put back a name's middle: the York of New York Times stands between two capitals that are foreign."""
    for first, last in pairwise(kept):
        name = words[first : last + 1]
        if last == first + 2 and all(word[:1].isupper() and word.isascii() and word.isalpha() for word in name):
            results[first + 1] = words[first + 1]


def _kept(words: list[str], results: list[str], result: str, left: re.Pattern[str]) -> list[int]:
    """Which words were left alone; counted along, because a text without line ends has thousands of words."""
    kept: list[int] = []
    index = counted = 0
    for found in left.finditer(result):
        index += result.count(" ", counted, found.start())
        counted = found.start()
        if words[index] == results[index] and index not in kept[-1:]:
            kept.append(index)
    return kept


def _spread(words: list[str], results: list[str], kept: list[int], step: int) -> None:
    """Put back the words after (1) or before (-1) foreign ones that look more foreign than Uzbek themselves."""
    for start in kept:
        bare = _WORD.search(words[start])
        if bare is None or not bare[0].isascii() or bare[0].isupper() or not foreign.stays_latin(bare[0]):
            continue
        index = start + step
        while 0 <= index < len(words) and words[min(index, index - step)][-1:] not in _STOPS and _joins(words[index]):
            results[index] = words[index]
            index += step


def _joins(word: str) -> bool:
    bare = _WORD.search(word)
    return bare is not None and bare[0].isascii() and not _UZBEK_ENDING.search(bare[0]) and leaning(bare[0]) <= _LEANS
