"""Russian type of before 1918, and of the 18th century above all, which today's models misread in a few known ways.

They take a hard sign for its capital (``чемЪ``), a yat for ``Б``, and the three-legged т of the 18th century for ш
(``извесшковашая``).  Letters are mended only on a page whose words end in hard signs, as no word does today.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from javon.engines.language import is_known
from javon.engines.page import Line, Region, Word

#: So many words of a page end in a hard sign, and so large a share of them.
SIGNS, SHARE = 6, 0.04
#: т is nine times as frequent as ш; where ш is read more often than this share of both, т has three legs.
THREE_LEGGED = 0.35
#: Words with more ш than this are not looked up in all their spellings.
MOST = 5

_FINAL_HARD = re.compile(r"[а-яѣі][ЪъЬ]\W*$")
_CAPITAL_SIGN = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])[ЪЬ](?![А-ЯЁ])")
_YAT = re.compile(r"(?<=[а-яѣі])[БФ6$](?=[а-яѣіъ]|\W*$)|(?<=[а-яѣі])[ЪЬ](?=[а-яѣі])")


def is_old_type(blocks: Sequence[Region]) -> bool:
    """Whether so many words of a Russian page end in a hard sign that it must be of before 1918."""
    words = [word.text for block in blocks for line in block.lines for word in line.words]
    signs = sum(bool(_FINAL_HARD.search(word)) for word in words)
    return signs >= SIGNS and signs >= SHARE * len(words)


def mend_page(blocks: Sequence[Region]) -> list[Region]:
    """The blocks of a Russian page with the letters of old type put right, if it is in old type."""
    if not is_old_type(blocks):
        return list(blocks)
    words = [word.text for block in blocks for line in block.lines for word in line.words]
    text = "".join(words).lower()
    legs = text.count("ш") > THREE_LEGGED * (text.count("ш") + text.count("т"))
    return [replace(block, lines=tuple(_line(line, legs=legs) for line in block.lines)) for block in blocks]


def _line(line: Line, *, legs: bool) -> Line:
    return replace(line, words=tuple(_word(word, legs=legs) for word in line.words))


def _word(word: Word, *, legs: bool) -> Word:
    text = mend_word(word.text, legs=legs)
    return word if text == word.text else replace(word, text=text)


def mend_word(text: str, *, legs: bool) -> str:
    """One word as read; ``legs``: т has three legs in this type."""
    if text.isupper():
        return text
    text = _CAPITAL_SIGN.sub("ъ", text)
    text = _YAT.sub("ѣ", text)
    return _legs(text) if legs and "ш" in text else text


def _legs(text: str) -> str:
    """The known spelling with the most т; where none is known, т everywhere."""
    places = [index for index, letter in enumerate(text) if letter == "ш"]
    every = text.replace("ш", "т")
    if len(places) > MOST:
        return every
    for chosen in sorted(product("тш", repeat=len(places)), key=lambda one: one.count("ш")):
        letters = list(text)
        for index, letter in zip(places, chosen, strict=True):
            letters[index] = letter
        if is_known(re.sub(r"^\W+|\W+$", "", "".join(letters)), "ru"):
            return "".join(letters)
    return every
