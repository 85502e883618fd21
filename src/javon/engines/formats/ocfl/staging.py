"""Building a new state of an object beside the store, then putting it in place in one step.

The whole object root is built in a staging folder: what it held already is hard-linked, what is new is copied and
hashed on the way.  Then the two folders change places by one system call, so that a process killed at any point
leaves either the old object or the new one, never a mixture.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from javon.engines.formats.ocfl.errors import OcflError
from javon.engines.formats.ocfl.inventory import INVENTORY, SIDECAR, Inventory, sidecar

OBJECT_DECLARATION, OBJECT_DECLARED = "0=ocfl_object_1.1", b"ocfl_object_1.1\n"
_CHUNK = 1 << 20
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
#: File systems without the exchange say one of these; then two renames do, mended by the next writer if cut short.
_NO_EXCHANGE = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP})
_NO_LINK = frozenset({errno.EPERM, errno.EXDEV, errno.EMLINK, errno.EOPNOTSUPP, errno.ENOSYS})
_NO_CLONE = frozenset({errno.EOPNOTSUPP, errno.EXDEV, errno.EINVAL, errno.ENOTTY, errno.ENOSYS})
#: Above so many new files one sync of the whole system is cheaper than one for each.
_SINGLE_SYNCS = 64
#: Linux: ioctl(2), one file takes over the blocks of another; both part where one is written to.
_FICLONE = 0x40049409


class Second(StrEnum):
    """What the store takes of a file that somebody else keeps as well (docs/adr/0004-second-copy.md).

    COPY: bytes of its own.  REFLINK: a file of its own that shares blocks with the other until one is written to; bytes
    of its own where the file system cannot.  LINK: another name of the same file; bytes of its own on another disk.
    """

    COPY = "copy"
    REFLINK = "reflink"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Known:
    """A file whose SHA-512 and size are already known, so that nothing is read if the store holds it.

    When it has to be copied, the digest is checked.
    """

    path: Path
    sha512: str


def digest_of(content: Path | bytes | Known) -> str:
    """The SHA-512 of a content, in hexadecimal."""
    match content:
        case Known():
            return content.sha512
        case bytes():
            return hashlib.sha512(content).hexdigest()
        case _:
            with content.open("rb") as file:
                return hashlib.file_digest(file, "sha512").hexdigest()


def build(
    folder: Path,
    old: Path | None,
    inventory: Inventory,
    contents: Mapping[str, Path | bytes | Known],
    *,
    link: bool,
    second: Second,
) -> None:
    """Build the object root with its new head version in ``folder``.

    Args:
        folder: does not exist yet; on the same file system as the store.
        old: the object root as it stands, or None for the first version.
        inventory: the new inventory.
        contents: new content by content path inside the object root.
        link: hard-link new files instead of copying them where the file system can.
        second: what is taken of new files that are ``Known``: somebody else keeps them as well.

    Raises:
        OcflError: a file does not have the digest that was promised.
        OSError: a file cannot be read or written.
    """
    if old is None:
        folder.mkdir(parents=True)
        (folder / OBJECT_DECLARATION).write_bytes(OBJECT_DECLARED)
    else:
        _link_tree(old, folder)
    digests = {path: digest for digest, path in inventory.manifest.items()}
    for content_path, content in contents.items():
        _store(content, folder / content_path, digests[content_path], _manner(content, link, second))
    raw = inventory.to_bytes()
    for place in (folder / f"v{inventory.head}", folder):
        place.mkdir(exist_ok=True)
        _replace(place / INVENTORY, raw)
        _replace(place / SIDECAR, sidecar(raw))
    _sync(folder, f"v{inventory.head}", len(contents))


def _link_tree(old: Path, new: Path) -> None:
    """The same tree with hard links to the same files."""
    for here, _, names in os.walk(old):
        target = new / Path(here).relative_to(old)
        target.mkdir(parents=True)
        for name in names:
            _link_or_copy(Path(here, name), target / name)


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINK:
            raise
        shutil.copy2(source, target)


def _manner(content: Path | bytes | Known, link: bool, second: Second) -> Second:
    """How a new file comes in: one that nobody else keeps may always be linked, its other name goes away."""
    if not link:
        return Second.COPY
    return second if isinstance(content, Known) else Second.LINK


def _store(content: Path | bytes | Known, target: Path, digest: str, manner: Second) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        target.write_bytes(content)
        return
    source = content.path if isinstance(content, Known) else content
    if manner is Second.LINK:
        _link_or_copy(source, target)
        found = digest_of(target)
    elif manner is Second.REFLINK and _clone(source, target):
        found = digest_of(target)
    else:
        found = copy_sealed(source, target)
    if found != digest:
        raise OcflError(f"{source}: SHA-512 is {found[:16]}… but {digest[:16]}… was promised")


def copy_sealed(source: Path, target: Path) -> str:
    """Copy to a new file, with rights and times, and hash in one pass; gives the SHA-512 of what was written."""
    found = _copy(source, target)
    shutil.copystat(source, target)
    return found


def _copy(source: Path, target: Path) -> str:
    seal = hashlib.sha512()
    with source.open("rb") as reader, target.open("xb") as writer:
        while chunk := reader.read(_CHUNK):
            seal.update(chunk)
            writer.write(chunk)
    return seal.hexdigest()


def _clone(source: Path, target: Path) -> bool:
    """Share the blocks of another file; False, and nothing left, where the file system cannot."""
    try:
        with source.open("rb") as reader, target.open("xb") as writer:
            fcntl.ioctl(writer, _FICLONE, reader.fileno())
    except OSError as error:
        if error.errno not in _NO_CLONE:
            raise
        target.unlink(missing_ok=True)
        return False
    shutil.copystat(source, target)
    return True


def _replace(path: Path, data: bytes) -> None:
    """Write a file anew; the old one may be a link into the live object and must not be written through."""
    path.unlink(missing_ok=True)
    path.write_bytes(data)


def _sync(folder: Path, version: str, count: int) -> None:
    """Make sure that the new files are on the disk before the folder takes its place."""
    if count > _SINGLE_SYNCS:
        os.sync()
        return
    for here, _, names in os.walk(folder / version):
        for name in names:
            fsync(Path(here, name))
        fsync(Path(here))
    for name in (INVENTORY, SIDECAR, OBJECT_DECLARATION, "."):
        fsync(folder / name)


def fsync(path: Path) -> None:
    """Have a file or folder written to its disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def place(new: Path, target: Path, root: Path, aside: Path) -> None:
    """Put a built object root where it belongs.

    Args:
        new: the built folder.
        target: the object root; exchanged with ``new`` if it exists.
        root: the storage root, above ``target``.
        aside: a free name in the staging folder.
    """
    if target.exists():
        _exchange(new, target, aside)
    else:
        _move_in(new, target, root, aside)
    fsync(target.parent)


def _exchange(new: Path, target: Path, aside: Path) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    renameat2 = getattr(libc, "renameat2", None)
    if renameat2 is not None:
        if renameat2(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(target), _RENAME_EXCHANGE) == 0:
            return
        code = ctypes.get_errno()
        if code not in _NO_EXCHANGE:
            raise OSError(code, os.strerror(code), str(target))
    os.rename(target, aside)
    os.rename(new, target)


def _move_in(new: Path, target: Path, root: Path, aside: Path) -> None:
    """Rename a first version into place together with the folders above it that are missing.

    An empty folder left behind by a killed process would make the storage root invalid, so the missing folders
    arrive with the object inside.
    """
    parts = target.relative_to(root).parts
    depth = next(index for index in range(1, len(parts) + 1) if not root.joinpath(*parts[:index]).exists())
    branch = aside.joinpath(*parts[depth - 1 :])
    branch.parent.mkdir(parents=True, exist_ok=True)
    os.rename(new, branch)
    try:
        os.rename(aside / parts[depth - 1], root.joinpath(*parts[:depth]))
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
        # another object made the same folder meanwhile: go one step deeper
        os.rename(branch, new)
        _move_in(new, target, root, aside)
