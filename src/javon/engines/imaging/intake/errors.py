"""What can be wrong with a file that was thrown in, in words: which file, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path


class Code(StrEnum):
    """The kinds of bad input."""

    MISSING = "missing"
    EMPTY = "empty"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    UNSUPPORTED = "unsupported"
    UNSUPPORTED_IMAGE = "unsupported-image"
    BOMB = "bomb"
    TOO_LARGE = "too-large"
    TOO_MANY_PAGES = "too-many-pages"
    NO_PAGES = "no-pages"
    NO_SUCH_PAGE = "no-such-page"
    NEEDS_PASSWORD = "needs-password"  # noqa: S105 -- the name of a kind of error
    WRONG_PASSWORD = "wrong-password"  # noqa: S105 -- the name of a kind of error
    PERMISSION = "permission"
    NO_SPACE = "no-space"
    TIMED_OUT = "timed-out"
    OUT_OF_MEMORY = "out-of-memory"
    CRASHED = "crashed"
    ARCHIVE_BOMB = "archive-bomb"
    ARCHIVE_NESTED = "archive-nested"
    ARCHIVE_TOO_MANY = "archive-too-many"
    ARCHIVE_TRAVERSAL = "archive-traversal"
    ARCHIVE_LINK = "archive-link"
    ARCHIVE_ENCRYPTED = "archive-encrypted"
    ARCHIVE_DUPLICATE = "archive-duplicate"
    ARCHIVE_EMPTY = "archive-empty"


_ENGLISH: Mapping[Code, str] = {
    Code.MISSING: "%(file)s: there is no such file. Check the name and that the disk or folder is connected.",
    Code.EMPTY: "%(file)s: the file is empty (0 bytes). Copy or scan it again.",
    Code.TRUNCATED: "%(file)s: the file is cut short (%(detail)s). Copy it again from the source, or scan again.",
    Code.DAMAGED: "%(file)s: the file is damaged and cannot be read (%(detail)s). Copy it again, or scan again.",
    Code.UNSUPPORTED: "%(file)s: this is not a page image or PDF (%(detail)s). "
    "Give TIFF, JPEG, PNG, JPEG 2000, WebP, BMP or PDF.",
    Code.UNSUPPORTED_IMAGE: "%(file)s: images of the kind %(detail)s are not taken. Save it as TIFF, PNG or JPEG.",
    Code.BOMB: "%(file)s: a small file that would unfold beyond all measure (%(detail)s). "
    "Do not open it; find out where it came from.",
    Code.TOO_LARGE: "%(file)s: the page is too large (%(detail)s). Scan at a lower resolution, or split the picture.",
    Code.TOO_MANY_PAGES: "%(file)s: the file has too many pages (%(detail)s). Split it into parts and give these.",
    Code.NO_PAGES: "%(file)s: the file has no pages. Make it again from the source.",
    Code.NO_SUCH_PAGE: "%(file)s: there is no page %(detail)s in it. Look at the number of its pages.",
    Code.NEEDS_PASSWORD: "%(file)s: the file opens only with a password. Give the password, or an unlocked copy.",
    Code.WRONG_PASSWORD: "%(file)s: the password does not fit. Check the keyboard layout and type it again.",
    Code.PERMISSION: "%(file)s: reading is not permitted. Give Javon the right to read it.",
    Code.NO_SPACE: "%(file)s: not enough room on the disk (%(detail)s). Free some space and go on; nothing is lost.",
    Code.TIMED_OUT: "%(file)s: reading took too long and was stopped (%(detail)s). Save the page anew as TIFF or PNG.",
    Code.OUT_OF_MEMORY: "%(file)s: reading needs too much memory and was stopped (%(detail)s). "
    "Save the page smaller or split it.",
    Code.CRASHED: "%(file)s: the file breaks the program that reads it (%(detail)s). Save it anew, or scan again.",
    Code.ARCHIVE_BOMB: "%(file)s: the archive would unfold beyond all measure (%(detail)s). "
    "Do not open it; find out where it came from.",
    Code.ARCHIVE_NESTED: "%(file)s: archives lie too deep inside one another (%(detail)s). "
    "Unpack it and give the folder.",
    Code.ARCHIVE_TOO_MANY: "%(file)s: there are too many files in the archive (%(detail)s). Split it into parts.",
    Code.ARCHIVE_TRAVERSAL: "%(file)s: a name in the archive leads out of its folder (%(detail)s). "
    "The archive is not safe; make it anew.",
    Code.ARCHIVE_LINK: "%(file)s: the archive holds a link instead of a file (%(detail)s). Put the file itself in.",
    Code.ARCHIVE_ENCRYPTED: "%(file)s: the archive is locked with a password (%(detail)s). "
    "Unpack it and give the folder.",
    Code.ARCHIVE_DUPLICATE: "%(file)s: two files in the archive have the same name (%(detail)s). Rename one of them.",
    Code.ARCHIVE_EMPTY: "%(file)s: there is nothing in the archive. Make it anew.",
}

#: The same in Uzbek Latin: gettext keys of the interface, with the placeholders ``file`` and ``detail``.
MESSAGES: Mapping[Code, str] = {
    Code.MISSING: "%(file)s: bunday fayl yoʻq. Nomini hamda disk yoki papka ulanganini tekshiring.",
    Code.EMPTY: "%(file)s: fayl boʻsh (0 bayt). Qaytadan nusxalang yoki skanerlang.",
    Code.TRUNCATED: "%(file)s: fayl oxirigacha yozilmagan (%(detail)s). "
    "Manbadan qayta nusxalang yoki qayta skanerlang.",
    Code.DAMAGED: "%(file)s: fayl buzilgan, oʻqib boʻlmaydi (%(detail)s). Qayta nusxalang yoki qayta skanerlang.",
    Code.UNSUPPORTED: "%(file)s: bu sahifa tasviri ham, PDF ham emas (%(detail)s). "
    "TIFF, JPEG, PNG, JPEG 2000, WebP, BMP yoki PDF bering.",
    Code.UNSUPPORTED_IMAGE: "%(file)s: %(detail)s turidagi tasvir qabul qilinmaydi. TIFF, PNG yoki JPEG qilib saqlang.",
    Code.BOMB: "%(file)s: kichik fayl haddan tashqari katta boʻlib ochiladi (%(detail)s). "
    "Uni ochmang, qayerdan kelganini aniqlang.",
    Code.TOO_LARGE: "%(file)s: sahifa juda katta (%(detail)s). Pastroq aniqlikda skanerlang yoki tasvirni boʻling.",
    Code.TOO_MANY_PAGES: "%(file)s: faylda sahifalar juda koʻp (%(detail)s). Qismlarga boʻlib bering.",
    Code.NO_PAGES: "%(file)s: faylda birorta ham sahifa yoʻq. Manbadan qaytadan tayyorlang.",
    Code.NO_SUCH_PAGE: "%(file)s: unda %(detail)s-sahifa yoʻq. Sahifalari sonini tekshiring.",
    Code.NEEDS_PASSWORD: "%(file)s: fayl faqat parol bilan ochiladi. Parolini yoki parolsiz nusxasini bering.",
    Code.WRONG_PASSWORD: "%(file)s: parol toʻgʻri kelmadi. Klaviatura tilini tekshirib, qayta tering.",
    Code.PERMISSION: "%(file)s: oʻqishga ruxsat yoʻq. Javonga faylni oʻqish huquqini bering.",
    Code.NO_SPACE: "%(file)s: diskda joy yetmaydi (%(detail)s). Joy boʻshatib davom eting; hech narsa yoʻqolmaydi.",
    Code.TIMED_OUT: "%(file)s: oʻqish choʻzilib ketgani uchun toʻxtatildi (%(detail)s). "
    "Sahifani TIFF yoki PNG qilib qayta saqlang.",
    Code.OUT_OF_MEMORY: "%(file)s: oʻqish uchun xotira yetmagani sababli toʻxtatildi (%(detail)s). "
    "Sahifani kichikroq qilib saqlang yoki boʻling.",
    Code.CRASHED: "%(file)s: fayl uni oʻqiydigan dasturni ishdan chiqaradi (%(detail)s). "
    "Qayta saqlang yoki qayta skanerlang.",
    Code.ARCHIVE_BOMB: "%(file)s: arxiv haddan tashqari katta boʻlib ochiladi (%(detail)s). "
    "Uni ochmang, qayerdan kelganini aniqlang.",
    Code.ARCHIVE_NESTED: "%(file)s: arxiv ichidagi arxivlar juda chuqur (%(detail)s). Oʻzingiz ochib, papkani bering.",
    Code.ARCHIVE_TOO_MANY: "%(file)s: arxivda fayllar juda koʻp (%(detail)s). Qismlarga boʻlib bering.",
    Code.ARCHIVE_TRAVERSAL: "%(file)s: arxivdagi nom oʻz papkasidan tashqariga olib chiqadi (%(detail)s). "
    "Arxiv xavfli, qaytadan tayyorlang.",
    Code.ARCHIVE_LINK: "%(file)s: arxivda fayl oʻrnida havola turibdi (%(detail)s). Faylning oʻzini joylang.",
    Code.ARCHIVE_ENCRYPTED: "%(file)s: arxiv parol bilan yopilgan (%(detail)s). Oʻzingiz ochib, papkani bering.",
    Code.ARCHIVE_DUPLICATE: "%(file)s: arxivda bir xil nomli ikkita fayl bor (%(detail)s). "
    "Birining nomini oʻzgartiring.",
    Code.ARCHIVE_EMPTY: "%(file)s: arxivda hech narsa yoʻq. Qaytadan tayyorlang.",
}


class BadFile(Exception):  # noqa: N818 -- it reads as the thing it names
    """A file that cannot be taken.  ``code`` says what is wrong, ``file`` with which file, ``detail`` the figures.

    ``readable_rows`` and ``rows`` tell of a cut image how much of it could be read (0 and 0 where unknown).
    """

    def __init__(
        self, code: Code, file: str | Path, detail: str = "", *, readable_rows: int = 0, rows: int = 0
    ) -> None:
        super().__init__(code, str(file), detail)
        self.code = code
        self.file = str(file)
        self.detail = detail
        self.readable_rows = readable_rows
        self.rows = rows

    @property
    def params(self) -> dict[str, str]:
        """What the placeholders of ``MESSAGES`` are filled with: the file's own name and the detail."""
        return {"file": Path(self.file).name or self.file, "detail": self.detail or self.code.value}

    @property
    def message(self) -> str:
        """The whole message in English."""
        return _ENGLISH[self.code] % self.params

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[object, ...]:
        state = {"readable_rows": self.readable_rows, "rows": self.rows}
        return (BadFile, (self.code, self.file, self.detail), state)


