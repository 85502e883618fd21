"""The inventory of an OCFL object: which bytes are which file in which version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from javon.engines.formats.ocfl.errors import OcflError, OcflMissingError

ALGORITHM = "sha512"
INVENTORY = "inventory.json"
SIDECAR = f"{INVENTORY}.{ALGORITHM}"
_TRIES = 3
_TYPE = "https://ocfl.io/1.1/spec/#inventory"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an object: who made it, when and why, and its files by logical path (value: SHA-512)."""

    number: int
    created: str
    message: str
    user: str
    address: str
    state: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Inventory:
    """``manifest`` maps a SHA-512 to the content path inside the object root."""

    object_id: str
    versions: tuple[Version, ...] = ()
    manifest: Mapping[str, str] = field(default_factory=dict)

    @property
    def head(self) -> int:
        return len(self.versions)

    @property
    def state(self) -> Mapping[str, str]:
        """The files of the newest version; empty before the first."""
        return self.versions[-1].state if self.versions else {}

    def version(self, number: int | None) -> Version:
        """A version by number, the newest for None.

        Raises:
            OcflMissingError: there is none.
        """
        wanted = self.head if number is None else number
        if not 1 <= wanted <= self.head:
            raise OcflMissingError(f"{self.object_id}: no version {wanted}")
        return self.versions[wanted - 1]

    def grown(self, version: Version, added: Mapping[str, str]) -> Inventory:
        """The inventory with one more version and its new content."""
        return Inventory(self.object_id, (*self.versions, version), {**self.manifest, **added})

    def to_bytes(self) -> bytes:
        """The inventory as OCFL writes it; the same inventory gives the same bytes."""
        data = {
            "id": self.object_id,
            "type": _TYPE,
            "digestAlgorithm": ALGORITHM,
            "head": f"v{self.head}",
            "manifest": {digest: [path] for digest, path in sorted(self.manifest.items())},
            "versions": {f"v{version.number}": _version_to_json(version) for version in self.versions},
        }
        return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def _version_to_json(version: Version) -> dict[str, Any]:
    state: dict[str, list[str]] = {}
    for path, digest in sorted(version.state.items()):
        state.setdefault(digest, []).append(path)
    return {
        "created": version.created,
        "message": version.message,
        "user": {"name": version.user, "address": version.address},
        "state": state,
    }


def stamp(moment: datetime) -> str:
    """A moment as OCFL writes it, in UTC to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sidecar(inventory: bytes) -> bytes:
    """The content of the file beside an inventory that seals it."""
    return f"{hashlib.sha512(inventory).hexdigest()} {INVENTORY}\n".encode()


def read_inventory(object_root: Path) -> Inventory:
    """The inventory of an object, checked against its seal.

    Raises:
        OcflMissingError: there is no object.
        OcflError: the inventory is damaged.
    """
    path = object_root / INVENTORY
    try:
        facts = path.stat()
    except FileNotFoundError as error:
        raise OcflMissingError(f"no object at {object_root}") from error
    return _read(path, facts.st_mtime_ns, facts.st_ino)


def fresh_inventory(object_root: Path) -> Inventory:
    """The same, read now: what was remembered of it says nothing of the disk.

    Raises:
        OcflError: the inventory is missing or damaged.
    """
    path = object_root / INVENTORY
    found = _read_now(path)
    if path.with_name(SIDECAR).read_bytes().split()[1:] != [INVENTORY.encode()]:
        raise OcflError(f"{path}: its {ALGORITHM} seal is damaged")
    return found


@lru_cache(maxsize=32)
def _read(path: Path, _changed: int, _inode: int) -> Inventory:
    """Read once for every state of the file: a reader asks for hundreds of pages of one object."""
    return _read_now(path)


def _read_now(path: Path) -> Inventory:
    try:
        return _from_json(json.loads(_sealed(path)))
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise OcflError(f"{path}: damaged inventory ({error})") from error


def _sealed(path: Path) -> bytes:
    """The bytes of an inventory that match their seal; a writer may change both between two reads."""
    for _ in range(_TRIES):
        raw = path.read_bytes()
        seal = path.with_name(SIDECAR).read_bytes().split()[0].decode()
        if seal == hashlib.sha512(raw).hexdigest():
            return raw
    raise OcflError(f"{path}: does not match its {ALGORITHM} seal")


def _from_json(data: Mapping[str, Any]) -> Inventory:
    versions = []
    for number in range(1, int(data["head"].lstrip("v")) + 1):
        values = data["versions"][f"v{number}"]
        user = values.get("user", {})
        state = {path: digest for digest, paths in values["state"].items() for path in paths}
        versions.append(
            Version(
                number,
                values["created"],
                values.get("message", ""),
                user.get("name", ""),
                user.get("address", ""),
                state,
            )
        )
    manifest = {digest: paths[0] for digest, paths in data["manifest"].items()}
    return Inventory(data["id"], tuple(versions), manifest)
