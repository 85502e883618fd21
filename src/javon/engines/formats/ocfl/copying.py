"""An object copied while others may be writing its next version: content first, the inventory that names it last."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from javon.engines.formats.ocfl.errors import OcflError
from javon.engines.formats.ocfl.inventory import INVENTORY, SIDECAR, read_inventory, sidecar
from javon.engines.formats.ocfl.staging import OBJECT_DECLARATION

_TRIES = 100
#: Takes source, target and, where known, the SHA-512 of a file that never changes.
CopyFile = Callable[[Path, Path, str], None]


def object_copy(source: Path, target: Path, copy: CopyFile) -> None:
    """Copy the object at ``source`` as one moment knew it; a kill leaves no inventory that names what is not there.

    Raises:
        OcflError: the inventory is damaged.
        Exception: whatever ``copy`` raises.
    """
    raw = _inventory(source)
    inventory = read_inventory(source)
    copy(source / OBJECT_DECLARATION, target / OBJECT_DECLARATION, "")
    for digest, name in inventory.manifest.items():
        copy(source / name, target / name, digest)
    for number in range(1, inventory.head + 1):
        for name in (INVENTORY, SIDECAR):
            copy(source / f"v{number}" / name, target / f"v{number}" / name, "")
    for path, data in ((target / INVENTORY, raw), (target / SIDECAR, sidecar(raw))):
        _put(path, data)


def _inventory(source: Path) -> bytes:
    """The bytes of the inventory that ``read_inventory`` speaks of; a writer may change it between two reads."""
    for _ in range(_TRIES):
        before = read_inventory(source)
        raw = (source / INVENTORY).read_bytes()
        seal = (source / SIDECAR).read_bytes()
        if seal.split()[:1] == sidecar(raw).split()[:1] and read_inventory(source) == before:
            return raw
    raise OcflError(f"{source}: inventory and seal do not match")


def _put(path: Path, data: bytes) -> None:
    draft = path.with_name(path.name + ".part")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
