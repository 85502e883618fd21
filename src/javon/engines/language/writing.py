"""Words of the letters of 1995 in the newer and older Latin letters: sh to ş, and what 1993 told apart besides."""

from __future__ import annotations

import re

from javon.engines.language.alphabets import ALPHABETS, latn_1993
from javon.engines.language.apostrophes import FOLD, TURNED, VARIANT_CLASS
from javon.engines.language.casing import like
from javon.engines.language.cyrillic import lower_to_cyrillic
from javon.engines.language.latin import lower_to_latin

_PAIR = re.compile(rf"sh|ch|[og]{VARIANT_CLASS}", re.IGNORECASE)
_PAIRS = {"s": "sh", "c": "ch", "o": f"o{TURNED}", "g": f"g{TURNED}"}
_ZH = re.compile("|".join(sorted(latn_1993.ZH_STEMS.split(), key=len, reverse=True)))
_VELAR = re.compile("ng")
#: n and g apart: an ending in g after n (kelganga, bugungi, olinguncha).
_APART = re.compile(
    r"n(?:ga|gan|gach|gacha|gina|gani|guncha|gudek)\w*$|(?:(?<=[kgt]u)|(?<=keyi)|(?<=oldi)|(?<=qacho)|(?<=buru))ngi"
)
_ONE_SOUND = re.compile(f"^(?:{'|'.join(latn_1993.NG_STEMS.split())})")
_BORROWED = re.compile("|".join(latn_1993.N_G_STEMS.split()))


def in_letters(word: str, name: str) -> str:
    """A word in the letters of 1995 (any apostrophes) written in the Latin alphabet ``name``; latn gives it back."""
    if name == "latn":
        return word
    if name == "latn-1993":
        word = _as_in_1993(word)
    writes = ALPHABETS[name].writes

    def letter(match: re.Match[str]) -> str:
        found = writes[_PAIRS[match[0][0].lower()]]
        return found.upper() if match[0][0].isupper() else found

    return _PAIR.sub(letter, word)


def _as_in_1993(word: str) -> str:
    """C for ц, ɉ for the j of jurnal, ñ for the one sound of ng; the other letters follow by the table."""
    folded = word.lower().translate(FOLD)
    cyrillic = lower_to_cyrillic(folded)
    spelled = lower_to_latin(cyrillic.replace("ц", "c")) if "ц" in cyrillic else folded
    spelled = _ZH.sub(lambda match: match[0].replace("j", "ɉ"), spelled)
    if "ng" in spelled and not _BORROWED.search(spelled):
        spelled = _VELAR.sub(_velar, spelled)
    return word if spelled == folded else like(word, spelled)


def _velar(match: re.Match[str]) -> str:
    apart = _APART.match(match.string, match.start()) and not _ONE_SOUND.match(match.string)
    return "ng" if apart else "ñ"
