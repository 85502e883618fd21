"""The store: once, whole, never overwritten; on every failure a clear reason and nothing half-written."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from javon.apps.people.models import User
from javon.base.files import (
    FileStoreError,
    NoPermissionError,
    NoSpaceError,
    SourceUnreadableError,
    StoreDamagedError,
    StoredFile,
    content_restore,
    file_store,
)
from javon.base.files import store as store_module
from javon.base.files.media_types import sniff

pytestmark = pytest.mark.django_db


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "scan.tif"
    path.write_bytes(b"II*\x00" + bytes(range(256)) * 20_000)
    return path


def left_in_store(settings: Any) -> list[Path]:
    return [path for path in Path(settings.JAVON_FILES).rglob("*") if path.is_file()]


def test_a_file_is_kept_bit_for_bit_under_its_checksum(scan: Path, operator: User, settings: Any) -> None:
    stored = file_store(scan, name="varaq 1.tif", by=operator)
    digest = hashlib.sha512(scan.read_bytes()).hexdigest()
    assert (stored.pk, stored.size, stored.media_type) == (digest, scan.stat().st_size, "image/tiff")
    assert (stored.name, stored.stored_by_id) == ("varaq 1.tif", operator.pk)
    assert stored.path == settings.JAVON_FILES / digest[:2] / digest[2:4] / digest
    assert stored.path.read_bytes() == scan.read_bytes()
    assert stored.path.stat().st_mode & 0o222 == 0, "nobody writes into it again"
    assert left_in_store(settings) == [stored.path]


def test_the_same_content_is_recognized(scan: Path, tmp_path: Path, settings: Any) -> None:
    first = file_store(scan, name="bir.tif")
    written = first.path.stat().st_mtime_ns
    other = tmp_path / "other.tif"
    other.write_bytes(scan.read_bytes())
    second = file_store(other, name="ikki.tif")
    assert second == first
    assert second.name == "bir.tif"
    assert first.path.stat().st_mtime_ns == written
    assert (StoredFile.objects.count(), len(left_in_store(settings))) == (1, 1)


def test_an_empty_file_is_a_file(tmp_path: Path) -> None:
    empty = tmp_path / "empty.tif"
    empty.touch()
    stored = file_store(empty, name="empty.tif")
    assert (stored.size, stored.media_type) == (0, "application/x-empty")
    assert stored.path.read_bytes() == b""


@pytest.mark.django_db(transaction=True)
def test_a_rollback_leaves_bytes_that_the_next_storing_takes_up(scan: Path, settings: Any) -> None:
    with transaction.atomic():
        file_store(scan, name="bir.tif")
        transaction.set_rollback(True)
    assert not StoredFile.objects.exists()
    stored = file_store(scan, name="bir.tif")
    assert left_in_store(settings) == [stored.path]


def test_a_missing_source_is_named(tmp_path: Path, settings: Any) -> None:
    with pytest.raises(SourceUnreadableError, match=r"yoʻq\.tif"):
        file_store(tmp_path / "none.tif", name="yoʻq.tif")
    with pytest.raises(SourceUnreadableError, match="papka"):
        file_store(tmp_path, name="papka")
    assert left_in_store(settings) == []


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, NoSpaceError),
        (errno.EDQUOT, NoSpaceError),
        (errno.EACCES, NoPermissionError),
        (errno.EROFS, NoPermissionError),
        (errno.EIO, FileStoreError),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "open", "replace"])
def test_a_failing_disk_leaves_nothing_behind(
    scan: Path, settings: Any, monkeypatch: pytest.MonkeyPatch, number: int, expected: type[Exception], call: str
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    target: Any = {"fsync": store_module.os, "open": store_module.tempfile, "replace": Path}[call]
    monkeypatch.setattr(target, "mkstemp" if call == "open" else call, broken)
    with pytest.raises(expected) as caught:
        file_store(scan, name="varaq.tif")
    monkeypatch.undo()
    assert "varaq.tif" in str(caught.value)
    assert not StoredFile.objects.exists()
    assert left_in_store(settings) == []


def test_a_full_disk_is_told_in_the_middle_of_writing(
    scan: Path, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """``/dev/full`` is the kernel's own full disk."""
    full = (os.open("/dev/full", os.O_WRONLY), str(tmp_path / "temporary"))
    monkeypatch.setattr(store_module.tempfile, "mkstemp", lambda **_: full)
    with pytest.raises(NoSpaceError, match=r"varaq\.tif"):
        file_store(scan, name="varaq.tif")
    assert left_in_store(settings) == []


def test_a_store_that_cannot_be_made_is_told(scan: Path, settings: Any, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    settings.JAVON_FILES = blocked
    with pytest.raises(FileStoreError, match=r"varaq\.tif"):
        file_store(scan, name="varaq.tif")
    assert not StoredFile.objects.exists()


def test_a_known_content_whose_copy_shrank_is_an_alarm(scan: Path) -> None:
    stored = file_store(scan, name="varaq.tif")
    stored.path.chmod(0o640)
    stored.path.write_bytes(b"II*\x00")
    with pytest.raises(StoreDamagedError, match=r"varaq\.tif"):
        file_store(scan, name="varaq.tif")


def test_an_interruption_leaves_nothing_behind(scan: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(store_module, "_read", interrupted)
    with pytest.raises(KeyboardInterrupt):
        file_store(scan, name="varaq.tif")
    assert left_in_store(settings) == []


def test_a_content_comes_back_from_a_true_copy_only(scan: Path, tmp_path: Path, settings: Any) -> None:
    stored = file_store(scan, name="varaq.tif")
    whole = stored.path.read_bytes()
    stored.path.chmod(0o640)
    stored.path.write_bytes(b"buzilgan")
    false = tmp_path / "false.tif"
    false.write_bytes(b"begona")
    assert not content_restore(stored.pk, false)
    assert stored.path.read_bytes() == b"buzilgan"
    assert content_restore(stored.pk, scan)
    assert stored.path.read_bytes() == whole
    assert stored.path.stat().st_mode & 0o222 == 0
    stored.path.unlink()
    assert content_restore(stored.pk, scan)
    assert left_in_store(settings) == [stored.path]
    with pytest.raises(SourceUnreadableError, match=r"none\.tif"):
        content_restore(stored.pk, tmp_path / "none.tif")


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"II*\x00rest", "a.jpg", "image/tiff"),
        (b"MM\x00*rest", "a", "image/tiff"),
        (b"II+\x00rest", "a", "image/tiff"),
        (b"\xff\xd8\xff\xe0", "a.tif", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "a", "image/png"),
        (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "a", "image/jp2"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a", "image/webp"),
        (b"BM\x00", "a", "image/bmp"),
        (b"%PDF-1.4", "a", "application/pdf"),
        (b"\r\njunk before %PDF-1.7", "a", "application/pdf"),
        (b"PK\x03\x04", "a.tif", "application/zip"),
        (b"plain words", "a.txt", "text/plain"),
        (b"plain words", "a.jpg", "application/octet-stream"),
        (b"plain words", "a.pdf", "application/octet-stream"),
        (b"plain words", "a", "application/octet-stream"),
        (b"", "a.tif", "application/x-empty"),
    ],
)
def test_the_media_type_follows_the_bytes_not_the_name(head: bytes, name: str, kind: str) -> None:
    assert sniff(head, name) == kind
