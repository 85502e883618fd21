"""The app's entry in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

#: Names of changes in the journal, in words.
DEEDS = {
    "catalog.record_create": _("Bibliografik yozuv yaratildi"),
    "catalog.record_update": _("Bibliografik yozuv oʻzgardi"),
    "catalog.record_restore": _("Bibliografik yozuv saqlash omboridan tiklandi"),
    "catalog.record_delete": _("Bibliografik yozuv oʻchirildi"),
}


class CatalogConfig(AppConfig):
    """Configuration of the catalog app."""

    name = "javon.apps.catalog"
    label = "catalog"

    def ready(self) -> None:
        from javon.base.ui.deeds import deeds_add  # noqa: PLC0415 -- app ready

        deeds_add(DEEDS)
