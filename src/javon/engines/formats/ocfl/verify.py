"""Fixity: every byte of an object read and compared with the inventory, and what is wrong told piece by piece."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from javon.engines.formats.ocfl.errors import OcflError
from javon.engines.formats.ocfl.inventory import INVENTORY, SIDECAR, Inventory, fresh_inventory
from javon.engines.formats.ocfl.staging import OBJECT_DECLARATION, digest_of

MISSING, ALTERED, UNREADABLE, EXTRA, INVENTORY_DAMAGED = "missing", "altered", "unreadable", "extra", "inventory"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with an object.

    Attributes:
        kind: ``missing``, ``altered``, ``unreadable`` (a content), ``extra`` (a file of no version) or ``inventory``
            (an inventory, a seal or the declaration).
        path: Where, below the object root.
        words: The same as a sentence.
        digest: The SHA-512 that a content should have.
    """

    kind: str
    path: str
    words: str
    digest: str = ""


def verify_object(object_root: Path) -> list[str]:
    """What is wrong with the object at ``object_root``, in words; empty when all is well."""
    inventory, findings = structure(object_root)
    if inventory is not None:
        findings += contents(object_root, inventory)
    return [finding.words for finding in findings]


def structure(object_root: Path, object_id: str = "") -> tuple[Inventory | None, list[Finding]]:
    """The inventory, and what is wrong with all but the bytes of the contents.

    Where the inventory of the object is damaged, that of its newest version speaks for it; None where neither is
    whole.  ``object_id`` is the name that the object should have.
    """
    findings: list[Finding] = []
    try:
        inventory: Inventory | None = fresh_inventory(object_root)
    except OcflError as error:
        findings.append(Finding(INVENTORY_DAMAGED, INVENTORY, str(error)))
        inventory = newest_inventory(object_root)
    if inventory is None:
        return None, findings
    if object_id and inventory.object_id != object_id:
        words = f"{object_id}: the inventory speaks of {inventory.object_id}"
        findings.append(Finding(INVENTORY_DAMAGED, INVENTORY, words))
    if not (object_root / OBJECT_DECLARATION).is_file():
        words = f"{inventory.object_id}: {OBJECT_DECLARATION} is missing"
        findings.append(Finding(INVENTORY_DAMAGED, OBJECT_DECLARATION, words))
    return inventory, [*findings, *_strays(object_root, inventory), *_seals(object_root, inventory)]


def newest_inventory(object_root: Path) -> Inventory | None:
    """The inventory kept with the newest version, where it is whole."""
    numbers = [int(path.name[1:]) for path in object_root.glob("v*") if path.name[1:].isdigit()]
    if not numbers:
        return None
    try:
        found = fresh_inventory(object_root / f"v{max(numbers)}")
    except OcflError:
        return None
    return found if found.head == max(numbers) else None


def contents(object_root: Path, inventory: Inventory) -> Iterator[Finding]:
    """Read every content and tell of those that are not as they were stored."""
    for digest, name in inventory.manifest.items():
        finding = content(object_root, inventory.object_id, name, digest)
        if finding is not None:
            yield finding


def content(object_root: Path, object_id: str, name: str, digest: str) -> Finding | None:
    """Read one content; None where it is what was stored."""
    try:
        found = digest_of(object_root / name)
    except OSError as error:
        kind = MISSING if isinstance(error, FileNotFoundError) else UNREADABLE
        return Finding(kind, name, f"{object_id}: {name} cannot be read ({error.strerror})", digest)
    return None if found == digest else Finding(ALTERED, name, f"{object_id}: {name} was altered", digest)


def _strays(object_root: Path, inventory: Inventory) -> Iterator[Finding]:
    """Files that no version knows."""
    expected = set(inventory.manifest.values()) | {OBJECT_DECLARATION, INVENTORY, SIDECAR}
    for number in range(1, inventory.head + 1):
        expected |= {f"v{number}/{INVENTORY}", f"v{number}/{SIDECAR}"}
    for here, _, names in os.walk(object_root):
        for name in names:
            path = str(Path(here, name).relative_to(object_root))
            if path not in expected:
                yield Finding(EXTRA, path, f"{inventory.object_id}: {path} belongs to no version")


def _seals(object_root: Path, inventory: Inventory) -> Iterator[Finding]:
    """The inventory kept with each version must be whole too, and tell the same of its versions."""
    for number in range(1, inventory.head + 1):
        path = f"v{number}/{INVENTORY}"
        try:
            kept = fresh_inventory(object_root / f"v{number}")
        except OcflError as error:
            yield Finding(INVENTORY_DAMAGED, path, str(error))
            continue
        if kept.object_id != inventory.object_id or kept.versions != inventory.versions[:number]:
            words = f"{inventory.object_id}: the inventory of version {number} speaks of something else"
            yield Finding(INVENTORY_DAMAGED, path, words)