class WarningCode(StrEnum):
    """What a person should know of a file that was taken all the same."""

    WRONG_EXTENSION = "wrong-extension"
    REPAIRED = "repaired"
    NO_END_MARK = "no-end-mark"
    JUNK_BEFORE = "junk-before"
    SMALLER_COPIES = "smaller-copies"
    BAD_DPI = "bad-dpi"
    BAD_PROFILE = "bad-profile"
    BAD_EXIF = "bad-exif"
    ALPHA = "alpha"
    SCRIPT = "script"
    RESTRICTED = "restricted"
    RENDERED_SMALLER = "rendered-smaller"
    REDUCED = "reduced"
    BLANK_PAGE = "blank-page"
    DECODER = "decoder"
    OUTLINE = "outline"
    SIGNED = "signed"
    ATTACHED = "attached"
    XFA = "xfa"
    FONTS = "fonts"


WARNINGS: Mapping[WarningCode, str] = {
    WarningCode.WRONG_EXTENSION: "%(file)s: nomidagi kengaytma boshqa, mazmuni boshqa (%(detail)s).",
    WarningCode.REPAIRED: "%(file)s: PDF shikastlangan, undan tiklangan sahifalar: %(detail)s. Sahifa yetishmasa, "
    "faylning butun nusxasini shu nom bilan qoʻyib, xuddi shu buyruqni qayta bering.",
    WarningCode.NO_END_MARK: "%(file)s: fayl oxirida tugash belgisi yoʻq, tasvir toʻliq oʻqildi.",
    WarningCode.JUNK_BEFORE: "%(file)s: tasvirdan oldin begona baytlar bor (%(detail)s).",
    WarningCode.SMALLER_COPIES: "%(file)s: kichraytirilgan nusxalari sahifa deb olinmadi (%(detail)s).",
    WarningCode.BAD_DPI: "%(file)s: fayldagi aniqlik (dpi) ishonchsiz (%(detail)s).",
    WarningCode.BAD_PROFILE: "%(file)s: rang profili yaroqsiz, usiz oʻqildi (%(detail)s).",
    WarningCode.BAD_EXIF: "%(file)s: EXIF maʼlumotlari buzilgan, inobatga olinmadi (%(detail)s).",
    WarningCode.ALPHA: "%(file)s: shaffof joylari oq rang bilan toʻldirildi.",
    WarningCode.SCRIPT: "%(file)s: ichida dastur (JavaScript) bor, u bajarilmaydi.",
    WarningCode.RESTRICTED: "%(file)s: egasi nusxa koʻchirish yoki chop etishni cheklagan.",
    WarningCode.RENDERED_SMALLER: "%(file)s: sahifa juda katta, kamroq aniqlikda chizildi (%(detail)s).",
    WarningCode.REDUCED: "%(file)s: sahifa juda katta, ish tasviri kichraytirib tayyorlandi (%(detail)s). "
    "Asl fayl oʻzgarmay saqlanadi.",
    WarningCode.BLANK_PAGE: "%(file)s: sahifada chizilgan hech narsa yoʻq.",
    WarningCode.DECODER: "%(file)s: oʻqishda ogohlantirish boʻldi (%(detail)s).",
    WarningCode.OUTLINE: "%(file)s: PDF mundarijasining %(detail)s ta bandi yoʻq sahifani koʻrsatadi, ular olinmadi.",
    WarningCode.SIGNED: "%(file)s: elektron imzo qoʻyilgan (%(detail)s). Imzo faqat asl faylda amal qiladi, "
    "u oʻzgarmay saqlanadi; undan tayyorlangan fayllar imzosiz.",
    WarningCode.ATTACHED: "%(file)s: ichiga boshqa fayllar joylangan (%(detail)s). Ular sahifa qilib olinmadi, "
    "lekin asl fayl bilan saqlanadi. Kerak boʻlsa, chiqarib alohida bering.",
    WarningCode.FONTS: "%(file)s: shriftlari faylning ichida yoʻq (%(detail)s). Harflari oʻxshash shriftda "
    "chizildi, baʼzilari tushib qolgan boʻlishi mumkin. Sahifalarini koʻrib chiqing.",
    WarningCode.XFA: "%(file)s: XFA shakli bor, u faqat maxsus dasturda toʻliq koʻrinadi. Sahifalarini tekshiring, "
    "kerak boʻlsa, chop etib PDF qilib bering.",
}

