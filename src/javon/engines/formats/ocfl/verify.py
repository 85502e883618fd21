"""Fixity: every byte of an object read and compared with the inventory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from javon.engines.formats.ocfl.errors import OcflError
from javon.engines.formats.ocfl.inventory import INVENTORY, SIDECAR, Inventory, read_inventory
from javon.engines.formats.ocfl.staging import OBJECT_DECLARATION, digest_of


def verify_object(object_root: Path) -> list[str]:
    """What is wrong with the object at ``object_root``, in words; empty when all is well."""
    try:
        inventory = read_inventory(object_root)
    except OcflError as error:
        return [str(error)]
    return [*_contents(object_root, inventory), *_strays(object_root, inventory), *_seals(object_root, inventory)]


def _contents(object_root: Path, inventory: Inventory) -> Iterator[str]:
    for digest, name in inventory.manifest.items():
        try:
            if digest_of(object_root / name) != digest:
                yield f"{inventory.object_id}: {name} was altered"
        except OSError as error:
            yield f"{inventory.object_id}: {name} cannot be read ({error.strerror})"


def _strays(object_root: Path, inventory: Inventory) -> Iterator[str]:
    """Files that no version knows."""
    expected = set(inventory.manifest.values()) | {OBJECT_DECLARATION, INVENTORY, SIDECAR}
    for number in range(1, inventory.head + 1):
        expected |= {f"v{number}/{INVENTORY}", f"v{number}/{SIDECAR}"}
    for here, _, names in os.walk(object_root):
        for name in names:
            path = str(Path(here, name).relative_to(object_root))
            if path not in expected:
                yield f"{inventory.object_id}: {path} belongs to no version"


def _seals(object_root: Path, inventory: Inventory) -> Iterator[str]:
    """The inventory kept with each version must be whole too."""
    for number in range(1, inventory.head + 1):
        try:
            kept = read_inventory(object_root / f"v{number}")
        except OcflError as error:
            yield str(error)
            continue
        if kept.head != number or kept.object_id != inventory.object_id:
            yield f"{inventory.object_id}: the inventory of version {number} speaks of something else"
