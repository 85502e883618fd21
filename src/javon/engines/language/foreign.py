"""What stays in Latin letters when a text goes to Cyrillic: addresses, codes, Roman numerals, foreign words."""

from __future__ import annotations

import re

from javon.engines.language.apostrophes import VARIANT_CLASS, VARIANT_SET

#: Addresses, e-mails, file and host names, codes of letters and figures (A4, MP3, COVID-19, H2O).
PROTECTED = (
    r"(?:https?|ftp)://[^\s<>\"“”«»]+|\bwww\.[^\s<>\"“”«»]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[A-Za-z0-9][\w-]*(?:\.[\w-]+)*\.(?:uz|ru|com|org|net|edu|gov|info|io|pdf|jpe?g|png|tiff?|docx?|xlsx?|txt|zip|html?)\b"
    r"|\b[A-Z]{1,6}\d+[A-Za-z]*\b|\b\d+[A-Z]{1,3}\b"
)

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
#: Shorter than three letters these are more often initials or abbreviations than numbers.
_ROMAN_SHORT = frozenset(["I", "V", "X", "II", "IV", "VI", "IX", "XI", "XV", "XX", "XL", "LX", "XC"])
_UZBEK = frozenset("abcdefghijklmnopqrstuvxyz") | VARIANT_SET
# c without h, and endings that only English words have.
_NOT_UZBEK = re.compile(r"c(?!h)|(?:ness|[a-z]{3}[ac]tion|ings|gies|ee[dklmnpt]|oo[dklmt]|ght)s?$")

#: Names and frequent English words that Uzbek Cyrillic text leaves in Latin letters, in any casing.
STAYS = """
the of with from this that you your are have their they which these those while where what when
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
    if _NOT_UZBEK.search(lower):
        return True
    return word.isupper() and (word in _CODES or is_roman(word))


#: Words that end in the tutuq belgisi: an apostrophe after them is a letter, not a quotation mark.
FINAL_TUTUQ = """
sham jam man qat raf naf nav vaz saj matla jome voqe mavzu tab ruku badi badoye san shar mavqe tole toli some matole
tavole tavome lavome javome rafi shafi mutobe mavze vaqe to shuru juz murabba mulamma maqta misra sur
"""
_FINAL_TUTUQ = frozenset(FINAL_TUTUQ.split())
_BORROWER = re.compile(
    rf"(?P<name>[A-Z]{{2,}}|[A-Za-z]{{4,}})(?P<sign>{VARIANT_CLASS})"
    r"(?P<ending>(?:lar)?(?:ning|ni|ga|ka|qa|dan|da|dagi|cha|gacha|chi|mi|siz|lik|dek|day|lar|i|ing|im|imiz)(?:gi|ni|ga)?)$"
)


def ends_in_tutuq(base: str) -> bool:
    """Whether an apostrophe after these letters is the tutuq belgisi (jomeʼ, sajʼ)."""
    return base.lower() in _FINAL_TUTUQ


_CODE_WITH_ENDING = re.compile(r"(?P<name>[A-Z]{2,})(?P<ending>[a-z]+)$")


def name_with_ending(word: str) -> tuple[str, str] | None:
    """A foreign name with its apostrophe, and an Uzbek ending (Starlink'dan, PDFni); None for any other word."""
    if word.islower() and word.isalpha() and word.isascii():
        return None
    found = _BORROWER.match(word)
    if found and found["name"][-1] not in "oOgGaeiuAEIU" and not ends_in_tutuq(found["name"]):
        return found["name"] + found["sign"], found["ending"]
    code = _CODE_WITH_ENDING.match(word)
    return (code["name"], code["ending"]) if code and code["name"] in _CODES else None
