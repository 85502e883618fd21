"""Room on the disk: asked for before anything is written."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings

from javon.apps.digitization.errors import NoRoomError
from javon.base.db.said import gettext as _
from javon.engines.formats import Second

#: Room that must stay free on the disk beside the files themselves: derivatives, database, index.
SPARE = 1.6
#: The store's own copy of a master, where it takes one and lies on the same disk.
COPY = 1.0
LEAST_FREE = 200 * 1024 * 1024


def check_room(needed: int, folder: Path) -> None:
    """Raise ``NoRoomError`` unless the disk of ``folder`` takes ``needed`` bytes and what is made from them."""
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    wanted = int(needed * (SPARE + (COPY if _copied_here(folder) else 0.0))) + LEAST_FREE
    if free < wanted:
        raise NoRoomError(
            _(
                "Diskda joy yetmaydi (%(folder)s): %(wanted)s MB kerak, %(free)s MB boʻsh. "
                "Joy boʻshatib, qayta boshlang."
            )
            % {"folder": folder, "wanted": wanted // 2**20 + 1, "free": free // 2**20}
        )


def _copied_here(folder: Path) -> bool:
    """Whether the preservation store takes a second copy from the same disk."""
    store = Path(settings.JAVON_PRESERVATION)
    near = store if store.exists() else store.parent
    same = near.exists() and near.stat().st_dev == folder.stat().st_dev
    return same and settings.JAVON_SECOND_COPY == Second.COPY
