"""Pages from a scanner, into the batch of files that becomes an object."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from django.db import transaction

from javon.apps.digitization import policies
from javon.apps.digitization.actions.rights import require
from javon.apps.digitization.actions.room import check_room
from javon.apps.digitization.actions.upload import batch_folder
from javon.apps.digitization.enums import UploadStatus
from javon.apps.digitization.errors import DigitizationError
from javon.apps.digitization.models import Upload
from javon.apps.digitization.queries.scanners import is_scanner
from javon.apps.people.models import User
from javon.base.audit import record as journal
from javon.base.db.said import gettext as _
from javon.engines.imaging.intake.scanner import ScanOptions, choices, scan
from javon.engines.tools.budget import LimitError
from javon.engines.tools.programs import ProgramError

#: An A3 page at 600 dpi in colour.
LARGEST_PAGE = 220 * 2**20
#: How devices call their feeder.
FEEDERS = ("feeder", "adf")


def scan_into_batch(*, batch: str, device: str, dpi: int, mode: str, feeder: bool, by: User) -> list[str]:
    """Scan what lies in the feeder, or one page from the glass; gives the names of the new pages.

    Raises:
        NotAllowedError: the person may not digitize.
        DigitizationError: the scanner does not answer, or there is no paper; the message says so.
        NoRoomError: the disk is full.
    """
    require(policies.can_digitize, by)
    if not batch or len(batch) > 64:
        raise DigitizationError(_("Toʻplam identifikatori berilmagan. Oynani yangilang (F5)."))
    if not is_scanner(device):
        raise DigitizationError(_("Bunday skaner topilmadi. Uni yoqib, oynani yangilang (F5)."))
    folder = batch_folder("scans", batch, by.pk)
    check_room(LARGEST_PAGE, folder)
    try:
        pages = scan(device, folder, _options(device, dpi, mode, feeder=feeder))
    except (ProgramError, LimitError) as error:
        raise DigitizationError(_("Skaner javob bermadi: %(why)s") % {"why": error}) from error
    return [_registered(path, batch, by) for path in pages]


def _options(device: str, dpi: int, mode: str, *, feeder: bool) -> ScanOptions:
    """The wish in the device's own words; what it does not know is left to its default."""
    offered = choices(device)
    sources = [name for name in offered.get("source", ()) if any(word in name.lower() for word in FEEDERS)]
    return ScanOptions(
        dpi=dpi,
        mode=mode if mode in offered.get("mode", ()) else "",
        source=sources[0] if feeder and sources else "",
        batch=feeder,
    )


@transaction.atomic
def _registered(path: Path, batch: str, by: User) -> str:
    upload = Upload(name=path.name, size=path.stat().st_size, batch=batch, created_by=by, status=UploadStatus.COMPLETE)
    with suppress(FileExistsError):
        os.link(path, upload.path)
    upload.save()
    journal(action="digitization.page_scan", subject=f"upload:{upload.token}", by=by, details={"name": path.name})
    return path.name
