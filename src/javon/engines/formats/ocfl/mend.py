"""Putting damaged files of an object right from what is known to be true."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from javon.engines.formats.ocfl.errors import OcflError
from javon.engines.formats.ocfl.inventory import INVENTORY, SIDECAR, Inventory, fresh_inventory, sidecar
from javon.engines.formats.ocfl.staging import OBJECT_DECLARATION, OBJECT_DECLARED, copy_sealed, digest_of, fsync
from javon.engines.formats.ocfl.verify import structure


def mend_contents(object_root: Path, work: Path, sources: Mapping[str, Path | bytes]) -> None:
    """Put contents back.  ``work`` is a folder on the same file system; every source is checked while it is copied.

    Raises:
        OcflError: the inventory knows no such content, or a source is not what was stored; those before are mended.
        OSError: a source cannot be read, or the place not be written.
    """
    inventory, _findings = structure(object_root)
    if inventory is None:
        raise OcflError(f"{object_root}: no inventory is whole")
    digests = {path: digest for digest, path in inventory.manifest.items()}
    for path, source in sources.items():
        if path not in digests:
            raise OcflError(f"{inventory.object_id}: the inventory knows no {path}")
        draft = work / "mended"
        draft.unlink(missing_ok=True)
        if isinstance(source, bytes):
            draft.write_bytes(source)
            found = digest_of(source)
        else:
            found = copy_sealed(source, draft)
        if found != digests[path]:
            raise OcflError(f"{inventory.object_id}: {source if isinstance(source, Path) else path} is not {path}")
        _put(draft, object_root / path)


def mend_structure(object_root: Path, work: Path) -> None:
    """Write inventories, seals and the declaration anew from an inventory that is whole.

    Raises:
        OcflError: none is.
        OSError: the place cannot be written.
    """
    inventory, _findings = structure(object_root)
    if inventory is None:
        raise OcflError(f"{object_root}: no inventory is whole")
    for number in range(1, inventory.head + 1):
        wanted = _as_of(inventory, number)
        if not _holds(object_root / f"v{number}", wanted):
            _write(object_root / f"v{number}", work, wanted.to_bytes())
    if not _holds(object_root, inventory):
        # The bytes of the newest version's own inventory: the standard wants the two to be the same.
        _write(object_root, work, (object_root / f"v{inventory.head}" / INVENTORY).read_bytes())
    if not (object_root / OBJECT_DECLARATION).is_file():
        _draft(work, OBJECT_DECLARED, object_root / OBJECT_DECLARATION)


def _as_of(inventory: Inventory, number: int) -> Inventory:
    """The inventory as it was written with that version."""
    held = {
        digest: path for digest, path in inventory.manifest.items() if int(path.partition("/")[0].lstrip("v")) <= number
    }
    return replace(inventory, versions=inventory.versions[:number], manifest=held)


def _holds(folder: Path, wanted: Inventory) -> bool:
    try:
        found = fresh_inventory(folder)
    except OcflError:
        return False
    return (found.object_id, found.versions) == (wanted.object_id, wanted.versions)


def _write(folder: Path, work: Path, raw: bytes) -> None:
    folder.mkdir(exist_ok=True)
    _draft(work, raw, folder / INVENTORY)
    _draft(work, sidecar(raw), folder / SIDECAR)


def _draft(work: Path, data: bytes, target: Path) -> None:
    draft = work / "mended"
    draft.write_bytes(data)
    _put(draft, target)


def _put(draft: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    fsync(draft)
    os.replace(draft, target)
    fsync(target.parent)
