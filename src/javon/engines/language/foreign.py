"""What stays in Latin letters when a text goes to Cyrillic: addresses, codes, Roman numerals, foreign words."""

from __future__ import annotations

import re

from javon.engines.language.apostrophes import VARIANT_SET

#: Addresses, e-mails, file and host names, codes of letters and figures (A4, MP3, COVID-19, H2O).
PROTECTED = (
    r"(?:https?|ftp)://[^\s<>\"“”«»]+|\bwww\.[^\s<>\"“”«»]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[A-Za-z0-9][\w-]*(?:\.[\w-]+)*\.(?:uz|ru|com|org|net|edu|gov|info|io|pdf|jpe?g|png|tiff?|docx?|xlsx?|txt|zip|html?)\b"
    r"|\b[A-Z]{1,6}\d+[A-Za-z]*\b|\b\d+[A-Z]{1,3}\b|\b[A-Z]{2,}-\d+\b"
)

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
#: Shorter than three letters these are more often initials or abbreviations than numbers.
_ROMAN_SHORT = frozenset(["I", "V", "X", "II", "IV", "VI", "IX", "XI", "XV", "XX", "XL", "LX", "XC"])
_UZBEK = frozenset("abcdefghijklmnopqrstuvxyz") | VARIANT_SET
_C_ALONE = re.compile(r"c(?!h)")

#: Names and frequent English words that Uzbek Cyrillic text leaves in Latin letters, in any casing.
STAYS = """
the of and for with from this that you your are was not have all has their they she
google youtube gmail iphone ipad android linux ubuntu python javascript typescript postgresql sqlite starlink
"""
#: Codes that stay when written in capitals; some are Uzbek words in small letters (it, ip, tar).
CODES = """
PDF EPUB TIFF JPEG PNG GIF SVG HTML CSS XML JSON YAML CSV METS ALTO HOCR IIIF OCFL PREMIS MODS MARC UNIMARC RUSMARC
OAI PMH SRU OPDS URL HTTP HTTPS API SQL USB LAN IP TCP DNS SSH TLS TOTP ISBN ISSN DOI ARK URN OCR DPI RGB CMYK ICC
ZIP RAR TAR SHA UTF ID AI IT HD SSD RAM DVD CD SMS GPS PHP IOS VPN LED LCD ISO BBC CNN NASA
"""
_STAYS = frozenset(STAYS.split())
_CODES = frozenset(CODES.split())


def is_roman(word: str) -> bool:
    """Whether an upper-case word is a Roman numeral rather than an abbreviation or an initial."""
    return word in _ROMAN_SHORT or (len(word) > 2 and _ROMAN.fullmatch(word) is not None)


def stays_latin(word: str) -> bool:
    """Whether a Latin token is not an Uzbek word: a numeral, a code, a name, or letters that Uzbek has not."""
    lower = word.lower()
    if lower in _STAYS or not _UZBEK.issuperset(lower):
        return True
    if "c" in lower and _C_ALONE.search(lower):
        return True
    return word.isupper() and (word in _CODES or is_roman(word))
