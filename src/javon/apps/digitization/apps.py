"""The app's entry in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

#: Names of changes in the journal, in words.
DEEDS = {
    "digitization.object_create": _("Obyekt yaratildi"),
    "digitization.object_intake": _("Fayllar qabul qilindi"),
    "digitization.object_finish_processing": _("Sahifalarga ishlov berildi"),
    "digitization.object_accept": _("Obyekt qabul qilindi"),
    "digitization.object_publish": _("Obyekt nashr qilindi"),
    "digitization.object_withdraw": _("Obyekt yopildi"),
    "digitization.upload_take": _("Yuklangan fayllar olindi"),
    "digitization.page_accept": _("Sahifa qabul qilindi"),
    "digitization.page_reopen": _("Sahifa qayta ochildi"),
    "digitization.page_mark_blank": _("Sahifa boʻshligi belgilandi"),
    "digitization.page_exclude": _("Sahifa kitobdan chiqarildi yoki qaytarildi"),
    "digitization.page_label": _("Sahifa belgisi oʻzgardi"),
    "digitization.page_reorder": _("Sahifalar tartibi oʻzgardi"),
    "digitization.page_redo": _("Sahifa qayta ishlandi"),
    "digitization.page_rotate": _("Sahifa burildi"),
    "digitization.page_crop": _("Sahifa qoʻlda kesildi"),
    "digitization.page_split": _("Sahifa ikkiga boʻlindi"),
    "digitization.page_unsplit": _("Ikki yarim bitta sahifa qilindi"),
    "digitization.pages_retry": _("Ishlov berilmagan sahifalar qayta berildi"),
    "digitization.page_replace": _("Sahifa qayta skanerlandi"),
    "digitization.page_insert": _("Sahifa qoʻshildi"),
    "digitization.text_correct": _("Matn tuzatildi"),
    "digitization.text_restore": _("Matnning oldingi nusxasi qaytarildi"),
    "digitization.object_discard": _("Obyekt olib tashlandi"),
    "digitization.object_restore": _("Obyekt saqlash omboridan tiklandi"),
    "digitization.page_scan": _("Sahifa skanerlandi"),
    "digitization.source_replace": _("Fayl yangisiga almashtirildi"),
    "digitization.source_unlock": _("Parol bilan yopilgan fayl ochildi"),
}


class DigitizationConfig(AppConfig):
    """Configuration of the digitization app."""

    name = "javon.apps.digitization"
    label = "digitization"

    def ready(self) -> None:
        from javon.apps.digitization.policies import can_see_work  # noqa: PLC0415 -- app ready
        from javon.base.ui.deeds import deeds_add  # noqa: PLC0415 -- app ready
        from javon.base.ui.menu import menu_add  # noqa: PLC0415 -- app ready

        deeds_add(DEEDS)
        menu_add("digitization:objects", _("Raqamlashtirish"), order=50, visible=can_see_work)
