"""What `javon doctor` and `javon up` say of closed folders and sealed second factors."""

from __future__ import annotations

from javon.config.words import gettext as _


def open_folders() -> list[str]:
    """Folders of ours that others on the machine can read, each in a sentence."""
    from django.conf import settings  # noqa: PLC0415 -- optional dependency

    from javon.config.closed import open_to_others  # noqa: PLC0415 -- optional dependency

    text = _("%(folder)s: bu kompyuterdagi boshqa foydalanuvchilarga ham ochiq; yopish: chmod 700 %(folder)s")
    return [text % {"folder": folder} for folder in open_to_others(settings.JAVON_DATA, settings.JAVON_PRESERVATION)]


def lost_seals() -> list[str]:
    """A sentence where second factors of people were sealed with a key that is not here."""
    from django.db import Error  # noqa: PLC0415 -- optional dependency

    from javon.apps.people.queries.people import sealed_away  # noqa: PLC0415 -- app ready

    try:
        people = sealed_away()
    except Error:  # no table yet, or no database: others tell of that
        return []
    if not people:
        return []
    names = ", ".join(sorted(person.username for person in people))
    text = _(
        "seal-key boshqa: %(names)s ikki bosqichli kirishdan oʻta olmaydi. Eski seal-key faylini tiklang yoki "
        "./javon manage readmit LOGIN buyrugʻini bering"
    )
    return [text % {"names": names}]
