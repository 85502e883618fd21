"""What can be wrong with a change of people, in words for the person who asked for it."""

from __future__ import annotations

from django.utils.translation import gettext as _


class PeopleError(Exception):
    """A change of people that is not made; the text says why."""


class NotAllowedError(PeopleError):
    """The person has no right to this change."""

    def __init__(self) -> None:
        super().__init__(_("Bu amal uchun huquqingiz yoʻq."))


class LastAdministratorError(PeopleError):
    """Without an administrator nobody could let anybody in any more."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Bu yagona faol tizim administratori. Avval boshqa tizim administratori "
                "tayinlang, keyin bu amalni bajaring."
            )
        )
