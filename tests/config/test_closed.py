"""Everything that is kept is its owner's alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from javon.config.closed import close, open_to_others


@pytest.fixture(autouse=True)
def mask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_folder_that_was_open_is_shut_with_what_lies_in_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "inbox").mkdir(parents=True)
    (data / "inbox").chmod(0o777)
    (data / "javon.sqlite3").touch(mode=0o644)
    assert open_to_others(data) == [data]
    close(data)
    assert [mode(path) for path in (data, data / "inbox", data / "javon.sqlite3")] == [0o700, 0o700, 0o600]
    assert open_to_others(data) == []


def test_what_is_made_from_now_on_is_closed(tmp_path: Path) -> None:
    close(tmp_path / "not-yet")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "file").write_text("x")
    assert (mode(tmp_path / "new"), mode(tmp_path / "new" / "file")) == (0o700, 0o600)


def test_a_folder_that_is_not_ours_alone_is_left_and_told_of(tmp_path: Path) -> None:
    shared = tmp_path / "srv"
    shared.mkdir(mode=0o755)
    (shared / "of-others").mkdir(mode=0o755)
    close(shared)
    assert mode(shared) == mode(shared / "of-others") == 0o755
    assert open_to_others(shared) == [shared]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    share, data = tmp_path / "share", tmp_path / "data"
    share.mkdir(mode=0o755)
    data.mkdir()
    (data / "secret-key").touch()
    (data / "inbox").symlink_to(share)
    close(data)
    assert mode(share) == 0o755
