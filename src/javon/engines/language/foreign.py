"""What stays in Latin letters when a text goes to Cyrillic: addresses, codes, Roman numerals, foreign words."""

from __future__ import annotations

import re

from javon.engines.language.apostrophes import VARIANT_CLASS, VARIANT_SET
from javon.engines.language.foreign_words import (
    BORROWED,
    BRANDS,
    CALLS,
    CAPITAL_BRANDS,
    CODES,
    DOMAINS,
    EITHER,
    EXTENSIONS,
    FOREIGN,
    NO_NUMERALS,
    PRODUCTS,
    SHORTENED,
    UNITS,
)

#: What a program reads: addresses, e-mails, file and host names, handles and hashtags, paths, settings and other names
#: with an underscore, values of settings, codes of letters and figures (A4, MP3, COVID-19, H2O).
PROTECTED = (
    r"[a-z][a-z0-9+.-]*://[^\s<>\"“”«»]+|\bmailto:[^\s<>\"“”«»]+|\bwww\.[^\s<>\"“”«»]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)[@#][A-Za-z_][\w.]*\w"
    rf"|\b[A-Za-z0-9][\w-]*(?:\.[\w-]+)*\.(?:{EXTENSIONS}|{DOMAINS})\b(?![-@ʻʼ‘’'`]\w)(?:/[^\s<>\"“”«»,]*)?"
    r"|(?<![\w.])(?:~|\.{1,2})?(?:/[\w.-]+){2,}/?|\b[A-Z]:\\[^\s<>\"“”«»]*"
    r"|\b[A-Za-z0-9]*_\w*(?:=[^\s,;]*)?|\b[a-z]\w*=[^\s,;=]+|(?<![\w.])\.{1,2}/[\w.-]+"
    r"|(?i:\b(?:true|yes|on|1)/(?:false|no|off|0)\b)|\bUTF-(?:8|16|32)\b|\butf-?8\b|\be-mail\b|\bE-mail\b"
    r"|\b[A-Z]{1,6}\d+[A-Za-z]*\b|\b\d+[A-Z]{1,3}\b|\bv\d+(?:\.\d+)*\b"
    # Keys, E-mailga, and names in two parts of which one has letters that Uzbek has not (Wi-Fi, Mercedes-Benz).
    r"|\b(?:Ctrl|Alt|Shift|Cmd|Win)(?:\+\w+)+|\b[Ee]-mail(?=[a-z])"
    r"|\b(?=[A-Za-z-]*(?:[Ww]|[Cc](?![Hh])))[A-Z][A-Za-z]*-[A-Z][A-Za-z]+\b"
)

#: What stays though Uzbek has its letters: pH, QR-kod, code in backticks (which also stand for the sign of o`).
KEPT = (
    r"\bpH\b|\bQR(?=-kod)|(?<!\w)`[^`\n]{1,80}`(?!\w)"
    rf"|\b{PRODUCTS}\b|\b(?:{CALLS})\([^()\n]{{0,60}}\)|\b(?:{EITHER})/(?:{EITHER})\b"
    rf"|(?<=\d)\s?(?:{UNITS})\b"
    # A formula: single letters and figures around signs of reckoning.
    r"|\b[A-Za-z](?:\s?[=+*/^<>]\s?(?:[A-Za-z]\b|\d+(?:[.,]\d+)?))+"
)

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
#: Shorter than three letters these are more often initials or abbreviations than numbers.
_ROMAN_SHORT = frozenset(["I", "V", "X", "II", "IV", "VI", "IX", "XI", "XV", "XX", "XL", "LX", "XC"])
_UZBEK = frozenset("abcdefghijklmnopqrstuvxyz") | VARIANT_SET
# c without h, y after a consonant at the end or before another one, and spellings that only English words have.
_NOT_UZBEK = re.compile(
    r"c(?!h)|(?:(?:bl|ll|ss|tt|nn|rm)ed|[a-z]{3}ex|[a-z]{2}box|ness|[a-z]{3}[ac]tion|ings|gies|ee[dklmnprt]|oo[dklmt]|ght|[b-df-hj-np-tvxz]y|[a-z]{3}ies)s?$|th[ae]?s?$(?<!ath)"
    r"|^wh|ough|yea|^sch|sses$|[b-df-hj-np-tvxz]y[b-df-hj-np-tvxz]"
)
_SOUNDED = re.compile(rf"[aeiouyʻ]|{VARIANT_CLASS}")
#: A small letter, a capital and a small one again: iPhone, YouTube, OpenSeadragon.
_CAMEL = re.compile(r"[a-z][A-Z][a-z]")
#: The same letters that belong together in Uzbek: ToshDShI, YeI.
_PAIRED = re.compile(r"[SC]h|Y[aeou]")

