"""Where things lie in a storage root: its declaration and layout, folders of objects, work in hand and its locks."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

from javon.engines.formats.ocfl.errors import OcflBusyError, OcflError
from javon.engines.formats.ocfl.inventory import read_inventory
from javon.engines.formats.ocfl.staging import OBJECT_DECLARATION

ROOT_DECLARATION = "0=ocfl_1.1"
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
#: Extension 0003: a longer encoded identifier is cut here and told apart by its digest.
_LONGEST_ID = 100
_POLL_SECONDS = 0.05
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


class StorageRoot:
    """A storage root at ``path``, made on first use.

    An object lies in a folder with its own name below three folders that spread the load, named by the SHA-256 of the
    identifier (extension 0003), so that a person finds it without any program.  New versions are built in a staging
    folder beside the root, on the same file system.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._create()
        self._staging = self._staging_folder()

    def __contains__(self, object_id: str) -> bool:
        return self._object_root(object_id).exists()

    def objects(self) -> Iterator[str]:
        """The identifiers of all objects, in the order of their folders; damaged ones as well."""
        for folder in self._object_folders(self.path, _TUPLES):
            yield _name_of(folder)

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
        declaration = self.path / ROOT_DECLARATION
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
