"""The preservation store: judged by ocfl-py, killed at random moments, and filled to the brim."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import random
import shutil
import signal
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import ocfl
import pytest

from javon.engines.formats import Known, OcflBusyError, OcflError, OcflFullError, OcflMissingError, OcflRoot
from javon.engines.formats.ocfl import staging

NOW = datetime(2024, 12, 19, 9, 30, tzinfo=UTC)
WHO = {"user": "Sinovchi", "created": NOW}


def complaints(root: OcflRoot) -> list[str]:
    """Errors and warnings of ocfl-py about the root and every object in it, but for short identifiers (W005)."""
    judge = ocfl.StorageRoot(root=str(root.path))
    judge.open_root_fs()
    judge.check_root_structure()
    _, _, found = judge.validate_hierarchy(log_warnings=True)
    lines = [line for _, messages in found for line in messages.splitlines()]
    return [line for line in lines if "[W005]" not in line]


@pytest.fixture
def root(tmp_path: Path) -> OcflRoot:
    return OcflRoot(tmp_path / "store")


def content(root: OcflRoot, identifier: str, version: int | None = None) -> dict[str, bytes]:
    return {name: root.get(identifier, name, version).read_bytes() for name in root.state(identifier, version)}


def test_versions_keep_what_was(root: OcflRoot, tmp_path: Path) -> None:
    (tmp_path / "sken.tif").write_bytes(b"asl nusxa")
    first = {"masters/sken.tif": tmp_path / "sken.tif", "matn.txt": b"eski", "nusxa.txt": b"eski"}
    assert root.put("urn:x:1", first, message="bir", **WHO) == 1
    assert root.put("urn:x:1", {"matn.txt": b"yangi"}, message="ikki", keep=True, **WHO) == 2
    assert root.put("urn:x:1", {"matn.txt": b"eski"}, message="uch", **WHO) == 3
    assert content(root, "urn:x:1", 1) == {"masters/sken.tif": b"asl nusxa", "matn.txt": b"eski", "nusxa.txt": b"eski"}
    assert content(root, "urn:x:1", 2) == {"masters/sken.tif": b"asl nusxa", "matn.txt": b"yangi", "nusxa.txt": b"eski"}
    assert content(root, "urn:x:1") == {"matn.txt": b"eski"}
    assert [(v.number, v.message, v.user, v.created) for v in root.versions("urn:x:1")] == [
        (1, "bir", "Sinovchi", "2024-12-19T09:30:00Z"),
        (2, "ikki", "Sinovchi", "2024-12-19T09:30:00Z"),
        (3, "uch", "Sinovchi", "2024-12-19T09:30:00Z"),
    ]
    assert root.verify("urn:x:1") == []
    assert complaints(root) == []


def test_the_same_bytes_are_stored_once(root: OcflRoot) -> None:
    root.put("x", {"a": b"bir", "b": b"bir"}, message="", **WHO)
    root.put("x", {"c/d": b"bir", "e": b"ikki"}, message="", **WHO)
    stored = [path for path in root.path.rglob("*") if "content" in path.parts and path.is_file()]
    assert sorted(path.read_bytes() for path in stored) == [b"bir", b"ikki"]


def test_nothing_new_makes_no_version(root: OcflRoot) -> None:
    assert root.put("x", {"a": b"1"}, message="", **WHO) == 1
    assert root.put("x", {"a": b"1"}, message="yana", **WHO) == 1
    assert root.put("x", {}, message="yana", keep=True, **WHO) == 1
    assert len(root.versions("x")) == 1


def test_many_objects_with_any_name(root: OcflRoot) -> None:
    names = ["urn:x:1", "Ўткан кунлар/1", "..", "a" * 300, "info:fedora/o'z", "%41"]
    for name in names:
        root.put(name, {"object.json": name.encode()}, message="", **WHO)
    assert sorted(root.objects()) == sorted(names)
    assert all(root.get(name, "object.json").read_bytes() == name.encode() for name in names)
    assert all(name in root for name in names)
    assert complaints(root) == []
    assert sorted(OcflRoot(root.path).objects()) == sorted(names)


@pytest.mark.parametrize("path", ["", "/a", "a/", "a//b", "../a", "a/./b", "a/..", "x" * 256, "a\0b"])
def test_paths_that_lead_elsewhere_are_refused(root: OcflRoot, path: str) -> None:
    with pytest.raises(OcflError):
        root.put("x", {path: b""}, message="", **WHO)
    assert "x" not in root


def test_what_is_not_there_is_missing(root: OcflRoot) -> None:
    root.put("x", {"a": b"1"}, message="", **WHO)
    for ask in (
        lambda: root.get("y", "a"),
        lambda: root.get("x", "b"),
        lambda: root.get("x", "a", 2),
        lambda: root.versions("y"),
    ):
        with pytest.raises(OcflMissingError):
            ask()


def test_known_files_are_not_read_again(root: OcflRoot, tmp_path: Path) -> None:
    master = tmp_path / "master.tif"
    master.write_bytes(b"katta fayl")
    known = Known(master, hashlib.sha512(b"katta fayl").hexdigest())
    root.put("x", {"m.tif": known}, message="", **WHO)
    master.unlink()
    assert root.put("x", {"m.tif": known, "t": b"1"}, message="", **WHO) == 2
    assert root.get("x", "m.tif").read_bytes() == b"katta fayl"


@pytest.mark.parametrize("link", [False, True])
def test_a_file_that_is_not_what_was_promised_is_refused(root: OcflRoot, tmp_path: Path, link: bool) -> None:
    master = tmp_path / "master.tif"
    master.write_bytes(b"buzilgan")
    root.put("x", {"a": b"1"}, message="", **WHO)
    with pytest.raises(OcflError, match="promised"):
        root.put("x", {"m.tif": Known(master, "00" * 64)}, message="", link=link, **WHO)
    assert content(root, "x") == {"a": b"1"}
    assert complaints(root) == []


def test_masters_can_be_linked_instead_of_copied(root: OcflRoot, tmp_path: Path) -> None:
    master = tmp_path / "master.tif"
    master.write_bytes(b"asl")
    root.put("x", {"m.tif": master}, message="", link=True, **WHO)
    assert root.get("x", "m.tif").stat().st_ino == master.stat().st_ino


def test_damage_is_found(root: OcflRoot) -> None:
    root.put("x", {"a": b"1", "b": b"2"}, message="", **WHO)
    root.get("x", "a").write_bytes(b"?")
    root.get("x", "b").unlink()
    (root.get("x", "a").parent / "c").write_bytes(b"begona")
    found = root.verify("x")
    assert len(found) == 3
    assert [any(words in line for line in found) for words in ("altered", "cannot be read", "no version")] == [True] * 3
    assert root.verify("y") == ["y: no such object"]


@pytest.mark.parametrize("harm", ["gone", "altered"])
def test_the_judge_of_these_tests_sees_damage(root: OcflRoot, harm: str) -> None:
    root.put("x", {"a": b"1", "b": b"2"}, message="", **WHO)
    root.get("x", "b").write_bytes(b"?") if harm == "altered" else root.get("x", "b").unlink()
    assert complaints(root) != []


def test_a_changed_inventory_does_not_pass(root: OcflRoot) -> None:
    root.put("x", {"a": b"1"}, message="", **WHO)
    inventory = root.get("x", "a").parents[2] / "inventory.json"
    inventory.write_text(inventory.read_text().replace("Sinovchi", "Boshqa"))
    assert "seal" in root.verify("x")[0]
    with pytest.raises(OcflError, match="seal"):
        root.get("x", "a")


def test_a_folder_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "rasm.jpg").write_bytes(b"")
    with pytest.raises(OcflError, match="not empty"):
        OcflRoot(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["rasm.jpg"]


def test_two_writers_of_one_object_wait_for_each_other(root: OcflRoot) -> None:
    root.put("x", {"a": b"1"}, message="", **WHO)
    (lock,) = root.path.parent.glob(".store.staging/*.lock")
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(OcflBusyError):
            root.put("x", {"a": b"2"}, message="", wait_s=0.1, **WHO)
        assert root.put("y", {"a": b"2"}, message="", wait_s=0.1, **WHO) == 1
    assert root.put("x", {"a": b"2"}, message="", wait_s=0.1, **WHO) == 2


def test_writers_in_many_processes_lose_nothing(root: OcflRoot) -> None:
    children = [fork(root, [number]) for number in range(4)]
    for child in children:
        assert os.waitpid(child, 0)[1] == 0
    assert len(root.versions("x")) == 4
    assert len(root.state("x")) == 4 * 3
    assert complaints(root) == []


def fork(root: OcflRoot, numbers: Iterable[int]) -> int:
    """A process that writes a version for every number."""
    child = os.fork()
    if child:
        return child
    try:
        for number in numbers:
            files = {f"{number}/{part}.bin": os.urandom(20_000) for part in range(3)}
            root.put("x", files, message=str(number), keep=True, **WHO)
        os._exit(0)
    except BaseException:
        os._exit(1)


def test_a_writer_killed_at_any_moment_leaves_a_valid_store(root: OcflRoot) -> None:
    dice = random.Random(7)
    versions = round_number = 0
    while round_number < 15 or not versions:  # a busy machine needs longer for the first version
        child = fork(root, range(round_number * 1000, round_number * 1000 + 1000))
        time.sleep(dice.uniform(0.0, 0.12 + 0.01 * round_number))
        round_number += 1
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        # before anybody mends anything
        assert complaints(root) == []
        if "x" in root:
            assert root.verify("x") == []
            assert len(root.versions("x")) >= versions
            versions = len(root.versions("x"))
    root.recover()
    assert [path for path in root.path.parent.glob(".store.staging/*") if path.suffix != ".lock"] == []
    assert root.put("x", {"last": b"1"}, message="", **WHO) == versions + 1


@pytest.mark.parametrize("held", [False, True])
def test_a_full_disk_is_told_and_nothing_is_half_written(
    root: OcflRoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: bool
) -> None:
    if held:
        root.put("x", {"a": b"1"}, message="", **WHO)
    (tmp_path / "big.tif").write_bytes(b"0" * 10_000)

    def copy(_source: Path, target: Path) -> str:
        target.write_bytes(b"0" * 100)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(staging, "_copy", copy)
    with pytest.raises(OcflFullError, match="no space left for version"):
        root.put("x", {"big.tif": tmp_path / "big.tif"}, message="", **WHO)
    assert ("x" in root) == held
    assert complaints(root) == []
    assert [path for path in root.path.parent.glob(".store.staging/*") if path.suffix != ".lock"] == []


def test_a_disk_too_small_is_told_before_anything_is_copied(root: OcflRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: type("Usage", (), {"free": 10})())
    with pytest.raises(OcflFullError):
        root.put("x", {"a": b"0" * 11}, message="", **WHO)
    assert root.put("x", {"a": b"0" * 9}, message="", **WHO) == 1


def test_without_exchange_two_renames_do_and_are_mended(root: OcflRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system without the exchange, and a writer killed between the two renames."""
    root.put("x", {"a": b"1"}, message="", **WHO)
    monkeypatch.setattr(staging.ctypes, "CDLL", lambda *args, **keywords: object())
    assert root.put("x", {"a": b"2"}, message="", **WHO) == 2
    rename = os.rename

    def killed(source: Path, target: Path) -> None:
        if Path(source).name == "new":
            raise KeyboardInterrupt
        rename(source, target)

    monkeypatch.setattr(os, "rename", killed)
    with pytest.raises(KeyboardInterrupt):
        root.put("x", {"a": b"3"}, message="", **WHO)
    monkeypatch.setattr(os, "rename", rename)
    assert content(root, "x") == {"a": b"2"}
    assert complaints(root) == []


