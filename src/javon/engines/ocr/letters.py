"""Letters that recognition confuses: foreign ones folded into the alphabet, doubtful words settled by the dictionary.

The script model for Cyrillic knows the letters of many languages, and gives ``ұ`` for a worn ``ў``.  What is folded is
only what the language cannot have; what the dictionary settles is only a word that was read without confidence, is no
word as it stands, and becomes exactly one word by the change of one letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from javon.engines.language import is_known, is_listed

#: Letters that are none of Uzbek or Russian Cyrillic -> those that look like them, the likeliest first.
_FOREIGN = {
    "ұ": "ўу", "ү": "ўу", "ӯ": "ў", "ӱ": "ўу", "ә": "аэ", "ө": "о", "і": "и", "ї": "йи", "ј": "й", "ѕ": "с", "є": "еэ",
    "ҡ": "қк", "ҝ": "қк", "ӄ": "қк", "ң": "нҳ", "ҥ": "н", "ҙ": "з", "җ": "ж", "ӂ": "ж", "ҷ": "ч", "ҹ": "ч", "һ": "ҳ",
    "ҕ": "ғ", "ѓ": "ғ", "ґ": "ғг", "ӷ": "ғ", "ћ": "ъҳ", "ђ": "ъҳ", "љ": "л", "њ": "н", "џ": "ц", "ӣ": "й", "ӑ": "а",
    "ӗ": "ё", "ӓ": "а", "ӧ": "ё", "ӳ": "ў", "ҫ": "с", "ќ": "қ",
}  # fmt: skip
_RUSSIAN_ONLY = {"ў": "у", "қ": "к", "ғ": "г", "ҳ": "х"}
#: Letters that thin type makes alike, as ``one/other``; asked of every word that is not quite sure.  Of 26,000
#: words of correct Uzbek they would change four, of 8,000 of Russian and English none.
_ALIKE = {
    "uz-Latn": "l/i c/o c/e",
    "ru": "л/п п/н и/н и/й д/л е/с о/с ъ/ь ш/щ щ/лц",
    "en": "l/i m/rn c/o",
}
#: Letters that only worn type makes alike; of correct Uzbek they would change 7 words in 1,000: for doubtful ones only.
_CONFUSED = {
    "uz-Cyrl": "қ/к ҳ/х ҳ/қ ғ/г ў/у г/т д/ц д/л п/н н/к и/е и/й ц/и ъ/ь ш/щ щ/лц",
    "uz-Latn": "f/t t/i o/e g/q h/b n/u y/v r/t m/rn",
    "ru": "г/т б/в е/о ы/ъг",
    "en": "f/t t/l o/e c/e h/b n/u y/v r/t d/cl w/vv",
}
#: Words surer than this are not doubted; a word with a capital letter may be a name, which no dictionary has.
SURE, DOUBTED = 0.975, 0.8
#: So many foreign letters in one word are not a slip.
MOST_FOREIGN = 3
SHORTEST = 4

_DIGITS = str.maketrans("ЗзОоOolIіІбS", "330000111165")
_FIGURE = re.compile(r"(?=[^\d]*\d)[\dЗзОоOolIіІбS]{2,}")
#: No word of these begins with l and another consonant: it is a capital I without serifs.
_LIKE_CAPITAL = re.compile(r"^(\W*)l(?=[bcdfghjkmnpqrstvxz][a-zʻʼ]+\b|[nst]\b)")
_HAVE_CAPITAL_I = frozenset(("uz-Latn", "en"))
_CORE = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)


def mend_word(text: str, language: str, confidence: float) -> str:
    """A word with foreign letters folded and, where it was doubtful, its likeliest spelling.

    Args:
        text: one word as read, with its punctuation.
        language: BCP 47 tag of the line.
        confidence: of the word, 0.0 to 1.0.
    """
    match = _CORE.match(text)
    if match is None or not match[2]:
        return text
    before, core, after = match.groups()
    if _FIGURE.fullmatch(core):
        return before + core.translate(_DIGITS) + after
    core = _fold(core, language)
    if confidence < (SURE if core.islower() else DOUBTED) and not after.startswith("-") and len(core) >= SHORTEST:
        core = _settle(core, language, doubted=confidence < DOUBTED)
    return before + core + after


def with_capital(text: str, language: str) -> str:
    """A whole word that begins as none can, with a capital I in place of that l."""
    return _LIKE_CAPITAL.sub(r"\1I", text) if language in _HAVE_CAPITAL_I else text


def _fold(core: str, language: str) -> str:
    if language == "uz-Cyrl":
        foreign = _FOREIGN
    elif language == "ru":
        foreign = {**_FOREIGN, **_RUSSIAN_ONLY}
    else:
        return core
    places = [index for index, letter in enumerate(core) if letter.lower() in foreign]
    if not places or len(core) == 1:
        return core
    if len(places) > MOST_FOREIGN:
        return "".join(_cased(foreign.get(letter.lower(), letter)[0], letter) for letter in core)
    choices = [foreign[core[index].lower()] for index in places]
    candidates = [_replaced(core, places, chosen) for chosen in product(*choices)]
    return next((word for word in candidates if is_known(word, language)), candidates[0])


def _replaced(core: str, places: list[int], chosen: tuple[str, ...]) -> str:
    letters = list(core)
    for index, letter in zip(places, chosen, strict=True):
        letters[index] = _cased(letter, core[index])
    return "".join(letters)


def _cased(letter: str, like: str) -> str:
    return letter.upper() if like.isupper() else letter


def _settle(core: str, language: str, *, doubted: bool) -> str:
    if not core.replace("ʻ", "").replace("ʼ", "").isalpha() or is_known(core, language):
        return core
    words = {word for word in _one_letter_off(core, _pairs(_ALIKE.get(language, ""))) if is_listed(word, language)}
    if doubted:
        pairs = _pairs(_CONFUSED.get(language, ""))
        words |= {word for word in _one_letter_off(core, pairs) if is_listed(word, language)}
    return words.pop() if len(words) == 1 else core


@cache
def _pairs(listed: str) -> tuple[tuple[str, str], ...]:
    """What may stand for what, both ways."""
    pairs = [pair.split("/") for pair in listed.split()]
    return tuple((one, other) for pair in pairs for one, other in (pair, pair[::-1]))


def _one_letter_off(core: str, pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    small = core.lower()
    for read, printed in pairs:
        at = small.find(read)
        while at >= 0:
            yield core[:at] + _cased(printed, core[at]) + core[at + len(read) :]
            at = small.find(read, at + 1)
