"""Names of languages, scripts, kinds and reasons as people read them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from javon.apps.catalog.enums import RecordKind, RecordLanguage
from javon.engines.index import Why

LANGUAGES: dict[str, str | Promise] = {
    **dict(RecordLanguage.choices),
    "uz": _("Oʻzbekcha"),
    "kaa": _("Qoraqalpoqcha"),
}
SCRIPTS: dict[str, str | Promise] = {
    "Latn": _("lotin"),
    "Cyrl": _("kirill"),
    "Arab": _("arab"),
    "Zyyy": _("aniqlanmagan"),
}
KINDS: dict[str, str | Promise] = dict(RecordKind.choices)
WHYS: dict[Why, str | Promise] = {
    Why.EXACT: "",
    Why.LOOSE: _("boshqacha yozilgan"),
    Why.PREFIX: _("soʻz boshi"),
    Why.STEM: _("qoʻshimchali shakl"),
    Why.SOUNDING: _("boshqacha yozilgan"),
    Why.FUZZY: _("oʻxshash soʻz"),
    Why.NONE: "",
}