def test_without_hard_links_files_are_copied(root: OcflRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(_source: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    root.put("x", {"a": b"1"}, message="", **WHO)
    monkeypatch.setattr(os, "link", link)
    assert root.put("x", {"b": b"2"}, message="", keep=True, **WHO) == 2
    assert content(root, "x") == {"a": b"1", "b": b"2"}
    assert complaints(root) == []


@pytest.mark.parametrize("leaving", ["config", "layout", "both", "half a config"])
def test_a_root_whose_making_was_cut_short_is_made_on(tmp_path: Path, leaving: str) -> None:
    whole = OcflRoot(tmp_path / "whole").path
    root = tmp_path / "store"
    config = "extensions/0003-hash-and-id-n-tuple-storage-layout/config.json"
    names = {"config": [config], "layout": ["ocfl_layout.json"], "both": [config, "ocfl_layout.json"]}
    for name in names.get(leaving, [config]):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(whole / name, root / name)
    if leaving == "half a config":
        (root / config).write_text('{"extens')
    made = OcflRoot(root)
    made.put("x", {"a": b"1"}, message="", **WHO)
    assert complaints(OcflRoot(root)) == []


def test_another_finishes_the_root_between_two_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    OcflRoot(tmp_path / "store")
    real, looks = Path.exists, []

    def exists(path: Path) -> bool:
        if path.name == "0=ocfl_1.1":
            looks.append(path)
            return len(looks) > 1
        return real(path)

    monkeypatch.setattr(Path, "exists", exists)
    OcflRoot(tmp_path / "store").put("x", {"a": b"1"}, message="", **WHO)
    assert len(looks) == 2


def test_many_make_the_root_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        roots = list(pool.map(lambda _number: OcflRoot(tmp_path / "store"), range(16)))
    roots[0].put("x", {"a": b"1"}, message="", **WHO)
    assert complaints(roots[-1]) == []
