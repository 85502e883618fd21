"""Language codes of MARC (ISO 639-2/B) as BCP 47 tags and back."""

from __future__ import annotations

import re

#: Codes that have a shorter form; the others are BCP 47 as they are.
_TAGS = {
    "uzb": "uz", "rus": "ru", "eng": "en", "kaz": "kk", "kir": "ky", "tgk": "tg", "tuk": "tk", "tat": "tt",
    "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "per": "fa", "fas": "fa", "ara": "ar", "tur": "tr",
    "aze": "az", "ukr": "uk", "bel": "be", "uig": "ug", "chi": "zh", "zho": "zh", "spa": "es", "ita": "it",
    "lat": "la", "jpn": "ja", "kor": "ko", "hin": "hi", "heb": "he", "pol": "pl", "bul": "bg", "gre": "el",
}  # fmt: skip
_CODES = {tag: code for code, tag in reversed(_TAGS.items())}
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC = re.compile("[\u0600-\u06ff]")


def language_tag(code: str, sample: str) -> str:
    """The BCP 47 tag of a MARC code; Uzbek gets its script from a sample of the text (the title)."""
    code = code.strip().lower()
    if not re.fullmatch("[a-z]{3}", code) or code in ("und", "zxx", "mul"):
        return "und"
    if code != "uzb":
        return _TAGS.get(code, code)
    if _ARABIC.search(sample):
        return "uz-Arab"
    return "uz-Cyrl" if _CYRILLIC.search(sample) else "uz-Latn"


def marc_code(tag: str) -> str:
    """The MARC code of a BCP 47 tag, ``und`` where there is none."""
    main = tag.partition("-")[0]
    return _CODES.get(main, main if len(main) == 3 else "und")
