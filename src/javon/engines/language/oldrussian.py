"""Russian of before 1918 in today's letters, so that dictionaries and search keys know its words."""

from __future__ import annotations

import re

_LETTERS = str.maketrans("ѣіѳѵѢІѲѴ", "еифиЕИФИ")
_FINAL_HARD = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])ъ$", re.IGNORECASE)
# каждаго, синяго, новыя, синія: endings the reform of 1918 changed.
_ENDINGS = ((re.compile("аго$"), "ого"), (re.compile("яго$"), "его"), (re.compile("(?<=[ыи])я$"), "е"))


def today_letters(word: str) -> str:
    """The word without the letters dropped in 1918 (ѣ і ѳ ѵ); nothing else changes."""
    return word.translate(_LETTERS)


def today_spellings(word: str) -> tuple[str, ...]:
    """What a lower-case word of before 1918 may be today, the likeliest first; the word itself is not repeated."""
    plain = _FINAL_HARD.sub("", today_letters(word))
    found = [plain] + [pattern.sub(ending, plain) for pattern, ending in _ENDINGS]
    return tuple(each for each in dict.fromkeys(found) if each != word)
