"""Endings of words that no list has: names, rare and misread words.  By rule, the longest chain that leaves a word."""

from __future__ import annotations

import re

from javon.engines.language.folding import bare

_CASE = "(?:ning|ni|ga|ka|qa|dan|da|dek|day|gacha|kacha|qacha)"
_PARTICLE = "(?:dirlar|dir|mikan|mi|ku)"
#: After a possessive -ni is sure; after a bare vowel it may as well be -i after n (zamon-i), see ``_NI``.
_OWNED = "(?:imizniki|imiz|ingiz|im|ing|i)"
_NOUN = (
    rf"(?:lar{_OWNED}?(?:{_CASE}|dagi|niki)?{_PARTICLE}?"
    rf"|{_OWNED}(?:{_CASE}|dagi|niki)?{_PARTICLE}?"
    rf"|(?<=[aeou])(?:miz|ngiz|si)(?:{_CASE}|dagi)?{_PARTICLE}?|(?<=[aeou])(?:m|ng){_CASE}"
    rf"|(?:{_CASE}|dagi|daginin?g?|niki){_PARTICLE}?|{_PARTICLE})"
)
#: Verbs that are made of any word by -la (skanerla-), and then -lan, -lash; what follows them is never a noun's.
_MADE = re.compile(
    r"(?P<stem>.{2,}la)(?:t|tir)?(?:n|sh|ntir|shtir)?(?:il)?"
    r"(?:(?:sh|ish)(?:ga|ni|da|dan|i|ini|iga|ning|lar|lari)?|gan(?:da|i|lar|lari|ligi|idan)?|di(?:m|ng|k|lar)?"
    r"|[ay]di(?:gan)?(?:lar)?|a?yapti|moq(?:da|chi)?|i?b|sa|ma(?:ydi|gan|y|slik)|u?vchi(?:lar)?|a?yotgan)"
)
_SURE_VERB = re.compile(
    r"(?P<stem>.{2,}?[aeiou].*?)(?:il|in)?(?:ma)?"
    r"(?:ayotgan|yotgan|adigan|ydigan|moqda|moqchi|yapti|guncha|masdan|(?<=[^aeiou]{2})ib|(?<=[aeiou][^aeiou][aeiou][^aeiou])ib|maslik|gan(?:lar|lari|da|dan|i|ligi)?)"
    r"(?:ini|iga|idan|ning|ni|ga|da|dan|lar|lari)?"
)
_ENDING = re.compile(rf"{_NOUN}$")
_VOWEL = re.compile("[aeiou]")
#: Endings that two letters before them are enough for; the others leave three.
_SURE = re.compile("(?:lar|ning|dan)")
#: A vowel, then n or m or s and the i of either: which of them is commoner for words that are not listed.
_NI = re.compile(r"(?<=[ou])ni$|(?<=[aeoui])mi$|(?<=i)si$|(?<=[aeiou])[td]i$")


def peel(compacted: str) -> str:
    """A compact word without one chain of endings, or as it is; at least two letters with a vowel are left."""
    word = bare(compacted)
    made = _MADE.fullmatch(word)
    if made and _VOWEL.search(made["stem"][:-2]):
        return compacted[: made.end("stem")]
    if _NI.search(word):
        return compacted[:-1] if len(word) > 4 else compacted
    for start in range(2, len(word)):
        if _ENDING.match(word, start) and _can_stand(word[:start], word[start:]):
            return _hardened(compacted[:start], word[start:])
    verb = _SURE_VERB.fullmatch(word)
    if verb and len(verb["stem"]) > 2:
        return compacted[: verb.end("stem")]
    return compacted


def _can_stand(stem: str, ending: str) -> bool:
    shortest = 2 if _SURE.match(ending) else 3
    return len(stem) >= shortest and _VOWEL.search(stem) is not None


def _hardened(stem: str, ending: str) -> str:
    """barqarorlig(i) is barqarorlik, qulogʻ(i) is quloq; words of one syllable (togʻ) keep their sound."""
    if ending[0] != "i" or len(_VOWEL.findall(bare(stem))) < 2:
        return stem
    if stem[-1] == "ğ":
        return stem[:-1] + "q"
    if stem[-1] == "g" and stem[-2] in "aiuoö":
        return stem[:-1] + ("q" if stem[-2] in "oö" else "k")
    return stem
