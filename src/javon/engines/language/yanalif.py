"""Words of Yanalif (1929 to 1940) in the letters of 1995."""

from __future__ import annotations

import re

from javon.engines.language.alphabets import latn_1929
from javon.engines.language.casing import like

#: Letters no other alphabet of Uzbek has.
_PROOF = re.compile(f"[{''.join(sorted(latn_1929.ALPHABET.proof))}]")
_LATIN = re.compile(r"[a-z]")
_CYRILLIC = re.compile(r"[Ѐ-ыэ-ӿ]")
#: Cyrillic letters that keyboards and recognizers put for the Latin ones of the same shape.
_SAME_SHAPE = str.maketrans({"ә": "ə", "ө": "ɵ", "ҙ": "ƶ", "ң": "ꞑ", "в": "ʙ"})
_READ = {ord(letter): spelling for letter, spelling in latn_1929.ALPHABET.reads.items()}
#: Endings had a beside back vowels until 1934 (ʙalalar, qazaqda); so have borrowed words in -ija and -ika.
_BACK_ENDINGS = re.compile(r"(?<=\w[^\W_]l)a(?=r)|(?<=\w{3}[dƣq])a(?=n?$)|(?<=i[jk])a")


def is_yanalif(word: str) -> bool:
    """Whether a word has a letter that only Yanalif has; ь is one among Latin letters, роль stays Russian."""
    lower = word.lower().translate(_SAME_SHAPE)
    return _PROOF.search(lower) is not None and _LATIN.search(lower) is not None and _CYRILLIC.search(lower) is None


def from_yanalif(word: str) -> str:
    """A Yanalif word of any casing in the letters of 1995: ɵzʙekistan gives oʻzbekiston, jaꞑə gives yanga."""
    lower = word.lower().translate(_SAME_SHAPE)
    spelled = _BACK_ENDINGS.sub("ə", lower).translate(_READ)
    return like(word, spelled)
