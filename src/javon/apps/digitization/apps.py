"""The app's entry in Django."""

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from javon.apps.digitization.enums import JOBS, DamageKind, DamagePlace

#: Names of changes in the journal, in words.
DEEDS = {
    "digitization.object_create": _("Resurs yaratildi"),
    "digitization.object_intake": _("Fayllar qabul qilindi"),
    "digitization.object_finish_processing": _("Sahifalarga ishlov berildi"),
    "digitization.object_accept": _("Resurs qabul qilindi"),
    "digitization.object_publish": _("Resurs eʼlon qilindi"),
    "digitization.object_withdraw": _("Resurs yopildi"),
    "digitization.object_release": _("Oʻzgarishlar eʼlon qilindi"),
    "digitization.draft_drop": _("Oʻzgarishlar bekor qilindi"),
    "digitization.upload_take": _("Yuklangan fayllar resursga qoʻshildi"),
    "digitization.page_accept": _("Sahifa qabul qilindi"),
    "digitization.page_reopen": _("Sahifa qayta ochildi"),
    "digitization.page_mark_blank": _("Sahifa boʻsh deb belgilandi"),
    "digitization.page_exclude": _("Sahifa kitobdan chiqarildi yoki qaytarildi"),
    "digitization.page_label": _("Sahifa raqami oʻzgardi"),
    "digitization.page_reorder": _("Sahifalar tartibi oʻzgardi"),
    "digitization.page_redo": _("Sahifa qayta ishlandi"),
    "digitization.page_invert": _("Sahifa negativ yoki pozitiv qilindi"),
    "digitization.page_rotate": _("Sahifa burildi"),
    "digitization.page_crop": _("Sahifa qoʻlda kesildi"),
    "digitization.page_split": _("Sahifa ikkiga boʻlindi"),
    "digitization.page_unsplit": _("Sahifaning ikki yarmi birlashtirildi"),
    "digitization.pages_retry": _("Ishlov berilmay qolgan sahifalar qayta navbatga qoʻyildi"),
    "digitization.page_replace": _("Sahifa qayta skanerlandi"),
    "digitization.page_insert": _("Sahifa qoʻshildi"),
    "digitization.text_correct": _("Matn tuzatildi"),
    "digitization.text_restore": _("Matnning oldingi varianti qaytarildi"),
    "digitization.object_discard": _("Resurs olib tashlandi"),
    "digitization.contents_set": _("Mundarija oʻzgartirildi"),
    "digitization.object_restore": _("Resurs raqamli arxivdan tiklandi"),
    "digitization.page_scan": _("Sahifa skanerlandi"),
    "digitization.source_replace": _("Fayl yangisiga almashtirildi"),
    "digitization.source_unlock": _("Parol bilan yopilgan fayl ochildi"),
    "digitization.damage_find": _("Arxivda shikast topildi"),
    "digitization.damage_repair": _("Arxivdagi shikast tuzatildi"),
    "digitization.damage_gone": _("Arxivdagi shikast qayta tekshirishda topilmadi"),
    "digitization.archive_check": _("Arxivning har bir bayti tekshirildi"),
}
#: Names of details in the journal, in words; the steps of imaging among them.
DETAILS = {
    "damage": _("Shikast"),
    "damages": _("Shikastlar"),
    "repaired": _("Tuzatilgani"),
    "copy": _("Nusxa"),
    "files": _("Fayllar"),
    "pages": _("Sahifalar"),
    "bytes": _("Bayt"),
    "file": _("Fayl"),
    "name": _("Nomi"),
    "source": _("Manba"),
    "sha512": _("Nazorat yigʻindisi"),
    "master": _("Asl fayl nazorat yigʻindisi"),
    "unlocked": _("Ochilgan fayl nazorat yigʻindisi"),
    "reason": _("Sababi"),
    "entries": _("Bandlar soni"),
    "release": _("Eʼlon tartib raqami"),
    "contents": _("Mundarija oʻzgargan"),
    "origin": _("Kelib chiqishi"),
    "same_as": _("Oʻsha resursning oʻzi"),
    "key": _("Sahifa"),
    "keys": _("Sahifalar"),
    "digitization.page_reorder.after": _("Qaysi sahifadan keyin"),
    "digitization.page_insert.after": _("Qaysi sahifadan keyin"),
    "label": _("Sahifa raqami"),
    "blank": _("Boʻsh"),
    "excluded": _("Kitobdan chiqarilgan"),
    "version": _("Matn varianti"),
    "restored": _("Qaytarilgan variant"),
    "lines": _("Tuzatilgan satrlar"),
    "carried_lines": _("Koʻchirilgan satrlar"),
    "run": _("Ishlov tartib raqami"),
    "overrides": _("Sozlamalar"),
    "orient": _("Sahifani burish"),
    "split": _("Sahifani ikkiga boʻlish"),
    "dewarp": _("Egilganini tekislash"),
    "deskew": _("Qiyshiqlikni toʻgʻrilash"),
    "crop": _("Hoshiyani kesish"),
    "pictures": _("Rasmlar"),
    "illumination": _("Yorugʻlikni tekislash"),
    "denoise": _("Dogʻlarni tozalash"),
    "showthrough": _("Orqa bet yozuvini oʻchirish"),
    "binarize": _("Oq-qoraga oʻtkazish"),
    "edges": _("Chetlarni tozalash"),
    "read": _("Matnni tanish"),
    "off": _("Qoʻllanmagan"),
    "angle": _("Burchak"),
    "at": _("Boʻlish joyi"),
    "part": _("Qaysi yarmi"),
    "box": _("Ramka"),
    "boxes": _("Ramkalar"),
    "quad": _("Burchaklar"),
    "lift": _("Egilish oʻlchovlari"),
}


class DigitizationConfig(AppConfig):
    """Configuration of the digitization app."""

    name = "javon.apps.digitization"
    label = "digitization"

    def ready(self) -> None:
        from javon.apps.digitization.policies import can_see_work  # noqa: PLC0415 -- app ready
        from javon.apps.digitization.queries.titles import identifiers_called, titles_of  # noqa: PLC0415 -- app ready
        from javon.base.ui.deeds import deeds_add, details_add  # noqa: PLC0415 -- app ready
        from javon.base.ui.menu import menu_add  # noqa: PLC0415 -- app ready
        from javon.base.ui.subjects import subject_add  # noqa: PLC0415 -- app ready

        deeds_add(DEEDS)
        kinds, places = dict(DamageKind.choices), dict(DamagePlace.choices)
        details_add(DETAILS, {"name": JOBS, "damage": kinds, "copy": places})
        subject_add(
            "object", _("Elektron resurs"), lambda name: reverse("digitization:object", args=[name]),
            titles=titles_of, found=identifiers_called, parts="page",
        )  # fmt: skip
        subject_add(
            "page", _("Sahifa"), lambda name: reverse("digitization:page", args=name.split("~")), titles=titles_of
        )
        subject_add("archive", _("Raqamli arxiv"), lambda _name: reverse("digitization:archive"))
        subject_add("upload", _("Yuklangan toʻplam"))
        menu_add("digitization:objects", _("Raqamlashtirish"), order=50, visible=can_see_work)
