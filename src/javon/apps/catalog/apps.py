"""The app's entry in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from javon.apps.catalog.enums import RecordKind, RecordLanguage

#: Names of changes in the journal, in words.
DEEDS = {
    "catalog.record_create": _("Bibliografik yozuv yaratildi"),
    "catalog.record_update": _("Bibliografik yozuv oʻzgardi"),
    "catalog.record_restore": _("Bibliografik yozuv raqamli arxivdan tiklandi"),
    "catalog.record_delete": _("Bibliografik yozuv oʻchirildi"),
}
#: Names of a record's fields in the journal, in words.
DETAILS = {
    "record": _("Bibliografik yozuv"),
    "fields": _("Oʻzgargan maydonlar"),
    "number": _("Yozuv raqami"),
    "title": _("Sarlavha"),
    "creators": _("Mualliflar"),
    "place": _("Nashr joyi"),
    "publisher": _("Nashriyot"),
    "date": _("Nashr yili"),
    "year": _("Yil"),
    "kind": _("Resurs turi"),
    "language": _("Til"),
    "subjects": _("Mavzular"),
    "identifiers": _("ISBN, ISSN va boshqa standart raqamlar"),
    "description": _("Annotatsiya"),
    "rights": _("Huquqlar"),
    "marc": _("MARC"),
}


class CatalogConfig(AppConfig):
    """Configuration of the catalog app."""

    name = "javon.apps.catalog"
    label = "catalog"

    def ready(self) -> None:
        from javon.apps.catalog.queries.titles import keys_called, titles_of  # noqa: PLC0415 -- app ready
        from javon.base.ui.deeds import deeds_add, details_add  # noqa: PLC0415 -- app ready
        from javon.base.ui.subjects import subject_add  # noqa: PLC0415 -- app ready

        deeds_add(DEEDS)
        details_add(
            DETAILS,
            {"kind": dict(RecordKind.choices), "language": dict(RecordLanguage.choices), "fields": DETAILS},
        )
        subject_add("record", _("Bibliografik yozuv"), titles=titles_of, found=keys_called)