_CAPITAL_BRANDS = frozenset(CAPITAL_BRANDS.split())
_BRANDS = frozenset(BRANDS.split())
_BRAND_HEADS = frozenset(brand[:4] for brand in (*_BRANDS, *_CAPITAL_BRANDS))
_STAYS = frozenset(FOREIGN.split()) | _BRANDS
_CODES = frozenset(CODES.split())
_SHORTENED = frozenset(SHORTENED.split())
_NO_NUMERALS = frozenset(NO_NUMERALS.split())
_BORROWED = frozenset(BORROWED.split())


def is_roman(word: str) -> bool:
    """Whether an upper-case word is a Roman numeral rather than an abbreviation or an initial."""
    if word in _ROMAN_SHORT:
        return True
    return len(word) > 2 and word not in _NO_NUMERALS and _ROMAN.fullmatch(word) is not None


def stays_latin(word: str) -> bool:
    """Whether a Latin token is not an Uzbek word: a numeral, a code, a name, or letters that Uzbek has not."""
    lower = word.lower()
    if lower in _STAYS or (lower in _CAPITAL_BRANDS and word[0].isupper()) or not _UZBEK.issuperset(lower):
        return True
    if word == lower and len(word) > 2 and word not in _SHORTENED and not _SOUNDED.search(word):
        return True  # npm, ssh
    if _NOT_UZBEK.search(lower) and lower not in _BORROWED:
        return True
    if word.isupper():
        return word in _CODES or is_roman(word)
    return _CAMEL.search(_PAIRED.sub("S", word)) is not None


#: Words that end in the tutuq belgisi: an apostrophe after them is a letter, not a quotation mark.
FINAL_TUTUQ = """
sham jam man qat raf naf nav vaz saj matla jome voqe mavzu tab ruku badi badoye san shar mavqe tole toli some matole
tavole tavome lavome javome rafi shafi mutobe mavze vaqe to shuru juz murabba mulamma maqta misra sur
"""
_FINAL_TUTUQ = frozenset(FINAL_TUTUQ.split())
#: Endings that are put to names.
_ENDING = (
    r"(?:lar)?(?:imiz|ingiz|im|ing|si|i)?(?:ning|ni|ga|ka|qa|dan|da|dagi|dek|day|gacha|cha|chi|lik|siz|mi)?"
    r"(?:gi|ni|ga|lar)?"
)
_BORROWER = re.compile(rf"(?P<name>[A-Z]{{2,}}|[A-Za-z]{{4,}})(?P<sign>{VARIANT_CLASS})(?P<ending>(?=[a-z]){_ENDING})$")


def ends_in_tutuq(base: str) -> bool:
    """Whether an apostrophe after these letters is the tutuq belgisi (jomeʼ, sajʼ)."""
    return base.lower() in _FINAL_TUTUQ


_CODE_WITH_ENDING = re.compile(rf"(?P<name>[A-Z]{{2,}})(?P<ending>(?=[a-z]){_ENDING})$")
_BRAND_WITH_ENDING = re.compile(rf"(?P<name>[A-Za-z]{{4,}}?)(?P<ending>(?=[a-z]){_ENDING})$")


def name_with_ending(word: str) -> tuple[str, str] | None:
    """A foreign name with its apostrophe, and an Uzbek ending (Starlink'dan, PDFni); None for any other word."""
    if word.islower() and word.isalpha() and word.isascii():
        return None
    found = _BORROWER.match(word)
    if found and (found["name"].lower() in _STAYS or _may_borrow(found["name"])):
        return found["name"] + found["sign"], found["ending"]
    code = _CODE_WITH_ENDING.match(word)
    if code:
        return (code["name"], code["ending"]) if code["name"] in _CODES else None
    if word[:4].lower() not in _BRAND_HEADS:
        return None
    brand = _BRAND_WITH_ENDING.match(word)
    return (brand["name"], brand["ending"]) if brand and _is_brand(brand["name"]) else None


def _is_brand(name: str) -> bool:
    return name.lower() in _BRANDS or (name[0].isupper() and name.lower() in _CAPITAL_BRANDS)


def _may_borrow(name: str) -> bool:
    """Whether an apostrophe after these letters parts a name from its ending (maʼno, togʻda, sajʼni are words)."""
    return name[-1] not in "oOgGaeiuAEIU" and not ends_in_tutuq(name)
