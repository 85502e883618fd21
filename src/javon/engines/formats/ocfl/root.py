"""An OCFL storage root: put, get, list, verify; many readers, one writer for each object."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, unquote

from javon.engines.formats.ocfl.errors import OcflBusyError, OcflError, OcflFullError, OcflMissingError
from javon.engines.formats.ocfl.inventory import Inventory, Version, read_inventory, stamp
from javon.engines.formats.ocfl.mend import mend_contents, mend_structure
from javon.engines.formats.ocfl.staging import OBJECT_DECLARATION, Known, Second, build, digest_of, place
from javon.engines.formats.ocfl.state import check_held, check_path, new_contents, size
from javon.engines.formats.ocfl.verify import Finding, structure, verify_object

_ROOT_DECLARATION = "0=ocfl_1.1"
_LAYOUT = "0003-hash-and-id-n-tuple-storage-layout"
_TUPLES, _TUPLE_SIZE = 3, 3
_CONFIG = {
    "extensionName": _LAYOUT,
    "digestAlgorithm": "sha256",
    "tupleSize": _TUPLE_SIZE,
    "numberOfTuples": _TUPLES,
}
#: What a root may hold whose making was cut short; the declaration comes last.
_OURS = frozenset({"extensions", "ocfl_layout.json"})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
#: Extension 0003: a longer encoded identifier is cut here and told apart by its digest.
_LONGEST_ID = 100
_POLL_SECONDS = 0.05
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


class OcflRoot:
    """A storage root at ``path``, made on first use.

    An object lies in a folder with its own name below three folders that spread the load, named by the SHA-256 of the
    identifier (extension 0003), so that a person finds it without any program.  New versions are built in a staging
    folder beside the root, on the same file system.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._create()
        self._staging = self._staging_folder()

    def put(
        self,
        object_id: str,
        files: Mapping[str, Path | bytes | Known],
        *,
        message: str,
        user: str,
        created: datetime,
        address: str = "",
        keep: bool = False,
        link: bool = False,
        second: Second = Second.LINK,
        wait_s: float = 60.0,
    ) -> int:
        """Store a new version and give its number; the same state as before makes no new version.

        Args:
            object_id: the identifier, for ever.
            files: the whole new state by logical path; content the object holds already is not stored again.
            message: why.
            user: who.
            created: when.
            address: a URI of the user; made from the name if empty.
            keep: files of the version before that are not named stay.
            link: hard-link new files instead of copying them (for files that nobody ever changes).
            second: with ``link``, what is taken of new files that are ``Known``.
            wait_s: how long to wait for another writer of the same object.

        Raises:
            OcflBusyError: another writer did not finish in time.
            OcflFullError: no space left; the object is as it was.
            OcflError: content that the object should hold is gone (no version speaks for what is not there), a path is
                not allowed, or a file has another digest than promised.
            OSError: a file cannot be read.
        """
        for path in files:
            check_path(path)
        digests = {path: digest_of(content) for path, content in files.items()}
        target = self._object_root(object_id)
        with self._locked(target, wait_s):
            old = read_inventory(target) if target.exists() else Inventory(object_id)
            state = {**old.state, **digests} if keep else digests
            if state == old.state and old.versions:
                return old.head
            version = Version(
                old.head + 1, stamp(created), message, user, address or f"urn:javon:user:{quote(user)}", state
            )
            check_held(target, old, state)
            self._write(target, old, version, files, link=link, second=second)
            return version.number

    def get(self, object_id: str, logical_path: str, version: int | None = None) -> Path:
        """Where a file of a version (the newest for None) lies on the disk.

        Raises:
            OcflMissingError: no such object, version or file.
        """
        target = self._object_root(object_id)
        inventory = self._inventory(object_id)
        digest = inventory.version(version).state.get(logical_path)
        if digest is None:
            raise OcflMissingError(f"{object_id}: no file {logical_path}")
        return target / inventory.manifest[digest]

    def whole(self, object_id: str, logical_path: str, version: int | None = None) -> Path:
        """The same, its bytes read and found to be those that were stored.

        Raises:
            OcflMissingError: no such object, version or file.
            OcflError: the file was altered, or cannot be read.
        """
        path = self.get(object_id, logical_path, version)
        inventory = self._inventory(object_id)
        try:
            found = digest_of(path)
        except OSError as error:
            raise OcflError(f"{object_id}: {logical_path} cannot be read ({error.strerror}): {path}") from error
        if found != inventory.version(version).state[logical_path]:
            raise OcflError(f"{object_id}: {logical_path} was altered: {path}")
        return path

    def versions(self, object_id: str) -> tuple[Version, ...]:
        """All versions of an object, the oldest first.

        Raises:
            OcflMissingError: no such object.
        """
        return self._inventory(object_id).versions

    def state(self, object_id: str, version: int | None = None) -> Mapping[str, str]:
        """The files of a version by logical path, with their SHA-512."""
        return self._inventory(object_id).version(version).state

    def __contains__(self, object_id: str) -> bool:
        return self._object_root(object_id).exists()

    def objects(self) -> Iterator[str]:
        """The identifiers of all objects, in the order of their folders; damaged ones as well."""
        for folder in self._object_folders(self.path, _TUPLES):
            yield _name_of(folder)

    def verify(self, object_id: str) -> list[str]:
        """What is wrong with an object, every byte read; empty when all is well."""
        target = self._object_root(object_id)
        if not target.exists():
            return [f"{object_id}: no such object"]
        return verify_object(target)

    def structure(self, object_id: str) -> tuple[Inventory | None, list[Finding]]:
        """Its inventory (None where none is whole), and what is wrong with all but the bytes of its contents.

        Raises:
            OcflMissingError: no such object.
        """
        target = self._object_root(object_id)
        if not target.exists():
            raise OcflMissingError(f"no object {object_id} in {self.path}")
        return structure(target, object_id)

    def place(self, object_id: str) -> Path:
        """The folder of an object, whether it is there or not."""
        return self._object_root(object_id)

    @contextmanager
    def held(self, object_id: str, wait_s: float = 60.0) -> Iterator[None]:
        """Keep writers away from an object for the length of the block.

        Raises:
            OcflBusyError: another writer did not finish in time.
        """
        with self._locked(self._object_root(object_id), wait_s):
            yield

    def mend(self, object_id: str, sources: Mapping[str, Path | bytes], wait_s: float = 60.0) -> None:
        """Put contents back by content path ("v1/content/masters/1.tif"); inventories and seals as well for none.

        Raises:
            OcflBusyError: another writer did not finish in time.
            OcflError: a source is not what was stored, or no inventory is whole.
            OSError: a source cannot be read, or the place not be written.
        """
        target = self._object_root(object_id)
        with self._locked(target, wait_s):
            work = self._work(target)
            work.mkdir()
            try:
                if sources:
                    mend_contents(target, work, sources)
                else:
                    mend_structure(target, work)
            finally:
                self._clear(target)

    def recover(self) -> int:
        """Clear away what killed writers left in the staging folder; gives the number of leavings."""
        cleared = 0
        for entry in sorted(self._staging.glob("*.work")):
            target = self.path.joinpath(*entry.stem.split("."))
            try:
                with self._locked(target, 0.0):
                    cleared += 1
            except OcflBusyError:
                continue
        return cleared

    def _write(
        self,
        target: Path,
        old: Inventory,
        version: Version,
        files: Mapping[str, Path | bytes | Known],
        *,
        link: bool,
        second: Second,
    ) -> None:
        added, contents = new_contents(old, version, files)
        work = self._work(target)
        work.mkdir()
        try:
            self._check_space(contents, link=link and second is not Second.COPY)
            new = work / "new"
            grown = old.grown(version, added)
            build(new, target if old.versions else None, grown, contents, link=link, second=second)
            place(new, target, self.path, work / "aside")
        except OSError as error:
            if error.errno in _FULL:
                raise OcflFullError(
                    f"{old.object_id}: no space left for version {version.number} in {self.path}"
                ) from error
            raise
        finally:
            self._clear(target)

    def _check_space(self, contents: Mapping[str, Path | bytes | Known], *, link: bool) -> None:
        """Say that the disk is too small before hours of copying, not after."""
        need = sum(size(content) for content in contents.values() if not (link and not isinstance(content, bytes)))
        if need > shutil.disk_usage(self.path).free:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.path))

    @contextmanager
    def _locked(self, target: Path, wait_s: float) -> Iterator[None]:
        """Hold the object alone; leavings of a killed writer are cleared first."""
        lock = self._work(target).with_suffix(".lock")
        deadline = time.monotonic() + wait_s
        with lock.open("w") as file:
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError as error:
                    if time.monotonic() >= deadline:
                        raise OcflBusyError(f"another writer holds the object at {target}") from error
                    time.sleep(_POLL_SECONDS)
            self._clear(target)
            yield

    def _clear(self, target: Path) -> None:
        """Remove the work folder of an object; an object put aside half-way through two renames comes back."""
        work = self._work(target)
        aside = work / "aside"
        if (aside / OBJECT_DECLARATION).exists() and not target.exists():
            os.rename(aside, target)
        shutil.rmtree(work, ignore_errors=True)

    def _work(self, target: Path) -> Path:
        # the encoded names hold no point, so the place of the object can be read from the name of its work folder
        return self._staging / (".".join(target.relative_to(self.path).parts) + ".work")

    def _inventory(self, object_id: str) -> Inventory:
        target = self._object_root(object_id)
        if not target.exists():
            raise OcflMissingError(f"no object {object_id} in {self.path}")
        return read_inventory(target)

    def _object_root(self, object_id: str) -> Path:
        digest = hashlib.sha256(object_id.encode()).hexdigest()
        tuples = [digest[index * _TUPLE_SIZE : (index + 1) * _TUPLE_SIZE] for index in range(_TUPLES)]
        name = _encoded(object_id)
        return self.path.joinpath(*tuples, name if len(name) <= _LONGEST_ID else f"{name[:_LONGEST_ID]}-{digest}")

    def _object_folders(self, folder: Path, depth: int) -> Iterator[Path]:
        for entry in sorted(folder.iterdir()):
            if not entry.is_dir() or entry.name == "extensions":
                continue
            if depth:
                yield from self._object_folders(entry, depth - 1)
            else:
                yield entry

    def _create(self) -> None:
        """Make the root, or check that it is one of ours."""
        declaration = self.path / _ROOT_DECLARATION
        declared = declaration.exists()
        if not declared and self.path.exists() and any(entry.name not in _OURS for entry in self.path.iterdir()):
            # Another program may have finished making the root since the first look.
            declared = declaration.exists()
            if not declared:
                raise OcflError(f"{self.path} is not empty and no OCFL 1.1 storage root")
        if declared:
            self._check_layout()
            return
        config = self.path / "extensions" / _LAYOUT / "config.json"
        config.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(self.path, config, json.dumps(_CONFIG, indent=1) + "\n")
        layout = {
            "extension": _LAYOUT,
            "description": "Three folders from the SHA-256 of the identifier, then the identifier",
        }
        _write_whole(self.path, self.path / "ocfl_layout.json", json.dumps(layout, indent=1) + "\n")
        _write_whole(self.path, declaration, "ocfl_1.1\n")

    def _check_layout(self) -> None:
        config = self.path / "extensions" / _LAYOUT / "config.json"
        if not config.exists() or json.loads(config.read_text()) != _CONFIG:
            raise OcflError(f"{self.path}: another storage layout than {_LAYOUT} with three times three signs")

    def _staging_folder(self) -> Path:
        """Beside the root; inside its extensions where the root is a file system of its own."""
        beside = self.path.parent / f".{self.path.name}.staging"
        same = self.path.parent.stat().st_dev == self.path.stat().st_dev
        folder = beside if same else self.path / "extensions" / "javon-staging"
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def _write_whole(root: Path, path: Path, text: str) -> None:
    """A small file at once or not at all: several programs may make the root, and any may be killed."""
    beside = root.parent.stat().st_dev == root.stat().st_dev
    folder = root.parent if beside else root / "extensions"
    handle, draft = tempfile.mkstemp(dir=folder, prefix=f".{root.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(draft, path)


def _name_of(folder: Path) -> str:
    """The identifier of the object in a folder: by the folder's name, or by the inventory where that was cut."""
    if len(folder.name) <= _LONGEST_ID:
        return unquote(folder.name)
    try:
        return read_inventory(folder).object_id
    except OcflError:
        return unquote(folder.name)


def _encoded(object_id: str) -> str:
    """The identifier as a folder name: all but ASCII letters, digits, ``-`` and ``_`` as ``%xx`` (extension 0003)."""
    return "".join(chr(byte) if chr(byte) in _PLAIN else f"%{byte:02x}" for byte in object_id.encode())
