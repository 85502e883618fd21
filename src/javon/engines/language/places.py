"""Names that others write by custom, not by rule; and names of two parts, which maps write apart (Amu-Darya)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from javon.engines.language.keys import search_keys

#: The Uzbek name, then how Russians, old maps and Western books write it, in the letters that ``_plainly`` leaves.
_CUSTOM = """
Jizzax: jizak jizzak jizah | Buxoro: bokhara bokara bochara | Qoʻqon: hokand hoqand kokan koqand qoqand quqon
Zarafshon: zeravshan zerafshan zeravchan serafshan | Shahrisabz: shahrisyabz shahrisabs | Denov: denau
Oʻratepa: uratyube uratube | Chorjoʻy: charjou charjui | Xoʻjand: hojent hujant | Toshkent: tachkent tashkend tachkend
Qoraqalpogʻiston: karakalpakstan karakalpakia karakalpakiya | Chimyon: chimgan | Hirot: gerat herat | Piskent: pskent
Orol: aralsk | Movarounnahr: maverannahr mavarannahr | Ulugʻbek: ulugbeg | Bekobod: begovat | Urganch: urgenj urgensh
Margʻilon: marguelan marginan | Oltiariq: altyaryk | Xorazm: hvarezm hvarazm hvarizm horasmia | Chirchiq: shirshik
Qarshi: karchi | Andijon: andishan | Samarqand: samarkanda | Bobur: baber | Temur: tamerlan tamerlane
Sugʻd: sogd sogdiana | Marv: merv | Chimkent: shymkent
"""
#: What Russian adds to a name: endings of cases, adjectives.
_ENDINGS = re.compile("(?:[aeouyi]|oy|om|em|yu|ya|ii|(?:in)?sk(?:iy|aya|oy|oe|ogo|om|ie|ih))?")
_PLAIN = (("dzh|dsch|dj|zh", "j"), ("kh", "h"), ("gh", "g"), ("sch", "sh"), ("tsh|tch", "ch"))
#: Second parts of such names: Amu-Darya, Кызыл-Кум, Katta-Kurgan, Ak-Tash.
_SECOND = (
    "daryo qum qoʻrgʻon tepa koʻl yoʻl togʻ togʻi choʻl soy bozor obod kent qishloq rabot buloq tosh ariq ota qala"
    " saroy hisor oʻzak ovul bek xon"
)
#: Letters of a loose key and what others write for them (ch and sh stay).
_OTHERS = {
    "ch": "ch",
    "sh": "sh",
    "ya": "[yi][oau]",
    "yu": "[yi][oau]",
    "yo": "[yi][oau]",
    "j": "(?:d?j|dzh|zh)",
    "h": "k?h",
    "o": "[oau]",
    "q": "[qk]",
    "i": "[iye]",
    "u": "[uo]",
    "y": "[yi]",
    "a": "[ao]",
    "k": "[kq]",
}
_OTHER = re.compile("|".join(_OTHERS))


def by_custom(loose: str) -> str:
    """The loose key of the name that is written so by custom, with or without a Russian ending; "" for none."""
    plain = _plainly(loose)
    for length in range(len(plain), 3, -1):
        if plain[:length] in _customs() and _ENDINGS.fullmatch(plain, length):
            return _customs()[plain[:length]]
    return ""


@lru_cache(maxsize=1000)
def written_apart(word: str) -> tuple[str, str]:
    """Patterns of the loose keys of both parts of a name that others write apart: Sirdaryo is Syr-Darya; or "", ""."""
    loose = search_keys(word).loose
    found = _second_part().search(loose) if loose.isalpha() else None
    if found is None:
        return "", ""
    return _by_others(loose[: found.start()]), next(way for way in _ways_of_second() if re.fullmatch(way, found[0]))


def _by_others(loose: str) -> str:
    return _OTHER.sub(lambda match: _OTHERS[match[0]], loose)


def _plainly(loose: str) -> str:
    """A loose key with the sounds that are written in many ways (j, x, sh, ch) written in one."""
    for pattern, letters in _PLAIN:
        loose = re.sub(pattern, letters, loose)
    return loose


@cache
def _customs() -> dict[str, str]:
    """Plain writings to the loose key of the Uzbek name."""
    found: dict[str, str] = {}
    for entry in _CUSTOM.replace("\n", "|").split("|"):
        name, _, writings = entry.strip().partition(":")
        found |= {_plainly(writing): search_keys(name).loose for writing in writings.split()}
    return found


@cache
def _ways_of_second() -> tuple[str, ...]:
    """Patterns of the second parts in any writing, the longest first."""
    parts = {search_keys(word).loose for word in _SECOND.split()}
    return tuple(_by_others(part) for part in sorted(parts, key=lambda part: (-len(part), part)))


@cache
def _second_part() -> re.Pattern[str]:
    return re.compile(f"(?<=..)(?:{'|'.join(_ways_of_second())})$")
