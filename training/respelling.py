"""Today's words in the letters of other times: Russian of before 1918, Yanalif of 1929 to 1940."""

from __future__ import annotations

import random
import re

from training.words import words

_YAT = words("yat")["yat"]["roots"]
_YAT_ROOTS = re.compile(f"(?<![а-я])(?:{'|'.join(sorted(_YAT, key=len, reverse=True))})")
_YAT_ENDS = re.compile("(?<=[бвгдзклмнпрст])е(?=ъ?$)|(?<=[а-я])е(?=т[ьи]$|ла$|лъ$|ние$)")
_BEFORE_VOWEL = re.compile("и(?=[аеёиоуыэюяѣйі])")
_BARE_END = re.compile("(?<=[бвгджзклмнпрстфхцчшщ])$")
_OLD_GENITIVE = (
    (re.compile("(?<=[а-я]{2})ого$"), "аго"),
    (re.compile("(?<=[а-я]{2})его$"), "яго"),
    (re.compile("(?<=[а-я]{2}[ыи])е$"), "я"),
)
_OTHERS = {
    "челове": "человѣ", "федо": "ѳедо", "фом": "ѳом", "миф": "миѳ", "рифм": "риѳм", "арифм": "ариѳм", "кафед": "каѳед",
    "афин": "аѳин",
}  # fmt: skip
_WORD = re.compile("[А-Яа-яЁё]+")


def old_russian(text: str, rng: random.Random) -> str:
    """Russian prose in the spelling of before 1918, nearly: і, ѣ, ѳ, ъ at the ends, now and then ѵ."""
    return _WORD.sub(lambda match: _cased(match[0], _old_word(match[0].lower().replace("ё", "е"), rng)), text)


def _old_word(word: str, rng: random.Random) -> str:
    word = _YAT_ROOTS.sub(lambda match: match[0].replace("е", "ѣ", 1), word)
    for modern, old in _OTHERS.items():
        word = word.replace(modern, old)
    if rng.random() < 0.6:
        for pattern, old in _OLD_GENITIVE:
            word = pattern.sub(old, word)
    word = _BARE_END.sub("ъ", word)
    if rng.random() < 0.3:
        word = _YAT_ENDS.sub("ѣ", word)
    if rng.random() < 0.004:
        word = word.replace("и", "ѵ", 1)
    return _BEFORE_VOWEL.sub("і", word)


def _cased(old: str, new: str) -> str:
    if len(old) > 1 and old.isupper():
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


#: Uzbek Latin of today -> Yanalif; of several letters one is taken by chance, as the rules changed in 1934.
_YANALIF = {
    "oʻ": "oooɵ", "gʻ": "ƣ", "sh": "ş", "ch": "c", "ng": "ꞑ", "yo": ("ja",), "a": "ə", "o": "a", "u": "uuuuy",
    "i": "iiiь", "j": "çççƶ", "y": "j", "b": "bʙ", "’": ("", "'"),
}  # fmt: skip
_YANALIF_PIECES = re.compile("|".join(sorted(_YANALIF, key=len, reverse=True)), re.IGNORECASE)


def yanalif(text: str, rng: random.Random) -> str:
    """Uzbek Latin in the letters of 1929 to 1940; ng, a and b stay as they are now and then."""
    keep = rng.random() < 0.3
    small_b = "ʙ" if rng.random() < 0.5 else "b"

    def one(match: re.Match[str]) -> str:
        piece = match[0].lower()
        new = small_b if piece == "b" else rng.choice(_YANALIF[piece])
        if keep and piece in {"ng", "a"} and rng.random() < 0.5:
            new = piece
        return _cased(match[0], new) if new != "ʙ" or match[0].islower() else "B"

    return _YANALIF_PIECES.sub(one, text)
