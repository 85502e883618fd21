"""A password for the encrypted PDFs of an object: tried at once and never kept."""

from __future__ import annotations

from javon.apps.digitization import policies
from javon.apps.digitization.actions.intake import object_intake_finish
from javon.apps.digitization.actions.lock import object_lock
from javon.apps.digitization.actions.rights import require
from javon.apps.digitization.actions.taking import source_unlock
from javon.apps.digitization.enums import SourceStatus
from javon.apps.digitization.errors import WrongPasswordError
from javon.apps.digitization.models import DigitalObject
from javon.apps.digitization.queries.objects import locked_sources
from javon.apps.people.models import User
from javon.base.db.said import gettext as _

#: The longest password that PDF knows is 127 bytes.
LONGEST = 500


def object_unlock(*, object: DigitalObject, password: str, by: User | None) -> int:
    """Open the locked files that this password fits, register their pages and have them processed; gives the number.

    Raises:
        NotAllowedError: the person may not digitize.
        WrongPasswordError: it fits none of them, or none is locked.
        AlreadyDigitizedError: another object was made from exactly these files.
        BusyError: another program is at work on the object.
        NoRoomError: the disk is full.
    """
    require(policies.can_digitize, by)
    if not password or len(password) > LONGEST:
        raise WrongPasswordError(_("Parolni kiriting."))
    with object_lock(object.identifier):
        locked = list(locked_sources(object).select_related("stored", "object"))
        tried = [source_unlock(source=source, by=by, passwords=[password]) for source in locked]
        opened = sum(source.status == SourceStatus.STORED for source in tried)
        if not opened:
            raise WrongPasswordError(
                _("Parol toʻgʻri kelmadi. Klaviatura tilini va katta-kichik harflarni tekshirib, qayta kiriting.")
                if locked
                else _("Parol bilan yopilgan fayl yoʻq.")
            )
        object_intake_finish(object=object, by=by)
    return opened
