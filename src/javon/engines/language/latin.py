"""One Uzbek Cyrillic word in Latin letters: the rules of 1995 with their exceptions.

Rules: Cabinet of Ministers, resolution 339 of 24.08.1995 (spelling), law 71-I of 06.05.1995 (alphabet).
"""

from __future__ import annotations

import re

from javon.engines.language.alphabets import cyrl
from javon.engines.language.apostrophes import TURNED, TUTUQ

_SIMPLE = cyrl.ALPHABET.reads
_TABLE = str.maketrans(dict(_SIMPLE))
#: Letters that this module turns into Latin.
CYRILLIC = frozenset(_SIMPLE) | frozenset(letter.upper() for letter in _SIMPLE)

# е after the start, a vowel, ъ or ь sounds and is written ye; ё ю я carry their y already.
_YE = re.compile(r"(?:^|(?<=[аоуўиеэёюяыъь]))е")
# ъ before a letter that carries y is not written after a consonant (объект - obyekt), nor ever after ў (мўъжиза).
_SILENT_HARD = re.compile(r"(?<=ў)ъ|(?<=[бвгджзклмнпрстфхцчш])ъ(?=[yёюя])")
# ьо is the yo of French loans (батальон - batalyon).
_SOFT_O = re.compile(r"ьо")
# ц between a vowel and anything but the end is ts (litsey, Plisetskaya); elsewhere s (sirk, aksiya, abzas).
_TS = re.compile(r"(?<=[аоуўиеэёюяый])ц(?=[а-яёўқғҳ])")
# с and ҳ apart are parted by the tutuq belgisi, or they would read as ш.
_S_H = re.compile(r"с(?=ҳ)")
_NEEDS_RULES = re.compile(r"[ецъ]|сҳ|ьо")

#: Stems whose Latin spelling the letters do not give; any ending may follow.  Source: spelling dictionary of 1995.
STEMS = {
    "сентябр": "sentabr",
    "октябр": "oktabr",
    "бюджет": "budjet",
    "абзац": "abzas",
    "матрац": "matras",
    "нуқтаи": "nuqtayi",
    "таржимаи": "tarjimayi",
    "мавзуи": "mavzuyi",
    "мавқеи": "mavqeyi",
    "авзои": "avzoyi",
    "обрўи": f"obro{TURNED}yi",
    "парвои": "parvoyi",
    "хатои": "xatoyi",
    "адои": "adoyi",
    "аъзои": f"a{TUTUQ}zoyi",
}
# е where э is meant, as converters leave it after a hyphen (омон-есон): no word with ye begins like these.
STEMS |= {
    "енди": "endi",
    "есон": "eson",
    "ечки": "echki",
    "ешик": "eshik",
    "еркин": "erkin",
    "еркак": "erkak",
    "елчи": "elchi",
    "ертага": "ertaga",
    "еъти": f"e{TUTUQ}ti",
    "еълон": f"e{TUTUQ}lon",
}
_STEM = re.compile("|".join(sorted(STEMS, key=len, reverse=True)))


def lower_to_latin(word: str) -> str:
    """A lower-case Cyrillic word in Latin letters.  Other signs stay; never empty for a word."""
    source = word
    found = _STEM.match(word)
    head = ""
    if found:
        head = STEMS[found[0]]
        word = word[found.end() :]
    if _NEEDS_RULES.search(word):
        word = _rules(word, inside=bool(head))
    return head + word.translate(_TABLE) or source


def _rules(word: str, *, inside: bool) -> str:
    """Replace what depends on the neighbours by letters that do not (still before the letter table)."""
    if inside:
        word = "б" + word
    word = _YE.sub("ye", word)
    word = _SILENT_HARD.sub("", word)
    word = _SOFT_O.sub("yo", word)
    word = _TS.sub("ts", word)
    word = _S_H.sub("s" + TUTUQ, word)
    return word[1:] if inside else word


def word_to_latin(word: str) -> str:
    """A Cyrillic word of any casing in Latin letters, casing as a person would write it.

    ШАҲАР gives SHAHAR, Шаҳар gives Shahar, АҚШ gives AQSH, a lone Ш gives Sh.
    """
    lower = word.lower()
    if len(lower) != len(word):
        return _by_letter(word)
    converted = lower_to_latin(lower)
    if word == lower:
        return converted
    if converted == lower:
        return word
    letters = sum(map(str.isalpha, word))
    if letters > 1 and word == word.upper():
        return converted.upper()
    if word[0] != lower[0] and word[1:] == lower[1:]:
        return converted[0].upper() + converted[1:]
    return _mixed_case(word, lower, converted)


def _mixed_case(word: str, lower: str, converted: str) -> str:
    """Casing of ЎзР, АҚШда, ТошДТУ: convert growing beginnings to learn which Latin letters belong to which."""
    result: list[str] = []
    done = 0
    for index, letter in enumerate(word):
        end = len(converted) if index + 1 == len(word) else _reach(lower[: index + 1], converted, done)
        piece, done = converted[done:end], max(done, end)
        if letter == lower[index]:
            result.append(piece)
        elif _loud(word, lower, index):
            result.append(piece.upper())
        else:
            result.append(piece[:1].upper() + piece[1:])
    return "".join(result)


def _loud(word: str, lower: str, index: int) -> bool:
    """Whether an upper-case letter stands beside another one, so that both letters of its pair are upper-case."""
    after = index + 1 < len(word) and word[index + 1] != lower[index + 1]
    return after or (index > 0 and word[index - 1] != lower[index - 1])


def _reach(beginning: str, converted: str, done: int) -> int:
    """How many letters of the converted word a beginning of the source accounts for."""
    part = lower_to_latin(beginning)
    length = len(part)
    while length > done and not converted.startswith(part[:length]):
        length -= 1
    return max(length, done)


def _by_letter(word: str) -> str:
    """A word with letters whose lower case is longer (İ): convert run by run, leave the strange letters."""
    return "".join(word_to_latin(letter) if letter in CYRILLIC else letter for letter in word)
