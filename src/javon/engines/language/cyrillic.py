"""One Uzbek Latin word in Cyrillic letters: letter rules, then what only the word itself can tell.

Latin drops ь and ъ, writes ц as s or ts and э as e; the stems that need them back stand in ``spelling``.
"""

from __future__ import annotations

import re

from javon.engines.language import spelling
from javon.engines.language.alphabets import cyrl
from javon.engines.language.apostrophes import FOLD, TUTUQ
from javon.engines.language.latin import lower_to_latin

_TABLE = str.maketrans(dict(cyrl.ALPHABET.writes))

# sʼh is с and ҳ; a tutuq after oʻ or before ye is not a letter of its own.
_S_H = re.compile(f"s{TUTUQ}h")
_PAIRS = (
    (f"o{TUTUQ}", "ў"), (f"g{TUTUQ}", "ғ"), ("sh", "ш"), ("ch", "ч"), ("yў", "йў"),
    ("yo", "ё"), ("yu", "ю"), ("ya", "я"),
)  # fmt: skip
_VOWELS = "aeiouў" + "аеиоуэёюяы"
# e: э at the start and after a vowel, but е after i (klient), in ye and in the -eev of names (Mendeleev).
_E_OPEN = re.compile(f"(?:^|(?<=[{_VOWELS.replace('i', '').replace('и', '')}]))e(?!(?<=ee)(?:v|st))")
_YE_SOFT = re.compile(r"(?<=[bdfgjklmnprstvzшч])ye")
# ts is ц, unless -sa, -san, -sin, -siz, -simon, -siramoq, -soz was put after a t; after another t (Pittsburg) never.
_TS = re.compile(r"^ts|(?<!t)ts(?!a|m|in(?:g|la|m|ch|$)|iz(?!m)|imo|ira|o(?!v|n|r))")
# After b, k, n, p the endings -siya, -sion, -sial, -siatsiya are Latin -tio, -tia.
_SIYA = re.compile(r"(?<=[bknp])s(?=i(?:я|o|al|ats))")
# l is soft in these turns of borrowed words and names, and in no native one: -lskiy, -lniy, -lts-, Rozenfeld, Rudolf,
# Ronald (sanaldi is native), Nilson, -yul, and -el of more than one syllable (model; but the native bel, tel, qoʻl).
_SOFT_L = re.compile(
    r"l(?=sk(?:iy|ij|aya|oy|$)|n(?:iy|aya|oye)$|ts(?!a)|f(?<=olf))"
    r"|(?<=fe)l(?=d)|(?<=[vgpnrb][ao])l(?=d(?:$|[bgklmnpqrsz]))|(?<=[iae])l(?=son)|(?<=yu)l$"
    r"|(?<=[bdfgjklmnprstvxz][aeiou][dfghjkmnprsvxz]e)l$|(?<=ll[ae])l$"
)

#: Capitals of so many letters may be an abbreviation.
_ABBREVIATION = 4
_E_NAMED = re.compile("(?<=[аиоу])е")
_ABBREVIATION_WITH_ENDING = re.compile(
    r"(?P<name>[A-Z]{2,})(?P<ending>(?:lar)?(?:im|ing|i|si)?(?:ning|ni|ga|ka|qa|dan|da|dagi|dek|day|gacha|cha|lik|chi)?(?:gi|lar)?)$"
)


def lower_to_cyrillic(word: str) -> str:
    """A lower-case Latin word (any apostrophes) in Cyrillic letters; never empty for a non-empty word."""
    if not (word.isascii() and word.isalpha()):
        word = word.translate(FOLD)
    whole = spelling.WORDS.get(word)
    if whole is not None:
        return whole
    head = ""
    stem = spelling.longest_stem(word)
    if stem:
        cut, head = stem
        word = word[cut:]
        if head[-1] == "т" and word[:1] == "s":  # транслят-сия: the ts of a listed stem and its ending
            head, word = head[:-1], "t" + word
    return head + _letters(word, head)


def _letters(word: str, head: str) -> str:
    if head:
        word = head[-1] + word
    elif "l" in word:
        word = _SOFT_L.sub("lь", word)
    if TUTUQ in word:
        word = _S_H.sub("сҳ", word)
    for latin, cyrillic in _PAIRS:
        if latin in word:
            word = word.replace(latin, cyrillic)
    if "ts" in word:
        word = _TS.sub("ц", word)
    if "si" in word:
        word = _SIYA.sub("ц", word)
    if "e" in word:
        word = _ye(word)
    word = word.translate(_TABLE)
    return word[1:] if head else word


def _ye(word: str) -> str:
    if TUTUQ in word:
        word = word.replace(f"{TUTUQ}ye", "ъе").replace(f"{TUTUQ}e", "ъе")
    if "ye" in word:
        word = _YE_SOFT.sub("ье", word).replace("ye", "е")
    return _E_OPEN.sub("э", word)


def word_to_cyrillic(word: str) -> str:
    """A Latin word of any casing in Cyrillic letters, casing as a person would write it."""
    lower = word.lower()
    if len(lower) != len(word):
        return word
    converted = lower_to_cyrillic(lower)
    if word == lower:
        return converted
    if word == word.upper() and sum(map(str.isalpha, word)) > 1:
        return _abbreviation(lower, converted).upper()
    if word[0] != lower[0] and word[1:] == lower[1:]:
        return converted[0].upper() + converted[1:]
    headed = _ABBREVIATION_WITH_ENDING.match(word)
    if headed:
        return word_to_cyrillic(headed["name"]) + lower_to_cyrillic(headed["ending"])
    return _mixed_case(word, lower, converted)


def _abbreviation(lower: str, converted: str) -> str:
    """An abbreviation is spelled letter by letter: IES is ИЭС, OITS is ОИТС."""
    if len(lower) > _ABBREVIATION or lower in spelling.WORDS:
        return converted
    return _E_NAMED.sub("э", converted) if "ts" not in lower else converted.replace("ц", "тс")


def _mixed_case(word: str, lower: str, converted: str) -> str:
    """Casing of OʻzR, AQShda: each Cyrillic letter takes the case of the Latin letter it came from."""
    folded = lower.translate(FOLD)
    upper: list[str] = []
    position = 0
    for letter in converted:
        upper.append(letter.upper() if position < len(word) and word[position] != lower[position] else letter)
        position += _width(letter, folded, position)
    return "".join(upper)


def _width(letter: str, folded: str, position: int) -> int:
    """How many Latin letters a Cyrillic letter stands for at this place."""
    spelled = lower_to_latin(letter)
    for candidate in (spelled.translate(FOLD), "ts", "ye", "sh"):
        if candidate and folded.startswith(candidate, position) and letter in "ёюяўғшчцещ":
            return len(candidate)
    return 0 if letter in "ьъ" and not folded.startswith(TUTUQ, position) else 1
