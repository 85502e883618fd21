"""Words of Yanalif (1929 to 1940) in the letters of 1995."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from javon.engines.language.alphabets import latn_1929
from javon.engines.language.casing import like
from javon.engines.language.dictionary import has_dictionary, is_known

#: Letters no other alphabet of Uzbek has.
_PROOF = re.compile(f"[{''.join(sorted(latn_1929.ALPHABET.proof))}]")
_RUN = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-z]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
#: Cyrillic letters that keyboards and recognizers put for the Latin ones of the same shape.
_SAME_SHAPE = str.maketrans({"ә": "ə", "ө": "ɵ", "ҙ": "ƶ", "ң": "ꞑ", "в": "ʙ", "ь": "ƅ"})
_READ = {ord(letter): spelling for letter, spelling in latn_1929.ALPHABET.reads.items()}
#: ə is read as a; the capital O stands for an o that stays one.
_AS_IT_IS = {"a": "ə", "o": "O"}
_READ[ord("O")] = "o"
_MOST_DOUBTS = 5
#: Endings had a beside back vowels until 1934 (ʙalalar, qazaqda); so have borrowed words in -ija and -ika.
_BACK_ENDINGS = re.compile(r"(?<=\w[^\W_]l)a(?=r)|(?<=\w{3}[dƣq])a(?=n?$)|(?<=i[jk])a")


def is_yanalif(word: str) -> bool:
    """Whether a word has a letter that only Yanalif has; ь is one among Latin letters, роль stays Russian."""
    lower = word.lower().translate(_SAME_SHAPE)
    return _PROOF.search(lower) is not None and _LATIN.search(lower) is not None and _CYRILLIC.search(lower) is None


def in_latin_letters(text: str) -> str:
    """A text with the Cyrillic letters inside its Yanalif words as Latin ones, so that the words are of one script."""
    return _RUN.sub(lambda match: _latin(match[0]) if is_yanalif(match[0]) else match[0], text)


def _latin(word: str) -> str:
    small = word.lower().translate(_SAME_SHAPE)
    return "".join(letter.upper() if given.isupper() else letter for given, letter in zip(word, small, strict=True))


def from_yanalif(word: str) -> str:
    """A Yanalif word of any casing in the letters of 1995: ɵzʙekistan gives oʻzbekiston, jəꞑi gives yangi.

    a is today's o, but a in borrowed words (partija) and, until 1934, beside back vowels (jaxşь); where the regular
    reading is no word and another one is, the dictionary decides.
    """
    lower = word.lower().translate(_SAME_SHAPE)
    readings = (reading.translate(_READ) for reading in _readings(_BACK_ENDINGS.sub("ə", lower)))
    regular = next(readings)
    if not has_dictionary("uz") or is_known(regular, "uz"):
        return like(word, regular)
    return like(word, next((each for each in readings if is_known(each, "uz")), regular))


def _readings(lower: str) -> Iterator[str]:
    """The regular reading first, then those with some a as a and some o as o, the fewest changes first."""
    places = [index for index, letter in enumerate(lower) if letter in "ao"][: -_MOST_DOUBTS - 1 : -1]
    for count in range(len(places) + 1):
        for chosen in combinations(places, count):
            yield "".join(_AS_IT_IS[letter] if index in chosen else letter for index, letter in enumerate(lower))
