"""The base of an Uzbek form, letter for letter as it is written: what a spelling dictionary is asked for.

A search stem is too generous for that: it lets the signs of oʻ and gʻ go, and a misspelled word would count as known.
"""

from __future__ import annotations

import re

from javon.engines.language.apostrophes import DROP, VARIANT_SET

_PARTICLE = "(?:dirlar|dir|mikan|mi|ku)"
_CASE = "(?:ning|ni|ga|ka|qa|dan|da|dek|day|gacha|kacha|qacha|siz)"
_POSSESSIVE = "(?:imizniki|imiz|ingiz|miz|ngiz|im|ing|si|i)"
_PERSON = "(?:manmi|man|san|miz|sizlar|siz|lar|m|ng|k|ngizlar|ngiz)"

#: lar + possessive + case, each of them optional; dagi and niki may start the chain anew.
_NOUN = rf"(?:lar)?{_POSSESSIVE}?(?:{_CASE}|(?:da|ni|ning)(?:gi|ki)(?:lar)?{_CASE}?)?{_PARTICLE}?"
#: Endings of verbs that are never the end of a bare noun; what a participle is put in follows as after a noun.
_PARTICIPLE = "(?:ayotgan|yotgan|adigan|ydigan|gan|kan|qan|maslik|moqlik|ish|uvchi|vchi|mas)"
_FINITE = (
    "(?:ayotib|yotib|a?yap|moqda|moqchi|guncha|kuncha|quncha|gach|kach|qach|sa|sin|ar(?=di|kan|mi[zs]|man|san|siz))"
)
_VERB = (
    rf"(?:il|in)?(?:ma)?(?:{_PARTICIPLE}(?:lik)?(?:{_PERSON}|{_NOUN})"
    rf"|{_FINITE}(?:ti|di|dir)?(?:lar)?{_PERSON}?"
    rf"|(?:a|y|may)?di{_PERSON}?|(?:a|y|may)(?:man|san|miz|siz|sizlar)"
    r"|(?:ma)?moq|masdan|may|ib(?:di|siz|man|miz|dilar)?|(?<=la)b)"
    rf"{_PARTICLE}?"
)
_COMPARED = "roq"
_ENDING = re.compile(rf"(?:{_VERB}|(?:{_COMPARED})?{_NOUN})$")

#: Endings that two letters before them are enough for (ol-gan, oy-lar); the others leave at least three.
_SURE = re.compile(r"(?:lar|ning|gan|ayot|ayap|moq|adi|ydi|ib|di|dan|sa|guncha|ish|imiz|ingiz)")
#: Words of two syllables that lose the second vowel before a vowel; with and without apostrophes.
_SYNCOPE = {
    "shahr": "shahar", "oʻgʻl": "oʻgʻil", "ogl": "ogil", "ogʻz": "ogʻiz", "ogz": "ogiz", "bagʻr": "bagʻir",
    "bagr": "bagir", "singl": "singil", "koʻngl": "koʻngil", "kongl": "kongil", "burn": "burun", "qorn": "qorin",
    "boʻyn": "boʻyin", "boyn": "boyin", "oʻrn": "oʻrin", "orn": "orin",
}  # fmt: skip
#: Frequent words that only look inflected.
_WHOLE_WORDS = (
    "endi edi ekan hali faqat yana ham uchun bilan bir har kim nima agar lekin balki birga bunga unga menga "
    "senga bizga sizga keyin oldin yangi qadar ular bular yoki hamda davlat bosh ish til yil kun"
)
_WHOLE = frozenset(_WHOLE_WORDS.split())
_VOWEL = re.compile("[aeiou]")


def written_base(word: str) -> str:
    """A lower-case Latin word (any apostrophes) without its endings, run to rest: the base of a base is itself.

    At least two letters with a vowel are left; the final k and q that endings turn to g and gʻ come back.
    """
    previous = None
    while word != previous:
        previous = word
        word = _peel(word)
    return word


def _peel(word: str) -> str:
    if word in _WHOLE:
        return word
    for start in range(2, len(word)):
        stem, ending = word[:start], word[start:]
        if _ENDING.match(word, start) and _can_stand(stem, ending):
            return _SYNCOPE.get(stem, stem) if ending[0] == "i" else stem
    return _hardened(word)


def _can_stand(stem: str, ending: str) -> bool:
    bare = stem.translate(DROP)
    shortest = 2 if _SURE.match(ending) else 3
    return len(bare) >= shortest and _VOWEL.search(bare) is not None


def _hardened(stem: str) -> str:
    """barqarorlig(i) is barqarorlik, qulogʻ(i) is quloq; words of one syllable (togʻ) keep their sound."""
    if len(_VOWEL.findall(stem)) < 2:
        return stem
    if stem[-2:-1] in {"o", "a", "i", "u"} and stem[-1] == "g":
        return stem[:-1] + ("q" if stem[-2] == "o" else "k")
    if stem[-1] in VARIANT_SET and stem[-2] == "g":
        return stem[:-2] + "q"
    return stem
