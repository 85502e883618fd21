"""Codes of everything that can be said against a page, and the words for it.

The words are templates in Uzbek Latin, the source language of the interface; they go through gettext where they
are shown.  ``%(value)s`` and ``%(limit)s`` are filled with the rounded figures of the flag.
"""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """What is wrong with a page."""

    RESOLUTION_LOW = "resolution-low"
    TEXT_SMALL = "text-small"
    BLURRED = "blurred"
    NOISY = "noisy"
    CONTRAST_LOW = "contrast-low"
    CLIPPED_LIGHT = "clipped-light"
    CLIPPED_DARK = "clipped-dark"
    DARK = "dark"
    COLOUR_CAST = "colour-cast"
    UNEVEN = "uneven"
    SKEWED = "skewed"
    CURLED = "curled"
    BLANK = "blank"
    CUT_OFF = "cut-off"
    EDGE_OBJECT = "edge-object"
    CONFIDENCE_LOW = "confidence-low"
    WORDS_DOUBTFUL = "words-doubtful"
    WORDS_UNKNOWN = "words-unknown"
    SCRIPT_UNKNOWN = "script-unknown"
    OLD_TYPE = "old-type"
    INK_UNREAD = "ink-unread"
    NUMBER_DOUBTFUL = "number-doubtful"
    SIGNS_DOUBTFUL = "signs-doubtful"
    STAMP_OVER_TEXT = "stamp-over-text"
    PAGE_INCOMPLETE = "page-incomplete"
    RECOGNITION_FAILED = "recognition-failed"
    PAGE_MISSING = "page-missing"
    PAGE_DOUBLED = "page-doubled"
    PAGE_SWAPPED = "page-swapped"
    IMAGE_DOUBLED = "image-doubled"
    SIZE_CHANGED = "size-changed"
    TONE_CHANGED = "tone-changed"


REASONS: dict[str, str] = {
    Code.RESOLUTION_LOW: "Tasvir aniqligi past: %(value)s dpi, kamida %(limit)s dpi kerak",
    Code.TEXT_SMALL: "Harflar tasvirda juda mayda: kichik harf balandligi %(value)s piksel, kamida %(limit)s kerak",
    Code.BLURRED: "Tasvir xira: harf chetlari yoyilgan",
    Code.NOISY: "Tasvirda shovqin koʻp",
    Code.CONTRAST_LOW: "Bosma xira: qogʻoz va boʻyoq orasidagi farq kam",
    Code.CLIPPED_LIGHT: "Yorugʻ joylar kuyib ketgan",
    Code.CLIPPED_DARK: "Qorongʻi joylarda mayda detallar yoʻqolgan",
    Code.DARK: "Tasvir qorongʻi chiqqan",
    Code.COLOUR_CAST: "Rang buzilgan: qogʻoz koʻkimtir chiqqan",
    Code.UNEVEN: "Yoritilish notekis: sahifada soya bor",
    Code.SKEWED: "Qiyshiqlik qoldi: %(value)s gradus",
    Code.CURLED: "Sahifa egilgan holda suratga olingan",
    Code.BLANK: "Sahifa boʻsh koʻrinadi",
    Code.CUT_OFF: "Matn sahifa chetida kesilgan",
    Code.EDGE_OBJECT: "Sahifa chetida barmoq yoki begona narsa bor",
    Code.CONFIDENCE_LOW: "Matn ishonchsiz oʻqildi: oʻrtacha ishonchlilik %(value)s",
    Code.WORDS_DOUBTFUL: "Shubhali oʻqilgan soʻzlar koʻp: ulushi %(value)s",
    Code.WORDS_UNKNOWN: "Lugʻatda yoʻq soʻzlar koʻp: tanish soʻzlar ulushi %(value)s",
    Code.SCRIPT_UNKNOWN: "Bu yozuvni oʻqiydigan model yoʻq",
    Code.OLD_TYPE: "Eski harflar (1918-yilgacha rus, 1929–1940-yillarda oʻzbek): matnni tasvir bilan solishtiring",
    Code.INK_UNREAD: "Oʻqilmay qolgan yozuv bor, joylari: %(value)s",
    Code.NUMBER_DOUBTFUL: "Shubhali oʻqilgan sonlar bor, joylari: %(value)s",
    Code.SIGNS_DOUBTFUL: "Shubhali oʻqilgan harf yoki belgilar bor, joylari: %(value)s",
    Code.STAMP_OVER_TEXT: "Muhr yoki siyoh ostida matn bor, tasvir bilan solishtiring, joylari: %(value)s",
    Code.PAGE_INCOMPLETE: "Sahifaning fayldagi %(value)s ta qismi buzilgan yoki yoʻq: asliga solishtiring",
    Code.RECOGNITION_FAILED: "Matnni tanib boʻlmadi",
    Code.PAGE_MISSING: "Bu sahifadan oldin %(value)s ta sahifa yetishmaydi",
    Code.PAGE_DOUBLED: "%(value)s raqamli sahifa takrorlangan",
    Code.PAGE_SWAPPED: "Sahifa oʻz oʻrnida emas: raqami %(value)s, kutilgan raqam %(limit)s",
    Code.IMAGE_DOUBLED: "Tasvir oldingi sahifa bilan bir xil",
    Code.SIZE_CHANGED: "Sahifa oʻlchami boshqa sahifalardan farq qiladi",
    Code.TONE_CHANGED: "Sahifa yorugʻligi boshqa sahifalardan farq qiladi",
}

