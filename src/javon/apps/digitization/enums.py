"""Closed lists of digitization."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ObjectStatus(TextChoices):
    """Where a digital object stands on its way from the shelf to the reader."""

    INTAKE = "intake", _("Qabul qilinmoqda")
    PROCESSING = "processing", _("Ishlov berilmoqda")
    REVIEW = "review", _("Sifat nazoratida")
    ACCEPTED = "accepted", _("Qabul qilingan")
    PUBLISHED = "published", _("Eʼlon qilingan")
    WITHDRAWN = "withdrawn", _("Yopilgan")


#: The program is still at work on the object.
BEFORE_REVIEW = frozenset({ObjectStatus.INTAKE, ObjectStatus.PROCESSING})


class PageStatus(TextChoices):
    """What the program has done with a page so far."""

    WAITING = "waiting", _("Navbatda")
    DONE = "done", _("Tayyor")
    FAILED = "failed", _("Ishlov berilmadi")


class PageVerdict(TextChoices):
    """What the measurements say; the values are those of ``engines.quality.Verdict``."""

    GOOD = "good", _("Yaxshi")
    LOOK = "look", _("Koʻrib chiqing")
    RESCAN = "rescan", _("Qayta skanerlang")


class TextKind(TextChoices):
    """Where a version of a page's text comes from."""

    RECOGNIZED = "recognized", _("Dastur tanigan")
    CORRECTED = "corrected", _("Xodim tuzatgan")


class PageChange(TextChoices):
    """In what a page differs from what readers see of it."""

    TEXT = "text", _("matn")
    PICTURE = "picture", _("tasvir")
    LABEL = "label", _("sahifa raqami")
    PLACE = "place", _("oʻrni")
    BLANK = "blank", _("boʻsh yoki boʻsh emas")
    ADDED = "added", _("yangi sahifa")
    REMOVED = "removed", _("kitobdan chiqarilgan")
    RETURNED = "returned", _("kitobga qaytarilgan")


class ContentsOrigin(TextChoices):
    """Who says that the book has these contents."""

    FILE = "file", _("Fayldan olingan")
    HEADINGS = "headings", _("Sarlavhalardan tuzilgan")
    PERSON = "person", _("Xodim tuzgan")


class SourceStatus(TextChoices):
    """What became of a file that was given."""

    WAITING = "waiting", _("Navbatda")
    STORED = "stored", _("Saqlangan")
    REFUSED = "refused", _("Qabul qilinmadi")
    LOCKED = "locked", _("Parol kutmoqda")
    CHANGED = "changed", _("Oʻzgargan")
    SAME = "same", _("Takroriy nusxa")
    REPLACED = "replaced", _("Yangisi bilan almashtirilgan")


class DamageKind(TextChoices):
    """What is wrong with a place of the archive."""

    MISSING = "missing", _("Fayl yoʻq")
    ALTERED = "altered", _("Fayl oʻzgargan")
    UNREADABLE = "unreadable", _("Faylni oʻqib boʻlmaydi")
    EXTRA = "extra", _("Begona fayl")
    INVENTORY = "inventory", _("Roʻyxat buzilgan")
    NO_OBJECT = "no-object", _("Resurs arxivda yoʻq")
    NO_ROW = "no-row", _("Resurs maʼlumotlar bazasida yoʻq")


class DamagePlace(TextChoices):
    """Which copy is damaged."""

    FILES = "files", _("asl fayllar ombori")
    STORE = "store", _("raqamli arxiv")


class DamageEnd(TextChoices):
    """How a damage came to its end."""

    REPAIRED = "repaired", _("Ikkinchi nusxadan tiklandi")
    GONE = "gone", _("Qayta tekshirilganda topilmadi")


class UploadStatus(TextChoices):
    """How far an upload has come."""

    OPEN = "open", _("Yuklanmoqda")
    COMPLETE = "complete", _("Yuklandi")
    TAKEN = "taken", _("Resursga olindi")


#: The names of jobs in words.
JOBS = {
    "digitization.intake_object": _("Fayllarni qabul qilish"),
    "digitization.process_object": _("Sahifalarga ishlov berish"),
    "digitization.process_page": _("Sahifani qayta ishlash"),
    "digitization.assemble_object": _("PDF, EPUB va boshqa fayllarni tuzish"),
    "digitization.preserve_object": _("Arxiv nusxasini yozish"),
    "digitization.expire_uploads": _("Eskirgan yuklangan toʻplamlarni oʻchirish"),
    "digitization.recover_preservation": _("Raqamli arxivni tartibga keltirish"),
    "digitization.remake_lost": _("Yoʻqolgan tasvir va fayllarni qaytadan tayyorlash"),
    "digitization.find_lost": _("Yoʻqolgan va yarim qolgan fayllarni qidirish"),
    "digitization.check_archive": _("Raqamli arxivni navbatdagi tekshirish"),
    "digitization.check_archive_now": _("Raqamli arxivni toʻliq tekshirish"),
    "people.expire_sessions": _("Muddati oʻtgan seanslarni oʻchirish"),
    "library.rebuild_index": _("Qidiruv indeksini qaytadan tuzish"),
    "library.check_index": _("Qidiruv indeksini tekshirish"),
    "library.index_object": _("Qidiruv indeksini yangilash"),
}
