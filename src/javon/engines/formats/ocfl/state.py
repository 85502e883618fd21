"""The state of a new version: what may be in it, what it adds, what it takes over."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from javon.engines.formats.ocfl.errors import OcflError
from javon.engines.formats.ocfl.inventory import Inventory, Version
from javon.engines.formats.ocfl.staging import Known

_LONGEST_NAME = 255
#: So many lost files are named in one sentence.
_NAMED = 5


def check_path(path: str) -> None:
    """OCFL 3.3.2: no empty, ``.`` or ``..`` part, no slash at either end; a part must fit the file system.

    Raises:
        OcflError: the path is not allowed.
    """
    parts = path.split("/")
    if any(part in ("", ".", "..") or "\0" in part or len(part.encode()) > _LONGEST_NAME for part in parts):
        raise OcflError(f"{path!r} cannot be the path of a file in the store")


def new_contents(
    old: Inventory, version: Version, files: Mapping[str, Path | bytes | Known]
) -> tuple[dict[str, str], dict[str, Path | bytes | Known]]:
    """What the manifest gains (SHA-512 to content path) and the content by content path."""
    added: dict[str, str] = {}
    contents: dict[str, Path | bytes | Known] = {}
    for path, content in files.items():
        digest = version.state[path]
        if digest not in old.manifest and digest not in added:
            added[digest] = f"v{version.number}/content/{path}"
            contents[added[digest]] = content
    return added, contents


def check_held(target: Path, old: Inventory, state: Mapping[str, str]) -> None:
    """A new version speaks for no content of an older one that is not there.

    Raises:
        OcflError: one is gone.
    """
    gone = [path for path, digest in state.items() if digest in old.manifest and not _there(target, old, digest)]
    if gone:
        raise OcflError(f"{old.object_id}: {', '.join(gone[:_NAMED])} is gone from the store")


def _there(target: Path, old: Inventory, digest: str) -> bool:
    return (target / old.manifest[digest]).is_file()


def size(content: Path | bytes | Known) -> int:
    """Its length in bytes."""
    if isinstance(content, bytes):
        return len(content)
    return (content.path if isinstance(content, Known) else content).stat().st_size
