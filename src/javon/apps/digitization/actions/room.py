"""Room on the disk: asked for before anything is written."""

from __future__ import annotations

import shutil
from pathlib import Path

from javon.apps.digitization.errors import NoRoomError
from javon.base.db.said import gettext as _

#: Room that must stay free on the disk beside the files themselves: derivatives, database, index.
SPARE = 1.6
LEAST_FREE = 200 * 1024 * 1024


def check_room(needed: int, folder: Path) -> None:
    """Raise ``NoRoomError`` unless the disk of ``folder`` takes ``needed`` bytes and what is made from them."""
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    wanted = int(needed * SPARE) + LEAST_FREE
    if free < wanted:
        raise NoRoomError(
            _(
                "Diskda joy yetmaydi (%(folder)s): %(wanted)s MB kerak, %(free)s MB boʻsh. "
                "Joy boʻshatib, qayta boshlang."
            )
            % {"folder": folder, "wanted": wanted // 2**20 + 1, "free": free // 2**20}
        )