#: The same for developers and for the command line without translations.
ENGLISH: dict[str, str] = {
    Code.RESOLUTION_LOW: "resolution is %(value)s dpi, at least %(limit)s wanted",
    Code.TEXT_SMALL: "letters are only %(value)s pixels high, at least %(limit)s wanted",
    Code.BLURRED: "the image is blurred",
    Code.NOISY: "the image is noisy",
    Code.CONTRAST_LOW: "the print is faint",
    Code.CLIPPED_LIGHT: "highlights are burnt out",
    Code.CLIPPED_DARK: "shadows have no detail",
    Code.DARK: "the image came out dark",
    Code.COLOUR_CAST: "the paper came out bluish",
    Code.UNEVEN: "the light is uneven, there is a shadow",
    Code.SKEWED: "%(value)s degrees of skew are left",
    Code.CURLED: "the page was curled",
    Code.BLANK: "the page looks blank",
    Code.CUT_OFF: "text is cut off at the edge",
    Code.EDGE_OBJECT: "a finger or another thing at the edge",
    Code.CONFIDENCE_LOW: "the text was read with low confidence, %(value)s",
    Code.WORDS_DOUBTFUL: "share of doubtfully read words %(value)s",
    Code.WORDS_UNKNOWN: "share of words known to a dictionary only %(value)s",
    Code.SCRIPT_UNKNOWN: "no model reads this script",
    Code.OLD_TYPE: "old letters (Russian of before 1918, Uzbek of 1929-1940): compare the text with the image",
    Code.INK_UNREAD: "there is writing that was not read, places: %(value)s",
    Code.NUMBER_DOUBTFUL: "numbers were read with doubt, places: %(value)s",
    Code.SIGNS_DOUBTFUL: "letters or signs were read with doubt, places: %(value)s",
    Code.STAMP_OVER_TEXT: "text lies under a stamp or pen, compare it with the image, places: %(value)s",
    Code.PAGE_INCOMPLETE: "parts of the page damaged or missing in the file: %(value)s; compare it with the original",
    Code.RECOGNITION_FAILED: "recognition failed",
    Code.PAGE_MISSING: "%(value)s pages are missing before this one",
    Code.PAGE_DOUBLED: "page number %(value)s comes twice",
    Code.PAGE_SWAPPED: "the page is out of order: number %(value)s, %(limit)s expected",
    Code.IMAGE_DOUBLED: "the image equals an earlier page",
    Code.SIZE_CHANGED: "the page size differs from the other pages",
    Code.TONE_CHANGED: "the brightness differs from the other pages",
}


def figure(code: str, value: float) -> str:
    """A flag's figure as people read it: whole numbers bare, shares as percent, the rest with two digits."""
    if code in (Code.CONFIDENCE_LOW, Code.WORDS_DOUBTFUL, Code.WORDS_UNKNOWN):
        return f"{value * 100:.0f} %"
    return f"{value:.0f}" if abs(value - round(value)) < 0.005 else f"{value:.2g}" if value < 1 else f"{value:.1f}"


def describe(template: str, code: str, value: float, limit: float) -> str:
    """Fill a (translated) template of ``REASONS`` with a flag's figures."""
    return template.replace("%(value)s", figure(code, value)).replace("%(limit)s", figure(code, limit))
