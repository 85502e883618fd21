"""Reading for a checksum: the right sum, every byte told of, errors as they are."""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

import pytest

from javon.engines.tools.digests import CHUNK, sha512_on_disk, stand_back


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 40 * CHUNK])
def test_the_sum_is_right_and_every_byte_told_of(tmp_path: Path, size: int) -> None:
    data = (os.urandom(1000) * (size // 1000 + 1))[:size]
    (tmp_path / "file").write_bytes(data)
    told: list[int] = []
    assert sha512_on_disk(tmp_path / "file", told.append) == hashlib.sha512(data).hexdigest()
    assert sum(told) == size


def test_what_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        sha512_on_disk(tmp_path / "none")
    with pytest.raises(IsADirectoryError):
        sha512_on_disk(tmp_path)


def test_only_the_thread_that_asks_stands_back() -> None:
    found: list[int] = []

    def ask() -> None:
        stand_back()
        found.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert found == [19]
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before
