"""An OCFL storage root: put, get, list, verify; many readers, one writer for each object."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from javon.engines.formats.ocfl.errors import OcflError, OcflFullError, OcflMissingError
from javon.engines.formats.ocfl.inventory import Inventory, Version, read_inventory, stamp
from javon.engines.formats.ocfl.layout import StorageRoot
from javon.engines.formats.ocfl.mend import mend_contents, mend_structure
from javon.engines.formats.ocfl.staging import Known, Second, build, digest_of, place
from javon.engines.formats.ocfl.state import check_held, check_path, new_contents, size
from javon.engines.formats.ocfl.verify import Finding, structure, verify_object

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class OcflRoot(StorageRoot):
    """The objects of a storage root and their versions."""

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

    def _inventory(self, object_id: str) -> Inventory:
        target = self._object_root(object_id)
        if not target.exists():
            raise OcflMissingError(f"no object {object_id} in {self.path}")
        return read_inventory(target)