_WARNINGS_ENGLISH: Mapping[WarningCode, str] = {
    WarningCode.WRONG_EXTENSION: "%(file)s: the extension and the content differ (%(detail)s).",
    WarningCode.REPAIRED: "%(file)s: the PDF is damaged; pages recovered from it: %(detail)s. If pages are missing, "
    "put a whole copy of the file in its place and give the same command again.",
    WarningCode.NO_END_MARK: "%(file)s: the end mark is missing; the picture was read whole.",
    WarningCode.JUNK_BEFORE: "%(file)s: foreign bytes stand before the picture (%(detail)s).",
    WarningCode.SMALLER_COPIES: "%(file)s: reduced copies inside were not taken for pages (%(detail)s).",
    WarningCode.BAD_DPI: "%(file)s: its resolution (dpi) cannot be believed (%(detail)s).",
    WarningCode.BAD_PROFILE: "%(file)s: its colour profile is unusable and was left out (%(detail)s).",
    WarningCode.BAD_EXIF: "%(file)s: its EXIF data are broken and were left out (%(detail)s).",
    WarningCode.ALPHA: "%(file)s: transparent parts were laid on white.",
    WarningCode.SCRIPT: "%(file)s: there is a program (JavaScript) inside; it is not run.",
    WarningCode.RESTRICTED: "%(file)s: its owner restricted copying or printing.",
    WarningCode.RENDERED_SMALLER: "%(file)s: the page is enormous and was drawn at a lower resolution (%(detail)s).",
    WarningCode.REDUCED: "%(file)s: the page is enormous; its working picture was made smaller "
    "(%(detail)s). The file itself is kept as it is.",
    WarningCode.BLANK_PAGE: "%(file)s: nothing is drawn on the page.",
    WarningCode.DECODER: "%(file)s: reading gave a warning (%(detail)s).",
    WarningCode.OUTLINE: "%(file)s: %(detail)s entries of the PDF's contents point to pages that are not there "
    "and were left out.",
    WarningCode.SIGNED: "%(file)s: it is signed electronically (%(detail)s). The signature holds for the original file "
    "only, which is kept unchanged; files made from it are not signed.",
    WarningCode.ATTACHED: "%(file)s: other files are packed inside (%(detail)s). They were not taken as pages but stay "
    "in the original. If they are needed, take them out and give them by themselves.",
    WarningCode.FONTS: "%(file)s: it does not carry its fonts (%(detail)s). Their letters were drawn in a similar "
    "face; some may be missing. Look at its pages.",
    WarningCode.XFA: "%(file)s: it has an XFA form, which only special programs show whole. Look at its pages; "
    "if something is missing, print it to a PDF and give that.",
}


def warning_text(code: WarningCode, file: str | Path, detail: str = "") -> str:
    """The warning in English."""
    return _WARNINGS_ENGLISH[code] % {"file": Path(file).name, "detail": detail}
